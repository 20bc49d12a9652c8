import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Outbox } from "../../src/facts/batch.ts";
import { BranchRefused, classifyFailure } from "../../src/github/client/failure.ts";
import { execute } from "../../src/github/execute.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type Tracked, trackRepository } from "./tracked.ts";

const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository();
  repository = tracked.github.repository("atlas/diagrams");
  // Warm: the tracker is rendered, everything was read once.
  repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
  await tracked.handle();
  tracked.github.requests.reset();
});

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

function say(author: string, body: string): void {
  repository.comment({ author, thread: 1, body });
}

function replies(thread = 1): string[] {
  return repository
    .comments(thread)
    .filter(({ author }) => author === "diagram-tracker[bot]")
    .map(({ body }) => body);
}

function holder(id: string): string | undefined {
  return /assignee: (\S+)/.exec(repository.file(`assignments/${id}.yml`) ?? "")?.[1];
}

/** The outbox and the cause of a batch that failed. */
async function failure(run: Promise<unknown>): Promise<{ outbox: Outbox | null; cause: unknown }> {
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !("outbox" in error)) throw new Error("the batch did not fail");
  return { outbox: error.outbox as Outbox | null, cause: error.cause };
}

describe("what a batch costs", () => {
  test("a warm claim is a snapshot, a commit and a reply", async () => {
    say("ada", "/claim G-LIN-FL");
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual([
      "graphql ReadSnapshot",
      "graphql Commit",
      POST_COMMENT,
    ]);
    expect(holder("G-LIN-FL")).toBe("ada");
    expect(replies()).toHaveLength(2);
  });

  test("the next one too: what we wrote is not read again", async () => {
    for (const id of ["G-LIN-FL", "G-LIN-SQ"]) {
      tracked.github.requests.reset();
      say("ada", `/claim ${id}`);
      await tracked.handle();
      expect(tracked.github.requests.count()).toBe(3);
    }
  });

  test("100 waiting claims on one thread are one commit and one reply", async () => {
    for (let person = 1; person <= 100; person++) say(`person-${person}`, "/claim G-LIN-FL");
    const commits = repository.commits().length;
    await tracked.handle();
    expect(tracked.github.requests.count()).toBe(3);
    expect(repository.commits()).toHaveLength(commits + 1);
    expect(replies()).toHaveLength(2);
    expect(holder("G-LIN-FL")).toBe("person-1");
  });

  test("the usual comment of a bot is not even kept, and one with our command is only looked at", async () => {
    say("renovate[bot]", "This package is new.\n\n/rebase\n/lgtm\n\nComment `/claim G-LIN-FL` to take it.");
    expect(await tracked.deliveries()).toEqual([]);
    say("renovate[bot]", "/assign G-LIN-FL @bob");
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual(["graphql ReadSnapshot"]);
    expect(replies()).toHaveLength(1);
  });

  test("a bot that is listed costs what a person costs, and our own words cost nothing", async () => {
    const bots = "commands:\n  bots:\n    - helper[bot]\n    - diagram-tracker[bot]\n";
    repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": bots } });
    await tracked.handle();
    const own = repository.comments(1).findLast(({ author }) => author === "diagram-tracker[bot]");
    say("diagram-tracker[bot]", `/claim G-LIN-SQ\n${own?.body}`);
    expect(await tracked.deliveries()).toEqual([]);
    tracked.github.requests.reset();
    say("diagram-tracker[bot]", "/claim G-LIN-SQ");
    say("helper[bot]", "/claim G-LIN-FL");
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual([
      "graphql ReadSnapshot",
      "graphql Commit",
    ]);
    expect([holder("G-LIN-FL"), holder("G-LIN-SQ")]).toEqual(["helper[bot]", undefined]);
  });

  test("a question makes no commit", async () => {
    say("ada", "/status G-LIN-FA");
    const head = repository.head();
    await tracked.handle();
    expect(tracked.github.requests.count()).toBe(2);
    expect(repository.head()).toBe(head);
  });
});

describe("the commit", () => {
  test("says what happened, mentions nobody and names its deliveries", async () => {
    say("ada", "/claim G-LIN-FL");
    const [delivery] = await tracked.deliveries();
    await tracked.handle(delivery ? [delivery] : []);
    const message = repository.commits()[0]?.message ?? "";
    expect(message).toMatch(/^G-LIN-FL: .+\n/);
    expect(message).not.toContain("@");
    expect(message).toContain("\n\n[skip ci]\n\n");
    const trailer = `\nDiagram-Tracker-Deliveries: ${delivery?.id}\nDiagram-Tracker-Seal: [0-9a-f]{32}$`;
    expect(message).toMatch(new RegExp(trailer));
  });

  test("is decided anew when the head moved in between", async () => {
    say("ada", "/claim G-LIN-FL");
    const gate = tracked.github.blockNext("createCommitOnBranch");
    const handled = tracked.handle();
    await gate.arrived;
    repository.push({
      author: "maria",
      files: { "assignments/G-LIN-FL.yml": assignment("G-LIN-FL", "bob") },
      message: "By hand",
    });
    gate.release();
    await handled;
    expect(holder("G-LIN-FL")).toBe("bob");
    expect(replies().at(-1)).toContain("bob");
    expect(replies()).toHaveLength(2);
    expect(tracked.waits).toHaveLength(1);
  });

  test("is given up for the moment when the head moves again and again", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({
      match: "createCommitOnBranch",
      answer: {
        status: 200,
        body: { data: null, errors: [{ type: "STALE_DATA", message: "Expected branch to point to x" }] },
      },
    });
    const { cause } = await failure(tracked.handle());
    expect(classifyFailure(cause, 0)).toMatchObject({ transient: true, dueAt: null });
    expect(tracked.waits).toHaveLength(5);
  });

  test("that a rule refuses waits for the maintainers", async () => {
    repository.protect("main");
    say("ada", "/claim G-LIN-FL");
    const { cause } = await failure(tracked.handle());
    expect(cause).toBeInstanceOf(BranchRefused);
    expect(classifyFailure(cause, 0)).toMatchObject({
      transient: true,
      dueAt: 600_000,
      reason: expect.stringContaining("Changes must be made through a pull request"),
    });
    expect(replies()).toHaveLength(1);
  });

  test.each(["502", "504", "reset", "graphql-error"] as const)(
    "that took effect but was answered by %s is found, not repeated",
    async (answer) => {
      say("ada", "/claim G-LIN-FL");
      tracked.github.faults.add({ match: "createCommitOnBranch", answer, when: "after", times: 1 });
      const commits = repository.commits().length;
      await tracked.handle();
      expect(repository.commits()).toHaveLength(commits + 1);
      expect(replies()).toHaveLength(2);
      expect(replies()[1]).not.toContain("already");
    },
  );

  test("that did not take effect is made", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: "createCommitOnBranch", answer: "502", when: "before", times: 1 });
    const commits = repository.commits().length;
    await tracked.handle();
    expect(repository.commits()).toHaveLength(commits + 1);
    expect(replies()).toHaveLength(2);
    expect(holder("G-LIN-FL")).toBe("ada");
  });
});

describe("after a failure or a crash the next try", () => {
  test("finds a reply that was posted though the connection broke", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "reset", when: "after", times: 1 });
    const deliveries = await tracked.deliveries();
    const { outbox, cause } = await failure(tracked.handle(deliveries));
    expect(classifyFailure(cause, 0).transient).toBe(true);
    const head = repository.head();
    await tracked.handle(deliveries, outbox);
    expect(replies()).toHaveLength(2);
    expect(repository.head()).toBe(head);
  });

  test("that was cut off posts nothing twice, though the next one fails before it could look", async () => {
    say("ada", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "reset", when: "after", times: 1 });
    const { outbox } = await failure(tracked.handle(deliveries));
    if (outbox === null) throw new Error("nothing was planned");
    const { progress: _, ...cutOff } = outbox;
    tracked.github.faults.add({ match: "graphql ReadSnapshot", answer: "500", times: 1 });
    const { outbox: kept } = await failure(tracked.handle(deliveries, cutOff));
    expect(kept?.progress).toEqual({ isUnsure: true, done: [], unconfirmed: [] });
    await tracked.handle(deliveries, kept);
    expect(replies()).toHaveLength(2);
  });

  test("posts the reply that was planned with a commit that is there", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const deliveries = await tracked.deliveries();
    const { outbox } = await failure(tracked.handle(deliveries));
    expect(replies()).toHaveLength(1);
    await tracked.handle(deliveries, outbox);
    expect(replies()[1]).toContain(outbox?.replies[0]?.body);
    expect(repository.commits()[0]?.message).toContain("G-LIN-FL");
  });

  test("does what arrived since together with it", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const first = await tracked.deliveries();
    const { outbox } = await failure(tracked.handle(first));
    say("bob", "/claim G-LIN-FL");
    await tracked.handle([...first, ...(await tracked.deliveries())], outbox);
    expect(holder("G-LIN-FL")).toBe("ada");
    expect(replies()).toHaveLength(3);
    expect(replies()[2]).toContain("@bob");
  });

  test("decides anew when nothing was committed", async () => {
    say("ada", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: "createCommitOnBranch", answer: "secondary-limit", times: 1 });
    const { outbox } = await failure(tracked.handle(deliveries));
    expect(outbox?.parent).toBe(repository.head());
    await tracked.handle(deliveries, outbox);
    expect(holder("G-LIN-FL")).toBe("ada");
    expect(replies()).toHaveLength(2);
  });

  test("finds its commit behind a hundred others", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const deliveries = await tracked.deliveries();
    const { outbox } = await failure(tracked.handle(deliveries));
    for (let at = 0; at < 130; at++) repository.push({ author: "maria", files: { "notes.md": `${at}` } });
    await tracked.handle(deliveries, outbox);
    expect(replies()).toHaveLength(2);
    expect(replies()[1]).toContain(outbox?.replies[0]?.body);
  });

  test("answers the threads that were not answered, and no other", async () => {
    repository.openIssue({ author: "maria", title: "More" });
    say("ada", "/status G-LIN-FA");
    repository.comment({ author: "bob", thread: 2, body: "/status G-LIN-FA" });
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "500", skip: 1, times: 1 });
    const { outbox } = await failure(tracked.handle(deliveries));
    await tracked.handle(deliveries, outbox);
    expect(replies(1)).toHaveLength(2);
    expect(replies(2)).toHaveLength(1);
  });

  test("has only the thread left whose comment failed: the others did not wait for it", async () => {
    repository.openIssue({ author: "maria", title: "More" });
    say("ada", "/status G-LIN-FA");
    repository.comment({ author: "bob", thread: 2, body: "/status G-LIN-FA" });
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", times: 1 });
    const { outbox } = await failure(tracked.handle(deliveries));
    expect([replies(1).length, replies(2).length]).toEqual([1, 1]);
    await tracked.handle(deliveries, outbox);
    expect([replies(1).length, replies(2).length]).toEqual([2, 1]);
  });

  test("begins with the first comment that a limit kept back, and asked for none after it", async () => {
    repository.openIssue({ author: "maria", title: "More" });
    say("ada", "/status G-LIN-FA");
    repository.comment({ author: "bob", thread: 2, body: "/status G-LIN-FA" });
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST_COMMENT, answer: "secondary-limit", times: 1 });
    const { outbox } = await failure(tracked.handle(deliveries));
    expect([replies(1).length, replies(2).length]).toEqual([1, 0]);
    await tracked.handle(deliveries, outbox);
    expect([replies(1).length, replies(2).length]).toEqual([2, 1]);
  });

  test("does not take another's copy of the marker for its reply", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const deliveries = await tracked.deliveries();
    const { outbox } = await failure(tracked.handle(deliveries));
    say("mallory", `<!-- diagram-tracker:reply ${deliveries[0]?.event.key} -->`);
    await tracked.handle(deliveries, outbox);
    expect(replies()).toHaveLength(2);
  });
});

describe("a comment that is heard long after it was written, by an inbox that remembers nothing", () => {
  const HOUR = 3_600_000;

  test("is not answered again", async () => {
    say("ada", "/claim next");
    const deliveries = await tracked.deliveries();
    await tracked.handle(deliveries);
    tracked.pass(HOUR);
    const head = repository.head();
    await tracked.handle(deliveries);
    expect(replies()).toHaveLength(2);
    expect(repository.head()).toBe(head);
  });

  test("is told what its commit did when the answer was lost with the inbox", async () => {
    say("ada", "/claim next");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    const deliveries = await tracked.deliveries();
    await failure(tracked.handle(deliveries));
    const head = repository.head();
    repository.push({ author: "maria", files: { "notes.md": "x" } });
    const later = repository.head();
    tracked.pass(HOUR);
    await tracked.handle(deliveries);
    expect(replies()).toHaveLength(2);
    expect(replies()[1]).toContain(`/commit/${head}`);
    expect(repository.head()).toBe(later);
  });

  test("is carried out when nobody did", async () => {
    say("ada", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    tracked.pass(HOUR);
    await tracked.handle(deliveries);
    expect(holder("G-LIN-FL")).toBe("ada");
    expect(replies()).toHaveLength(2);
  });

  test("is looked for with one request a thread", async () => {
    for (let person = 0; person < 5; person++) say(`person-${person}`, "/claim next");
    const deliveries = await tracked.deliveries();
    tracked.pass(HOUR);
    tracked.github.requests.reset();
    await tracked.handle(deliveries);
    expect(tracked.github.requests.count()).toBe(4);
  });
});

describe("limits", () => {
  test("a secondary limit says when to come back", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: "secondary-limit", retryAfter: 90 });
    const { cause } = await failure(tracked.handle());
    expect(classifyFailure(cause, 1000)).toMatchObject({ transient: true, dueAt: 91_000 });
  });
});

describe("a thread that takes no comment", () => {
  test("keeps nothing else from being done", async () => {
    say("ada", "/claim G-LIN-FL");
    tracked.github.faults.add({ match: POST_COMMENT, answer: { status: 410, body: { message: "Gone" } } });
    await tracked.handle();
    expect(holder("G-LIN-FL")).toBe("ada");
    expect(tracked.log).toContainEqual(expect.objectContaining({ level: 40, thread: 1, reason: "Gone" }));
  });
});

describe("pull requests", () => {
  test("move their diagrams and carry one notice that is kept up to date", async () => {
    const pull = repository.openPullRequest({
      author: "ada",
      title: "Draw G-LIN-FL",
      files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
    });
    await tracked.handle();
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("status: review");
    repository.setPermission("rita", "write");
    repository.approve(pull.number, "rita");
    await tracked.handle();
    repository.merge(pull.number, "maria");
    await tracked.handle();
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("status: complete");
    expect(replies(pull.number)).toHaveLength(1);
    expect(replies(pull.number)[0]).toContain("Complete, verified by **rita**");
  });

  test("get their notice also when the try that planned it failed after the commit", async () => {
    const pull = repository.openPullRequest({
      author: "ada",
      title: "Draw G-LIN-FL",
      files: { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" },
    });
    tracked.github.faults.add({ match: POST_COMMENT, answer: "reset", when: "after", times: 1 });
    const deliveries = await tracked.deliveries();
    const { outbox } = await failure(tracked.handle(deliveries));
    expect(outbox?.pullRequests).toEqual([pull.number]);
    await tracked.handle(deliveries, outbox);
    expect(replies(pull.number)).toHaveLength(1);
  });
});

describe("the log", () => {
  test("has one line for each delivery, with the decision and nothing of the payload", async () => {
    say("ada", "a secret word\n/claim G-LIN-FL");
    await tracked.handle();
    const lines = tracked.log.filter(({ msg }) => msg === "handled");
    expect(lines.at(-1)).toMatchObject({
      repository: "atlas/diagrams",
      delivery: expect.any(String),
      key: expect.stringMatching(/^comment-\d+$/),
      decision: expect.stringContaining("G-LIN-FL"),
    });
    expect(JSON.stringify(tracked.log)).not.toContain("a secret word");
  });
});

test("a repository without a commit is left alone", async () => {
  repository.state.branches.clear();
  say("ada", "/claim G-LIN-FL");
  await tracked.handle();
  expect(replies()).toHaveLength(1);
  expect(tracked.github.requests.count()).toBe(1);
});

function assignment(id: string, assignee: string): string {
  return `assignment:\n  diagram_id: ${id}\n  assignee: ${assignee}\n  status: in_progress\n`;
}

test("a batch whose lease is lost writes nothing more, not even what is on its way", async () => {
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
  const deliveries = await tracked.deliveries();
  const lost = new AbortController();
  const gate = tracked.github.blockNext("createCommitOnBranch", "before");
  const lease = { repository: { owner: "atlas", name: "diagrams" }, installationId: null, outbox: null };
  const batch = { ...lease, deliveries: deliveries.map((one) => ({ ...one, tries: 0 })) };
  const handled = execute(tracked.parts, batch, async () => {}, lost.signal);
  await gate.arrived;
  lost.abort(new Error("another worker has the repository"));
  await expect(handled).rejects.toThrow();
  gate.drop();
  expect(repository.file("assignments/G-LIN-FL.yml")).toBeNull();
  expect(replies()).toHaveLength(1);
});
