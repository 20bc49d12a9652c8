import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHECK_NAMES, type CheckKind } from "../../../src/facts/check-kind.ts";
import { RequiredChecks } from "../../../src/github/checks/read-commit.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import type { CheckRun } from "../../../src/playground/github/start-github.ts";
import { closeTracked, STATE } from "../modes.ts";
import { FILES, type Tracked, trackRepository } from "../tracked.ts";

/**
 * Who gains: mallory may write, but is no maintainer. Where the checks are required she cannot merge an assignment that is
 * hers and complete, unless something passes them for her.
 */
const FORGED_TEXT = "assignment:\n  diagram_id: G-LIN-SQ\n  assignee: mallory\n  status: complete\n";
const FORGED = { "assignments/G-LIN-SQ.yml": FORGED_TEXT };
const BROKEN = { "diagrams/flow.md": "# G-LIN-SQ\n\n```mermaid\nflowchart LR\n  A --> B\n```\n" };
const BOT = "diagram-tracker[bot]";

let tracked: Tracked;
let repository: RepositoryHandle;

async function start(mode: string): Promise<void> {
  tracked = await trackRepository({
    files: { ...FILES, ".github/diagram-tracker.yml": `commit: ${mode}\n` },
    checks: { required: new RequiredChecks({ now: () => 0 }) },
  });
  repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("mallory", "write");
  repository.setPermission("maria", "maintain");
}

beforeEach(() => start("pull-request"));
afterEach(() => tracked.github.close());

function runsOn(oid: string, kind: CheckKind = "assignments"): CheckRun[] {
  return [...repository.state.checkRuns.values()].filter(
    ({ headSha, name }) => headSha === oid && name === CHECK_NAMES[kind],
  );
}

function verdicts(oid: string, kind?: CheckKind): (string | null)[] {
  return runsOn(oid, kind).map(({ conclusion }) => conclusion);
}

/** Handles what is there, and what comes of that. */
async function settle(): Promise<void> {
  await tracked.handle();
  await tracked.handle();
}

async function claim(author: string, id: string): Promise<void> {
  repository.comment({ author, thread: 1, body: `/claim ${id}` });
  await settle();
}

function standing(): number {
  const open = [...repository.state.threads.values()].find(
    (thread) => "pull" in thread && thread.state === "open" && thread.author.login === BOT,
  );
  if (!open) throw new Error("the bot has no pull request open");
  return open.number;
}

describe("the bot's own pull request", () => {
  test("is not judged", async () => {
    await claim("ada", "G-LIN-FL");
    expect(verdicts(repository.head(STATE))).toEqual([]);
  });

  test("passes where the checks are required", async () => {
    repository.protect("main", { requiredChecks: Object.values(CHECK_NAMES) });
    await claim("ada", "G-LIN-FL");
    expect(verdicts(repository.head(STATE))).toEqual(["success"]);
    expect(verdicts(repository.head(STATE), "gates")).toEqual(["success"]);
    await closeTracked(tracked);
  });

  test("is not judged after a squash, though its branch still lists what was merged", async () => {
    await claim("ada", "G-LIN-FL");
    repository.merge(standing(), "maria", "squash");
    await settle();
    repository.push({ author: "maria", files: { "README.md": "x" } });
    await claim("bob", "G-LIN-SQ");
    await claim("cy", "G-LIN-ST");
    expect(repository.file("assignments/G-LIN-ST.yml", STATE)).toContain("assignee: cy");
    expect(verdicts(repository.head(STATE))).toEqual([]);
  });

  test("is not judged once the default branch moved on, and both were brought together", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "maria", files: { "README.md": "x" } });
    await claim("bob", "G-LIN-SQ");
    expect(verdicts(repository.head(STATE))).toEqual([]);
  });

  test("is not judged any more once what was pushed to it is taken off again", async () => {
    await claim("ada", "G-LIN-FL");
    const good = repository.head(STATE);
    repository.push({ author: "mallory", branch: STATE, files: FORGED });
    await tracked.handle();
    repository.state.branches.set(STATE, good);
    const { pull } = repository.pull(standing());
    pull.head.oid = good;
    await claim("bob", "G-LIN-ST");
    expect(verdicts(repository.head(STATE))).toEqual([]);
  });
});

describe("what is pushed to the bot's branch", () => {
  test.each(["mallory", BOT])("as %s is judged", async (author) => {
    await claim("ada", "G-LIN-FL");
    const oid = repository.push({ author, branch: STATE, files: FORGED });
    await tracked.handle();
    expect(verdicts(oid)).toEqual(["failure"]);
    const [run] = runsOn(oid);
    expect(run?.summary).toContain(`\`${oid.slice(0, 7)}\``);
  });

  test("is judged though the bot went on from there", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: BOT, branch: STATE, files: FORGED });
    await tracked.handle();
    await claim("bob", "G-LIN-ST");
    expect(verdicts(repository.head(STATE))).toEqual(["failure"]);
  });

  test("is judged though what it holds came with a merge of the default branch", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "mallory", branch: STATE, files: FORGED });
    repository.push({ author: "maria", files: { "README.md": "x" } });
    await tracked.handle();
    await claim("bob", "G-LIN-ST");
    expect(verdicts(repository.head(STATE))).toEqual(["failure"]);
  });

  test("is judged after a force push that leaves none of the bot's commits", async () => {
    await claim("ada", "G-LIN-FL");
    const number = standing();
    repository.createBranch("mallory/x", "mallory");
    const oid = repository.push({ author: BOT, branch: "mallory/x", files: FORGED });
    repository.state.branches.set(STATE, oid);
    repository.pull(number).pull.head.oid = oid;
    repository.edit(number, { editor: "mallory", title: "Update" });
    await settle();
    expect(verdicts(repository.head(STATE))).toEqual(["failure"]);
  });

  test("is judged by the gates where it is a drawing", async () => {
    await claim("ada", "G-LIN-FL");
    const oid = repository.push({ author: "mallory", branch: STATE, files: BROKEN });
    await tracked.handle();
    expect(verdicts(oid, "gates")).toEqual(["failure"]);
  });

  test("passes nothing that somebody copies from there", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "mallory", branch: STATE, files: FORGED });
    await tracked.handle();
    const pull = repository.openPullRequest({
      author: "mallory",
      title: "Mine",
      branch: "mallory/x",
      files: { "assignments/G-LIN-SQ.yml": `${FORGED_TEXT}  notes: Looked through.\n` },
    });
    await tracked.handle();
    expect(verdicts(pull.pull.head.oid)).toEqual(["failure"]);
  });

  test("passes nothing from another branch with the same commit", async () => {
    await claim("ada", "G-LIN-FL");
    const oid = repository.push({ author: "mallory", branch: STATE, files: FORGED });
    await tracked.handle();
    repository.createBranch("mallory/x", "mallory", STATE);
    repository.openPullRequest({ author: "mallory", title: "Mine", branch: "mallory/x" });
    await tracked.handle();
    expect(verdicts(oid)).toEqual(["failure"]);
  });

  test("is a maintainer's word where GitHub made the commit for one", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "maria", files: { "README.md": "x" } });
    const oid = repository.updateBranch(standing(), "maria");
    await tracked.handle();
    expect(verdicts(oid)).toEqual(["success"]);
  });

  test("is not a contributor's word where GitHub made the commit for one", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "maria", files: { "README.md": "x" } });
    const oid = repository.updateBranch(standing(), "mallory");
    await tracked.handle();
    expect(verdicts(oid)).toEqual(["failure"]);
  });
});

describe("a pull request from the bot's branch", () => {
  test("that somebody else opened is judged like an edit by hand", async () => {
    await claim("ada", "G-LIN-FL");
    repository.close(standing(), "mallory");
    const pull = repository.openPullRequest({ author: "mallory", title: "Update", branch: STATE });
    await tracked.handle();
    expect(verdicts(pull.pull.head.oid)).toEqual(["failure"]);
  });

  test("that goes to another branch is judged", async () => {
    await claim("ada", "G-LIN-FL");
    repository.createBranch("release", "maria");
    repository.changeBase(standing(), "release", "mallory");
    await tracked.handle();
    expect(verdicts(repository.head(STATE))).toEqual(["failure"]);
  });
});

describe.each([
  ["direct", false],
  ["branch", false],
  ["pull-request", false],
  ["pull-request", true],
])("in the mode %s, from a fork: %s, a branch called like the bot's", (mode, fork) => {
  beforeEach(async () => {
    await tracked.github.close();
    await start(mode);
  });

  test.each([
    ["assignments", FORGED],
    ["gates", BROKEN],
  ] as const)("passes nothing: %s", async (kind, files) => {
    const pull = repository.openPullRequest({
      author: "mallory",
      title: "Mine",
      branch: STATE,
      fork,
      files,
    });
    // The bot may go on from there.
    await settle();
    expect(verdicts(pull.pull.head.oid, kind)).toEqual(["failure"]);
  });
});
