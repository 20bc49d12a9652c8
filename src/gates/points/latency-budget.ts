import { textsOf } from "../diagram-view.ts";
import { findPercentile, findSeriesPercentile } from "../read/figures/percentiles.ts";
import { findEvidence, type VouchablePoint } from "./point.ts";

/** Where a drawing has edges the figures stand on them; a pie or a timeline has none, and there any text will do. */
export const latencyBudget: VouchablePoint<"latency_budget"> = {
  key: "latency_budget",
  name: "Latency Budget",
  aliases: ["latency budget", "latency"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "p50 and p99 on edges.",
  promise: "its edges say p50 and p99",
  guide: {
    looksFor: "A p50 and a p99 with a duration on edges; anywhere, in a type that has none.",
    why: "The mean hides the requests that wake people.",
    example: { language: "mermaid", text: 'flowchart LR\n  A[Client] -->|"p50: 4ms, p99: 25ms"| B[Leader]' },
  },
  judge: (view) => {
    const all = textsOf(view);
    const hasEdges = view.blocks.some(({ facts }) => (facts?.edges ?? 0) > 0);
    const texts = hasEdges ? all.filter(({ on }) => on === "edge") : all;
    const find = (name: "p50" | "p99") =>
      findEvidence(texts, (text, { on }) =>
        on === "series" ? findSeriesPercentile(text, name) : findPercentile(text, name),
      );
    const [p50, p99] = [find("p50"), find("p99")];
    if (p50[0] && p99[0]) {
      const evidence = p50[0].text === p99[0].text ? [p50[0]] : [p50[0], p99[0]];
      return { kind: "passed", evidence };
    }
    const lacking = [...(p50.length === 0 ? ["p50"] : []), ...(p99.length === 0 ? ["p99"] : [])];
    const elsewhere = all.find(
      ({ on, text }) =>
        hasEdges && on !== "edge" && (findPercentile(text, "p50") ?? findPercentile(text, "p99")),
    );
    return {
      kind: "missing",
      missing: view.say.points.latencyBudget.missing(
        lacking,
        hasEdges ? "edge" : "drawing",
        elsewhere !== undefined,
      ),
    };
  },
};
