import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHECK_NAMES } from "../../../src/facts/check-kind.ts";
import { RequiredChecks } from "../../../src/github/checks/read-commit.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import type { CheckRun } from "../../../src/playground/github/start-github.ts";
import { type Tracked, trackRepository } from "../tracked.ts";

/**
 * Who gains: whoever is failed by the check, since the run of a second pull request from the same commit would take the
 * place of the first one's; and whoever wants somebody else's pull request held up.
 */
let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository({ checks: { required: new RequiredChecks({ now: () => 0 }) } });
  repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("maria", "maintain");
  repository.setPermission("grace", "write");
  repository.push({ author: "maria", files: { "README.md": "# Diagrams\n" } });
  await tracked.handle();
});
afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

/** Another pull request from the head of that one, out of a fork of its author's. */
function again(number: number, author: string, more: { title?: string; body?: string } = {}): number {
  const branch = `again-${number}`;
  const { oid } = repository.pull(number).pull.head;
  repository.state.forkBranches.set(`${author}:${branch}`, oid);
  return repository.openPullRequest({ author, branch, fork: true, title: "Docs", ...more }).number;
}

const drawn = (author: string) =>
  repository.openPullRequest({
    author,
    title: "G-LIN-FL: flow",
    files: { "diagrams/new.md": "```mermaid\nflowchart LR\n  A --> B\n```\n" },
  }).number;

/** GitHub shows the newest run of a name. */
function verdict(kind: keyof typeof CHECK_NAMES = "gates"): CheckRun | undefined {
  return [...repository.state.checkRuns.values()].filter(({ name }) => name === CHECK_NAMES[kind]).at(-1);
}

const notice = (number: number) =>
  repository
    .thread(number)
    .comments.map(({ body }) => body)
    .join("\n");

/** Twenty looks at either of them in turn: what a second server, or a second batch, does. */
async function lookInTurn(...numbers: readonly number[]): Promise<void> {
  for (const number of [...numbers, ...numbers]) {
    repository.edit(number, { body: `Looked at ${repository.thread(number).body ?? ""}`.slice(0, 200) });
    await tracked.handle();
  }
}

describe("a commit that has a pull request already", () => {
  test("does not pass because its author opens a second one that names nothing", async () => {
    const first = drawn("ada");
    await tracked.handle();
    expect(verdict()?.conclusion).toBe("failure");
    const second = again(first, "ada");
    await tracked.handle();
    expect(verdict()?.conclusion).toBe("failure");
    const count = repository.state.checkRuns.size;
    await lookInTurn(first, second);
    expect(verdict()?.conclusion).toBe("failure");
    expect(repository.state.checkRuns.size).toBe(count);
  });

  test("does not pass because both are opened and looked at in one batch", async () => {
    const first = drawn("ada");
    again(first, "ada");
    await tracked.handle();
    expect(verdict()?.conclusion).toBe("failure");
    expect([...repository.state.checkRuns.values()].map(({ name }) => name)).toEqual([CHECK_NAMES.gates]);
  });

  test("does not fail because a stranger opens one, who is told so and gets nothing", async () => {
    const first = repository.openPullRequest({
      author: "ada",
      title: "Source",
      files: { "assignments/G-LIN-FL.yml": claim("ada") },
    }).number;
    await tracked.handle();
    expect(verdict("assignments")?.conclusion).toBe("success");
    const second = again(first, "zoe", { title: "G-LIN-SQ", body: "Diagram: G-LIN-SQ" });
    await tracked.handle();
    await lookInTurn(first, second);
    expect(verdict("assignments")?.conclusion).toBe("success");
    expect(repository.file("assignments/G-LIN-SQ.yml")).toBeNull();
  });

  test("is its author's: a stranger's claims nothing, and nothing by a merge", async () => {
    const first = drawn("ada");
    await tracked.handle();
    const second = again(first, "zoe", { title: "G-LIN-SQ" });
    await tracked.handle();
    expect(notice(second)).toContain(`same commit as #${first}`);
    expect(repository.file("assignments/G-LIN-SQ.yml")).toBeNull();
    repository.merge(second, "maria");
    await tracked.handle();
    expect(repository.file("assignments/G-LIN-SQ.yml")).toBeNull();
  });

  test("counts with what somebody who may write opens of it", async () => {
    const first = drawn("ada");
    await tracked.handle();
    const second = again(first, "grace", { title: "G-LIN-SQ" });
    await tracked.handle();
    expect(notice(second)).not.toContain("same commit");
    expect(verdict()?.summary).toContain(`#${second}`);
  });

  test("is judged by what is left once the first one is closed", async () => {
    const first = drawn("ada");
    await tracked.handle();
    again(first, "ada");
    await tracked.handle();
    repository.close(first);
    await tracked.handle();
    expect(verdict()?.conclusion).toBe("success");
  });
});

function claim(login: string): string {
  return `assignment:
  diagram_id: G-LIN-FL
  assignee: ${login}
  status: in_progress
  start_date: 2026-11-24
  due_date: 2026-12-01
`;
}
