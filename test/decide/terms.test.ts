/**
 * Whoever gives a diagram back and takes it again could keep it for ever, and nobody else would get it. Each way to try
 * that is a test here; what is left is two accounts that take turns, which is what a waiting line is for.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAssignmentFile } from "../../src/domain/assignment-file.ts";
import { addDays, type CivilDate, daysBetween } from "../../src/domain/civil-date.ts";
import { TestRepository } from "./repository.ts";

const PATH = "assignments/G-LIN-FL.yml";
const CLAIMED_ON = "2026-11-24" as CivilDate;
const DUE = "2026-12-08";

class Campaign extends TestRepository {
  constructor(files: Readonly<Record<string, string>> = {}) {
    super(files);
    this.permissions.set("maria", "maintain");
  }

  /** So many days after the first claim. */
  on(day: number): this {
    this.now = `${addDays(CLAIMED_ON, day)}T10:00:00Z`;
    return this;
  }

  get file() {
    return readAssignmentFile({ path: PATH, text: this.files.get(PATH) ?? "" }).assignment;
  }

  get due() {
    return this.file?.due_date;
  }
}

/** Ada has claimed it on the first day and gave it back on a later one. */
function givenBack(day: number): Campaign {
  const campaign = new Campaign();
  campaign.comment("ada", "/claim G-LIN-FL");
  campaign.on(day).comment("ada", "/release G-LIN-FL");
  return campaign;
}

describe("a claim again", () => {
  test("soon after a release goes on with the earlier one, and says so", () => {
    const campaign = givenBack(7);
    expect(campaign.on(8).comment("ada", "/claim G-LIN-FL")).toBe(
      "@ada **G-LIN-FL** Flow Diagram: it is yours until 2026-12-08. You gave it back on 2026-12-01, so your earlier claim goes on, " +
        "with its due date. `/due G-LIN-FL +7` asks for more time. Next: open a pull request with `G-LIN-FL` in its " +
        "title. I will move it to Review.",
    );
    expect(campaign.file).toMatchObject({ start_date: CLAIMED_ON, due_date: DUE });
  });

  test("near its end, or after it, leaves three days", () => {
    const campaign = givenBack(13);
    expect(campaign.comment("ada", "/claim G-LIN-FL")).toContain(
      "it is yours until 2026-12-10. You gave it back on 2026-12-07, so your earlier claim goes on. `/due",
    );
    expect(givenBack(20).comment("ada", "/claim G-LIN-FL")).toContain("it is yours until 2026-12-17.");
  });

  test("leaves three days only once", () => {
    const campaign = givenBack(13);
    campaign.comment("ada", "/claim G-LIN-FL\n/release G-LIN-FL");
    campaign.on(16).comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-12-10");
    campaign.on(18).comment("ada", "/release G-LIN-FL");
    expect(campaign.comment("ada", "/claim G-LIN-FL")).toContain(
      "it is yours, but it was due on 2026-12-10. You gave it back on 2026-12-12, so your earlier claim goes on, with its due date.",
    );
    expect(campaign.comment("ada", "/due G-LIN-FL +7")).toContain("it is now due on 2026-12-19.");
  });

  test("later than claims.days after the release is a new term", () => {
    const campaign = givenBack(7);
    campaign.on(21).comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-12-18");
    campaign.comment("ada", "/release G-LIN-FL");
    const reply = campaign.on(36).comment("ada", "/claim G-LIN-FL");
    expect(reply).toContain("it is yours until 2027-01-13. Next: open a pull request");
  });

  test("where a claim has one day, leaves one", () => {
    const campaign = new Campaign({ ".github/diagram-tracker.yml": "claims: { days: 1 }\n" });
    campaign.comment("ada", "/claim G-LIN-FL");
    campaign.on(1).comment("ada", "/release G-LIN-FL\n/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-11-26");
  });
});

describe("nobody has more time by", () => {
  test("naming a later due date with the claim", () => {
    const campaign = givenBack(7);
    campaign.comment("ada", "/claim G-LIN-FL due +14");
    expect(campaign.due).toBe(DUE);
    campaign.comment("ada", "/release G-LIN-FL\n/claim G-LIN-FL due 2026-12-03");
    expect(campaign.due).toBe("2026-12-03");
  });

  test("giving it back twice in one comment", () => {
    const campaign = givenBack(7);
    campaign.comment("ada", "/claim G-LIN-FL\n/release G-LIN-FL\n/claim G-LIN-FL");
    expect(campaign.due).toBe(DUE);
  });

  test("spelling the own login in another way", () => {
    const campaign = givenBack(7);
    campaign.comment("Ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe(DUE);
  });

  test("letting another account have it in between, which has a term of its own", () => {
    const campaign = givenBack(7);
    campaign.comment("bob", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-12-15");
    campaign.on(8).comment("bob", "/release G-LIN-FL");
    campaign.comment("cyd", "/claim G-LIN-FL\n/release G-LIN-FL");
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe(DUE);
    campaign.comment("ada", "/release G-LIN-FL");
    campaign.comment("bob", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-12-15");
    expect(campaign.file).toMatchObject({
      last_claim: { assignee: "ada", released_on: "2026-12-02" },
      earlier_claims: [{ assignee: "cyd" }, { assignee: "bob", due_date: "2026-12-15" }],
    });
  });

  test("putting it off as often as before, through another account too", () => {
    const campaign = new Campaign();
    campaign.comment("ada", "/claim G-LIN-FL");
    campaign.on(7).comment("ada", "/due G-LIN-FL +9");
    campaign.comment("ada", "/due G-LIN-FL +10\n/release G-LIN-FL");
    campaign.comment("bob", "/claim G-LIN-FL\n/release G-LIN-FL");
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.comment("ada", "/due G-LIN-FL +11")).toContain(
      "you have already moved its due date 2 times",
    );
    campaign.comment("ada", "/release G-LIN-FL");
    campaign.comment("bob", "/claim G-LIN-FL");
    expect(campaign.on(8).comment("bob", "/due G-LIN-FL +14")).toContain("You can move the date once more");
  });

  test("a pull request that is closed and opened again, or loses its link and gets it back", () => {
    const campaign = new Campaign();
    campaign.pull(7, { title: "G-LIN-FL", author: "ada", draft: true, files: [] });
    expect(campaign.due).toBe(DUE);
    campaign.on(7).pull(7, { state: "closed" });
    expect(campaign.file?.status).toBe("pending");
    campaign.on(8).pull(7, { state: "open" });
    expect(campaign.due).toBe(DUE);
    campaign.on(9).pull(7, { title: "Something else" });
    campaign.on(10).pull(7, { title: "G-LIN-FL" });
    expect(campaign.due).toBe(DUE);
    campaign.pull(7, { title: "Something else" });
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe(DUE);
  });

  test("another pull request, while the command's claim stays", () => {
    const campaign = new Campaign();
    campaign.comment("ada", "/claim G-LIN-FL");
    campaign.on(7).pull(7, { title: "G-LIN-FL", author: "ada" });
    campaign.pull(7, { state: "closed" });
    campaign.on(9).pull(8, { title: "G-LIN-FL", author: "ada" });
    expect(campaign.due).toBe(DUE);
  });

  test("/assign to oneself, held or given back", () => {
    const campaign = new Campaign();
    campaign.comment("maria", "/claim G-LIN-FL");
    campaign.on(7).comment("maria", "/assign G-LIN-FL @maria");
    expect(campaign.due).toBe(DUE);
    campaign.comment("maria", "/release G-LIN-FL\n/assign G-LIN-FL @maria");
    expect(campaign.due).toBe(DUE);
  });

  test("anything but a maintainer's word: /assign with a due date, or /due", () => {
    const campaign = givenBack(7);
    campaign.comment("maria", "/assign G-LIN-FL @ada due 2027-02-01");
    expect(campaign.due).toBe("2027-02-01");
  });

  test("a maintainer who gives it to somebody else for a moment", () => {
    const campaign = new Campaign();
    campaign.comment("ada", "/claim G-LIN-FL");
    campaign.on(7).comment("maria", "/assign G-LIN-FL @bob");
    expect(campaign.due).toBe("2026-12-15");
    campaign.comment("bob", "/release G-LIN-FL");
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe(DUE);
  });

  test("a maintainer's /release, and with it a timer's: who gave it back does not matter", () => {
    const campaign = new Campaign();
    campaign.comment("ada", "/claim G-LIN-FL");
    campaign.on(20).comment("maria", "/release @ada");
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2026-12-17");
  });

  test("an assignment file that is merged without a term of its own", () => {
    const campaign = givenBack(7);
    const free = campaign.files.get(PATH) ?? "";
    const files = [{ path: PATH, change: "modified" as const }];
    campaign.pull(7, { title: "Claim", author: "ada", files });
    const claim = free
      .replace("assignee: null", "assignee: ada")
      .replace("status: pending", "status: in_progress");
    campaign.files.set(PATH, claim);
    campaign.on(8).pull(7, { state: "merged", mergedAt: campaign.now });
    expect(campaign.due).toBe(DUE);
  });

  test("a pause: what was given back stands still with all the rest", () => {
    const campaign = givenBack(7);
    campaign.on(9).comment("maria", "/pause");
    campaign.on(39).comment("maria", "/resume");
    expect(campaign.file?.last_claim).toMatchObject({ due_date: "2027-01-07", released_on: "2026-12-31" });
    campaign.comment("ada", "/claim G-LIN-FL");
    expect(campaign.due).toBe("2027-01-07");
  });

  test("whatever ada and her friend try: in each stretch of time her date moves later by her extensions, and once more", () => {
    const acts = fc.record({
      who: fc.constantFrom("ada", "ada", "ada", "bob"),
      days: fc.integer({ min: 0, max: 9 }),
      text: fc.constantFrom(
        "/claim G-LIN-FL",
        "/claim G-LIN-FL due +14",
        "/release G-LIN-FL",
        "/due G-LIN-FL +14",
        "/release G-LIN-FL\n/claim G-LIN-FL",
        "/release G-LIN-FL\n/claim G-LIN-FL due +14",
        "open",
        "close",
      ),
    });
    fc.assert(
      fc.property(fc.array(acts, { minLength: 20, maxLength: 40 }), (list) => {
        const campaign = new Campaign();
        let day = 0;
        let due: CivilDate | null = null;
        let later = 0;
        let lastHeld: CivilDate | null = null;
        for (const { who, days, text } of list) {
          day += days;
          campaign.on(day);
          const today = addDays(CLAIMED_ON, day);
          if (text === "open" || text === "close") {
            const state = text === "open" ? "open" : "closed";
            campaign.pull(who === "ada" ? 7 : 8, {
              title: "G-LIN-FL",
              author: who,
              files: [],
              draft: true,
              state,
            });
          } else campaign.comment(who, text);
          const { assignee, due_date = null } = campaign.file ?? {};
          if (assignee !== "ada" || due_date === null) continue;
          const isNew = lastHeld === null || daysBetween(lastHeld, today) > 14;
          later = isNew ? 0 : later + (due !== null && due_date > due ? 1 : 0);
          expect(later).toBeLessThanOrEqual(3);
          due = due_date;
          lastHeld = today;
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("files from before", () => {
  const older = (due: string) =>
    `assignment:\n  diagram_id: G-LIN-FL\n  status: pending\n  extensions: 2\n  last_claim:\n    assignee: ada\n    start_date: 2026-11-20\n    due_date: ${due}\n`;

  test("that do not say when it was given back: the earlier claim goes on until it would have been due", () => {
    const campaign = new Campaign({ [PATH]: older("2026-11-30") });
    expect(campaign.comment("ada", "/claim G-LIN-FL")).toContain(
      "it is yours until 2026-11-30. You gave it back, so your earlier claim goes on",
    );
    expect(campaign.comment("ada", "/due G-LIN-FL +10")).toContain("already moved its due date 2 times");
    const later = new Campaign({ [PATH]: older("2026-11-23") });
    later.comment("ada", "/claim G-LIN-FL");
    expect(later.file).toMatchObject({ due_date: DUE, extensions: 0 });
  });

  test("without a due date, or without any earlier claim: the term is new", () => {
    for (const text of [older("null"), older("null").replace(/ {2}last_claim[\s\S]*/, "")]) {
      const campaign = new Campaign({ [PATH]: text });
      campaign.comment("ada", "/claim G-LIN-FL");
      expect(campaign.due).toBe(DUE);
    }
  });
});
