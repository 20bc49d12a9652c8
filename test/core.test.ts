import { Octokit } from "@octokit/rest";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CoreParts, createCore } from "../src/core.ts";
import { dayDelivery } from "../src/day-delivery.ts";
import type { Delivery } from "../src/facts/event.ts";
import type { RepositoryHandle } from "../src/playground/github/repository-handle.ts";
import { PUBLIC_WEB } from "../src/sources/web-rules.ts";
import { TRACKER, type Tracked, trackRepository } from "./github/tracked.ts";
import { parsers } from "./parsers.ts";

const repositoryId = { owner: "atlas", name: "diagrams" };
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const DRAWING = "```mermaid\nflowchart LR\n  A --> B\n```\n";

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository();
  repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("maria", "maintain");
  repository.setPermission("ada", "write");
  repository.push({ author: "maria", files: { "README.md": "# Diagrams\n" } });
  await once(await tracked.deliveries());
});

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

function coreOf(more: Partial<CoreParts> = {}) {
  const { github, parts } = tracked;
  const auth = github.installationToken("atlas");
  return createCore({
    clientFor: async () => new Octokit({ baseUrl: github.url, auth, log: silent }),
    clock: { now: parts.now, after: runSoon },
    log: pino({ level: "silent" }),
    web: { resolve: async () => ["203.0.113.9"], rules: PUBLIC_WEB },
    ...more,
  });
}

/** Nothing in a test waits. */
function runSoon(_ms: number, run: () => void): () => void {
  const soon = setImmediate(run);
  return () => clearImmediate(soon);
}

/** As a process that hears the events, handles them and ends. */
async function once(deliveries: readonly Delivery[]): Promise<void> {
  const core = coreOf({ parsers });
  try {
    await core.handleOnce({ repository: repositoryId, installationId: null, deliveries });
  } finally {
    await core.close();
  }
}

/** What the bot wrote since the log was reset, by its requests. */
function written(): string[] {
  return tracked.github.requests.all.filter(({ isWrite }) => isWrite).map(({ label }) => label);
}

/** Handles what came, each time with a core that knows nothing: what was written the first and the second time. */
async function twice(deliveries: readonly Delivery[]) {
  expect(deliveries.length).toBeGreaterThan(0);
  tracked.github.requests.reset();
  await once(deliveries);
  const first = written();
  await tracked.github.settled();
  tracked.pass(1000);
  tracked.github.requests.reset();
  await once(deliveries);
  return { first, second: written() };
}

/** Those among what came that are of this kind: others are about what these did. */
async function cameOf(kind: Delivery["event"]["kind"]): Promise<Delivery[]> {
  return (await tracked.deliveries()).filter(({ event }) => event.kind === kind);
}

function ownComments(thread: number): string[] {
  return repository
    .comments(thread)
    .filter(({ author }) => author === "diagram-tracker[bot]")
    .map(({ body }) => body);
}

function openDrawing(): number {
  const files = { "diagrams/flow.md": `# G-LIN-FL\n\n${DRAWING}` };
  return repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", files, branch: "flow" }).number;
}

test("a process without an inbox makes no second notice while reads lag", async () => {
  const core = coreOf();
  const handle = async () => {
    const deliveries = await tracked.deliveries();
    await core.handleOnce({ repository: repositoryId, installationId: null, deliveries });
  };
  // What is another's is not committed, which would wait for the reads anyway.
  repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FL" });
  await handle();
  const number = openDrawing();
  repository.lagReads();
  await handle();
  repository.edit(number, { body: "Ready, I think." });
  await handle();
  expect(ownComments(number)).toHaveLength(1);
  await core.close();
});

describe("handled twice, by cores without a memory,", () => {
  test("`/claim next` takes one diagram and is answered once", async () => {
    repository.comment({ author: "ada", thread: 1, body: "/claim next" });
    const { first, second } = await twice(await cameOf("comment"));
    expect(first).toHaveLength(2);
    expect(second).toEqual([]);
    expect(ownComments(1)).toHaveLength(1);
    expect(
      repository.files().filter((path) => path.endsWith(".yml") && path.startsWith("assignments")),
    ).toHaveLength(1);
  });

  test("a refused claim is refused once", async () => {
    repository.comment({ author: "ada", thread: 1, body: "/claim G-NO-SUCH" });
    const { first, second } = await twice(await cameOf("comment"));
    expect(first).toHaveLength(1);
    expect(second).toEqual([]);
  });

  test("an edit and an opening text are answered once each", async () => {
    const { id } = repository.comment({ author: "ada", thread: 1, body: "Hello" });
    await tracked.deliveries();
    repository.editComment(id, { body: "Hello\n/claim next" });
    repository.openIssue({ author: "bob", title: "Mine", body: "/claim next" });
    const { first, second } = await twice(await cameOf("comment"));
    expect(first).toHaveLength(3);
    expect(second).toEqual([]);
  });

  test("a comment whose answer was lost after the commit is answered by the second", async () => {
    repository.comment({ author: "ada", thread: 1, body: "/claim next" });
    const deliveries = await cameOf("comment");
    tracked.github.faults.add({ match: /POST .*comments$/, answer: "500", times: 1 });
    await expect(once(deliveries)).rejects.toThrow();
    await once(deliveries);
    await once(deliveries);
    expect(ownComments(1)).toHaveLength(1);
    expect(repository.files().filter((path) => /^assignments.*yml$/.test(path))).toHaveLength(1);
  });

  test("a pull request gets its status, one notice and its checks once", async () => {
    const number = openDrawing();
    const { first, second } = await twice(await cameOf("pull-request"));
    expect(first.length).toBeGreaterThanOrEqual(3);
    expect(second).toEqual([]);
    expect(ownComments(number)).toHaveLength(1);
  });

  test("a merge completes once", async () => {
    const number = openDrawing();
    await once(await cameOf("pull-request"));
    await tracked.deliveries();
    repository.merge(number, "maria");
    const { first, second } = await twice(await cameOf("pull-request"));
    expect(first).not.toEqual([]);
    expect(second).toEqual([]);
    expect(repository.commits().filter(({ message }) => /complete/i.test(message))).toHaveLength(1);
  });

  test("a push is rendered once", async () => {
    repository.push({ author: "maria", files: { "TRACKER.md": TRACKER } });
    const { first, second } = await twice(await cameOf("push"));
    expect(first).toHaveLength(1);
    expect(second).toEqual([]);
  });

  test("the buttons of a check run it again once, and explain an override once", async () => {
    openDrawing();
    await once(await cameOf("pull-request"));
    await tracked.deliveries();
    const [run] = repository.checkRuns(repository.head("flow"));
    expect(run).toBeDefined();
    repository.clickCheck(run?.id ?? 0, "ada", "again");
    repository.clickCheck(run?.id ?? 0, "ada", "override");
    const { first, second } = await twice(await cameOf("check"));
    expect(first).toContain("POST /repos/{owner}/{repo}/check-runs");
    expect(first).toContain("POST /repos/{owner}/{repo}/issues/{issue_number}/comments");
    expect(second).toEqual([]);
  });

  test("a merge group is judged once", async () => {
    const number = openDrawing();
    await once(await cameOf("pull-request"));
    await tracked.deliveries();
    repository.enqueue(number, "maria");
    const { first, second } = await twice(await cameOf("merge-group"));
    expect(first).toContain("POST /repos/{owner}/{repo}/check-runs");
    expect(second).toEqual([]);
  });

  test("a claim on a diagram's own issue, and a word in its sidebar, show there once", async () => {
    const { number } = repository.openIssue({ author: "maria", title: "G-LIN-FL" });
    repository.setPermission("tom", "triage");
    await tracked.deliveries();
    repository.comment({ author: "ada", thread: number, body: "/claim" });
    const claim = await twice(await cameOf("comment"));
    expect(claim.first).toContain("graphql ChangeIssue");
    repository.unassign(number, "tom", "ada");
    const word = await twice(await cameOf("issue"));
    expect(word.first).toEqual(["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"]);
    expect([claim.second, word.second]).toEqual([[], []]);
  });

  test("a day renders what is not as it should be, once", async () => {
    repository.push({ author: "maria", files: { "TRACKER.md": TRACKER } });
    await tracked.deliveries();
    const day = dayDelivery({ repository: repositoryId, installationId: null }, tracked.parts.now());
    const { first, second } = await twice([day]);
    expect(first).toHaveLength(1);
    expect(second).toEqual([]);
  });
});

test("two runs of one `/claim next` at the same time take one diagram", async () => {
  repository.comment({ author: "ada", thread: 1, body: "/claim next" });
  const deliveries = await cameOf("comment");
  await Promise.all([once(deliveries), once(deliveries)]);
  expect(repository.files().filter((path) => /^assignments.*yml$/.test(path))).toHaveLength(1);
});

test("a day's ID is the day's, whenever it is put in", () => {
  const at = Date.parse("2026-11-28T00:00:01Z");
  const first = dayDelivery({ repository: repositoryId, installationId: 1 }, at);
  const later = dayDelivery({ repository: repositoryId, installationId: 1 }, at + 23 * 3_600_000);
  const next = dayDelivery({ repository: repositoryId, installationId: 1 }, at + 24 * 3_600_000);
  expect(later.id).toBe(first.id);
  expect(next.id).not.toBe(first.id);
});

test("a core that is closed handles nothing more", async () => {
  const core = coreOf();
  await core.close();
  repository.comment({ author: "ada", thread: 1, body: "/claim next" });
  const deliveries = await cameOf("comment");
  const events = { repository: repositoryId, installationId: null, deliveries };
  await expect(core.handleOnce(events)).rejects.toThrow("the core is closed");
  expect(ownComments(1)).toEqual([]);
});

test("closing breaks off what runs, and ends Mermaid's process", async () => {
  openDrawing();
  const deliveries = await cameOf("pull-request");
  const reading = Promise.withResolvers<void>();
  const core = coreOf({
    clientFor: async () => {
      reading.resolve();
      const auth = tracked.github.installationToken("atlas");
      return new Octokit({ baseUrl: tracked.github.url, auth, log: silent });
    },
  });
  tracked.github.requests.reset();
  const handled = core.handleOnce({ repository: repositoryId, installationId: null, deliveries });
  const outcome = expect(handled).rejects.toThrow("the core is closed");
  await reading.promise;
  await core.close();
  await outcome;
  expect(written()).toEqual([]);
  expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap");
});
