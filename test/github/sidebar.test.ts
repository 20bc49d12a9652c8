import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Outbox } from "../../src/facts/batch.ts";
import { RecentRefusals } from "../../src/github/post/recent-refusals.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type Tracked, trackRepository } from "./tracked.ts";
import { startTrackedWorker } from "./tracked-worker.ts";

const ASSIGN = "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees";
const MAKE_LABEL = "POST /repos/{owner}/{repo}/labels";
const CHANGE = "ChangeIssue";
const REPLY = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository();
  repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("maria", "maintain");
  repository.openIssue({ author: "maria", title: "G-LIN-FL" });
  await tracked.deliveries();
});

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

const claim = (author = "ada", thread = 2) => {
  repository.comment({ author, thread, body: "/claim G-LIN-FL" });
};
const events = () =>
  repository
    .thread(2)
    .sidebar.map(({ what, assignee, label }) => `${what} ${assignee?.login ?? label?.name}`);
const replies = (thread = 2) =>
  repository.comments(thread).filter(({ author }) => author === "diagram-tracker[bot]");

/** The first try fails, the second one does the rest. */
async function twice(): Promise<void> {
  const deliveries = await tracked.deliveries();
  const outbox: Outbox = await tracked.handle(deliveries).then(
    () => expect.fail("it did not fail"),
    (error) => error.outbox,
  );
  await tracked.handle(deliveries, outbox);
}

const DONE = ["assigned ada", "labeled diagram: in progress"];

describe("what stands beside a diagram's issue", () => {
  test.each([
    ["an assignee that was not sent", ASSIGN, "before"],
    ["an assignee whose answer was lost", ASSIGN, "after"],
    ["a label that was not made", MAKE_LABEL, "before"],
    ["a label that was made, of which nobody heard", MAKE_LABEL, "after"],
    ["labels that were not changed", CHANGE, "before"],
    ["labels that were changed, of which nobody heard", CHANGE, "after"],
    ["a reply that was not sent", REPLY, "before"],
  ] as const)("is finished once after %s", async (_, match, when) => {
    tracked.github.faults.add({ match, answer: "502", when, times: 1 });
    claim();
    await twice();
    expect(events()).toEqual(DONE);
    expect(replies()).toHaveLength(1);
    expect(repository.state.labels.size).toBe(4);
  });

  test("needs nothing of a process that knows more: after a crash it is found and left", async () => {
    claim();
    const deliveries = await tracked.deliveries();
    const outbox = await tracked.handle(deliveries);
    const { progress: _, ...cutOff } = outbox ?? expect.fail();
    await tracked.handle(deliveries, cutOff);
    expect(events()).toEqual(DONE);
    expect(replies()).toHaveLength(1);
  });

  test("keeps no reply waiting, and a reply keeps it", async () => {
    tracked.github.faults.add({ match: CHANGE, answer: "502", when: "before", times: 1 });
    claim();
    const deliveries = await tracked.deliveries();
    await tracked.handle(deliveries).catch(() => {});
    expect(replies()).toHaveLength(1);
  });

  test("whom GitHub drops is told so in the reply, wherever they claimed, and not tried again for an hour", async () => {
    let now = Date.parse("2026-11-24T10:00:00Z");
    Object.assign(tracked.parts, { refused: new RecentRefusals({ now: () => now }) });
    claim();
    await tracked.handle();
    repository.comment({ author: "ada", thread: 2, body: "/release G-LIN-FL" });
    await tracked.handle();
    claim("eve", 1);
    await tracked.handle();
    expect(repository.sidebar(2).assignees).toEqual([]);
    expect(replies(1)[0]?.body).toMatch(
      /GitHub did not let me assign \*\*eve\*\* on #2\. .*\n\n<!-- diagram-tracker:reply/s,
    );
    const look = async () => {
      tracked.github.requests.reset();
      repository.push({
        author: "maria",
        files: { "assignments/G-LIN-FL.yml": `${repository.file("assignments/G-LIN-FL.yml")}# Seen.\n` },
      });
      await tracked.handle();
      return tracked.github.requests.count(ASSIGN);
    };
    expect(await look()).toBe(0);
    now += 61 * 60_000;
    repository.comment({ author: "eve", thread: 2, body: "I take it." });
    expect(await look()).toBe(1);
    expect(repository.sidebar(2).assignees).toEqual(["eve"]);
  });

  test("takes a label that somebody made meanwhile as it is, and goes on without one that cannot be made", async () => {
    repository.makeLabel("Diagram: in Progress");
    tracked.github.faults.add({ match: MAKE_LABEL, answer: { status: 403, body: { message: "No." } } });
    claim();
    await tracked.handle();
    expect(repository.sidebar(2)).toEqual({ assignees: ["ada"], labels: ["Diagram: in Progress"] });
    expect(replies()).toHaveLength(1);
  });

  test("goes on where a label was deleted, or the issue, between the look and the change", async () => {
    tracked.github.faults.add({
      match: CHANGE,
      answer: {
        status: 200,
        body: {
          data: { added: null },
          errors: [{ type: "NOT_FOUND", path: ["added"], message: "Could not resolve to a node" }],
        },
      },
      times: 1,
    });
    claim();
    await tracked.handle();
    expect(replies()).toHaveLength(1);
    expect(tracked.log).toContainEqual(
      expect.objectContaining({ level: 40, issue: 2, reason: "Could not resolve to a node" }),
    );
  });

  // PLATFORM: "locked thread: 403 also for Apps, final †". The stand-in lets the App write; the other way is played here.
  test("is shown on a locked issue, too, where nobody can be answered", async () => {
    repository.lock(2);
    const message = "Unable to create comment because issue is locked.";
    tracked.github.faults.add({ match: REPLY, answer: { status: 403, body: { message } } });
    repository.assign(2, "maria", "maria");
    await tracked.handle();
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("  assignee: maria\n");
    expect(repository.sidebar(2)).toEqual({ assignees: ["maria"], labels: ["diagram: in progress"] });
  });

  test("is kept by GitHub's own token of a workflow, too", async () => {
    const auth = tracked.github.actionsToken("atlas/diagrams");
    const client = new Octokit({ baseUrl: tracked.github.url, auth, log: silent });
    Object.assign(tracked.parts, { clientFor: async () => client });
    claim();
    await tracked.handle();
    expect(events()).toEqual(DONE);
  });

  test("comes with the first query, also where thirty issues have one title", async () => {
    for (let at = 0; at < 30; at++) repository.openIssue({ author: "maria", title: "G-LIN-FL" });
    await tracked.deliveries();
    for (let at = 0; at < 30; at++) claim(`person-${at}`, 3 + at);
    tracked.github.requests.reset();
    await tracked.handle();
    expect(tracked.github.requests.count("graphql ReadIssueSidebars")).toBe(0);
    expect(tracked.github.requests.count(CHANGE)).toBe(1);
  });
});

describe("words in the sidebar", () => {
  test("are heard once, also where GitHub's reads do not show the answer yet", async () => {
    const bot = await startTrackedWorker();
    onTestFinished(() => bot.close());
    const there = bot.repository;
    there.setPermission("maria", "maintain");
    there.setPermission("eve", "triage");
    there.openIssue({ author: "maria", title: "G-LIN-FL" });
    there.comment({ author: "ada", thread: 1, body: "/claim G-LIN-SQ" });
    await bot.advance(20_000);
    const catchUp = there.lagReads();
    there.assign(2, "tom", "maria");
    await bot.advance(20_000);
    there.assign(2, "eve", "eve");
    await bot.advance(20_000);
    catchUp();
    const said = there.comments(2).map(({ body }) => body.split(" ")[0]);
    expect(said).toEqual(["@tom", "@eve"]);
  });

  test("are answered after a crash between the commit and the answer", async () => {
    tracked.github.faults.add({ match: REPLY, answer: "502", when: "before", times: 1 });
    repository.assign(2, "maria", "maria");
    await twice();
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("  assignee: maria\n");
    expect(replies()).toHaveLength(1);
  });
});
