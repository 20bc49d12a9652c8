import { passedSaying } from "../standing.ts";
import type { ConditionPoint } from "./point.ts";

/** By the record where this pull request carries the diagram, else by the reviews of this very change: the same rule. */
export const verified: ConditionPoint<"verified"> = {
  key: "verified",
  name: "Verification",
  level: "required",
  before: ["merge"],
  asks: "An eligible reviewer approved the drawing as it is.",
  guide: {
    looksFor:
      "An approving review, or `/verify`, of a reviewer who does not hold the diagram, did not open the pull request and has no commit in it. It holds for the drawing that was seen.",
    why: "Nobody sees the mistakes in their own drawing.",
    example: { language: "text", text: "/verify G-LIN-FL" },
  },
  stand: ({ id, say }, _now, { verifications }) => {
    const { verified_by, verified_on } = verifications.get(id) ?? {};
    if (verified_by) {
      return passedSaying(say.points.verified.by(verified_by, verified_on ?? null));
    }
    return { kind: "open", says: say.points.verified.missing() };
  },
};
