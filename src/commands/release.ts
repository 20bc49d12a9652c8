/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again for anyone to claim. …"
 */
import { heldBy, released } from "../domain/claims.ts";
import { isSamePerson } from "../domain/login.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const release: DiagramCommand = {
  kind: "diagrams",
  name: "release",
  aliases: ["unclaim", "unassign", "drop"],
  undo: { names: ["unrelease", "undrop"], how: (say) => say.undoRelease() },
  usage: "ID… | @USER",
  summary: (say) => say.release(),
  example: "/release G-LIN-FL",
  event: "release",
  doing: "release",

  /** `/release @ada`: all that ada holds. */
  choose({ recipients: [login, ...more] }, { actor, campaign, may, say }, named) {
    if (login === undefined || named !== null) return null;
    if (more.length > 0) return say.command.onePersonToRelease();
    if (!isSamePerson(login, actor) && !may("maintainer")) return say.command.releaseOfOthers(login);
    const held = heldBy(campaign, login, ({ status }) => status === "in_progress" || status === "review");
    const diagrams = held.flatMap((id) => campaign.catalog.diagrams.get(id) ?? []);
    return diagrams.length > 0 ? diagrams : say.command.holdsNothing(login);
  },

  decide({ now }, to, { recipients: [login] }, { actor, say }) {
    if (login !== undefined && !isSamePerson(now.assignee, login))
      return refuse(say.diagram.heldByAnother(now, login));
    const text = isSamePerson(now.assignee, actor) ? say.diagram.released(now) : say.diagram.releasedFor(now);
    return done(released(now, to), text);
  },

  refused: (why, { now }, _args, { say }) =>
    why === "unclaimed" ? same(say.diagram.notClaimed(now.diagram_id)) : null,
};
