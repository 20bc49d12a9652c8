import { linesOf } from "../diagram-view.ts";
import { findBreak, findRecovery } from "../read/figures/failure-words.ts";
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
    looksFor: "Words for both. People write of failure in many, so a tick is often the right answer.",
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
    if (breaks && recovers) {
      return { kind: "passed", evidence: breaks.text === recovers.text ? [breaks] : [breaks, recovers] };
    }
    const has = breaks ? "breaks" : recovers ? "recovers" : "neither";
    return { kind: "missing", missing: view.say.points.failureMode.missing(has) };
  },
};
