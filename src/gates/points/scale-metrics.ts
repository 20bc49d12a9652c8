import { linesOf } from "../diagram-view.ts";
import { findScale, findSeriesScale } from "../read/figures/scale.ts";
import { findEvidence, passedOrMissing, type VouchablePoint } from "./point.ts";

export const scaleMetrics: VouchablePoint<"scale_metrics"> = {
  key: "scale_metrics",
  name: "Scale Metrics",
  aliases: ["scale metrics", "scale"],
  level: "required",
  check: "either",
  before: ["review"],
  asks: "Users, requests a second, or data volume.",
  promise: "it says how many users, requests or bytes",
  guide: {
    looksFor:
      "A count of users, a rate, or an amount of data. Numbers in words (“forty thousand”) are not read.",
    why: "What is right for a thousand users is wrong for a hundred million.",
    example: {
      language: "mermaid",
      text: "flowchart LR\n  U[260M users] -->|2M requests/s| S[Service, 40 TB/day]",
    },
  },
  judge: (view) =>
    passedOrMissing(
      findEvidence(linesOf(view), (text, { label, on }) =>
        on === "series" ? (findSeriesScale(text) ?? findScale(text)) : findScale(text, label),
      ),
      view.say.points.scaleMetrics.missing(),
    ),
};
