/** Reminders, releases and questions about idle pull requests, day by day. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import { unsentReminders } from "../../src/domain/timers.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import { TestRepository } from "./repository.ts";

const FL = "assignments/G-LIN-FL.yml";
const TITLE = { title: "G-LIN-FL: Flow Diagram", author: "ada", authorId: 7 };
const RELEASE = ".github/diagram-tracker.yml";

function campaign(claims = "", { more = "" } = {}): TestRepository {
  const repository = new TestRepository({ [RELEASE]: `claims: { limit: 9, ${claims} }\n${more}` });
  repository.permissions.set("maria", "maintain");
  return repository;
}

/** Due on 2026-12-08. */
function claimed(claims = "", more = {}): TestRepository {
  const repository = campaign(claims, more);
  repository.comment("ada", "/claim G-LIN-FL", { authorId: 7 });
  return repository;
}

const fileOf = (repository: TestRepository, path = FL) =>
  parse(repository.files.get(path) ?? "assignment: {}").assignment;

/** All that is said on the days from one to another, by day. */
function days(repository: TestRepository, from: string, to: string): Record<string, string> {
  const said: Record<string, string> = {};
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const text = repository.day(date);
    if (text !== "") said[date] = text;
  }
  return said;
}

describe("reminders", () => {
  test("come once before and once after the due date, and say what to write", () => {
    const repository = claimed();
    expect(days(repository, "2026-11-25", "2027-02-01")).toMatchInlineSnapshot(`
      {
        "2026-12-05": "#1 @ada **G-LIN-FL** Flow Diagram: it is due in 3 days, on 2026-12-08. For more time write \`/due G-LIN-FL +7\`. If you cannot do it, \`/release G-LIN-FL\` lets somebody else have it.",
        "2026-12-09": "#1 @ada **G-LIN-FL** Flow Diagram: it was due on 2026-12-08, 1 day ago. For more time write \`/due G-LIN-FL +7\`. If you cannot do it, \`/release G-LIN-FL\` lets somebody else have it.",
      }
    `);
    expect(fileOf(repository)).toMatchObject({ assignee: "ada", status: "in_progress" });
  });

  test("of a day that comes twice, or is tried again, are said once", () => {
    const repository = claimed();
    expect(repository.day("2026-12-05")).toContain("in 3 days");
    expect(repository.day("2026-12-05")).toBe("");
    // The commit is there, and the comment is not.
    repository.answered.clear();
    expect(repository.day("2026-12-05")).toContain("in 3 days");
    expect(repository.day("2026-12-06")).toBe("");
  });

  test("that were missed are made good on the next day, once", () => {
    const repository = claimed();
    expect(Object.keys(days(repository, "2026-12-07", "2026-12-08"))).toEqual(["2026-12-07"]);
    expect(Object.keys(days(repository, "2026-12-20", "2026-12-25"))).toEqual(["2026-12-20"]);
  });

  test("begin anew with another due date, whoever wrote it", () => {
    const repository = claimed();
    repository.day("2026-12-05");
    repository.comment("ada", "/due G-LIN-FL 2026-12-18", { authorId: 7 });
    expect(Object.keys(days(repository, "2026-12-06", "2026-12-30"))).toEqual(["2026-12-15", "2026-12-19"]);
  });

  test("of one person on one thread are one comment", () => {
    const repository = claimed();
    repository.now = "2026-11-24T11:00:00Z";
    repository.comment("ada", "/claim G-LIN-SQ G-SEQ-FL", { authorId: 7 });
    repository.comment("bob", "/claim G-LIN-ST", { authorId: 8 });
    repository.comment("ada", "/claim G-LIN-FA", { authorId: 7, thread: 2 });
    repository.now = "2026-12-05T10:00:00Z";
    const plan = repository.decide([{ kind: "day", key: "day-x", at: repository.now }]);
    expect(plan.replies.map(({ thread, people }) => `${thread} ${people}`)).toEqual(["2 #7", "1 #7", "1 #8"]);
  });

  test.each([
    ["a campaign that is paused", (repository: TestRepository) => repository.comment("maria", "/pause")],
    ["a person who is away", (repository: TestRepository) => repository.files.set(RELEASE, "away: [ada]\n")],
    [
      "a name that is no login",
      (repository: TestRepository) =>
        repository.files.set(
          FL,
          (repository.files.get(FL) ?? "").replace(/ada\n.*assignee_id: 7/, "john.doe"),
        ),
    ],
    ["what is complete", (repository: TestRepository) => repository.comment("maria", "/complete G-LIN-FL")],
    [
      "what was released",
      (repository: TestRepository) => repository.comment("ada", "/release G-LIN-FL", { authorId: 7 }),
    ],
    [
      "timers that are off",
      (repository: TestRepository) =>
        repository.files.set(RELEASE, "claims: { remind_before: off, remind_after: off }\n"),
    ],
  ])("are not said of %s", (_, change) => {
    const repository = claimed("release_after: 7");
    change(repository);
    expect(days(repository, "2026-12-04", "2026-12-31")).toEqual({});
  });

  test("go to the diagram's own issue, else to its pull request, else to where it was claimed", () => {
    const repository = claimed();
    const onThread = () => /#\d+/.exec(repository.day("2026-12-05"))?.[0];
    const text = repository.files.get(FL) ?? "";
    expect(onThread()).toBe("#1");
    repository.files.set(FL, text.replace("thread: 1", "thread: 1\n  issue: 4"));
    repository.answered.clear();
    expect(onThread()).toBe("#4");
    repository.threads.set(4, "gone");
    repository.files.set(FL, text.replace("thread: 1", "thread: 1\n  issue: 4"));
    expect(onThread()).toBe("#1");
  });

  test("where no thread takes them are noted once, and nothing is released", () => {
    const repository = claimed("release_after: 7");
    repository.threads.set(1, "locked");
    expect(days(repository, "2026-12-04", "2027-02-01")).toEqual({});
    expect(fileOf(repository)).toMatchObject({ assignee: "ada", reminders: [{ what: "nobody" }] });
  });

  test("call people as their accounts are called now, and nobody by a name that somebody else took", () => {
    const renamed = claimed();
    renamed.accounts.set("lovelace", 7);
    expect(renamed.day("2026-12-05")).toContain("@lovelace **G-LIN-FL**");
    expect(fileOf(renamed)).toMatchObject({ assignee: "lovelace", assignee_id: 7 });
    const gone = claimed("release_after: 7");
    gone.accounts.set("ada", 99);
    expect(days(gone, "2026-12-05", "2027-01-31")).toEqual({});
    expect(fileOf(gone)).toMatchObject({ assignee: "ada", reminders: [{ what: "nobody" }] });
  });

  test("are twenty a day; the rest comes on the next days, what was due first first", () => {
    const repository = campaign("days: 14");
    repository.files.set(
      "catalog/more.yml",
      `categories:\n  - name: More\n    planned: 40\n    groups:\n      - key: M\n        name: Many\n        planned: 40\n        diagrams:\n${Array.from({ length: 40 }, (_, at) => `          M-${at}: Diagram ${at}\n`).join("")}`,
    );
    for (let at = 0; at < 40; at++)
      repository.comment(`person${at}`, `/claim M-${at}`, { authorId: 100 + at });
    const counts = ["2026-12-05", "2026-12-05", "2026-12-06", "2026-12-07"].map((date) => {
      const from = repository.replies.length;
      repository.day(date);
      return repository.replies.length - from;
    });
    expect(counts).toEqual([20, 0, 20, 0]);
  });

  test("that had no room, or no thread, are told to the weekly review", () => {
    const repository = campaign("days: 14");
    repository.comment("ada", "/claim G-LIN-FL", { authorId: 7, thread: 2 });
    repository.comment("bob", "/claim G-LIN-SQ", { authorId: 8 });
    const unsaid = (today: string) => {
      const ids = ["G-LIN-FL", "G-LIN-SQ"];
      const assignments = new Map(
        ids.map((id) => [id as DiagramId, fileOf(repository, `assignments/${id}.yml`)]),
      );
      const config = { ...DEFAULT_CONFIG, claims: { ...DEFAULT_CONFIG.claims } };
      const { catalog } = readRepositoryState({ config: null, catalog: [], assignments: [], trackers: [] });
      return unsentReminders({ catalog, config, assignments, today: today as CivilDate }).map(
        ({ id, what }) => `${id} ${what}`,
      );
    };
    expect(unsaid("2026-12-04")).toEqual([]);
    expect(unsaid("2026-12-05")).toEqual(["G-LIN-FL before", "G-LIN-SQ before"]);
    repository.threads.set(2, "locked");
    repository.day("2026-12-05");
    expect(unsaid("2026-12-05")).toEqual(["G-LIN-FL nobody"]);
  });
});

describe("a release by the timer", () => {
  test("comes after a warning that names the day, and the grace", () => {
    const repository = claimed("release_after: 7");
    expect(days(repository, "2026-12-06", "2027-01-31")).toMatchInlineSnapshot(`
      {
        "2026-12-06": "#1 @ada **G-LIN-FL** Flow Diagram: it is due in 2 days, on 2026-12-08. For more time write \`/due G-LIN-FL +7\`. If you cannot do it, \`/release G-LIN-FL\` lets somebody else have it.",
        "2026-12-09": "#1 @ada **G-LIN-FL** Flow Diagram: it was due on 2026-12-08. On 2026-12-15 I will make it free for others. To keep it, write \`/due G-LIN-FL +7\` or push your drawing to a pull request. \`/release G-LIN-FL\` makes it free now.",
        "2026-12-15": "#1 @ada **G-LIN-FL** Flow Diagram: it was due on 2026-12-08, and I did not hear from you, so you no longer hold it. Thank you for the time that you gave it! \`/claim G-LIN-FL\` takes it back while it is free.",
      }
    `);
    expect(fileOf(repository)).toMatchObject({ assignee: null, status: "pending" });
  });

  test("waits for as long after a late warning as after any", () => {
    const repository = claimed("release_after: 7");
    expect(Object.keys(days(repository, "2026-12-30", "2027-01-31"))).toEqual(["2026-12-30", "2027-01-05"]);
  });

  test("never comes before the warning stands on GitHub: it is said again, and its time begins again", () => {
    const repository = claimed("release_after: 7");
    repository.day("2026-12-09");
    repository.answered.clear();
    expect(Object.keys(days(repository, "2026-12-10", "2026-12-31"))).toEqual(["2026-12-15", "2026-12-21"]);
  });

  test("counts from the day on which a warning really came", () => {
    const repository = claimed("release_after: 7");
    repository.day("2026-12-09");
    for (const key of repository.answered.keys())
      if (key.startsWith("remind-")) repository.answered.set(key, "2026-12-13T08:00:00Z");
    expect(Object.keys(days(repository, "2026-12-10", "2026-12-31"))).toEqual(["2026-12-19"]);
  });

  test("is off by default, and a maintainer's assignment is never released", () => {
    const byDefault = claimed();
    days(byDefault, "2026-12-01", "2027-03-01");
    expect(fileOf(byDefault).assignee).toBe("ada");
    const assigned = campaign("release_after: 7");
    assigned.comment("maria", "/assign G-LIN-FL @ada");
    const said = days(assigned, "2026-12-01", "2027-03-01");
    expect(Object.keys(said)).toEqual(["2026-12-05", "2026-12-09"]);
    expect(fileOf(assigned)).toMatchObject({ assignee: "ada", assigned_by: "maria" });
  });

  test("that is turned on later warns first", () => {
    const repository = claimed();
    days(repository, "2026-12-05", "2026-12-20");
    repository.files.set(RELEASE, "claims: { release_after: 7 }\n");
    expect(Object.keys(days(repository, "2026-12-21", "2026-12-31"))).toEqual(["2026-12-21", "2026-12-27"]);
  });

  test("does not come where its holder asks for more time", () => {
    const repository = claimed("release_after: 7");
    days(repository, "2026-12-05", "2026-12-14");
    repository.comment("ada", "/due G-LIN-FL +7", { authorId: 7 });
    expect(Object.keys(days(repository, "2026-12-15", "2026-12-25"))).toEqual(["2026-12-18", "2026-12-22"]);
  });
});

describe("an open pull request", () => {
  const commit = (at: string, by: string | null = "ada") => ({
    oid: at,
    author: by,
    authorId: by === "ada" ? 7 : 9,
    at,
    parents: ["x"],
  });
  const open = (repository: TestRepository, change: Partial<PullRequestFacts> = {}) =>
    repository.pull(12, {
      ...TITLE,
      createdAt: "2026-11-26T09:00:00Z",
      updatedAt: "2026-12-01T09:00:00Z",
      commits: [commit("2026-12-01T09:00:00Z")],
      ...change,
    });

  test("with the drawing stops the clock until so many days after its author's last push", () => {
    const repository = claimed("release_after: 7, nudge_after: off");
    open(repository);
    expect(days(repository, "2026-12-02", "2026-12-31")).toEqual({});
    expect(fileOf(repository)).toMatchObject({ status: "review", clock_rests_until: "2026-12-31" });
    const later = days(repository, "2027-01-01", "2027-01-31");
    expect(Object.keys(later)).toEqual(["2027-01-01", "2027-01-07"]);
    expect(fileOf(repository)).toMatchObject({ assignee: null, let_go: { pr: 12 } });
  });

  test.each([
    ["a comment by anybody", { updatedAt: "2026-12-30T09:00:00Z" }],
    [
      "a branch that somebody else brought up to date",
      {
        updatedAt: "2026-12-30T09:00:00Z",
        commits: [commit("2026-12-01T09:00:00Z"), commit("2026-12-30T09:00:00Z", "maria")],
      },
    ],
    [
      "commits that are dated ahead",
      { commits: [commit("2026-12-01T09:00:00Z"), commit("2027-03-01T09:00:00Z")] },
    ],
  ])("is not kept going by %s", (_, change) => {
    const repository = claimed("release_after: 7, nudge_after: off");
    open(repository, change);
    expect(Object.keys(days(repository, "2026-12-02", "2027-01-10"))).toEqual(["2027-01-01", "2027-01-07"]);
  });

  test("makes an earlier warning count no more", () => {
    const repository = claimed("release_after: 7, nudge_after: off");
    repository.day("2026-12-09");
    open(repository, {
      createdAt: "2026-12-10T09:00:00Z",
      updatedAt: "2026-12-10T09:00:00Z",
      commits: [commit("2026-12-10T09:00:00Z")],
    });
    expect(Object.keys(days(repository, "2026-12-11", "2027-01-31"))).toEqual(["2027-01-10", "2027-01-16"]);
  });

  test("without the drawing stops nothing", () => {
    const repository = claimed("nudge_after: off");
    open(repository, { files: [{ path: "README.md", change: "modified" }] });
    expect(Object.keys(days(repository, "2026-12-02", "2026-12-31"))).toEqual(["2026-12-05", "2026-12-09"]);
  });

  test("that was open all the while claims again when its author pushes or says so, and not before", () => {
    const repository = claimed("release_after: 7, nudge_after: off");
    open(repository);
    days(repository, "2026-12-02", "2027-01-10");
    open(repository);
    expect(fileOf(repository).assignee).toBeNull();
    open(repository, { headSha: "2".repeat(40), headAuthor: "maria", headAuthorId: 9 });
    expect(fileOf(repository).assignee).toBeNull();
    open(repository, { headSha: "3".repeat(40), headAuthor: "ada", headAuthorId: 7 });
    expect(fileOf(repository)).toMatchObject({ assignee: "ada", status: "review", pr_number: 12 });

    const said = claimed("release_after: 7, nudge_after: off");
    open(said);
    days(said, "2026-12-02", "2027-01-10");
    said.comment("ada", "/claim G-LIN-FL", { authorId: 7 });
    open(said);
    expect(fileOf(said)).toMatchObject({ assignee: "ada", status: "review", pr_number: 12 });
  });

  test("on which nothing happens asks the reviewer, once for each time", () => {
    const repository = claimed("", { more: "reviewers: [grace]\n" });
    open(repository);
    expect(days(repository, "2026-12-02", "2026-12-30")).toMatchInlineSnapshot(`
      {
        "2026-12-08": "#12 @grace **G-LIN-FL** Flow Diagram: pull request #12 waits for your review, and nothing has happened there for some days. If you cannot review it now, tell a maintainer.",
      }
    `);
    open(repository, { updatedAt: "2026-12-20T09:00:00Z" });
    expect(Object.keys(days(repository, "2026-12-21", "2026-12-31"))).toEqual(["2026-12-27"]);
  });

  test.each([
    ["that is a draft", { draft: true }],
    [
      "with changes that were asked for",
      { reviews: [{ reviewer: "grace", opinion: "changes_requested", at: "2026-12-01T10:00:00Z" } as const] },
    ],
  ])("%s asks its author", (_, change) => {
    const repository = claimed("", { more: "reviewers: [grace]\n" });
    open(repository, change);
    expect(days(repository, "2026-12-02", "2026-12-10")).toEqual({
      "2026-12-08": expect.stringContaining(
        "#12 @ada **G-LIN-FL** Flow Diagram: nothing has happened in pull request #12",
      ),
    });
  });

  test.each([
    [
      "that is approved",
      { reviews: [{ reviewer: "eve", opinion: "approved", at: "2026-12-01T10:00:00Z" } as const] },
      "[grace]",
    ],
    ["without a reviewer", {}, "[]"],
  ])("%s asks nobody", (_, change, reviewers) => {
    const repository = claimed("", { more: `reviewers: ${reviewers}\n` });
    open(repository, change);
    expect(days(repository, "2026-12-02", "2026-12-30")).toEqual({});
  });
});
