import { isVerified } from "../../domain/assignment.ts";
import { isSamePerson } from "../../domain/login.ts";
import { passedSaying } from "../standing.ts";
import type { ConditionPoint } from "./point.ts";

/** By the tracker's record, or, for a change of a diagram that is complete, by a review of this very change. */
export const verified: ConditionPoint<"verified"> = {
  key: "verified",
  name: "Verification",
  level: "required",
  before: ["merge"],
  asks: "An eligible reviewer who is not the author approved it.",
  guide: {
    looksFor: "An approving review, or `/verify`, of a reviewer who neither made nor holds the diagram.",
    why: "Nobody sees the mistakes in their own drawing.",
    example: { language: "text", text: "/verify G-LIN-FL" },
  },
  stand: (_view, now, { pr, hasRole }) => {
    if (now.status === "complete" && now.pr_number !== pr.number) {
      const review = pr.reviews.find(
        ({ reviewer, opinion }) =>
          opinion === "approved" && !isSamePerson(reviewer, pr.author) && hasRole("reviewer", reviewer),
      );
      if (review) return passedSaying(`this change is approved by ${review.reviewer}`);
    } else if (isVerified(now)) {
      const { verified_by, verified_on } = now.verification;
      return passedSaying(`verified by ${verified_by}${verified_on ? ` on ${verified_on}` : ""}`);
    }
    return {
      kind: "open",
      says: "An approving review by a reviewer who is neither its author nor its holder verifies it.",
    };
  },
};
