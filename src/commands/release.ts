/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again for anyone to claim. …"
 */
import type { Assignment } from "../domain/assignment.ts";
import { released } from "../domain/claims.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { type DiagramCommand, done, refuse, type Situation, same } from "./command.ts";

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
    const { actor, campaign, may, say, saidOfAll } = situation;
    if (more.length > 0) return say.command.onePersonToRelease();
    if (!isSamePerson({ login, id: null }, actor) && !may("maintainer"))
      return say.command.releaseOfOthers(login);
    const isTheirs = heldByNamed(login, situation);
    const diagrams = [...campaign.assignments.values()].flatMap((now) => {
      const isHeld = now.status === "in_progress" || now.status === "review";
      return (isHeld && isTheirs(now) && campaign.catalog.diagrams.get(now.diagram_id)) || [];
    });
    return diagrams.length > 0 ? diagrams : saidOfAll(say.command.holdsNothing(login));
  },

  decide({ now }, to, { recipients: [login] }, situation) {
    const { actor, campaign, say } = situation;
    if (login !== undefined && !heldByNamed(login, situation)(now))
      return refuse(say.diagram.heldByAnother(now, login));
    const isOwn = isSamePerson(holderOf(now), actor);
    const text = isOwn ? say.diagram.released(now) : say.diagram.releasedFor(now);
    return done(released(now, to, campaign), text);
  },

  refused: (why, { now }, _args, { say }) =>
    why === "unclaimed" ? same(say.diagram.notClaimed(now.diagram_id)) : null,
};

/** Oneself is one's account. Others are who stands in the files by that name, and who has it now: they may have been renamed. */
function heldByNamed(login: string, { actor, person }: Situation): (now: Assignment) => boolean {
  const named = { login, id: null };
  if (isSamePerson(named, actor)) return (now) => isSamePerson(holderOf(now), actor);
  const account = { login, id: person(named)?.id ?? null };
  return (now) => [named, account].some((one) => isSamePerson(holderOf(now), one));
}
