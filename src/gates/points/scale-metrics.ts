import { textsOf } from "../diagram-view.ts";
import { findScale } from "../read/figures.ts";
import { findEvidence, type Point, passedOrMissing } from "./point.ts";

export const scaleMetrics: Point = {
  key: "scale_metrics",
  name: "Scale Metrics",
  aliases: ["scale metrics", "scale"],
  judge: (view) =>
    passedOrMissing(
      findEvidence(textsOf(view), findScale),
      'No users, rate or data volume was found in the drawing. Write how much goes through it, such as "2M requests/s", ' +
        '"260M users" or "40 TB/day".',
    ),
};
