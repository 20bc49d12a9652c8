import { textsOf } from "../diagram-view.ts";
import { findInstanceType } from "../read/figures.ts";
import { findEvidence, type Point, passedOrMissing } from "./point.ts";

export const instanceTypes: Point = {
  key: "instance_types",
  name: "Instance Types",
  aliases: ["instance types", "instance type"],
  judge: (view) =>
    passedOrMissing(
      findEvidence(textsOf(view), findInstanceType),
      "No specific instance type was found in the drawing. Write what the parts run on, such as r5.24xlarge, " +
        "n2-standard-32 or Standard_E64s_v5.",
    ),
};
