import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planLook, planRetry } from "../../src/schedule/plan-look.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVERY = 15 * MINUTE;
const NOW = Date.UTC(2026, 10, 24, 10);

const repository = { owner: "atlas", name: "diagrams" };
const plan = (quietLooks: number, { now = NOW, isCampaign = false } = {}) =>
  planLook({ repository, quietLooks, isCampaign }, now, EVERY);

describe("the next look", () => {
  test.each([
    [0, 15],
    [1, 15],
    [2, 30],
    [3, 60],
    [7, 960],
    [8, 1440],
    [5_000, 1440],
  ])("after %i quiet ones is within %i minutes, and no sooner than half of that", (quietLooks, minutes) => {
    fc.assert(
      fc.property(fc.nat({ max: 2 * DAY }), (later) => {
        const wait = plan(quietLooks, { now: NOW + later }) - (NOW + later);
        expect(wait).toBeGreaterThan((minutes / 2) * MINUTE - 1);
        expect(wait).toBeLessThanOrEqual(minutes * MINUTE);
      }),
    );
  });

  test("keeps its distance from the one before, however late that was", () => {
    const first = plan(0);
    expect(plan(0, { now: first })).toBe(first + EVERY);
    expect(plan(0, { now: first + 7 * MINUTE })).toBe(first + EVERY);
  });

  test("of a campaign is early on the next day at the latest, so that its day begins", () => {
    const midnight = Date.UTC(2026, 10, 25);
    const evening = midnight - 2 * HOUR;
    const next = plan(8, { now: evening, isCampaign: true });
    expect(next).toBeGreaterThanOrEqual(midnight);
    expect(next).toBeLessThan(midnight + 6 * HOUR);
    expect(plan(8, { now: next, isCampaign: true })).toBe(next + DAY);
  });

  test("is at another time for every repository, whenever the one before was", () => {
    const perMinute = new Map<number, number>();
    for (let at = 0; at < 3_000; at += 1) {
      const one = { repository: { owner: "org", name: `r${at}` }, quietLooks: 2, isCampaign: true };
      const minute = Math.floor((planLook(one, NOW, EVERY) - NOW) / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    // Spread over fifteen minutes: two hundred in each.
    expect(perMinute.size).toBeGreaterThanOrEqual(15);
    expect(Math.max(...perMinute.values())).toBeLessThan(300);
  });

  test("does not ask how the name is spelled", () => {
    const spelled = { repository: { owner: "Atlas", name: "Diagrams" }, quietLooks: 0, isCampaign: true };
    expect(planLook(spelled, NOW, EVERY)).toBe(plan(0, { isCampaign: true }));
  });
});

test("what fails is tried again later and later, and every hour at last", () => {
  const waits = [1, 2, 3, 4, 50].map(
    (failedLooks) => planRetry({ repository, failedLooks }, NOW, EVERY) - NOW,
  );
  const part = (waits[0] ?? 0) / EVERY;
  expect(part).toBeGreaterThanOrEqual(0.75);
  expect(part).toBeLessThanOrEqual(1);
  expect(waits.map((wait) => Math.round(wait / part / MINUTE))).toEqual([15, 30, 60, 60, 60]);
  expect(planRetry({ repository, failedLooks: 9 }, NOW, DAY) - NOW).toBeGreaterThan(HOUR);
});
