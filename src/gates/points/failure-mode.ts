import { textsOf } from "../diagram-view.ts";
import { weighFailure } from "../read/figures/weigh-failure.ts";
import type { Evidence } from "../standing.ts";
import type { VouchablePoint } from "./point.ts";

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
      "Words for both, weighed by whether a label is about them and whether something happens, or a flow of debugging from its alarm to a remedy. People write of failure in many words, so a tick is often the right answer.",
    why: "The way it works is in the manual; the way it fails is what people come for.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  L[Leader] -->|leader crashes: re-election in 5s| F[Follower]",
    },
  },
  judge: (view) => {
    const texts = textsOf(view);
    const { breaks, recovers, isShown } = weighFailure(texts);
    if (isShown) {
      const lines = [breaks, recovers].filter((line) => line !== null);
      return { kind: "passed", evidence: evidenceOf(texts, lines) };
    }
    const has = breaks && !recovers ? "breaks" : recovers && !breaks ? "recovers" : "neither";
    return { kind: "missing", missing: view.say.points.failureMode.missing(has) };
  },
};

/** In the order of what breaks and what recovers, and each line once. */
function evidenceOf(texts: ReturnType<typeof textsOf>, lines: readonly string[]): Evidence[] {
  return [...new Set(lines)].flatMap((line) => {
    const found = texts.find(({ parts }) => parts.some((part) => part.includes(line))) ?? texts[0];
    return found ? [{ text: line, quoted: true, at: found.at }] : [];
  });
}
