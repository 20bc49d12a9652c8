/**
 * When a campaign ends, if it goes on as it did. The range is a prediction interval of 80 % for a sum of weeks: of as many weeks
 * like the last ones, in how many is what is left completed? With the mean m and the deviation s of k past weeks, n weeks complete
 * n·m, give or take t·s·√(n + n²/k): the first term is that weeks differ, the second that k weeks tell the mean only
 * roughly. Solved for n where that meets what is left, on both sides.
 *
 * Why this: a mean alone gives one date that is nearly always wrong; percentiles of single weeks make the range far too wide
 * where many weeks are added up, and of bursts the lower one is nought; drawing weeks by chance says the same as this, and
 * other bytes each time.
 */
import type { BurnUp } from "./burn-up.ts";
import { addDays, type CivilDate } from "./civil-date.ts";

export type Forecast =
  /** All that is planned is complete; since when, where the files say it. */
  | { readonly kind: "done"; readonly on: CivilDate | null }
  /** Below four weeks, or ten completions in the weeks that are looked at. */
  | { readonly kind: "too-early"; readonly weeks: number; readonly completions: number }
  /** Nothing was completed for so many weeks. */
  | { readonly kind: "stalled"; readonly weeks: number }
  | {
      readonly kind: "range";
      /** Diagrams a week, on average of that many past weeks. */
      readonly pace: number;
      readonly weeks: number;
      /** Of what is planned today. */
      readonly left: number;
      readonly from: CivilDate;
      /** Null: at such an uneven pace nobody can say. */
      readonly to: CivilDate | null;
    };

const WEEKS_AT_LEAST = 4;
const COMPLETIONS_AT_LEAST = 10;
/** A quarter; more where that many weeks do not hold ten completions. */
const WEEKS_USUALLY = 12;
const WEEKS_AT_MOST = 52;
/** Ten years on, a date is no promise to anybody. */
const WEEKS_AHEAD = 520;

/** Student's t for 80 % on both sides, by degrees of freedom from 3 on; beyond, the last is near enough. */
const T = [1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341, 1.337];
const T_OF_MANY = 1.3;

export function forecastOf(
  { weeks, begun }: Pick<BurnUp, "weeks" | "begun">,
  { total, complete }: { readonly total: number; readonly complete: number },
  today: CivilDate,
): Forecast {
  const left = total - complete;
  if (total > 0 && left === 0) return { kind: "done", on: null };
  // The present week is not over, and in the first one the campaign began some day.
  const full = weeks.slice(0, -1).filter(({ monday }) => begun !== null && monday > begun);
  const present = weeks.at(-1)?.completed ?? 0;
  const counts = full.map(({ completed }) => completed).reverse();
  const recent = sum(counts.slice(0, WEEKS_USUALLY));
  const all = sum(weeks.map(({ completed }) => completed));
  if (counts.length >= WEEKS_USUALLY && recent + present === 0 && all >= COMPLETIONS_AT_LEAST) {
    const weeksOfNothing = counts.findIndex((count) => count > 0);
    return { kind: "stalled", weeks: weeksOfNothing === -1 ? counts.length : weeksOfNothing };
  }
  const sample = sampleOf(counts);
  const completions = sum(sample);
  if (sample.length < WEEKS_AT_LEAST || completions < COMPLETIONS_AT_LEAST) {
    return { kind: "too-early", weeks: sample.length, completions };
  }
  const pace = completions / sample.length;
  const { soonest, latest } = weeksUntil(left, sample);
  return {
    kind: "range",
    pace,
    weeks: sample.length,
    left,
    from: addDays(today, Math.floor(soonest * 7)),
    to: latest !== null && latest <= WEEKS_AHEAD ? addDays(today, Math.ceil(latest * 7)) : null,
  };
}

/** The last weeks, newest first: as many as usual, or until they hold ten completions. */
function sampleOf(counts: readonly number[]): readonly number[] {
  let length = Math.min(WEEKS_USUALLY, counts.length);
  let inWindow = sum(counts.slice(0, length));
  while (inWindow < COMPLETIONS_AT_LEAST && length < Math.min(WEEKS_AT_MOST, counts.length)) {
    inWindow += counts[length] ?? 0;
    length++;
  }
  return counts.slice(0, length);
}

/** In how many weeks `left` are completed, on both ends of the interval; `latest` null: on that end never. */
function weeksUntil(
  left: number,
  sample: readonly number[],
): { readonly soonest: number; readonly latest: number | null } {
  const k = sample.length;
  const mean = sum(sample) / k;
  const variance = sum(sample.map((count) => (count - mean) ** 2)) / (k - 1);
  const spread = (T[k - WEEKS_AT_LEAST] ?? T_OF_MANY) ** 2 * variance;
  // (n·m − left)² = t²s²·(n + n²/k), as a·n² − b·n + left² = 0.
  const a = mean ** 2 - spread / k;
  const b = 2 * left * mean + spread;
  const root = Math.sqrt(Math.max(0, b ** 2 - 4 * a * left ** 2));
  return { soonest: (2 * left ** 2) / (b + root), latest: a > 0 ? (b + root) / (2 * a) : null };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((one, other) => one + other, 0);
}
