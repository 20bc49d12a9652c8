/**
 * `/verify G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is verified by **grace**."
 */
import { verifiedAs } from "../domain/people.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const verify: DiagramCommand = {
  kind: "diagrams",
  name: "verify",
  undo: {
    names: ["unverify", "disverify", "unapprove"],
    how: (say) => say.undoVerify(),
  },
  usage: "ID…",
  summary: (say) => say.verify(),
  example: "/verify G-LIN-FL",
  event: "verify",

  decide({ now }, _to, _args, { actor, campaign, verifying, say }) {
    const { why, seen } = verifying(now);
    if (why !== null) return refuse(say.diagram.ineligible(why));
    const by = now.verification.verified_by;
    if (by) return same(say.diagram.alreadyVerified(by));
    const verification = { ...now.verification, ...verifiedAs(actor), verified_on: campaign.today, ...seen };
    return done({ ...now, verification }, say.diagram.verified(actor.login));
  },
};
