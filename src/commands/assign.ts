/**
 * `/assign G-LIN-FL @ada` → "**G-LIN-FL** Flow Diagram: ada holds it until 2026-12-08."
 */
import type { Assignment } from "../domain/assignment.ts";
import { claimFor } from "../domain/claims.ts";
import { isSamePerson } from "../domain/login.ts";
import { transition } from "../domain/status.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const assign: DiagramCommand = {
  kind: "diagrams",
  name: "assign",
  usage: "ID… @USER",
  summary: "gives diagrams to somebody, also beyond the limit and from another holder",
  example: "/assign G-LIN-FL @ada",
  role: "maintainer",
  looksAgain: true,

  check(args) {
    const { people } = args;
    if (people.length === 0) return sayOfCommand.needsPerson(`/assign ${exampleId(args)} @ada`);
    return people.length > 1 ? sayOfCommand.onePerson() : null;
  },

  decide(_diagram, now, { people: [to = ""], due }, { campaign, person, isBlocked }) {
    const step = transition(now.status, "assign");
    if ("refused" in step) return refuse(say.complete(now));
    if (isBlocked(to)) return refuse(say.blockedPerson(to));
    if (isSamePerson(now.assignee, to)) return same(say.alreadyAssigned(to));
    if (person(to)?.permission === "none") return refuse(say.noSuchPerson(to));
    const { assignment } = claimFor(now, to, campaign, due);
    const next: Assignment = { ...assignment, status: step.to, pr_number: now.pr_number };
    return done(next, say.assigned(next, now, to));
  },
};
