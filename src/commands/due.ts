/**
 * `/due G-LIN-FL 2026-12-20` → "**G-LIN-FL** Flow Diagram: it is due on 2026-12-20 now. You can put it off once more."
 */

import type { Assignment } from "../domain/assignment.ts";
import { addDays, type CivilDate } from "../domain/civil-date.ts";
import { isSamePerson } from "../domain/login.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const due: DiagramCommand = {
  kind: "diagrams",
  name: "due",
  usage: "ID… DATE | +DAYS",
  summary: "puts off the due date of what you hold, within bounds; maintainers without",
  example: "/due G-LIN-FL +7",
  role: "contributor",

  check: ({ due }) => (due === null ? sayOfCommand.needsDate("/due G-LIN-FL +7") : null),

  decide(_diagram, now, args, situation) {
    if (now.status === "complete") return refuse(say.complete(now));
    if (now.assignee === null) return refuse(say.notClaimed(now.diagram_id));
    if (!isSamePerson(now.assignee, situation.actor) && !situation.may("maintainer")) {
      return refuse(say.notYours(now, "move its date"));
    }
    return args.due === null ? same(say.dueSame(now)) : withDue(now, args.due, situation);
  },
};

/** Moves the date. Only putting it off counts as an extension, and only for people who are no maintainers. */
export function withDue(now: Assignment, date: CivilDate, { campaign, may }: Situation): Verdict {
  const { today, config } = campaign;
  if (date === now.due_date) return same(say.dueSame(now));
  if (date < today) return refuse(say.duePast(date, today));
  const later = now.due_date !== null && date > now.due_date;
  const used = now.extensions ?? 0;
  const last = addDays(today, config.claims.extension_days);
  const bounded = date > last || (later && used >= config.claims.extensions);
  if (bounded && !may("maintainer")) {
    return refuse(date > last ? say.dueTooFar(date, last, today) : say.dueUsedUp(used));
  }
  const next: Assignment = { ...now, due_date: date };
  if (!later || bounded) return done(next, say.dueMoved(next, null));
  const extended: Assignment = { ...next, extensions: used + 1 };
  return done(extended, say.dueMoved(extended, config.claims.extensions - used - 1));
}
