/** What GITHUB_TOKEN may not, by the facts of GitHub that it comes from; and who would gain by that. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { FORK_TOKEN } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { startTestAction, type TestAction, WORKFLOWS } from "./start-action.ts";
import type { WorkflowRunner } from "./workflow-runner.ts";

const CONFIG = ".github/diagram-tracker.yml";
const MAIN = ".github/workflows/diagram-tracker.yml";
const BOT = "github-actions[bot]";

let action: TestAction;
beforeEach(async () => {
  action = await startTestAction();
});
afterEach(async () => {
  expect(action.github.invalidRequests).toEqual([]);
  await action.close();
});

async function begin(files: Readonly<Record<string, string>> = {}) {
  const repository = action.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { ...FILES, ...WORKFLOWS, ...files },
    permissions: { maria: "maintain", grace: "write" },
  });
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  const runner = action.follow(repository);
  await runner.idle();
  return { repository, runner };
}

async function claim({ repository, runner }: { repository: RepositoryHandle; runner: WorkflowRunner }) {
  action.pass(1);
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
  await runner.idle();
}

function answers(repository: RepositoryHandle): string[] {
  return repository.comments(1).flatMap(({ author, body }) => (author === BOT ? [body] : []));
}

function said(): string {
  return (action.told.at(-1)?.remarks ?? []).map(({ level, message }) => `${level}: ${message}`).join("\n");
}

/** The workflow with another permission. */
function withPermission(area: string, level: "read" | null): string {
  const line = new RegExp(`^ {6}${area}: .*\n`, "m");
  return (WORKFLOWS[MAIN] ?? "").replace(line, level === null ? "" : `      ${area}: ${level}\n`);
}

describe("github-actions cannot be on a ruleset's bypass list:", () => {
  test("the run fails and says what to write, and what waited is done once that stands there", async () => {
    const at = await begin();
    at.repository.protect("main", { appMayBypass: true });
    await claim(at);
    expect(said()).toMatch(
      /^error: main refuses the commit: .* GitHub Actions cannot be on a bypass list: put `commit: branch`/m,
    );
    expect(answers(at.repository)).toEqual([]);
    const [issue] = [...at.repository.state.threads.values()].filter(({ author }) => author.login === BOT);
    expect(issue?.body).toContain("Each run tries again");
    expect(issue?.body).toContain("- Put `commit: branch` into `.github/diagram-tracker.yml`");
    expect(issue?.body).not.toMatch(/bypass list|Always allow/i);
    at.repository.push({ author: "maria", files: { [CONFIG]: "commit: branch\n" } });
    await at.runner.idle();
    expect(answers(at.repository)).toEqual([expect.stringContaining("it is yours until")]);
    expect(at.runner.ended.at(-1)?.isGood).toBe(true);
  });

  test("by hand it is found out beforehand", async () => {
    const at = await begin();
    at.repository.protect("main", { appMayBypass: true });
    await at.runner.dispatch({ "dry-run": true });
    expect(said()).toContain("error: `commit: direct` does not work with the run's own token");
  });
});

test("it may open pull requests only if repository and organization both allow it: both settings are named", async () => {
  const at = await begin({ [CONFIG]: "commit: pull-request\n" });
  await claim(at);
  expect(said()).toMatch(
    /^error: .*Tick “Allow GitHub Actions to create and approve pull requests”.*organization's/m,
  );
  expect(at.runner.ended.at(-1)?.isGood).toBe(false);
  // The claim holds all the same.
  expect(answers(at.repository)).toHaveLength(1);
  at.repository.letActionsOpenPulls();
  action.pass(1);
  at.repository.comment({ author: "bob", thread: 1, body: "/claim G-LIN-SQ" });
  await at.runner.idle();
  expect(at.repository.pulls().map(({ author }) => author.login)).toEqual([BOT]);
  expect(at.runner.ended.at(-1)?.isGood).toBe(true);
});

test("the token sees no teams: who is named by one is told, once a day", async () => {
  const at = await begin({ [CONFIG]: "roles:\n  maintainers:\n    teams: [atlas/editors]\n" });
  await claim(at);
  await claim(at);
  const told = action.told.map(({ remarks }) =>
    remarks.filter(({ message }) => message.includes("atlas/editors")),
  );
  expect(told.map(({ length }) => length)).toEqual([1, 0]);
});

test("the token of a fork's or Dependabot's run may only read: the run fails, and nothing is lost", async () => {
  const at = await begin();
  at.runner.onlyMay = FORK_TOKEN;
  await claim(at);
  expect(said()).toContain("a run that a fork or Dependabot starts has a token that only reads");
  expect(at.runner.ended.at(-1)?.isGood).toBe(false);
  at.runner.onlyMay = null;
  await at.runner.schedule();
  expect(answers(at.repository)).toEqual([expect.stringContaining("it is yours until")]);
});

test("where only answers are refused the run fails, and the next one says that the commit was made", async () => {
  const at = await begin({
    [MAIN]: withPermission("issues", "read").replace(/pull-requests: write/, "pull-requests: read"),
  });
  await claim(at);
  expect(said()).toContain("error: The thread takes no comment: Resource not accessible by integration");
  at.repository.push({ author: "maria", files: { [MAIN]: WORKFLOWS[MAIN] ?? "" } });
  await at.runner.idle();
  expect(answers(at.repository)).toEqual([expect.stringContaining("in [an earlier commit]")]);
});

test("without `checks: write` a campaign goes on, and it is said", async () => {
  const at = await begin({ [MAIN]: withPermission("checks", null) });
  const files = { "diagrams/fl.md": "# G-LIN-FL\n\n```mermaid\nflowchart LR\n  A --> B\n```\n" };
  at.repository.openPullRequest({ author: "grace", title: "G-LIN-FL", files });
  await at.runner.idle();
  expect(at.runner.ended.at(-1)?.isGood).toBe(true);
  expect(at.repository.file("assignments/G-LIN-FL.yml")).toContain("status: review");
});

test("without `actions: read` each run reads three days back, and says so", async () => {
  const at = await begin({ [MAIN]: withPermission("actions", null) });
  expect(said()).toBe("");
  at.runner.isDown = true;
  await claim(at);
  at.runner.isDown = false;
  action.pass(2 * 24 * 60);
  await at.runner.schedule();
  expect(said()).toContain("Give the job `actions: read`");
  expect(answers(at.repository)).toHaveLength(1);
});

test.each([
  ["any source", null, "warning: main requires the check “Diagram tracker / gates” from any source"],
  [
    "GitHub Actions",
    15_368,
    "warning: main requires the check “Diagram tracker / gates” from GitHub Actions",
  ],
  ["an App", 4242, "error: main requires the check “Diagram tracker / gates” from an App"],
])("only an App's check is safe to require, and none of %s", async (_what, checksFrom, sentence) => {
  const at = await begin({ [CONFIG]: "commit: branch\n" });
  at.repository.protect("main", { requiredChecks: ["Diagram tracker / gates"], checksFrom });
  await at.runner.dispatch({ "dry-run": true });
  expect(said()).toContain(sentence);
});

test("what GITHUB_TOKEN does starts no run", async () => {
  const at = await begin();
  const { length } = at.runner.ended;
  await claim(at);
  expect(at.repository.commits()[0]?.author).toBe(BOT);
  expect(at.runner.ended.slice(length)).toEqual([{ event: "issue_comment", isGood: true }]);
});

test("1,000 requests an hour: what is over them waits for the next run, and nothing is said twice", async () => {
  const at = await begin();
  action.github.faults.add({ match: /POST .*comments$/, answer: "primary-limit", times: 1 });
  await claim(at);
  expect(said()).toMatch(/^error: GitHub did not let the run finish in time: .*Nothing has to be done/m);
  action.pass(60);
  await at.runner.schedule();
  await at.runner.schedule();
  expect(answers(at.repository)).toHaveLength(1);
});

test("a fault of GitHub's that passes is waited for within the run", async () => {
  const at = await begin();
  action.github.faults.add({ match: /graphql Commit$/, answer: "502", times: 2 });
  await claim(at);
  expect(action.waits.length).toBeGreaterThan(0);
  expect(at.runner.ended.at(-1)?.isGood).toBe(true);
  expect(answers(at.repository)).toHaveLength(1);
});

describe("who would gain", () => {
  test("by a run that looked at nothing: neither a dry run nor a pull request's own workflow is the last good one", async () => {
    const at = await begin();
    at.runner.isDown = true;
    await claim(at);
    at.runner.isDown = false;
    action.pass(60);
    await at.runner.dispatch({ "dry-run": true });
    // A fork that changes the file can have it run on `pull_request`, as a run of the same workflow.
    for (const event of ["pull_request", "pull_request_review", "merge_group"]) {
      const run = at.repository.startRun({ workflow: "diagram-tracker.yml", event, actor: "mallory" });
      Object.assign(run, { status: "completed", conclusion: "success" });
    }
    expect(answers(at.repository)).toEqual([]);
    await at.runner.schedule();
    expect(answers(at.repository)).toHaveLength(1);
  });

  test("by another workflow in a pull request: only the default branch's runs, with what stands there", async () => {
    const at = await begin();
    const files = { [MAIN]: "name: Diagram Tracker\non: { pull_request_target: {} }\njobs: {}\n" };
    at.repository.openPullRequest({ author: "mallory", title: "Tidy up", files });
    await at.runner.idle();
    expect(at.runner.ended.at(-1)).toEqual({ event: "pull_request_target", isGood: true });
  });

  test("by a bot that answers, or by a marker of ours in somebody's comment", async () => {
    const at = await begin();
    action.pass(1);
    at.repository.comment({ author: "helper[bot]", thread: 1, body: "/claim G-LIN-FL" });
    at.runner.isDown = true;
    const { id } = at.repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-SQ" });
    at.repository.comment({
      author: "mallory",
      thread: 1,
      body: `<!-- diagram-tracker:reply comment-${id} -->`,
    });
    await action.github.settled();
    at.runner.isDown = false;
    await at.runner.schedule();
    expect(answers(at.repository)).toEqual([expect.stringContaining("@ada **G-LIN-SQ**")]);
    expect(at.repository.file("assignments/G-LIN-FL.yml")).toBeNull();
  });
});

test("who is declined again and again is told five times, then once that this is all, whoever else speaks", async () => {
  const at = await begin();
  const say = async (author: string, body: string) => {
    action.pass(1);
    at.repository.comment({ author, thread: 1, body });
    await at.runner.idle();
  };
  // Nobody is silenced by what somebody else writes.
  await say("mallory", "/help <!-- diagram-tracker:counts ada ada ada ada ada ada -->");
  for (let time = 0; time < 8; time++) await say("mallory", "/claim G-NO-SUCH");
  const { length } = answers(at.repository);
  expect(length).toBe(1 + 5 + 1);
  expect(answers(at.repository).at(-1)).toContain("@mallory");
  await say("ada", "/claim G-NO-SUCH");
  await say("mallory", "/claim G-LIN-FL");
  expect(answers(at.repository).slice(length)).toEqual([
    expect.stringContaining("@ada"),
    expect.stringContaining("@mallory **G-LIN-FL**"),
  ]);
  action.pass(60);
  await say("mallory", "/claim G-NO-SUCH");
  expect(answers(at.repository)).toHaveLength(length + 3);
});

test("the same event again writes nothing: a claim, a pull request, a merge", async () => {
  const at = await begin();
  const again = async () => {
    action.pass(1);
    action.github.requests.reset();
    await at.runner.rerun();
    return action.github.requests.all.filter(({ isWrite }) => isWrite).map(({ label }) => label);
  };
  await claim(at);
  expect(await again()).toEqual([]);
  const files = { "diagrams/fl.md": "# G-LIN-FL\n\n```mermaid\nflowchart LR\n  A --> B\n```\n" };
  const { number } = at.repository.openPullRequest({ author: "ada", title: "G-LIN-FL", files });
  await at.runner.idle();
  expect(await again()).toEqual([]);
  at.repository.merge(number, "maria");
  await at.runner.idle();
  expect(at.repository.file("assignments/G-LIN-FL.yml")).toContain("status: complete");
  expect(await again()).toEqual([]);
});

test("a dry run says what it would do, and writes nothing", async () => {
  const at = await begin();
  at.runner.isDown = true;
  await claim(at);
  at.runner.isDown = false;
  action.github.requests.reset();
  await at.runner.dispatch({ "dry-run": true });
  expect(action.github.requests.all.filter(({ isWrite }) => isWrite)).toEqual([]);
  const summary = action.told.at(-1)?.summary ?? "";
  expect(summary).toContain("dry run: nothing was written");
  expect(summary).toContain("It would say on #1:\n\n```markdown\n@ada **G-LIN-FL**");
  expect(answers(at.repository)).toEqual([]);
});

test("a repository without a campaign is told so, and nothing is written there", async () => {
  const repository = action.github.createRepository({ owner: "atlas", name: "other", files: WORKFLOWS });
  const runner = action.follow(repository);
  await runner.schedule();
  expect(said()).toContain("notice: The repository holds no campaign");
  expect(repository.commits()).toHaveLength(1);
});

test("of an event that is not one for it the run fails, and says which one is", async () => {
  const text = (WORKFLOWS[MAIN] ?? "").replace("pull_request_target:", "pull_request:");
  const at = await begin({ [MAIN]: text });
  at.repository.openPullRequest({ author: "ada", title: "G-LIN-FL", files: { "a.md": "A" } });
  await at.runner.idle();
  expect(said()).toContain("error: The event `pull_request` starts nothing here. Use `pull_request_target`");
});
