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
    const evidence = findEvidence(
      linesOf(view),
      (text, { label, on }) =>
        // Each number of a chart is a figure.
        on === "series"
          ? (text.match(NUMBERS) ?? [])
          : on === "edge" && DECISION.test(text)
            ? []
            : findMetrics(text, isAboutCost, label).map((figure) => named(figure, text)),
      numberAndLastWord,
    );
    if (evidence.length < 3) {
      return { kind: "missing", missing: say.tooFew(evidence.length) };
    }
    if (view.assignment.verification.metrics_verified) return { kind: "passed", evidence };
    return { kind: "asks", question: say.checked() };
  },
};

/** `< 90% of the pool` beside `> 90% of the pool`: where a flow goes on. */
const DECISION = /^\W{0,4}[<>≤≥]=?\s?\d{1,3}\s?%/;

/** `9M user records` and `9M records` are one figure. */
function numberAndLastWord(figure: string): string {
  const [number = "", ...words] = figure.split(" ");
  return `${number} ${words.at(-1) ?? ""}`;
}

/** With the name that it has in its line: `CPU: 15%` and `Packet loss: 15%` are two figures, `15%` twice is one. */
function named(figure: string, text: string): string {
  const at = text.indexOf(figure);
  const name = at > 0 ? NAME.exec(text.slice(0, at))?.[1] : undefined;
  return name === undefined ? figure : name + figure;
}

const NAME = /^\W{0,4}([A-Za-z][A-Za-z_ /%-]{0,40}[:=]\s?)$/;
