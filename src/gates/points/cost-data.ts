import { type DiagramView, linesOf, textsOf } from "../diagram-view.ts";
import { findAmounts, findCost, findSeriesCost, isAboutMoney, isCarried } from "../read/figures/money.ts";
import { findResourceCount } from "../read/figures/resources.ts";
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
      findEvidence(linesOf(view), (text, { on, label }) =>
        on === "series"
          ? findSeriesCost(text)
          : (findCost(text, isAboutCost) ?? findResourceCount(text, label)),
      ),
      view.say.points.costData.missing(),
    );
  },
};

/** So many nodes with an amount make a breakdown. */
const BREAKDOWN = 3;

/** In a diagram that says in its title that it is about costs, or is a breakdown of some, every amount is one. */
export function isAboutCosts(view: DiagramView): boolean {
  const isTold = ({ on, text }: { on: string; text: string }) => on === "title" && isAboutMoney(text);
  if (isAboutMoney(view.name) || textsOf(view).some(isTold)) return true;
  const lines = linesOf(view).filter(({ text }) => findAmounts(text).length > 0);
  return (
    new Set(lines.map(({ label }) => label)).size >= BREAKDOWN && !lines.some(({ text }) => isCarried(text))
  );
}
