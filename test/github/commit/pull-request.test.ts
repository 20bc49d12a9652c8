import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../../src/messages/english/english.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import type { PullThread } from "../../../src/playground/github/start-github.ts";
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

const COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const OPEN = "POST /repos/{owner}/{repo}/pulls";
let tracked: Tracked;
let repository: RepositoryHandle;

async function start(config = "commit: pull-request\n"): Promise<void> {
  ({ tracked, repository } = await trackInMode(config));
}

beforeEach(() => start());

afterEach(() => closeTracked(tracked));

const labels = () => tracked.github.requests.all.map(({ label }) => label);

async function claim(author: string, id: string): Promise<void> {
  say(repository, author, `/claim ${id}`);
  await tracked.handle();
}

/** The bot's pull requests, newest first. */
function standing(): PullThread[] {
  return [...repository.state.threads.values()]
    .filter((thread): thread is PullThread => thread.pull?.head.branch === STATE)
    .sort((one, other) => other.number - one.number);
}

function pullOf(at = 0): PullThread {
  const pull = standing()[at];
  if (!pull) throw new Error("the bot opened no pull request");
  return pull;
}

describe("what waits", () => {
  test("holds at once, stands in one pull request, and leaves the default branch alone", async () => {
    const head = repository.head();
    await claim("ada", "G-LIN-FL");
    await claim("bob", "G-LIN-SQ");
    say(repository, "cy", "/claim G-LIN-FL");
    await tracked.handle();
    expect(repository.head()).toBe(head);
    expect(replies(repository).at(-1)).toContain("ada");
    expect(standing()).toHaveLength(1);
    const { title, body, author } = pullOf();
    expect({ title, author: author.login }).toEqual({
      title: english.maintainers.standingTitle(),
      author: "diagram-tracker[bot]",
    });
    expect(body).toContain("- G-LIN-FL: /claim by ada\n- G-LIN-SQ: /claim by bob\n");
    expect(body).not.toContain("Diagram-Tracker-Deliveries");
    expect(repository.commits(STATE)[0]?.message).not.toContain("[skip ci]");
  });

  test("costs one request more than on the default branch: the description", async () => {
    await claim("ada", "G-LIN-FL");
    await claim("maria", "G-LIN-FA");
    tracked.github.requests.reset();
    await claim("bob", "G-LIN-SQ");
    expect(labels()).toEqual([
      "graphql ReadSnapshot",
      "graphql Commit",
      "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
      COMMENT,
    ]);
  });

  test("is nobody's work: the bot's pull request links, completes and is told nothing", async () => {
    await claim("ada", "G-LIN-FL");
    say(repository, "ada", "/release G-LIN-FL");
    await tracked.handle();
    const { number } = pullOf();
    repository.approve(number, "rita");
    repository.comment({ author: "maria", thread: number, body: "/status G-LIN-FL" });
    await tracked.handle();
    repository.merge(number, "maria");
    await tracked.handle();
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("status: pending");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("status: pending");
    expect(replies(repository, number)).toHaveLength(1);
    expect(replies(repository, number)[0]).toContain("@maria");
  });
});

test("claim, pull request, review and merge, with the bot's changes merged in between", async () => {
  await claim("ada", "G-LIN-FL");
  const { number } = repository.openPullRequest({
    author: "ada",
    title: "Draw G-LIN-FL",
    files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
  });
  await tracked.handle();
  repository.merge(pullOf().number, "maria");
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("status: review");
  repository.approve(number, "rita");
  await tracked.handle();
  repository.merge(number, "maria");
  await tracked.handle();
  expect(standing()).toHaveLength(2);
  repository.merge(pullOf().number, "maria");
  await tracked.handle();
  const file = assignmentOf(repository, "G-LIN-FL", "main");
  expect(file).toContain("status: complete");
  expect(file).toContain("verified_by: rita");
  expect(repository.file("TRACKER.md")).toContain("| **Guarantees** | 6 | 1 |");
});

describe("when the default branch moved on", () => {
  test("the next batch comes after both heads, and merges cleanly", async () => {
    await claim("ada", "G-LIN-FL");
    const state = repository.head(STATE);
    const base = repository.push({ author: "maria", files: { "notes.md": "n", "TRACKER.md.bak": "x" } });
    await claim("bob", "G-LIN-SQ");
    expect(repository.commits(STATE)[0]).toMatchObject({ parents: [state, base] });
    expect(repository.file("notes.md", STATE)).toBe("n");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    repository.merge(pullOf().number, "maria");
    expect(assignmentOf(repository, "G-LIN-SQ", "main")).toContain("assignee: bob");
    expect(repository.file("TRACKER.md")).toMatch(/G-LIN-FL.*ada/);
  });

  test("between read and write, the claim is on the branch all the same, and the next batch catches up", async () => {
    await claim("maria", "G-LIN-FA");
    say(repository, "ada", "/claim G-LIN-FL");
    const gate = tracked.github.blockNext("createCommitOnBranch");
    const handled = tracked.handle();
    await gate.arrived;
    repository.push({ author: "maria", files: { "catalog/more.yml": "categories: []\n" } });
    gate.release();
    await handled;
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    await claim("bob", "G-LIN-SQ");
    expect(repository.commits(STATE)[0]?.parents).toHaveLength(2);
    expect(repository.file("catalog/more.yml", STATE)).not.toBeNull();
  });

  test("a question writes nothing", async () => {
    await claim("ada", "G-LIN-FL");
    repository.push({ author: "maria", files: { "notes.md": "n" } });
    const state = repository.head(STATE);
    say(repository, "ada", "/status G-LIN-FL");
    await tracked.handle();
    expect(repository.head(STATE)).toBe(state);
    expect(replies(repository).at(-1)).toContain("ada");
  });

  test("what people wrote into the tracker stays, and so does what waits", async () => {
    await claim("ada", "G-LIN-FL");
    const text = repository.file("TRACKER.md") ?? "";
    repository.push({
      author: "maria",
      files: { "TRACKER.md": text.replace("Our prose.", "Our better prose.") },
    });
    await tracked.handle();
    expect(repository.file("TRACKER.md", STATE)).toContain("Our better prose.");
    expect(repository.file("TRACKER.md", STATE)).toMatch(/G-LIN-FL.*ada/);
    repository.merge(pullOf().number, "maria");
    expect(repository.file("TRACKER.md")).toContain("Our better prose.");
  });

  test("also where people's words touch what the bot writes", async () => {
    await claim("ada", "G-LIN-FL");
    const text = repository.file("TRACKER.md") ?? "";
    const begin = "<!-- diagram-tracker:begin details -->";
    repository.push({
      author: "maria",
      files: {
        "TRACKER.md": text.replace(begin, `Close to it.\n\n${begin}`).replace(/\n\nMore prose\./, ""),
      },
    });
    await tracked.handle();
    expect(repository.file("TRACKER.md", STATE)).toContain("Close to it.");
    expect(repository.file("TRACKER.md", STATE)).not.toContain("More prose.");
    expect(repository.file("TRACKER.md", STATE)).toMatch(/G-LIN-FL.*ada/);
    repository.merge(pullOf().number, "maria");
  });

  test("an edit of an assignment elsewhere in the file is combined with what waits", async () => {
    await claim("ada", "G-LIN-FL");
    repository.merge(pullOf().number, "maria");
    await tracked.handle();
    say(repository, "ada", "/source G-LIN-FL https://example.org/a");
    await tracked.handle();
    const text = assignmentOf(repository, "G-LIN-FL", "main") ?? "";
    repository.push({
      author: "maria",
      files: { "assignments/G-LIN-FL.yml": `# By hand\n${text}` },
    });
    await tracked.handle();
    const both = assignmentOf(repository, "G-LIN-FL", STATE);
    expect(both).toContain("# By hand");
    expect(both).toContain("https://example.org/a");
    repository.merge(pullOf().number, "maria");
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toBe(both);
  });

  test("an edit of the same lines gives way to the claim, and the pull request says so", async () => {
    await claim("ada", "G-LIN-FL");
    const edit = repository.push({
      author: "maria",
      files: {
        "assignments/G-LIN-FL.yml":
          "assignment:\n  diagram_id: G-LIN-FL\n  assignee: bob\n  status: in_progress\n",
      },
    });
    await tracked.handle();
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    await claim("cy", "G-LIN-SQ");
    expect(pullOf().body).toContain("- assignments/G-LIN-FL.yml: changed on main too");
    expect(pullOf().body).toContain(edit.slice(0, 12));
    repository.merge(pullOf().number, "maria");
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
  });

  test("a file that people added or deleted there is added or deleted", async () => {
    await claim("ada", "G-LIN-FL");
    await claim("bob", "G-LIN-SQ");
    repository.merge(pullOf().number, "maria");
    await tracked.handle();
    await claim("cy", "G-LIN-ST");
    repository.push({ author: "maria", files: { "assignments/G-LIN-SQ.yml": null } });
    await tracked.handle();
    expect(assignmentOf(repository, "G-LIN-SQ", STATE)).toBeNull();
    expect(assignmentOf(repository, "G-LIN-ST", STATE)).toContain("assignee: cy");
    expect(repository.file("TRACKER.md", STATE)).not.toContain("bob");
    repository.merge(pullOf().number, "maria");
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
  });
});

describe("after the pull request was", () => {
  test.each(["merge", "squash"] as const)("merged (%s), the next one holds only what is new", async (how) => {
    await claim("ada", "G-LIN-FL");
    await claim("maria", "G-LIN-FA");
    repository.merge(pullOf().number, "maria", how);
    await tracked.handle();
    const count = repository.commits(STATE).length;
    say(repository, "ada", "/status G-LIN-FL");
    await tracked.handle();
    expect(repository.commits(STATE)).toHaveLength(count);
    tracked.github.requests.reset();
    await claim("bob", "G-LIN-SQ");
    expect(labels()).not.toContain("GET /repos/{owner}/{repo}/compare/{basehead}");
    expect(standing()).toHaveLength(2);
    await claim("cy", "G-LIN-ST");
    expect(pullOf().body).toContain("- G-LIN-SQ: /claim by bob\n- G-LIN-ST: /claim by cy\n");
    expect(pullOf().body).not.toContain("G-LIN-FL");
    repository.push({ author: "maria", files: { "notes.md": "n" } });
    await claim("dee", "G-LIN-ST");
    repository.merge(pullOf().number, "maria", how);
    await tracked.handle();
    for (const [id, who] of [
      ["FL", "ada"],
      ["FA", "maria"],
      ["SQ", "bob"],
      ["ST", "cy"],
    ]) {
      expect(assignmentOf(repository, `G-LIN-${id}`, "main")).toContain(`assignee: ${who}`);
    }
  });

  test("squashed while a batch was on its way, that batch's changes go on", async () => {
    await claim("ada", "G-LIN-FL");
    say(repository, "ada", "/source G-LIN-FL https://example.org/a");
    const gate = tracked.github.blockNext("createCommitOnBranch");
    const handled = tracked.handle();
    await gate.arrived;
    repository.merge(pullOf().number, "maria", "squash");
    gate.release();
    await handled;
    await tracked.handle();
    await claim("bob", "G-LIN-SQ");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("https://example.org/a");
    expect(pullOf()).toMatchObject({ state: "open", body: expect.not.stringContaining("changed on main") });
    repository.merge(pullOf().number, "maria", "squash");
    await tracked.handle();
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("https://example.org/a");
    expect(assignmentOf(repository, "G-LIN-SQ", "main")).toContain("assignee: bob");
  });

  test("merged and its branch deleted, the branch starts anew", async () => {
    await claim("ada", "G-LIN-FL");
    repository.merge(pullOf().number, "maria", "squash");
    repository.deleteBranch(STATE, "maria");
    await tracked.handle();
    await claim("bob", "G-LIN-SQ");
    expect(repository.commits(STATE)[0]?.parents).toEqual([repository.head()]);
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    repository.push({ author: "maria", files: { "notes.md": "n" } });
    await claim("cy", "G-LIN-ST");
    expect(assignmentOf(repository, "G-LIN-SQ", STATE)).toContain("assignee: bob");
  });

  test("closed, it stays closed until something new is to be said; what waited waits on", async () => {
    await claim("ada", "G-LIN-FL");
    repository.close(pullOf().number, "maria");
    await tracked.handle();
    say(repository, "bob", "/status G-LIN-FL");
    await tracked.handle();
    expect(standing()).toHaveLength(1);
    expect(replies(repository).at(-1)).toContain("ada");
    await claim("bob", "G-LIN-SQ");
    expect(standing()).toHaveLength(2);
    repository.merge(pullOf().number, "maria");
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
  });
});

describe("two writers at once", () => {
  test.each([
    ["on the branch's head", "createCommitOnBranch", {}],
    ["after both heads", "PATCH /repos/{owner}/{repo}/git/refs/{ref}", { "notes.md": "n" }],
  ] as const)("%s: one wins, the other decides anew", async (_, held, pushed) => {
    await claim("maria", "G-LIN-FA");
    if (Object.keys(pushed).length > 0) repository.push({ author: "maria", files: pushed });
    await tracked.deliveries();
    await claimAtOnce({ tracked, repository }, held);
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: bob");
    expect(replies(repository).at(-1)).toContain("bob");
    expect(standing()).toHaveLength(1);
  });
});

describe("a failure at any write", () => {
  const writes = [
    "POST /repos/{owner}/{repo}/git/refs",
    "createCommitOnBranch",
    "POST /repos/{owner}/{repo}/git/trees",
    "POST /repos/{owner}/{repo}/git/commits",
    "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
    OPEN,
    "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
    COMMENT,
  ];
  const cases = writes.flatMap((match) => [[match, "before"] as const, [match, "after"] as const]);

  test.each(cases)("%s, its answer lost %s it took effect: nothing is doubled", async (match, when) => {
    const isFirst = match.endsWith("/git/refs") || match === OPEN;
    if (!isFirst) await claim("maria", "G-LIN-FA");
    if (/trees|commits|\{ref\}/.test(match)) repository.push({ author: "maria", files: { "notes.md": "n" } });
    await tracked.deliveries();
    const said = replies(repository).length;
    say(repository, "ada", "/claim next");
    tracked.github.faults.add({ match, answer: "502", when, times: 1 });
    const deliveries = await tracked.deliveries();
    const failed = await tracked.handle(deliveries).then(
      () => null,
      (error: { outbox: Parameters<Tracked["handle"]>[1] }) => error,
    );
    if (failed) await tracked.handle(deliveries, failed.outbox);
    const files = repository.files(STATE).filter((path) => path.startsWith("assignments/G-"));
    const held = files.filter((path) => repository.file(path, STATE)?.includes("assignee: ada"));
    expect(held).toHaveLength(1);
    expect(replies(repository)).toHaveLength(said + 1);
    expect(standing()).toHaveLength(1);
    expect(pullOf().body?.match(/by ada/g)).toHaveLength(1);
  });

  test("a pull request that may not be opened keeps nobody waiting", async () => {
    tracked.github.faults.add({
      match: OPEN,
      answer: { status: 403, body: { message: "Resource not accessible by integration" } },
    });
    await claim("ada", "G-LIN-FL");
    expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain("assignee: ada");
    expect(replies(repository)).toHaveLength(1);
    expect(tracked.log).toContainEqual(
      expect.objectContaining({ msg: "the standing pull request could not be kept" }),
    );
  });

  test("after a crash the commit is looked for on the bot's branch", async () => {
    tracked.github.faults.add({ match: OPEN, answer: "500", when: "before", times: 1 });
    say(repository, "ada", "/claim next");
    const deliveries = await tracked.deliveries();
    const { outbox } = await failureOf(tracked.handle(deliveries));
    const head = repository.head(STATE);
    await tracked.handle(deliveries, outbox);
    expect(repository.head(STATE)).toBe(head);
    expect(pullOf().body).toContain("by ada");
  });
});

describe("auto_merge", () => {
  test("is enabled once, by a method that the settings allow", async () => {
    await closeTracked(tracked);
    await start("commit: pull-request\nauto_merge: true\n");
    repository.protect("main");
    repository.setMerging({ auto: true, mergeCommit: false });
    await claim("ada", "G-LIN-FL");
    expect(pullOf().pull.autoMerge).toMatchObject({ method: "SQUASH" });
    tracked.github.requests.reset();
    await claim("bob", "G-LIN-SQ");
    expect(tracked.github.requests.count("graphql EnableAutoMerge")).toBe(0);
  });

  test("merges what is ready already", async () => {
    await closeTracked(tracked);
    await start("commit: pull-request\nauto_merge: true\n");
    repository.setMerging({ auto: true });
    await claim("ada", "G-LIN-FL");
    expect(assignmentOf(repository, "G-LIN-FL", "main")).toContain("assignee: ada");
    await claim("bob", "G-LIN-SQ");
    expect(assignmentOf(repository, "G-LIN-SQ", "main")).toContain("assignee: bob");
  });

  test("that the settings do not allow is said in the log", async () => {
    await closeTracked(tracked);
    await start("commit: pull-request\nauto_merge: true\n");
    await claim("ada", "G-LIN-FL");
    expect(replies(repository)).toHaveLength(1);
    expect(tracked.log).toContainEqual(
      expect.objectContaining({ msg: expect.stringContaining("do not allow auto-merge") }),
    );
  });
});

test("a pull request that somebody opened by hand for the branch keeps its words", async () => {
  tracked.github.faults.add({
    match: OPEN,
    answer: { status: 403, body: { message: "Resource not accessible by integration" } },
    times: 1,
  });
  await claim("ada", "G-LIN-FL");
  const { number } = repository.openPullRequest({
    author: "maria",
    title: "State of G-LIN-FL",
    body: "Mine",
    branch: STATE,
  });
  await tracked.handle();
  await claim("bob", "G-LIN-SQ");
  expect(repository.thread(number).body).toBe("Mine");
  expect(standing()).toHaveLength(1);
  expect(replies(repository, number)).toEqual([]);
});

test("pull requests of forks from a branch of the same name are people's", async () => {
  const { number } = repository.openPullRequest({
    author: "ada",
    title: "Draw G-LIN-FL",
    branch: STATE,
    fork: true,
    files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
  });
  await tracked.handle();
  expect(assignmentOf(repository, "G-LIN-FL", STATE)).toContain(`pr_number: ${number}`);
});

test("of its own pull request the bot hears what required checks have to report on, and does nothing", async () => {
  await claim("ada", "G-LIN-FL");
  await tracked.deliveries();
  await claim("bob", "G-LIN-SQ");
  const own = await tracked.deliveries();
  expect(own.map(({ event }) => event.kind)).toEqual(["pull-request"]);
  const state = repository.head(STATE);
  tracked.github.requests.reset();
  await tracked.handle(own);
  expect(labels()).toEqual(["graphql ReadSnapshot"]);
  expect(repository.head(STATE)).toBe(state);
});
