import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { decide } from "../src/decide/decide.ts";
import { ContentsReader } from "../src/github/checks/read-contents.ts";
import { People } from "../src/github/read/people.ts";
import { SnapshotReader } from "../src/github/read/read-snapshot.ts";
import type { Inbox } from "../src/inbox/inbox.ts";
import { openMemoryInbox } from "../src/inbox/open-inbox.ts";
import { HORIZON_MS, type Recovery, type RecoveryParts, startRecovery } from "../src/recovery.ts";
import { FakeClock } from "./inbox/fake-clock.ts";

const MINUTE = 60_000;

let clock: FakeClock;
let inbox: Inbox;
let log: Record<string, unknown>[];
let started: Recovery[];
/** When each round began, in minutes since the start. */
let rounds: number[];

beforeEach(() => {
  clock = new FakeClock();
  inbox = openMemoryInbox({ now: clock.now, leaseMs: MINUTE });
  log = [];
  started = [];
  rounds = [];
});

afterEach(async () => {
  for (const recovery of started) await recovery.stop();
  expect(clock.pending).toEqual([]);
});

/** GitHub is not there: a round ends with its first request. */
function start(more: Partial<RecoveryParts> = {}): Recovery {
  const recovery = startRecovery({
    inbox,
    decide,
    snapshots: new SnapshotReader(),
    people: new People({ now: clock.now }),
    pullRequestFiles: { contents: new ContentsReader(), parse: async () => new Map() },
    clientFor: async () => {
      throw new Error("not asked for");
    },
    app: async () => {
      rounds.push((clock.time - clock.start) / MINUTE);
      throw new Error("connection refused");
    },
    horizonMs: HORIZON_MS,
    clock,
    random: () => 0.5,
    log: pino({ level: "debug" }, { write: (line) => void log.push(JSON.parse(line)) }),
    wake: () => {},
    ...more,
  });
  started.push(recovery);
  return recovery;
}

test("a round runs at start and then every quarter of an hour, whatever fails in one", async () => {
  start();
  await clock.advance(31 * MINUTE);
  expect(rounds).toEqual([0, 15, 30]);
  expect(log).toContainEqual(
    expect.objectContaining({ level: 40, what: "the App", reason: "connection refused" }),
  );
});

test("jitter moves a round by a fifth at most", async () => {
  start({ random: () => 0 });
  await clock.advance(13 * MINUTE);
  expect(rounds).toEqual([0, 12]);
});

test("of several servers one runs each round", async () => {
  start();
  start();
  await clock.advance(0);
  start();
  await clock.advance(16 * MINUTE);
  expect(rounds).toEqual([0, 15]);
});

test("a server that starts again at once does not read everything again", async () => {
  const first = start();
  await clock.advance(0);
  await first.stop();
  start();
  await clock.advance(30_000);
  start();
  await clock.advance(30_000);
  expect(rounds).toEqual([0]);
});

test("the round of a server that died is taken over", async () => {
  expect(await inbox.leaders.take("recovery", "somebody", 2 * MINUTE)).toBe(true);
  start();
  await clock.advance(5 * MINUTE);
  expect(rounds).toEqual([2]);
});

test("stop waits for the round that runs, and no other begins", async () => {
  const asked = Promise.withResolvers<void>();
  const steps: string[] = [];
  const recovery = start({
    app: async () => {
      steps.push("asked");
      await asked.promise;
      throw new Error("connection refused");
    },
  });
  await clock.advance(0);
  const stopped = recovery.stop().then(() => steps.push("stopped"));
  await clock.advance(60 * MINUTE);
  expect(steps).toEqual(["asked"]);
  asked.resolve();
  await stopped;
  await clock.advance(60 * MINUTE);
  expect(steps).toEqual(["asked", "stopped"]);
});

test("an inbox that does not answer is asked again in the next round", async () => {
  let isDown = true;
  const readMark = inbox.readMark.bind(inbox);
  inbox.readMark = async (name) => {
    if (isDown) throw new Error("the disk is gone");
    return readMark(name);
  };
  start();
  await clock.advance(0);
  isDown = false;
  await clock.advance(15 * MINUTE);
  expect(rounds).toEqual([15]);
  expect(log).toContainEqual(expect.objectContaining({ level: 50, msg: "recovery failed" }));
});
