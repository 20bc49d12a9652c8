import { amountsIn, isLowerBound, withUnit } from "./amounts.ts";
import { findAmounts, findCost, isCarried } from "./money.ts";
import { findDurations } from "./percentiles.ts";
import { findResourceCount } from "./resources.ts";
import { countOf, findScale, sizeOf } from "./scale.ts";

const PERCENT = /^\s?%/;
const THRESHOLD = /\b(?:thresholds?|scale at|warning|critical|alert at)\b/i;

const SCALES = /\bscale[- ](?:up|down|out|in)\b/i;

/** The measured quantities of a line: what makes a diagram one of production and not of a textbook. */
export function findMetrics(text: string, isAboutCost: boolean, label = text): string[] {
  if (THRESHOLD.test(text)) return [];
  // What the system acts on by itself is a setting.
  const amounts = amountsIn(text).filter((amount) => SCALES.test(text) || !isLowerBound(amount));
  const percents = amounts.map((amount) => withUnit(amount, PERCENT)).filter((found) => found !== null);
  const cost = isCarried(text) ? null : findCost(text, isAboutCost);
  const money = isCarried(text) ? [] : findAmounts(text);
  const large = [findScale(text, label), findResourceCount(text, label)].filter((found) => found !== null);
  const small = amounts
    .map(countOf)
    .filter((count) => count !== null)
    .filter((count) => !large.some((one) => one.includes(count) || count.includes(one)));
  const counts = [...large, ...small];
  // `40 TB/day` is one figure, and so is `40 TB` in it.
  const sizes = amounts
    .map(sizeOf)
    .filter((size) => size !== null && !counts.some((count) => count.includes(size)))
    .filter((size) => size !== null);
  return [
    ...findDurations(text),
    ...percents,
    ...sizes,
    ...money.map((amount) => (cost?.startsWith(amount) ? cost : amount)),
    ...counts,
  ];
}
