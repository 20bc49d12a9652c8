/**
 * Who would gain by cheating: whoever takes a login that somebody gave up, and with it their diagrams, their role or the
 * name under which they verify; a maintainer's old login most of all; whoever is blocked and takes another name; whoever
 * writes somebody's account beside their own login; an App that is called like a person.
 */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { verifierOf } from "../../src/domain/people.ts";
import { isSamePerson } from "../../src/domain/person.ts";
import { opinionOf } from "../../src/facts/accounts.ts";
import type { PullRequestFacts, ReviewFacts } from "../../src/facts/pull-request-facts.ts";
import { TestRepository } from "./repository.ts";

const ADA = 11;
const BOB = 12;
const GRACE = 13;
const MARIA = 14;
/** Somebody who took a login after its owner gave it up. */
const NEWCOMER = 99;
const CONFIG = ".github/diagram-tracker.yml";
const MERGED = { state: "merged", mergedAt: "2026-11-25T08:00:00Z" } as const;

function assignment(repository: TestRepository, id = "G-LIN-FL"): Readonly<Record<string, unknown>> {
  return parse(repository.files.get(`assignments/${id}.yml`) ?? "assignment: {}").assignment;
}

function verification(repository: TestRepository): unknown {
  return assignment(repository)["verification"];
}

function said(repository: TestRepository, login: string, authorId: number, body: string): string {
  return repository.comment(login, body, { authorId });
}

/** Ada, account 11, holds G-LIN-FL. */
function claimed(config = ""): TestRepository {
  const repository = new TestRepository(config === "" ? {} : { [CONFIG]: config });
  repository.accounts.set("ada", ADA).set("bob", BOB).set("grace", GRACE).set("maria", MARIA);
  repository.permissions.set("grace", "write").set("maria", "maintain");
  said(repository, "ada", ADA, "/claim G-LIN-FL");
  return repository;
}

const hers = { title: "G-LIN-FL", author: "ada", authorId: ADA } as const;
const approval = (reviewer: string, reviewerId: number, more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  reviewer,
  reviewerId,
  opinion: "approved",
  commit: "1".repeat(40),
  at: "2026-11-24T11:00:00Z",
  ...more,
});

describe("the account stands beside the login", () => {
  test("of whoever claims by command", () => {
    expect(assignment(claimed())).toMatchObject({ assignee: "ada", assignee_id: ADA });
  });

  test("of whoever claims by a pull request", () => {
    const repository = new TestRepository();
    repository.pull(7, hers);
    expect(assignment(repository)).toMatchObject({ assignee: "ada", assignee_id: ADA });
  });

  test("of whom a maintainer names: it is the one who has the login now", () => {
    const repository = claimed();
    said(repository, "maria", MARIA, "/assign G-LIN-FL @bob");
    expect(assignment(repository)).toMatchObject({ assignee: "bob", assignee_id: BOB });
  });

  test("of whoever verifies, by a review or by a command", () => {
    const repository = claimed();
    repository.pull(7, { ...hers, reviews: [approval("grace", GRACE)] });
    expect(verification(repository)).toMatchObject({ verified_by: "grace", verified_by_id: GRACE });
    const other = claimed();
    other.pull(7, hers);
    said(other, "grace", GRACE, "/verify G-LIN-FL");
    expect(verification(other)).toMatchObject({ verified_by: "grace", verified_by_id: GRACE });
  });

  test("of whoever overrides, adds a source to another's diagram, or gave one back", () => {
    const repository = claimed();
    repository.pull(7, hers);
    repository.comment("maria", "/override G-LIN-FL no numbers", {
      authorId: MARIA,
      thread: 7,
      onPullRequest: true,
    });
    said(repository, "bob", BOB, "/source G-LIN-FL https://example.org/");
    said(repository, "ada", ADA, "/release G-LIN-FL");
    expect(assignment(repository)).toMatchObject({
      overrides: [{ by: "maria", by_id: MARIA }],
      sources: [{ by: "bob", by_id: BOB }],
      last_claim: { assignee: "ada", assignee_id: ADA },
      assignee: null,
    });
    expect(assignment(repository)).not.toHaveProperty("assignee_id");
  });

  test("of the reviewer whom the configuration names with it", () => {
    const repository = claimed(`reviewers: [{ login: grace, id: ${GRACE} }]\n`);
    expect(assignment(repository)).toMatchObject({ reviewer: "grace", reviewer_id: GRACE });
  });
});

describe("a file without accounts", () => {
  const FILE = `assignment:
  diagram_id: G-LIN-FL
  assignee: Ada # since last year
  start_date: 2026-11-20
  due_date: 2026-12-04
  status: in_progress
`;
  const old = (text = FILE) => new TestRepository({ "assignments/G-LIN-FL.yml": text });

  test("goes by logins, and takes the account of the holder who does something with it", () => {
    const repository = old();
    expect(said(repository, "ada", ADA, "/due G-LIN-FL +12")).toContain("2026-12-06");
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain(
      `  assignee: ada # since last year\n  assignee_id: ${ADA}\n`,
    );
  });

  test("takes it from her pull request", () => {
    const repository = old();
    repository.pull(7, hers);
    expect(assignment(repository)).toMatchObject({ assignee_id: ADA, status: "review" });
  });

  test("takes nobody's from what others do with it", () => {
    const repository = old();
    repository.permissions.set("maria", "maintain");
    said(repository, "maria", MARIA, "/due G-LIN-FL +10");
    expect(assignment(repository)).not.toHaveProperty("assignee_id");
  });

  test("with an @ before the name means the person", () => {
    const repository = old(FILE.replace("Ada", "'@ada'"));
    expect(said(repository, "ada", ADA, "/release G-LIN-FL")).toContain("it is free again");
    expect(assignment(repository)["status"]).toBe("pending");
  });

  test("with a name that is no login is plain text, and nobody is mentioned or linked", () => {
    const repository = old(FILE.replace("Ada", "john.doe"));
    expect(said(repository, "bob", BOB, "/claim G-LIN-FL")).not.toContain("@john");
    repository.hear([{ kind: "push", key: "push-1", at: repository.now }]);
    expect(repository.files.get("TRACKER.md")).toContain("| john.doe |");
  });

  test("and a comment of an older version's inbox, which has no account either, still count", () => {
    const repository = old();
    expect(repository.comment("ada", "/release G-LIN-FL")).toContain("it is free again");
  });

  test("an account that is older than the assignment is the one that was meant", () => {
    const repository = old();
    repository.ages.set(ADA, "2026-11-20" as CivilDate);
    expect(said(repository, "ada", ADA, "/due G-LIN-FL +12")).toContain("2026-12-06");
    expect(assignment(repository)).toMatchObject({ assignee_id: ADA });
  });

  test.each(["/due G-LIN-FL +7", "/release G-LIN-FL", "/start G-LIN-FL", "/claim G-LIN-FL", "/release @ada"])(
    "one that is younger than the assignment inherits nothing: %s",
    (command) => {
      const repository = old();
      repository.ages.set(NEWCOMER, "2026-11-21" as CivilDate);
      said(repository, "ada", NEWCOMER, command);
      expect(repository.files.get("assignments/G-LIN-FL.yml")).toBe(FILE);
    },
  );

  test("who is told why, and what to do", () => {
    const repository = old();
    repository.ages.set(NEWCOMER, "2026-11-21" as CivilDate);
    expect(said(repository, "ada", NEWCOMER, "/release G-LIN-FL")).toContain(
      "an earlier account called **Ada** holds it, and yours is newer. If both are yours, ask a maintainer to comment `/assign G-LIN-FL @Ada`.",
    );
  });

  test("nor by a pull request, and its limit counts nothing of that", () => {
    const repository = old();
    const since = "2026-11-21" as CivilDate;
    repository.pull(7, { title: "G-LIN-FL", author: "ada", authorId: NEWCOMER, authorSince: since });
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toBe(FILE);
    repository.pull(7, { ...MERGED, files: [{ path: "diagrams/G-LIN-FL.md", change: "added" }] });
    expect(assignment(repository)).toMatchObject({ status: "in_progress" });
    const other = old();
    other.pull(7, {
      title: "G-LIN-FL",
      author: "ada",
      authorId: ADA,
      authorSince: "2020-01-01" as CivilDate,
    });
    expect(assignment(other)).toMatchObject({ status: "review", assignee_id: ADA });
  });

  test("whoever verified is known by the day, too", () => {
    const on = "2026-11-22" as CivilDate;
    const verifier = verifierOf({ verified_by: "grace", verified_on: on });
    const reviewer = (since: string) =>
      opinionOf(approval("grace", NEWCOMER, { reviewerSince: since as CivilDate }));
    expect(isSamePerson(verifier, reviewer("2026-11-23"))).toBe(false);
    expect(isSamePerson(verifier, reviewer("2026-11-22"))).toBe(true);
    expect(isSamePerson(reviewer("2020-01-01"), verifier)).toBe(true);
  });
});

describe("ada is called ada-l now", () => {
  test("her pull request is hers, and completes for ada-l", () => {
    const repository = claimed();
    repository.pull(7, hers);
    repository.pull(7, { title: "G-LIN-FL: flow", author: "ada-l" });
    expect(assignment(repository)["status"]).toBe("review");
    repository.pull(7, { ...MERGED, author: "ada-l" });
    expect(assignment(repository)).toMatchObject({
      status: "complete",
      assignee: "ada-l",
      assignee_id: ADA,
    });
  });

  test("what else she holds is hers, and its file follows when it is next written", () => {
    const repository = claimed();
    said(repository, "ada", ADA, "/claim G-LIN-SQ");
    expect(said(repository, "ada-l", ADA, "/source G-LIN-SQ https://example.org/")).toContain("to its file");
    expect(assignment(repository, "G-LIN-SQ")["sources"]).toEqual([{ url: "https://example.org/" }]);
    expect(assignment(repository, "G-LIN-SQ")["assignee"]).toBe("ada-l");
    expect(assignment(repository)["assignee"]).toBe("ada");
    expect(said(repository, "ada-l", ADA, "/release G-LIN-FL")).toContain("it is free again");
  });

  test("her limit counts all that she holds, whatever name stands there", () => {
    const repository = claimed("claims: { limit: 1 }\n");
    expect(said(repository, "ada-l", ADA, "/claim G-LIN-SQ")).toContain("G-LIN-FL");
    expect(assignment(repository, "G-LIN-SQ")).toEqual({});
  });

  test("she takes back what she gave back with its old due date, not with more time", () => {
    const repository = claimed();
    said(repository, "ada", ADA, "/release G-LIN-FL");
    repository.now = "2026-11-27T10:00:00Z";
    said(repository, "ada-l", ADA, "/claim G-LIN-FL");
    expect(assignment(repository)).toMatchObject({ assignee: "ada-l", due_date: "2026-12-08" });
  });

  test("she does not verify her own work under the new name, though she has the role", () => {
    const repository = claimed();
    repository.permissions.set("ada-l", "write");
    repository.pull(7, { ...hers, reviews: [approval("ada-l", ADA)] });
    expect(verification(repository)).not.toHaveProperty("verified_by");
    expect(said(repository, "ada-l", ADA, "/verify G-LIN-FL")).toContain("your own");
  });

  test("nor what she pushed to under the old one", () => {
    const repository = claimed();
    repository.permissions.set("grace-h", "write");
    const commits = [{ oid: "1".repeat(40), author: "grace", authorId: GRACE, parents: ["0".repeat(40)] }];
    repository.pull(7, { ...hers, commits, reviews: [approval("grace-h", GRACE)] });
    expect(verification(repository)).not.toHaveProperty("verified_by");
  });

  test("her approval stays hers, and no second name is noted", () => {
    const repository = claimed();
    repository.permissions.set("grace-h", "write");
    repository.pull(7, { ...hers, reviews: [approval("grace", GRACE)] });
    const before = repository.files.get("assignments/G-LIN-FL.yml");
    repository.pull(7, { reviews: [approval("grace-h", GRACE)] });
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toBe(before);
  });

  test("/status @me shows what she holds, and a maintainer releases it by either name", () => {
    const repository = claimed();
    repository.accounts.set("ada-l", ADA);
    expect(said(repository, "ada-l", ADA, "/status @me")).toContain("`G-LIN-FL`");
    expect(said(repository, "maria", MARIA, "/release @ada-l")).toContain("**G-LIN-FL**");
    expect(assignment(repository)["assignee"]).toBeNull();
  });
});

describe("somebody else took the login ada", () => {
  test("and holds nothing of hers", () => {
    const repository = claimed();
    repository.accounts.set("ada", NEWCOMER);
    for (const body of ["/release G-LIN-FL", "/release @ada", "/due G-LIN-FL +10", "/start G-LIN-FL"])
      said(repository, "ada", NEWCOMER, body);
    expect(assignment(repository)).toMatchObject({ assignee_id: ADA, due_date: "2026-12-08" });
    expect(said(repository, "ada", NEWCOMER, "/status @me")).not.toContain("`G-LIN-FL`");
  });

  test("and their pull request neither moves nor completes her diagram", () => {
    const repository = claimed();
    repository.accounts.set("ada", NEWCOMER);
    expect(repository.pull(7, { ...hers, authorId: NEWCOMER })).toContain("holds");
    repository.pull(7, MERGED);
    expect(assignment(repository)).toMatchObject({ status: "in_progress", assignee_id: ADA });
  });

  test("and inherits neither her pull request's drawing by an issue nor by a mention", () => {
    const repository = claimed();
    const closes = [{ number: 1, title: "Who takes what?" }];
    repository.pull(7, { ...hers, title: "A drawing", authorId: NEWCOMER, closes });
    repository.pull(8, { ...hers, title: "A drawing", authorId: NEWCOMER, body: "as G-LIN-FL, G-LIN-SQ" });
    expect(assignment(repository)).toMatchObject({ status: "in_progress", pr_number: null });
  });

  test("and a maintainer who assigns it to them means them", () => {
    const repository = claimed();
    repository.accounts.set("ada", NEWCOMER);
    said(repository, "maria", MARIA, "/assign G-LIN-FL @ada");
    expect(assignment(repository)).toMatchObject({ assignee: "ada", assignee_id: NEWCOMER });
  });

  test("and has neither the term nor the verification that she had", () => {
    const repository = claimed();
    said(repository, "ada", ADA, "/release G-LIN-FL");
    repository.now = "2026-11-27T10:00:00Z";
    said(repository, "ada", NEWCOMER, "/claim G-LIN-FL");
    expect(assignment(repository)["due_date"]).toBe("2026-12-11");
  });

  test("who was a maintainer: the newcomer's words are a contributor's, also where the rights were read by login", () => {
    const repository = claimed("roles: { maintainers: { users: [{ login: root, id: 15 }] } }\n");
    expect(said(repository, "root", NEWCOMER, "/assign G-LIN-FL @bob")).toContain("maintainer");
    // The rights that GitHub tells are those of the account that has the login now, and not of who wrote.
    expect(said(repository, "maria", NEWCOMER, "/assign G-LIN-FL @bob")).toContain("maintainer");
    expect(assignment(repository)["assignee"]).toBe("ada");
    said(repository, "renamed-root", 15, "/assign G-LIN-FL @bob");
    expect(assignment(repository)["assignee"]).toBe("bob");
  });

  test("of a reviewer: what they approve verifies nothing", () => {
    const repository = claimed();
    repository.pull(7, { ...hers, reviews: [approval("grace", NEWCOMER)] });
    expect(verification(repository)).not.toHaveProperty("verified_by");
  });
});

describe("the block list", () => {
  test("holds for an account under any name, and not for who takes the name later", () => {
    const repository = claimed("blocked: [{ login: mallory, id: 66 }]\n");
    expect(said(repository, "mallory-two", 66, "/claim G-LIN-SQ")).toContain("block");
    said(repository, "mallory", NEWCOMER, "/claim G-LIN-ST");
    expect(assignment(repository, "G-LIN-SQ")).toEqual({});
    expect(assignment(repository, "G-LIN-ST")["assignee_id"]).toBe(NEWCOMER);
  });

  test("with a login alone goes by that", () => {
    const repository = claimed("blocked: [Mallory]\n");
    expect(said(repository, "mallory", 66, "/claim G-LIN-SQ")).toContain("block");
  });
});

describe("an account that is gone", () => {
  const ghost: Partial<PullRequestFacts> = { author: null, authorId: null };

  test("completes what its pull request carries", () => {
    const repository = claimed();
    repository.pull(7, hers);
    repository.pull(7, { ...ghost, ...MERGED });
    expect(assignment(repository)).toMatchObject({ status: "complete", assignee: "ada", assignee_id: ADA });
  });

  test("moves nothing that its pull request did not carry", () => {
    const repository = claimed();
    repository.pull(7, { ...hers, ...ghost });
    repository.pull(7, MERGED);
    expect(assignment(repository)["status"]).toBe("in_progress");
  });

  test("is not whoever takes its login", () => {
    const repository = claimed();
    repository.pull(7, hers);
    repository.pull(7, { ...hers, authorId: NEWCOMER, ...MERGED });
    expect(assignment(repository)["status"]).not.toBe("complete");
  });
});

describe("an agent", () => {
  const agent = { author: "copilot-swe-agent", authorId: 198_982_749, authorIsBot: true } as const;

  test("opens the pull request, and it is complete for who holds the diagram", () => {
    const repository = claimed();
    repository.pull(7, { ...agent, title: "G-LIN-FL", reviews: [approval("grace", GRACE)] });
    repository.pull(7, MERGED);
    expect(assignment(repository)).toMatchObject({
      status: "complete",
      assignee: "ada",
      assignee_id: ADA,
      verification: { verified_by: "grace" },
    });
  });

  test("does not make its holder a reviewer of what was drawn for her", () => {
    const repository = claimed();
    repository.permissions.set("ada", "write");
    repository.pull(7, { ...agent, title: "G-LIN-FL", reviews: [approval("ada", ADA)] });
    expect(verification(repository)).not.toHaveProperty("verified_by");
  });
});

describe("an App that is called like a person", () => {
  const app = { author: "ada", authorId: 77, authorIsBot: true } as const;

  test("adopts no claim that a file makes in that name", () => {
    const text = "assignment: { diagram_id: G-LIN-FL, assignee: ada, status: in_progress }\n";
    const repository = new TestRepository({ "assignments/G-LIN-FL.yml": text });
    const files = [{ path: "assignments/G-LIN-FL.yml", change: "added" as const }];
    repository.pull(7, { ...app, title: "A claim", files, ...MERGED });
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toBe(text);
  });

  test("links nothing by an issue on which she claimed", () => {
    const repository = claimed();
    const closes = [{ number: 1, title: "Who takes what?" }];
    repository.pull(7, { ...app, title: "Mend a link", closes });
    expect(assignment(repository)["status"]).toBe("in_progress");
  });

  test("is no reviewer, whoever it is called like", () => {
    const repository = claimed();
    repository.pull(7, { ...hers, reviews: [approval("grace", 77, { isBot: true })] });
    expect(verification(repository)).not.toHaveProperty("verified_by");
  });
});

describe("a login is whatever GitHub knows", () => {
  test.each(["ada_acme", "ada-", "a--b", "a", "x".repeat(39)])("/assign to @%s", (login) => {
    const repository = claimed();
    said(repository, "maria", MARIA, `/assign G-LIN-FL @${login}`);
    expect(assignment(repository)["assignee"]).toBe(login);
    expect(repository.files.get("TRACKER.md")?.replaceAll("\\_", "_")).toContain(
      `[${login}](https://github.com/${login})`,
    );
  });

  test.each([
    ["_@bob_", "bob"],
    ["(@bob)", "bob"],
    ["@bob,", "bob"],
    ["**@bob_acme**!", "bob_acme"],
  ])("%s means %s", (typed, login) => {
    const repository = claimed();
    said(repository, "maria", MARIA, `/assign G-LIN-FL ${typed}`);
    expect(assignment(repository)["assignee"]).toBe(login);
  });
});
