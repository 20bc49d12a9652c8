import type { DiagramText } from "../diagram-facts.ts";
import { findDebugging, isLooking } from "./debugging.ts";
import { weighBreak, weighWayBack } from "./failure-words.ts";

type Label = Pick<DiagramText, "parts" | "on">;

/** What a label says of what breaks, or of the way back, and the line that says it. */
interface Weighed {
  readonly weight: number;
  readonly line: string;
}

/**
 * What breaks in these labels and how it recovers: the lines that say so, and whether that is enough. No word decides by itself: what a label
 * is about, its first line, an arrow, a title, weighs twice as much as what stands below, and what happens twice as much as a name
 * for it.
 */
export function weighFailure(all: readonly Label[]): {
  readonly breaks: string | null;
  readonly recovers: string | null;
  readonly isShown: boolean;
} {
  const labels = distinct(all).filter(({ on }) => on !== "series");
  const heads = labels.filter(({ on }) => on !== "edge").map((label) => headOf(label));
  const breaks = weigh(labels, breakIn);
  const recovers = weigh(labels, wayBackIn);
  const isEnough =
    Math.min(breaks.weight, recovers.weight) >= LEAST &&
    breaks.weight + recovers.weight >=
      (Math.max(breaks.heaviest, recovers.heaviest) >= OUTRIGHT ? TOGETHER : AT_LENGTH);
  if (isEnough && !isRedesign(heads)) return { breaks: breaks.line, recovers: recovers.line, isShown: true };
  const troubled = labels.filter((label) => breakIn(label).weight >= HEAD).map((label) => headOf(label));
  const firsts = labels.slice(0, 2).map(({ parts }) => parts.join(" "));
  const debugging = findDebugging(heads, firsts, troubled);
  if (debugging) return { breaks: debugging[0], recovers: debugging[1], isShown: true };
  return {
    breaks: breaks.weight >= LEAST ? breaks.line : null,
    recovers: recovers.weight >= LEAST ? recovers.line : null,
    isShown: false,
  };
}

const HEAD = 2;
/** The head of a label says what happens. */
const OUTRIGHT = 2 * HEAD;
/** One of both is said outright, and the other in a line below at the least; or there is much of names alone. */
const LEAST = 2;
const TOGETHER = 6;
const AT_LENGTH = 10;

function weigh(
  labels: readonly Label[],
  weightOf: (label: Label) => Weighed,
): Weighed & { readonly heaviest: number } {
  const found = labels.map(weightOf);
  const heaviest = found.reduce((best, one) => (one.weight > best.weight ? one : best), NOTHING);
  const weight = found.reduce((sum, one) => sum + one.weight, 0);
  return { weight, line: heaviest.line, heaviest: heaviest.weight };
}

function breakIn(label: Label): Weighed {
  if (isAboutMoney(label)) return NOTHING;
  // What begins an arrow with "failover" comes from something that failed.
  const [arrow = ""] = label.on === "edge" ? label.parts : [];
  if (/^fail[- ]?over\b/i.test(arrow)) return { weight: OUTRIGHT, line: arrow };
  const noticed = /\bfail-?over\b/i.test(headOf(label)) && label.parts.find((line) => NOTICED.test(line));
  return noticed ? { weight: HEAD, line: noticed } : heaviestLine(label, weighBreak);
}

/** Failover that takes a time to notice what failed. */
const NOTICED = /\bdetection(?: time)?\s?[:=]?\s?[<~≤]?\d/i;

function wayBackIn(label: Label): Weighed {
  if (isAboutMoney(label) || isLooking(headOf(label))) return NOTHING;
  const named = label.parts.find((line) => NAMED_WAY_BACK.test(line));
  const isOfBreak = named !== undefined && breakIn(label).weight > 0;
  return isOfBreak ? { weight: OUTRIGHT, line: named } : heaviestLine(label, weighWayBack);
}

const NOTHING: Weighed = { weight: 0, line: "" };
/** In a label of what breaks `Fallback: origin pull` says outright what the way back is; `Recovery: 30s` does not. */
const NAMED_WAY_BACK =
  /^\W{0,4}(?:recovery|fallback|fail-?over|mitigation|solution|fix|remedy)\s?[:=]\s?[a-z]/i;

function heaviestLine(label: Label, weighLine: (line: string) => number): Weighed {
  const lines = linesOf(label);
  const weights = lines.map((line, at) => ({
    weight: weighLine(line) * (at === 0 || label.on === "edge" ? HEAD : 1),
    line,
  }));
  return weights.reduce((best, one) => (one.weight > best.weight ? one : best), NOTHING);
}

/** What a failure costs is another topic. What a payment carries stands on an arrow. */
function isAboutMoney(label: Label): boolean {
  if (label.on === "edge") return false;
  return MONEY.test(headOf(label)) || label.parts.some((line) => AMOUNT.test(line));
}

const MONEY = /\b(?:costs?|revenue|investments?|savings|ROI|pricing|budgets?)\b/i;
const AMOUNT = /[$€£]\s?\d/;

/** Before and after, but not of an incident: what was slow or fell over was built anew. */
function isRedesign(heads: readonly string[]): boolean {
  const own = heads.filter((head) => !INCIDENT.test(head));
  return own.some((head) => BEFORE.test(head)) && own.some((head) => AFTER.test(head));
}

const INCIDENT = /incident|outage|failure|partition|disaster|heal|recover/i;
const BEFORE = /(?:^|[-–:(] ?)before\b|\bbefore\W{0,3}$/i;
const AFTER = /(?:^|[-–:(] ?)after\b|\bafter\W{0,3}$/i;

function headOf(label: Label): string {
  return (linesOf(label)[0] ?? "").replace(/^(?:\d{1,2}[a-z]?\. |[^\p{L}\d]{1,12}){1,3}/u, "");
}

/** Without ornaments and clock times, which many labels of incidents begin with. */
function linesOf({ parts }: Label): readonly string[] {
  return parts.filter((line) => /\p{L}/u.test(line) && !/^T\+\d{1,5}\w{0,4}$/.test(line));
}

function distinct(labels: readonly Label[]): Label[] {
  return [...new Map(labels.map((label) => [`${label.on}\n${label.parts.join("\n")}`, label])).values()];
}
