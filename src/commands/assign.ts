/**
 * `/assign G-LIN-FL @ada` → "**G-LIN-FL** Flow Diagram: ada holds it until 2026-12-08."
 */

import type { Assignment } from "../domain/assignment.ts";
import { claimed, credited } from "../domain/claims.ts";
import { assignedAs, holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import type { Messages } from "../messages/english/english.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, same, type Verdict } from "./command.ts";

export const assign: DiagramCommand = {
  kind: "diagrams",
  name: "assign",
  usage: "ID… @USER",
  summary: (say) => say.assign(),
  example: "/assign G-LIN-FL @ada",
  event: "assign",
  looksAgain: true,

  check(args, { say }) {
    const { people } = args;
    if (people.length === 0) return say.command.needsPerson(`/assign ${exampleId(args)} @ada`);
    return people.length > 1 ? say.command.onePerson() : null;
  },

  decide({ now }, to, { people: [login = ""], due }, { actor, campaign, thread, person, isBlocked, say }) {
    // The account that has the login today; a file may have been written when another one had it.
    const facts = person({ login, id: null });
    const recipient = { login, id: facts?.id ?? null };
    if (isBlocked(recipient)) return refuse(say.diagram.blockedPerson(login));
    if (isSamePerson(holderOf(now), recipient)) return keep(now, login, say);
    if (facts?.permission === "none") return refuse(say.diagram.noSuchPerson(login));
    if (to === "complete") return done(credited(now, recipient), say.diagram.credited(login));
    const { assignment } = claimed(now, to, recipient, campaign);
    // What maintainers give themselves is as any claim.
    const given = isSamePerson(actor, recipient) ? {} : assignedAs(actor);
    const next = {
      ...assignment,
      ...given,
      thread: thread.number,
      due_date: due ?? assignment.due_date,
      pr_number: now.pr_number,
    };
    return done(next, say.diagram.assigned(next, now, login));
  },
};

/** A claim that only a pull request made goes with it; a maintainer's word makes it stay. */
function keep(now: Assignment, login: string, say: Messages): Verdict {
  const { claimed_by_pr: byPullRequest, ...lasting } = now;
  if (byPullRequest === undefined) return same(say.diagram.alreadyAssigned(login));
  return done(lasting, say.diagram.keptAssigned(login, byPullRequest));
}
