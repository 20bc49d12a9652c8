import { type DiagramView, textsOf } from "../diagram-view.ts";
import { findCost, findResourceCount, isAboutMoney } from "../read/figures.ts";
import { findEvidence, type Point, passedOrMissing } from "./point.ts";

export const costData: Point = {
  key: "cost_data",
  name: "Cost Data",
  aliases: ["cost data", "costs", "cost"],
  judge: (view) => {
    const isAboutCost = isAboutCosts(view);
    return passedOrMissing(
      findEvidence(textsOf(view), (text) => findCost(text, isAboutCost) ?? findResourceCount(text)),
      "No amount of money and no count of resources was found in the drawing. Write what it costs or how much runs, " +
        'such as "$4,200/month" or "12 brokers".',
    );
  },
};

/** In a diagram that says in its title that it is about costs, every amount is one. */
export function isAboutCosts(view: DiagramView): boolean {
  return (
    isAboutMoney(view.name) || textsOf(view).some(({ on, text }) => on === "title" && isAboutMoney(text))
  );
}
