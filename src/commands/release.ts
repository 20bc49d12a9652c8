/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again; its sources and notes stay in its file."
 */
import type { Assignment } from "../domain/assignment.ts";
import { released } from "../domain/claims.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { type DiagramCommand, done, refuse, type Situation, same } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const release: DiagramCommand = {
  kind: "diagrams",
  name: "release",
  aliases: ["unclaim", "unassign", "drop"],
  undo: { names: ["unrelease", "undrop"], how: "`/claim` takes a diagram back while it is free." },
  usage: "ID… | @USER",
  summary:
    "gives back diagrams that you hold; maintainers can give back anybody's, or all that a person holds",
  example: "/release G-LIN-FL",
  event: "release",
  doing: "release it",

  /** `/release @ada`: all that ada holds. */
  choose({ recipients: [login, ...more] }, situation, named) {
    if (login === undefined || named !== null) return null;
    if (more.length > 0) return sayOfCommand.onePersonToRelease();
    const { actor, campaign, may } = situation;
    if (!isSamePerson({ login, id: null }, actor) && !may("maintainer"))
      return sayOfCommand.releaseOfOthers(login);
    const isTheirs = heldByNamed(login, situation);
    const diagrams = [...campaign.assignments.values()].flatMap((now) => {
      const isHeld = now.status === "in_progress" || now.status === "review";
      return (isHeld && isTheirs(now) && campaign.catalog.diagrams.get(now.diagram_id)) || [];
    });
    return diagrams.length > 0 ? diagrams : sayOfCommand.holdsNothing(login);
  },

  decide({ now }, to, { recipients: [login] }, situation) {
    if (login !== undefined && !heldByNamed(login, situation)(now))
      return refuse(say.heldByAnother(now, login));
    const isOwn = isSamePerson(holderOf(now), situation.actor);
    return done(released(now, to, situation.campaign), isOwn ? say.released(now) : say.releasedFor(now));
  },

  refused: (why, { now }) => (why === "unclaimed" ? same(say.notClaimed(now.diagram_id)) : null),
};

/** Oneself is one's account. Others are who stands in the files by that name, and who has it now: they may have been renamed. */
function heldByNamed(login: string, { actor, person }: Situation): (now: Assignment) => boolean {
  const named = { login, id: null };
  if (isSamePerson(named, actor)) return (now) => isSamePerson(holderOf(now), actor);
  const account = { login, id: person(named)?.id ?? null };
  return (now) => [named, account].some((one) => isSamePerson(holderOf(now), one));
}
