import { type DrawnLine, linesOf } from "../diagram-view.ts";
import {
  findAftermath,
  findBreak,
  findDebugging,
  findRecovery,
  findTimedFailover,
} from "../read/figures/failure-words.ts";
import type { Evidence } from "../standing.ts";
import { findEvidence, type VouchablePoint } from "./point.ts";

export const failureMode: VouchablePoint<"failure_mode"> = {
  key: "failure_mode",
  name: "Failure Mode",
  aliases: ["failure mode", "failure modes", "failures"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "What breaks, and how it recovers.",
  promise: "it shows what breaks, and the way back",
  guide: {
    looksFor:
      "Words for both, or a flow of debugging from its alarm to a remedy. People write of failure in many words, so a tick is often the right answer.",
    why: "The way it works is in the manual; the way it fails is what people come for.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  L[Leader] -->|leader crashes: re-election in 5s| F[Follower]",
    },
  },
  judge: (view) => {
    const lines = linesOf(view);
    const [breaks] = findEvidence(lines, findBreak);
    const [recovers] = findEvidence(lines, (text) => findRecovery(text));
    const isEvent = lines.some(
      ({ text, label, on }) =>
        // What a failure costs is a topic as well.
        (MONEY.test(label) ? null : findBreak(text, { on, event: true })) ??
        findRecovery(text, { event: true }),
    );
    if (breaks && recovers && isEvent) {
      return { kind: "passed", evidence: breaks.text === recovers.text ? [breaks] : [breaks, recovers] };
    }
    const both = bothOf(lines);
    if (both.length > 0) return { kind: "passed", evidence: both };
    const has = breaks && !recovers ? "breaks" : recovers ? "recovers" : "neither";
    return { kind: "missing", missing: view.say.points.failureMode.missing(has) };
  },
};

const MONEY = /[$€£]\s?\d/;

/** What says both without words for each. */
function bothOf(lines: readonly DrawnLine[]): Evidence[] {
  const labels = [...new Set(lines.map(({ label }) => label))];
  const timed = labels.map(findTimedFailover).filter((found) => found !== null);
  const found = [...(findDebugging(labels) ?? findAftermath(labels) ?? timed)];
  return found.flatMap((words) => findEvidence(lines, (text) => (words.startsWith(text) ? text : null)));
}
