import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../../guarantees-catalog.ts";
import {
  assignmentOf,
  claimAtOnce,
  closeTracked,
  failureOf,
  replies,
  STATE,
  say,
  trackInMode,
} from "../modes.ts";
import type { Tracked } from "../tracked.ts";

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  ({ tracked, repository } = await trackInMode("commit: branch\n"));
});

afterEach(() => closeTracked(tracked));

const labels = () => tracked.github.requests.all.map(({ label }) => label);

test("claim, pull request, review and merge are kept on the bot's branch, and the default branch is left alone", async () => {
  const start = repository.head();
  say(repository, "ada", "/claim G-LIN-FL");
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
  const pull = repository.openPullRequest({
    author: "ada",
    title: "Draw G-LIN-FL",
    files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
  });
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("status: review");
  repository.approve(pull.number, "rita");
  await tracked.handle();
  expect(repository.head()).toBe(start);
  const merged = repository.merge(pull.number, "maria");
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("status: complete");
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("verified_by: rita");
  expect(repository.file("TRACKER.md", STATE)).toContain("| **Guarantees** | 6 | 1 |");
  expect(repository.head()).toBe(merged);
  expect(repository.commits(STATE).every(({ parents }) => parents.length <= 1)).toBe(true);
});

test("the first batch makes the branch, the next one costs what it costs on the default branch", async () => {
  say(repository, "ada", "/claim G-LIN-FL");
  await tracked.handle();
  expect(labels()).toContain("POST /repos/{owner}/{repo}/git/refs");
  tracked.github.requests.reset();
  say(repository, "bob", "/claim G-LIN-SQ");
  await tracked.handle();
  expect(labels()).toEqual([
    "graphql ReadSnapshot",
    "graphql Commit",
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  ]);
});

test("replies link the tracker where it is", async () => {
  say(repository, "ada", "/help");
  say(repository, "ada", "/status G-LIN-FL\n/claim G-LIN-FL");
  const pull = repository.openPullRequest({
    author: "bob",
    title: "Draw G-LIN-FL",
    files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
  });
  await tracked.handle();
  expect(replies(repository, pull.number)[0]).toContain(`/blob/${STATE}/TRACKER.md`);
});

test("catalog and configuration are read on the default branch", async () => {
  say(repository, "ada", "/claim G-LIN-FL");
  await tracked.handle();
  repository.push({
    author: "maria",
    files: { "catalog/guarantees.yml": `${CATALOG}          G-LIN-XX: One more\n` },
  });
  await tracked.handle();
  expect(repository.file("TRACKER.md", STATE)).toContain("| G-LIN-XX | One more |");
  say(repository, "bob", "/claim G-LIN-XX");
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-XX", STATE)).toContain("assignee: bob");
});

test("what people push to the bot's branch is heard", async () => {
  say(repository, "ada", "/claim G-LIN-FL");
  await tracked.handle();
  const text = assignmentOf(repository, "G-LIN-FL", STATE) ?? "";
  repository.push({
    author: "maria",
    branch: STATE,
    files: { "assignments/G-LIN-FL.yml": text.replace("ada", "bob") },
  });
  await tracked.handle();
  expect(repository.file("TRACKER.md", STATE)).toMatch(/G-LIN-FL.*bob/);
});

describe("two writers at once", () => {
  test("on a branch that is there: the second decides anew", async () => {
    say(repository, "maria", "/claim G-LIN-FA");
    await tracked.handle();
    await claimAtOnce({ tracked, repository }, "createCommitOnBranch");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: bob");
    expect(replies(repository).at(-1)).toContain("bob");
  });

  test("that both make the branch: one does", async () => {
    await claimAtOnce({ tracked, repository }, "POST /repos/{owner}/{repo}/git/refs");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: bob");
    expect(repository.commits(STATE).length).toBe(repository.commits().length + 1);
  });
});

test.each(["POST /repos/{owner}/{repo}/git/refs", "createCommitOnBranch"])(
  "an answer to %s that is lost doubles nothing",
  async (match) => {
    say(repository, "ada", "/claim next");
    tracked.github.faults.add({ match, answer: "502", when: "after", times: 1 });
    await tracked.handle();
    expect(replies(repository)).toHaveLength(1);
    expect(repository.commits(STATE).length).toBe(repository.commits().length + 1);
  },
);

test("after a crash the commit is looked for on the bot's branch", async () => {
  const match = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  say(repository, "ada", "/claim next");
  tracked.github.faults.add({ match, answer: "500", times: 1 });
  const deliveries = await tracked.deliveries();
  const { outbox } = await failureOf(tracked.handle(deliveries));
  const head = repository.head(STATE);
  await tracked.handle(deliveries, outbox);
  expect(repository.head(STATE)).toBe(head);
  expect(replies(repository)).toHaveLength(1);
  expect(replies(repository)[0]).toContain(outbox?.replies[0]?.body);
});
