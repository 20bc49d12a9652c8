import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { GitHubClient } from "../../src/github/client/repository-client.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openMemoryInbox } from "../../src/inbox/open-inbox.ts";
import { type Leading, type LeadParts, startLeading } from "../../src/schedule/lead.ts";
import { FakeClock } from "../inbox/fake-clock.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let clock: FakeClock;
let inbox: Inbox;
let log: Record<string, unknown>[];
let started: Leading[];
/** When each sweep began, in minutes since the start. */
let sweeps: number[];

beforeEach(() => {
  clock = new FakeClock();
  inbox = openMemoryInbox({ now: clock.now, leaseMs: MINUTE });
  log = [];
  started = [];
  sweeps = [];
});

afterEach(async () => {
  for (const leading of started) await leading.stop();
  expect(clock.pending).toEqual([]);
});

/** GitHub is not there: a sweep ends with its first request. */
function start(more: Partial<LeadParts> = {}): Leading {
  const leading = startLeading({
    inbox,
    clientFor: async () => {
      throw new Error("not asked for");
    },
    app: async () => {
      sweeps.push((clock.time - clock.start) / MINUTE);
      throw new Error("connection refused");
    },
    clock,
    random: () => 0.5,
    everyMs: 15 * MINUTE,
    leaseMs: 2 * MINUTE,
    log: pino({ level: "debug" }, { write: (line) => void log.push(JSON.parse(line)) }),
    onChange: () => {},
    ...more,
  });
  started.push(leading);
  return leading;
}

test("a sweep runs at start and then every quarter of an hour, whatever fails in one", async () => {
  start();
  await clock.advance(31 * MINUTE);
  expect(sweeps).toEqual([0, 15, 30]);
  expect(log).toContainEqual(
    expect.objectContaining({ level: 40, what: "the App", reason: "connection refused" }),
  );
});

test("jitter moves a sweep by a fifth at most", async () => {
  start({ random: () => 0 });
  await clock.advance(13 * MINUTE);
  expect(sweeps).toEqual([0, 12]);
});

test("of several servers one runs each sweep", async () => {
  start();
  start();
  await clock.advance(0);
  start();
  await clock.advance(16 * MINUTE);
  expect(sweeps).toEqual([0, 15]);
});

test("a server that starts again at once does not ask for everything again", async () => {
  const first = start();
  await clock.advance(0);
  await first.stop();
  start();
  await clock.advance(30_000);
  start();
  await clock.advance(30_000);
  expect(sweeps).toEqual([0]);
});

test("the lease of a server that died is taken over", async () => {
  expect(await inbox.leaders.take("recovery", "somebody", 2 * MINUTE)).toBe(true);
  start();
  await clock.advance(5 * MINUTE);
  expect(sweeps).toEqual([2]);
});

test("stop waits for the sweep that runs, and no other begins", async () => {
  const asked = Promise.withResolvers<void>();
  const steps: string[] = [];
  const leading = start({
    app: async () => {
      steps.push("asked");
      await asked.promise;
      throw new Error("connection refused");
    },
  });
  await clock.advance(0);
  const stopped = leading.stop().then(() => steps.push("stopped"));
  await clock.advance(60 * MINUTE);
  expect(steps).toEqual(["asked"]);
  asked.resolve();
  await stopped;
  await clock.advance(60 * MINUTE);
  expect(steps).toEqual(["asked", "stopped"]);
});

test("an inbox that does not answer is asked again the next time", async () => {
  let isDown = true;
  const readCheckpoint = inbox.readCheckpoint.bind(inbox);
  inbox.readCheckpoint = async (name) => {
    if (isDown) throw new Error("the disk is gone");
    return readCheckpoint(name);
  };
  start();
  await clock.advance(0);
  isDown = false;
  await clock.advance(15 * MINUTE);
  expect(sweeps).toEqual([15]);
  expect(log).toContainEqual(expect.objectContaining({ level: 50, msg: "the sweep failed" }));
});

const diagrams = { owner: "atlas", name: "diagrams" };

/** One repository, looked at a moment ago and due in a day. */
async function isLookedAfter(): Promise<void> {
  await inbox.schedule.setReachable(7, [diagrams]);
  const due = await inbox.schedule.take(clock.now(), clock.now() + MINUTE);
  if (due !== null) await inbox.schedule.give(due, clock.now() + DAY, due);
}

test("after an outage everything is due at once, after a restart it is not", async () => {
  await isLookedAfter();
  const first = start();
  await clock.advance(0);
  await first.stop();
  await clock.advance(10 * MINUTE);
  const second = start();
  await clock.advance(0);
  await second.stop();
  expect(await inbox.schedule.counts()).toMatchObject({ due: 0 });
  await clock.advance(33 * MINUTE);
  start();
  await clock.advance(0);
  expect(await inbox.schedule.counts()).toMatchObject({ due: 1 });
});

test("where the installations cannot be listed, nothing leaves the schedule", async () => {
  await isLookedAfter();
  start();
  await clock.advance(5 * 60 * MINUTE);
  expect(await inbox.schedule.counts()).toMatchObject({ scheduled: 1 });
});

/** GitHub lists this repository for installation 7, and has no deliveries. */
function listing(lists: number[]) {
  const answers: Record<string, unknown> = {
    "GET /app/hook/deliveries": [],
    "GET /app/installations": [{ id: 7, suspended_at: null }],
    "GET /installation/repositories": {
      repositories: [{ id: 1, owner: { login: "atlas" }, name: "diagrams" }],
    },
  };
  const request = async (route: string) => {
    if (route === "GET /app/installations") lists.push((clock.time - clock.start) / MINUTE);
    return { data: answers[route], headers: {} };
  };
  const client = { request } as unknown as GitHubClient;
  return { app: async () => client, clientFor: async () => client };
}

test("what is reachable is listed now and then, and again soon after something could not be reached", async () => {
  const lists: number[] = [];
  start(listing(lists));
  await clock.advance(61 * MINUTE);
  expect(lists).toEqual([0, 60]);
  await inbox.installations.setUnreachable(7, "the App was suspended there by its owner");
  await clock.advance(59 * MINUTE);
  expect(lists).toEqual([0, 60, 75]);
});

test("what is reached again though no webhook said so goes on, and is looked at at once", async () => {
  start(listing([]));
  await clock.advance(MINUTE);
  await isLookedAfter();
  await inbox.installations.setUnreachable(7, "the App was suspended there by its owner");
  await clock.advance(13 * MINUTE);
  expect(await inbox.schedule.counts()).toMatchObject({ due: 0 });
  await clock.advance(MINUTE);
  expect(await inbox.schedule.counts()).toMatchObject({ due: 1 });
  const at = new Date(clock.start).toISOString();
  await inbox.put({
    id: "d1",
    repository: diagrams,
    installationId: 7,
    event: { kind: "day", key: "day", at },
  });
  expect(await inbox.lease(clock.now())).not.toBeNull();
});
