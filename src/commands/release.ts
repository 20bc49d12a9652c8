/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again for anyone to claim. …"
 */
import type { Assignment } from "../domain/assignment.ts";
import { assignmentOf } from "../domain/campaign.ts";
import { released } from "../domain/claims.ts";
import { goneDiagram } from "../domain/gone-diagram.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { positionInLine } from "../domain/waiting.ts";
import { type DiagramCommand, done, refuse, type Situation, same } from "./command.ts";
import { leaveLine } from "./wait.ts";

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
  choose({ recipients: [login, ...more] }, situation, named) {
    if (login === undefined || named !== null) return null;
    const { actor, campaign, gone, may, say, aboutCatalog } = situation;
    if (more.length > 0) return say.command.onePersonToRelease();
    if (!isSamePerson({ login, id: null }, actor) && !may("maintainer"))
      return say.command.releaseOfOthers(login);
    const isTheirs = assignedToNamed(login, situation);
    const diagrams = [...campaign.assignments.values()].flatMap((now) => {
      const isAssigned = now.status === "in_progress" || now.status === "review";
      return (isAssigned && isTheirs(now) && campaign.catalog.diagrams.get(now.diagram_id)) || [];
    });
    for (const now of gone.values())
      if (isTheirs(now)) diagrams.push(goneDiagram(now.diagram_id, say.vanished.instead()));
    return diagrams.length > 0 ? diagrams : aboutCatalog(say.command.hasNoAssignment(login));
  },

  decide({ diagram, now }, to, { recipients: [login] }, situation) {
    const { actor, campaign, say } = situation;
    if (login !== undefined && !assignedToNamed(login, situation)(now))
      return refuse(say.diagram.assignedToAnother(now, login));
    const isOwn = isSamePerson(holderOf(now), actor);
    if (diagram.isGone) return done(released(now, to, campaign), say.vanished.released(now));
    // Whoever is first in its line may have it by then.
    const text = () => {
      const after = assignmentOf(campaign, now.diagram_id);
      if (after.assignee !== null) return say.diagram.handedOver(now, after, isOwn);
      return isOwn ? say.diagram.released(now) : say.diagram.releasedFor(now);
    };
    return { outcome: "done", change: released(now, to, campaign), text };
  },

  refused(why, { now }, _args, situation) {
    const { actor, campaign, say } = situation;
    if (positionInLine(now, actor, campaign.today) !== null) return leaveLine(now, situation);
    return why === "unclaimed" ? same(say.diagram.notClaimed(now.diagram_id)) : null;
  },
};

/** Oneself is one's account. Others are who stands in the files by that name, and who has it now: they may have been renamed. */
function assignedToNamed(login: string, { actor, person }: Situation): (now: Assignment) => boolean {
  const named = { login, id: null };
  if (isSamePerson(named, actor)) return (now) => isSamePerson(holderOf(now), actor);
  const account = { login, id: person(named)?.id ?? null };
  return (now) => [named, account].some((one) => isSamePerson(holderOf(now), one));
}
