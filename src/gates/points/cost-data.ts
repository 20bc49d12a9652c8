import { type DiagramView, textsOf } from "../diagram-view.ts";
import { findCost, findResourceCount, isAboutMoney } from "../read/figures.ts";
import { findEvidence, passedOrMissing, type VouchablePoint } from "./point.ts";

export const costData: VouchablePoint<"cost_data"> = {
  key: "cost_data",
  name: "Cost Data",
  aliases: ["cost data", "costs", "cost"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "Amounts of money, or counts of resources.",
  promise: "it says what this costs, in money or in machines",
  guide: {
    looksFor: "An amount with a currency, or a count of machines, nodes, brokers and the like.",
    why: "An architecture is a choice of what to pay for.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  K[Kafka, 12 brokers<br/>$4,200/month] --> C[Consumers]",
    },
  },
  judge: (view) => {
    const isAboutCost = isAboutCosts(view);
    return passedOrMissing(
      findEvidence(textsOf(view), (text) => findCost(text, isAboutCost) ?? findResourceCount(text)),
      view.say.points.costData.missing(),
    );
  },
};

/** In a diagram that says in its title that it is about costs, every amount is one. */
export function isAboutCosts(view: DiagramView): boolean {
  return (
    isAboutMoney(view.name) || textsOf(view).some(({ on, text }) => on === "title" && isAboutMoney(text))
  );
}
