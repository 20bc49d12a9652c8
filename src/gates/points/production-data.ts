import { linesOf } from "../diagram-view.ts";
import { findMetrics } from "../read/figures/metrics.ts";
import { isAboutCosts } from "./cost-data.ts";
import { findEvidence, type VouchablePoint } from "./point.ts";

const NUMBERS = /(?<![\w.])\d{1,15}(?:\.\d{1,6})?(?![\w.])/g;

/** The machine can see that there are figures; that they are real a person says, in the assignment or the task list. */
export const productionData: VouchablePoint<"production_data"> = {
  key: "production_data",
  name: "Production Data",
  aliases: ["production data", "real production data", "production metrics"],
  level: "required",
  check: "either",
  before: ["review", "merge"],
  asks: "Real metrics: figures with units, checked against the sources.",
  promise: "its figures were measured in a system that runs",
  guide: {
    looksFor:
      "Three figures with units in the drawing. That they are real a person says: by a tick, or by `metrics_verified` in the assignment.",
    why: "Made-up numbers teach the wrong system.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  G[Gateway, 120K requests/s] -->|p99: 8ms| S[Store, 40 TB]",
    },
  },
  judge: (view) => {
    const say = view.say.points.productionData;
    const isAboutCost = isAboutCosts(view);
    const evidence = findEvidence(linesOf(view), (text, { label, on }) =>
      // Each number of a chart is a figure.
      on === "series" ? (text.match(NUMBERS) ?? []) : findMetrics(text, isAboutCost, label),
    );
    if (evidence.length < 3) {
      return { kind: "missing", missing: say.tooFew(evidence.length) };
    }
    if (view.assignment.verification.metrics_verified) return { kind: "passed", evidence };
    return { kind: "asks", question: say.checked() };
  },
};
