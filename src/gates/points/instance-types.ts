import { linesOf } from "../diagram-view.ts";
import { findInstanceType } from "../read/figures/instances.ts";
import { findEvidence, passedOrMissing, type VouchablePoint } from "./point.ts";

export const instanceTypes: VouchablePoint<"instance_types"> = {
  key: "instance_types",
  name: "Instance Types",
  aliases: ["instance types", "instance type"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "Specific instance types such as r5.24xlarge.",
  promise: "machines are named by type",
  guide: {
    looksFor: "The name of an instance type of a cloud.",
    why: "“A large machine” is not something that anybody can compare or order.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  P[Primary, r5.24xlarge] --> R[Replica, r5.12xlarge]",
    },
  },
  judge: (view) =>
    passedOrMissing(findEvidence(linesOf(view), findInstanceType), view.say.points.instanceTypes.missing()),
};
