import { describe, expect, test } from "vitest";
import { campaignFigures } from "../../src/domain/campaign-figures.ts";
import { daysBetween, mondayOf } from "../../src/domain/civil-date.ts";
import { forecastOf } from "../../src/domain/forecast.ts";
import { campaignThatWent, START, weeksOf } from "../tracker/histories.ts";

const forecastFor = (history: Parameters<typeof campaignThatWent>[0]) =>
  campaignFigures(campaignThatWent(history)).forecast;

describe("made histories", () => {
  test("steady: five a week, a hundred left, and it ends in twenty weeks", () => {
    const completed = [...weeksOf(20, 5), 0];
    const { today, forecast } = campaignFigures(campaignThatWent({ completed, planned: 200 }));
    expect(forecast).toMatchObject({ kind: "range", pace: 5, weeks: 12, left: 100 });
    if (forecast.kind !== "range" || forecast.to === null) throw new Error("expected a range");
    expect([daysBetween(today, forecast.from), daysBetween(today, forecast.to)]).toEqual([140, 140]);
  });

  test("uneven: the range holds the even one's date, and is wider the more uneven the weeks are", () => {
    const widthAt = (weeks: number[]) => {
      const forecast = forecastFor({ completed: [...weeks, 0], planned: 200 });
      if (forecast.kind !== "range" || forecast.to === null) throw new Error("expected a range");
      return daysBetween(forecast.from, forecast.to);
    };
    const even = widthAt([0, ...weeksOf(6, 4).flatMap((four) => [four, 6])]);
    const uneven = widthAt([0, ...weeksOf(6, 1).flatMap((one) => [one, 9])]);
    expect([even, uneven]).toEqual([40, 174]);
  });

  test("stalled: nothing for a quarter is said as that, and no date", () => {
    const completed = [...weeksOf(6, 5), ...weeksOf(14, 0), 0];
    expect(forecastFor({ completed, planned: 200 })).toEqual({ kind: "stalled", weeks: 14 });
    const again = [...completed.slice(0, -1), 1];
    expect(forecastFor({ completed: again, planned: 200 }).kind).not.toBe("stalled");
  });

  test("burst: of one good week in twelve nobody can say when the last one is done", () => {
    const completed = [...weeksOf(6, 0), 60, ...weeksOf(8, 0), 0];
    expect(forecastFor({ completed, planned: 200 })).toMatchObject({ kind: "range", pace: 5, to: null });
  });

  test("grown plan: what is left is left of today's plan, whatever was planned earlier", () => {
    const completed = [...weeksOf(20, 5), 0];
    const plan = ["{ on: 2025-01-06, planned: 120 }", "{ on: 2025-03-05, planned: 200 }"];
    const { forecast, burnUp } = campaignFigures(campaignThatWent({ completed, planned: 300, plan }));
    expect(forecast).toMatchObject({ left: 200, pace: 5 });
    expect(burnUp.isPlanKnown).toBe(true);
    expect(burnUp.weeks.map(({ planned }) => planned)).toEqual([
      ...weeksOf(8, 120),
      ...weeksOf(12, 200),
      300,
    ]);
  });

  test("reopened: it leaves the curve and the pace, and is left to do again", () => {
    const completed = [...weeksOf(20, 5), 0];
    const whole = campaignFigures(campaignThatWent({ completed, planned: 200 }));
    const reopened = campaignFigures(
      campaignThatWent({
        completed,
        planned: 200,
        change: (id, one) => (id === "X-99" ? { ...one, status: "in_progress", completion_date: null } : one),
      }),
    );
    expect(reopened.burnUp.weeks.at(-2)).toMatchObject({ completed: 4, complete: 99 });
    expect(whole.burnUp.weeks.at(-2)).toMatchObject({ completed: 5, complete: 100 });
    expect(reopened.forecast).toMatchObject({ left: 101, pace: 59 / 12 });
  });

  test("nothing below four full weeks or ten completions", () => {
    const kindOf = (completed: number[]) => forecastFor({ completed, planned: 200 });
    // The first week is none of them, and neither is the present one.
    expect(kindOf([5, 5, 5, 5, 5])).toEqual({ kind: "too-early", weeks: 3, completions: 15 });
    expect(kindOf([5, 5, 5, 5, 5, 5]).kind).toBe("range");
    expect(kindOf([5, 2, 2, 2, 2, 1, 5])).toEqual({ kind: "too-early", weeks: 5, completions: 9 });
    expect(forecastFor({ completed: [], planned: 200 })).toEqual({
      kind: "too-early",
      weeks: 0,
      completions: 0,
    });
  });

  test("a slow campaign looks back until it has ten completions", () => {
    const completed = [0, ...weeksOf(15, 1).flatMap((one) => [one, 0]), 0];
    expect(forecastFor({ completed, planned: 100 })).toMatchObject({ kind: "range", weeks: 20, pace: 0.5 });
  });

  test("done: all that is planned is complete", () => {
    const { forecast, completed } = campaignFigures(campaignThatWent({ completed: [3, 4, 3], planned: 10 }));
    expect(forecast).toEqual({ kind: "done", on: completed[0]?.on });
  });
});

test("four of five campaigns end within the range that was said of them", () => {
  const random = randomOf(11);
  const CAMPAIGNS = 1000;
  const said = { even: 0, bursts: 0 };
  const right = { even: 0, bursts: 0 };
  const draw = {
    even: () => poisson(random, 6),
    bursts: () => (random() < 0.3 ? poisson(random, 18) : poisson(random, 1)),
  };
  for (const kind of ["even", "bursts"] as const) {
    for (let run = 0; run < CAMPAIGNS; run++) {
      const past = Array.from({ length: 14 }, draw[kind]);
      const weeks = past.map((completed, at) => week(at, completed));
      const left = 150;
      const today = week(13, 0).monday;
      const forecast = forecastOf({ weeks, begun: START }, { total: left, complete: 0 }, today);
      if (forecast.kind !== "range") continue;
      said[kind]++;
      let done = 0;
      let took = 0;
      while (done < left) {
        done += draw[kind]();
        took++;
      }
      const [from, to] = [forecast.from, forecast.to].map((day) =>
        day === null ? Number.POSITIVE_INFINITY : daysBetween(today, day) / 7,
      );
      // It ended some day of its last week.
      if ((from ?? 0) <= took && took - 1 <= (to ?? 0)) right[kind]++;
    }
  }
  for (const kind of ["even", "bursts"] as const) {
    expect(right[kind] / said[kind]).toBeGreaterThan(0.76);
    expect(right[kind] / said[kind]).toBeLessThan(0.92);
  }
});

const week = (at: number, completed: number) => ({
  monday: mondayOf(
    new Date(Date.parse(START) + at * 7 * 86_400_000).toISOString().slice(0, 10) as typeof START,
  ),
  completed,
  complete: 0,
  planned: 0,
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function poisson(random: () => number, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
