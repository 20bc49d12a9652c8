import { afterEach, describe, expect, test } from "vitest";
import { HOUR, MINUTE, SimulatedRounds } from "./simulated-rounds.ts";

let rounds: SimulatedRounds;

const start = (more: Partial<ConstructorParameters<typeof SimulatedRounds>[0]> = {}) => {
  rounds = new SimulatedRounds({ repositories: 100, active: 0, replicas: 1, ...more });
  rounds.start();
  return rounds;
};

afterEach(async () => {
  await rounds.stop();
  await rounds.inbox.close();
});

describe("rounds of many repositories", () => {
  test("begin with all that the App reaches, and come down to one request a day where nothing happens", async () => {
    start();
    await rounds.untilNothingIsDue();
    expect(rounds.figures().looks.read).toBe(100);
    await rounds.clock.advance(2 * 24 * HOUR);
    rounds.reset();
    await rounds.clock.advance(24 * HOUR);
    const { looks, requests, latest } = rounds.figures();
    expect(looks).toEqual({ quiet: 100, read: 0, failed: 0, no_campaign: 0 });
    expect(requests).toMatchObject({ look: 100, read: 0 });
    expect(latest).toBeLessThan(MINUTE);
  });

  test("find what got lost within the period where something happens, and within a day elsewhere", async () => {
    start({ active: 0.03 });
    await rounds.clock.advance(2 * 24 * HOUR);
    rounds.reset();
    for (let at = 0; at < 10; at += 1) {
      rounds.writeUnheard(99 - at);
      await rounds.clock.advance(HOUR);
    }
    await rounds.clock.advance(24 * HOUR);
    const { found } = rounds.figures();
    expect(found.active).toBeGreaterThan(0);
    expect(found.active).toBeLessThan(16 * MINUTE);
    expect(found.quiet).toBeGreaterThan(HOUR);
    expect(found.quiet).toBeLessThan(24 * HOUR + MINUTE);
  });

  test("are shared among replicas", async () => {
    start({ repositories: 300, replicas: 3 });
    await rounds.untilNothingIsDue();
    const { byReplica, looks } = rounds.figures();
    expect(looks.read).toBe(300);
    expect(Math.min(...byReplica)).toBeGreaterThan(50);
  });

  test("go on after an outage with everything at once", async () => {
    start();
    await rounds.clock.advance(2 * 24 * HOUR);
    await rounds.stop();
    await rounds.clock.advance(2 * HOUR);
    rounds.reset();
    rounds.start();
    await rounds.untilNothingIsDue();
    expect(rounds.figures().looks.quiet).toBe(100);
  });
});

test("what a replica had taken when it died is looked at once its lease ends", async () => {
  start({ repositories: 1 });
  await rounds.clock.advance(24 * HOUR);
  const { schedule } = rounds.inbox;
  await schedule.wakeAll();
  const now = rounds.clock.now();
  expect(await schedule.take(now, now + 5 * MINUTE)).not.toBeNull();
  rounds.reset();
  await rounds.clock.advance(5 * MINUTE - 1);
  expect(rounds.figures().looks.quiet).toBe(0);
  await rounds.clock.advance(MINUTE);
  expect(rounds.figures().looks.quiet).toBe(1);
});
