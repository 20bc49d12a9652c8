import { describe, expect, test } from "vitest";
import type { WeeklyReview } from "../../src/decide/plan.ts";
import { TestRepository } from "./repository.ts";

/** A Tuesday, as everywhere here: the week before it is that from 2026-11-16 to 2026-11-22. */
const TODAY = "2026-11-24T10:00:00Z";

const assignment = (id: string, ...lines: string[]) =>
  ["assignment:", `  diagram_id: ${id}`, ...lines.map((line) => `  ${line}`), ""].join("\n");
const done = (id: string, on: string, who = "ada") =>
  assignment(id, `assignee: ${who}`, "start_date: 2026-11-02", "status: complete", `completion_date: ${on}`);

const CAMPAIGN: Readonly<Record<string, string>> = {
  "G-LIN-FL": done("G-LIN-FL", "2026-11-18"),
  "G-LIN-SQ": assignment(
    "G-LIN-SQ",
    "assignee: bob",
    "start_date: 2026-11-17",
    "due_date: 2026-11-21",
    "status: in_progress",
  ),
  "G-LIN-ST": assignment(
    "G-LIN-ST",
    "assignee: eve",
    "start_date: 2026-11-02",
    "reviewer: grace",
    "status: review",
    "pr_number: 7",
  ),
  "G-LIN-FA": assignment(
    "G-LIN-FA",
    "status: pending",
    "last_claim: { assignee: zoe, start_date: 2026-11-02, due_date: 2026-11-16, released_on: 2026-11-19 }",
  ),
};

function reviewOf(
  assignments: Readonly<Record<string, string>>,
  { files = {}, now = TODAY }: { files?: Record<string, string>; now?: string } = {},
): WeeklyReview | null {
  const repository = new TestRepository();
  repository.now = now;
  for (const [id, text] of Object.entries(assignments)) repository.files.set(`assignments/${id}.yml`, text);
  for (const [path, text] of Object.entries(files)) repository.files.set(path, text);
  return repository.decide([{ kind: "day", key: `day-${now.slice(0, 10)}`, at: now }]).weeklyReview;
}

test("says what happened in the week, and how the campaign stands, and mentions nobody", () => {
  const { comment, issue, monday } = reviewOf(CAMPAIGN) ?? {};
  expect(monday).toBe("2026-11-23");
  expect(comment).toBe(
    [
      "### The week from 2026-11-16 to 2026-11-22",
      "#### Completed (1)\n\n- by ada: `G-LIN-FL`",
      "#### Begun (1)\n\n- `G-LIN-SQ` Sequence: by bob",
      "#### Released (1)\n\n- `G-LIN-FA` Failure Modes: given back by zoe, or taken back",
      "---",
      "**1 of 12 diagrams is complete (8%).** 1 is in progress, 1 in review, and 9 not begun.",
      "[All diagrams](https://github.com/atlas/diagrams/blob/main/TRACKER.md)",
      "#### Overdue (1)\n\n- `G-LIN-SQ` Sequence: bob, due on 2026-11-21",
      "#### Not reminded yet (1)\n\n- `G-LIN-SQ` Sequence: bob, due on 2026-11-21; I know no issue or pull request on which to say so",
      "#### Waiting for a review (1)\n\n- `G-LIN-ST` State Machine: by eve in #7, waits for grace",
      "#### Free, and wanted most\n\n- `G-SEQ-FL` Flow Diagram\n- `G-SEQ-SQ` Sequence\n- `G-LIN-FA` Failure Modes",
      "Comment `/claim G-SEQ-FL` on an issue to take the first.",
    ].join("\n\n"),
  );
  expect(issue?.title).toBe("How far the campaign is: weekly review");
  expect(issue?.body).toContain("#### Overdue (1)");
  expect(issue?.body).not.toContain("The week from");
  expect(issue?.body).toMatch(/close this issue; to turn them on again, reopen it\.$/);
});

test("with four weeks and ten completions it says the pace and a range, the same all week", () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => {
      const week = Math.floor(at / 4);
      const day = new Date(
        Date.parse("2026-09-07") + (week * 7 + (at % (week % 2 === 0 ? 4 : 3))) * 86_400_000,
      );
      return [`G-X-${at}`, done(`G-X-${at}`, day.toISOString().slice(0, 10))];
    }),
  );
  const names = Object.keys(many).map((id) => `          ${id}: It\n`);
  const catalog = `categories:\n  - name: One\n    planned: 90\n    groups:\n      - key: G\n        name: G\n        planned: 90\n        diagrams:\n${names.join("")}`;
  const at = (now: string) => reviewOf(many, { files: { "catalog/atlas.yml": catalog }, now })?.issue.body;
  const text = at("2026-11-23T10:00:00Z") ?? "";
  expect(text).toMatch(
    /Pace: 3\.\d a week, on average of the last 1\d weeks\. At that pace the other 50 of today's plan will be complete between 202\d-\d\d-\d\d and 202\d-\d\d-\d\d, with a chance of four in five\./,
  );
  expect(at("2026-11-29T10:00:00Z")).toBe(text);
  expect(at("2026-11-30T10:00:00Z")).not.toBe(text);
});

describe("says nothing", () => {
  test.each([
    ["where nothing was ever begun", {}, {}],
    [
      "where the configuration turns it off",
      CAMPAIGN,
      { ".github/diagram-tracker.yml": "weekly_review: false\n" },
    ],
    [
      "while the campaign is paused",
      CAMPAIGN,
      { "assignments/paused.yml": "paused: { by: maria, on: 2026-11-20 }\n" },
    ],
    ["while the catalog cannot be read", CAMPAIGN, { "catalog/other.yml": "categories: [\n" }],
  ])("%s", (_, assignments, files) => {
    expect(reviewOf(assignments, { files })).toBeNull();
  });

  test("of a week in which nothing happened; the state is kept all the same", () => {
    const review = reviewOf({ "G-LIN-FL": done("G-LIN-FL", "2026-11-12") });
    expect(review?.comment).toBeNull();
    expect(review?.issue.body).toContain("**1 of 12 diagrams is complete");
  });

  test("on any event but a new day", () => {
    const repository = new TestRepository();
    for (const [id, text] of Object.entries(CAMPAIGN)) repository.files.set(`assignments/${id}.yml`, text);
    expect(repository.decide([repository.commentEvent("ada", "/status")]).weeklyReview).toBeNull();
  });
});

test("tells what is wrong in the files, with its place", () => {
  const { comment } =
    reviewOf({ ...CAMPAIGN, "G-SEQ-FL": "assignment: { diagram_id: G-SEQ-FL, statsu: x }\n" }) ?? {};
  expect(comment).toContain("#### Wrong in the campaign's files");
  expect(comment).toContain("- `assignments/G-SEQ-FL.yml:1:");
});

test("names that mean something to GitHub come out inert, and the longest lists stay below its limit", () => {
  const nasty = `@everyone <img src=x> [x](https://evil.example) #1 ${"<".repeat(200)}`;
  const ids = Array.from({ length: 60 }, (_, at) => `G-X-${at}`);
  const catalog = `categories:\n  - name: One\n    planned: 90\n    groups:\n      - key: G\n        name: G\n        planned: 90\n        diagrams:\n${ids.map((id) => `          ${id}: ${JSON.stringify(nasty)}\n`).join("")}`;
  const who = JSON.stringify(`@mallory/x <b> ${"<".repeat(80)}`);
  const rest = Object.fromEntries(
    ids.map((id, at) => [
      id,
      at < 20
        ? done(id, "2026-11-18", who)
        : assignment(
            id,
            `assignee: ${who}`,
            `reviewer: ${who}`,
            "start_date: 2026-11-17",
            "due_date: 2026-11-20",
            `status: ${at < 40 ? "review" : "in_progress"}`,
          ),
    ]),
  );
  const { comment = "", issue } = reviewOf(rest, { files: { "catalog/atlas.yml": catalog } }) ?? {};
  expect(comment?.length).toBeLessThan(65_000);
  for (const text of [comment ?? "", issue?.body ?? ""]) {
    expect(text).not.toMatch(/@(?!\u200b)\w|<(?!!--)|\]\(https:\/\/evil/);
    expect(text).toContain("…and 5 more.");
  }
});

test("speaks German", () => {
  const { comment, issue } =
    reviewOf(CAMPAIGN, { files: { ".github/diagram-tracker.yml": "language: de\n" } }) ?? {};
  expect(comment).toContain("### Die Woche vom 2026-11-16 bis zum 2026-11-22");
  expect(comment).toContain("#### Fertig geworden (1)\n\n- von ada: `G-LIN-FL`");
  expect(issue?.title).toBe("Wie weit die Kampagne ist: Wochenbericht");
});
