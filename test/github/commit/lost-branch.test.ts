import { afterEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import {
  assignmentOf,
  closeTracked,
  failureOf,
  replies,
  STATE,
  say,
  threadsOfBot,
  trackInMode,
} from "../modes.ts";
import type { Tracked } from "../tracked.ts";

const NO_OBJECT = { status: 422, body: { message: "Object does not exist" } };
const NOT_THERE = { status: 404, body: { message: "Not Found" } };

let tracked: Tracked;
let repository: RepositoryHandle;

async function track(mode: string): Promise<void> {
  ({ tracked, repository } = await trackInMode(`commit: ${mode}\n`));
}

async function claim(author: string, id: string): Promise<void> {
  say(repository, author, `/claim ${id}`);
  await tracked.handle();
}

afterEach(() => closeTracked(tracked));

const ours = () => threadsOfBot(repository);
const issuesOfBot = () => ours().filter(({ pull }) => pull === null);
const standing = () => ours().filter(({ pull }) => pull !== null);

describe.each(["branch", "pull-request"])("commit: %s", (mode) => {
  test("a deleted branch is put back where it was, and what somebody holds stays theirs", async () => {
    await track(mode);
    await claim("ada", "G-LIN-FL");
    const head = repository.head(STATE);
    repository.deleteBranch(STATE, "maria");
    await claim("bob", "G-LIN-FL");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    expect(replies(repository).at(-1)).toContain("ada");
    expect(repository.head(STATE)).toBe(head);
  });

  test("at once, before anybody says anything, and the maintainers are told", async () => {
    await track(mode);
    await claim("ada", "G-LIN-FL");
    const head = repository.head(STATE);
    repository.deleteBranch(STATE, "maria");
    await tracked.handle();
    expect(repository.head(STATE)).toBe(head);
    expect(issuesOfBot()).toMatchObject([{ title: `Diagram Tracker put ${STATE} back`, state: "open" }]);
    expect(issuesOfBot()[0]?.body).toContain("was deleted by maria");
    expect(issuesOfBot()[0]?.body).not.toContain("@maria");
  });

  test("as often as it is deleted, with one issue", async () => {
    await track(mode);
    await claim("ada", "G-LIN-FL");
    for (const author of ["bob", "cy"]) {
      repository.deleteBranch(STATE, "maria");
      await claim(author, "G-LIN-FL");
    }
    expect(issuesOfBot()).toHaveLength(1);
    await claim("bob", "G-LIN-SQ");
    expect(assignmentOf(repository, "G-LIN-SQ", STATE)).toContain("assignee: bob");
  });

  test("where GitHub has its last commit no more nothing is decided, and one issue says what to do", async () => {
    await track(mode);
    await claim("ada", "G-LIN-FL");
    const head = repository.head(STATE);
    repository.deleteBranch(STATE, "maria");
    tracked.github.faults.add({ match: "POST /repos/{owner}/{repo}/git/refs", answer: NO_OBJECT });
    say(repository, "bob", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    await failureOf(tracked.handle(deliveries));
    await failureOf(tracked.handle(deliveries));
    expect(issuesOfBot()).toMatchObject([{ title: `Diagram Tracker cannot find its branch ${STATE}` }]);
    expect(issuesOfBot()[0]?.body).toContain(`git push origin ${head}:refs/heads/${STATE}`);
    expect(replies(repository)).toHaveLength(1);
  });

  test("a branch of that name on which the bot never was is left alone", async () => {
    await track(mode);
    repository.createBranch(STATE, "maria");
    repository.push({ author: "maria", branch: STATE, files: { "notes.md": "mine" } });
    repository.deleteBranch(STATE, "maria");
    await claim("ada", "G-LIN-FL");
    expect(repository.file("notes.md", STATE)).toBeNull();
    expect(issuesOfBot()).toEqual([]);
  });
});

describe("commit: pull-request", () => {
  test("the pull request that was closed with its branch is open again, before anything is committed to it", async () => {
    await track("pull-request");
    await claim("ada", "G-LIN-FL");
    repository.close(standing()[0]?.number ?? 0, "maria");
    repository.deleteBranch(STATE, "maria");
    await claim("bob", "G-LIN-SQ");
    expect(standing()).toMatchObject([{ state: "open" }]);
    expect(standing()[0]?.body).toContain("G-LIN-FL");
    expect(standing()[0]?.body).toContain("G-LIN-SQ");
  });

  test("the one after a closed one lists all that waits", async () => {
    await track("pull-request");
    await claim("ada", "G-LIN-FL");
    repository.close(standing()[0]?.number ?? 0, "maria");
    await claim("bob", "G-LIN-SQ");
    const open = standing().find(({ state }) => state === "open");
    expect(open?.body).toContain("G-LIN-FL");
    expect(open?.body).toContain("G-LIN-SQ");
  });

  test("what was merged, squashed or not, is missed by nobody", async () => {
    await track("pull-request");
    for (const [at, method] of (["merge", "squash"] as const).entries()) {
      await claim("ada", at === 0 ? "G-LIN-FL" : "G-LIN-SQ");
      repository.merge(standing().at(-1)?.number ?? 0, "maria", method);
      repository.deleteBranch(STATE, "maria");
      await tracked.handle();
      expect(repository.state.branches.has(STATE)).toBe(false);
    }
    expect(issuesOfBot()).toEqual([]);
  });

  test("what came after the merge is not lost with the branch", async () => {
    await track("pull-request");
    await claim("ada", "G-LIN-FL");
    repository.merge(standing()[0]?.number ?? 0, "maria", "squash");
    await claim("bob", "G-LIN-SQ");
    repository.deleteBranch(STATE, "maria");
    await claim("cy", "G-LIN-SQ");
    expect(assignmentOf(repository, "G-LIN-SQ", STATE)).toContain("assignee: bob");
  });
});

test("where GitHub does not tell who deleted what, the closed pull request tells where the branch was", async () => {
  await track("pull-request");
  await claim("ada", "G-LIN-FL");
  repository.deleteBranch(STATE, "maria");
  tracked.github.faults.add({ match: "GET /repos/{owner}/{repo}/activity", answer: NOT_THERE });
  await claim("bob", "G-LIN-FL");
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
  expect(issuesOfBot()[0]?.body).toContain("was deleted. The newest claims");
});
