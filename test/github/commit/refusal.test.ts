import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BranchRefused, classifyFailure } from "../../../src/github/client/failure.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { assignmentOf, closeTracked, failureOf, replies, STATE, say, trackInMode } from "../modes.ts";
import type { Tracked } from "../tracked.ts";

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  ({ tracked, repository } = await trackInMode("claims: { limit: 5 }\n"));
  say(repository, "maria", "/claim G-LIN-FA");
  await tracked.handle();
});

afterEach(() => closeTracked(tracked));

/** What the bot opened. */
function issues() {
  return [...repository.state.threads.values()].filter(
    ({ author }) => author.login === "diagram-tracker[bot]",
  );
}

async function refuse(author = "ada") {
  say(repository, author, "/claim G-LIN-FL");
  const deliveries = await tracked.deliveries();
  return { deliveries, ...(await failureOf(tracked.handle(deliveries))) };
}

test("a claim waits without an answer, the maintainers are told once, and it goes on when it is mended", async () => {
  repository.protect("main", { requiredChecks: ["build"] });
  const { deliveries, outbox, cause } = await refuse();
  expect(cause).toBeInstanceOf(BranchRefused);
  expect(classifyFailure(cause, 0)).toMatchObject({ transient: true, dueAt: 600_000 });
  expect(replies(repository)).toHaveLength(1);
  expect(issues()).toHaveLength(1);
  const { number, title, body } = issues()[0] ?? expect.unreachable("no issue");
  expect(title).toBe("Diagram Tracker cannot write to main");
  expect(body).toContain("> Repository rule violations found Changes must be made through a pull request.");
  expect(body).toContain("[Settings → Rules → Rulesets](https://github.com/atlas/diagrams/settings/rules)");
  expect(body).toContain("`commit: pull-request`");

  const again = await failureOf(tracked.handle(deliveries, outbox));
  expect(issues()).toHaveLength(1);
  expect(repository.comments(number)).toEqual([]);

  repository.protect("main", { requiredChecks: ["build"], appMayBypass: true });
  await tracked.handle(deliveries, again.outbox);
  expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
  expect(replies(repository)).toHaveLength(2);
  expect(repository.thread(number).state).toBe("closed");
  expect(repository.comments(number).map((one) => one.body)).toEqual([
    expect.stringContaining("Commits to `main` work again"),
  ]);
});

test("it goes on as a pull request when the configuration says so", async () => {
  repository.protect("main");
  const { deliveries, outbox } = await refuse();
  repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": "commit: pull-request\n" } });
  await tracked.handle([...deliveries, ...(await tracked.deliveries())], outbox);
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
  expect(issues().map(({ state, pull }) => [state, pull !== null])).toEqual([
    ["closed", false],
    ["open", true],
  ]);
});

test("when it comes back, the same issue is opened again", async () => {
  repository.protect("main");
  const first = await refuse();
  repository.unprotect("main");
  await tracked.handle(first.deliveries, first.outbox);
  repository.protect("main", { mergeQueue: true });
  say(repository, "bob", "/claim G-LIN-SQ");
  await failureOf(tracked.handle());
  expect(issues()).toHaveLength(1);
  expect(issues()[0]).toMatchObject({
    state: "open",
    body: expect.stringContaining("only through a merge queue"),
  });
});

test.each([
  ["classic protection", { kind: "classic" }, "Settings → Branches"],
  ["a merge queue", { mergeQueue: true }, "`auto_merge: true`"],
] as const)("%s gets its own advice", async (_, rules, advice) => {
  repository.protect("main", rules);
  await refuse();
  expect(issues()[0]?.body).toContain(advice);
});

test("a missing permission is told as one", async () => {
  tracked.github.faults.add({
    match: "createCommitOnBranch",
    answer: {
      status: 200,
      body: {
        data: null,
        errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
      },
    },
  });
  await refuse();
  expect(issues()[0]?.body).toContain("“Contents: Read and write”");
});

test("the bot's own branch may be refused too", async () => {
  repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": "commit: branch\n" } });
  repository.createBranch(STATE, "maria");
  repository.protect(STATE);
  await refuse();
  expect(issues()[0]?.title).toBe(`Diagram Tracker cannot write to ${STATE}`);
  expect(issues()[0]?.body).toContain(`Take \`${STATE}\``);
});

test("the maintainers read it in the campaign's language, and GitHub's words as GitHub says them", async () => {
  repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": "language: de\n" } });
  repository.protect("main");
  const { deliveries, outbox } = await refuse();
  const { number, title, body } = issues()[0] ?? expect.unreachable("no issue");
  expect(title).toBe("Diagram Tracker kann nicht auf main schreiben");
  expect(body).toContain("> Repository rule violations found");
  expect(body).not.toMatch(/\b(?:the|is|what|and)\b/i);
  repository.unprotect("main");
  await tracked.handle(deliveries, outbox);
  expect(repository.comments(number).map((one) => one.body)).toEqual([
    expect.stringContaining("Commits auf `main` gehen wieder."),
  ]);
});

test("GitHub's words do nothing in the issue", async () => {
  const message = "Repository rule violations found @maria <!-- x --> [a](javascript:b)\n\n# Loud";
  tracked.github.faults.add({
    match: "createCommitOnBranch",
    answer: { status: 200, body: { data: null, errors: [{ type: "UNPROCESSABLE", message }] } },
  });
  await refuse();
  const body = issues()[0]?.body ?? "";
  expect(body).not.toMatch(/@maria|<!-- x|\[a\]\(|^# Loud/m);
});

test("whoever copies the marker is not taken for the bot", async () => {
  repository.openIssue({ author: "mallory", title: "Mine", body: "<!-- diagram-tracker:refused -->" });
  repository.protect("main");
  await refuse();
  expect(issues()).toHaveLength(1);
});

describe("a failure while the maintainers are told", () => {
  test.each(["before", "after"] as const)(
    "%s the issue is there keeps it from being doubled",
    async (when) => {
      repository.protect("main");
      tracked.github.faults.add({
        match: "POST /repos/{owner}/{repo}/issues",
        answer: "502",
        when,
        times: 1,
      });
      const { deliveries, outbox, cause } = await refuse();
      expect(cause).toBeInstanceOf(BranchRefused);
      await failureOf(tracked.handle(deliveries, outbox));
      expect(issues()).toHaveLength(1);
    },
  );

  test("that it is mended is not said twice", async () => {
    repository.protect("main");
    const { deliveries, outbox } = await refuse();
    repository.unprotect("main");
    tracked.github.faults.add({
      match: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
      answer: "502",
      when: "before",
      times: 1,
    });
    const second = await failureOf(tracked.handle(deliveries, outbox));
    await tracked.handle(deliveries, second.outbox);
    const [issue] = issues();
    expect(issue?.state).toBe("closed");
    expect(issue?.comments).toHaveLength(1);
    expect(replies(repository)).toHaveLength(2);
  });
});

describe("a refusal in words that nobody here knows", () => {
  const strange = (times?: number) => ({
    match: "createCommitOnBranch",
    answer: {
      status: 200,
      body: { data: null, errors: [{ type: "UNPROCESSABLE", message: "A rule of tomorrow\n applies." }] },
    },
    ...(times !== undefined && { times }),
  });

  test("is read and decided again, once", async () => {
    tracked.github.faults.add(strange(1));
    say(repository, "ada", "/claim G-LIN-FL");
    await tracked.handle();
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
    expect(issues()).toHaveLength(0);
  });

  test("is told to the maintainers in GitHub's own words, and waits like any other", async () => {
    tracked.github.faults.add(strange());
    const { deliveries, outbox, cause } = await refuse();
    expect(cause).toBeInstanceOf(BranchRefused);
    expect(classifyFailure(cause, 0)).toMatchObject({ transient: true, dueAt: 600_000 });
    expect(issues()[0]?.body).toContain("> A rule of tomorrow applies.");
    tracked.github.faults.clear();
    await tracked.handle(deliveries, outbox);
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
    expect(issues()[0]?.state).toBe("closed");
  });
});
