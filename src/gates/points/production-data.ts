import { textsOf } from "../diagram-view.ts";
import { findMetrics } from "../read/figures.ts";
import { isAboutCosts } from "./cost-data.ts";
import { findEvidence, type Point } from "./point.ts";

/** The machine can see that there are figures; that they are real a person says, in the assignment or the task list. */
export const productionData: Point = {
  key: "production_data",
  name: "Production Data",
  aliases: ["production data", "real production data", "production metrics"],
  judge: (view) => {
    const isAboutCost = isAboutCosts(view);
    const evidence = findEvidence(textsOf(view), (text) => findMetrics(text, isAboutCost));
    if (evidence.length < 3) {
      const count = ["No figure with a unit", "Only one figure with a unit", "Only two figures with a unit"];
      return {
        kind: "missing",
        missing: `${count[evidence.length]} was found in the drawing. Write at least three real ones from the sources, such as latencies, rates and sizes.`,
      };
    }
    if (view.assignment.verification.metrics_verified) return { kind: "passed", evidence };
    return {
      kind: "asks",
      question:
        "There are figures; were they checked against the sources? Tick this point in the description, or set verification.metrics_verified in the assignment to true.",
    };
  },
};
