/**
 * `/verify G-LIN-FL` → "**G-LIN-FL** Flow Diagram: verified by **grace**."
 */
import { isSamePerson } from "../domain/login.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say } from "./wording.ts";

export const verify: DiagramCommand = {
  kind: "diagrams",
  name: "verify",
  undo: {
    names: ["unverify", "disverify", "unapprove"],
    how: "To take a verification back, dismiss the approving review or request changes on the pull request. If the diagram is complete, a maintainer can `/reopen` it.",
  },
  usage: "ID…",
  summary: "marks diagrams of others as verified, as an approving review does",
  example: "/verify G-LIN-FL",
  event: "verify",

  decide({ now }, _to, _args, { actor, campaign, pullRequest }) {
    const pr = now.pr_number === null ? null : pullRequest(now.pr_number);
    const author = pr?.author ?? null;
    if (isSamePerson(now.assignee, actor) || isSamePerson(author, actor)) return refuse(say.ownWork());
    const by = now.verification.verified_by;
    if (by) return same(say.alreadyVerified(by));
    const verification = {
      ...now.verification,
      verified_by: actor,
      verified_on: campaign.today,
      ...(pr?.state === "open" && { verified_commit: pr.headSha }),
    };
    return done({ ...now, verification }, say.verified(actor));
  },
};
