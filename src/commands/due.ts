/**
 * `/due G-LIN-FL 2026-12-20` → "**G-LIN-FL** Flow Diagram: it is due on 2026-12-20 now. You can put it off once more."
 */
import type { Assignment } from "../domain/assignment.ts";
import { addDays, type CivilDate } from "../domain/civil-date.ts";
import { isSamePerson } from "../domain/login.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const due: DiagramCommand = {
  kind: "diagrams",
  name: "due",
  usage: "ID… DATE | +DAYS",
  summary:
    "puts off the due date of what you hold, to a day or to so many days from today; maintainers may go beyond the bounds",
  example: "/due G-LIN-FL +7",
  role: "contributor",

  check: (args) => (args.due === null ? sayOfCommand.needsDate(`/due ${exampleId(args)} +7`) : null),

  decide(_diagram, now, args, situation) {
    if (now.status === "complete") return refuse(say.complete(now));
    if (now.assignee === null) return refuse(say.notClaimed(now.diagram_id));
    if (!isSamePerson(now.assignee, situation.actor) && !situation.may("maintainer")) {
      return refuse(say.notYours(now, "move its date"));
    }
    if (args.due === null) return same(say.dueSame(now));
    // Who writes "+7" wants more time, and means no earlier day than there is.
    if (args.dueFromToday && now.due_date !== null && args.due < now.due_date) {
      return same(say.dueSooner(now, args.due, latestDay(situation)));
    }
    return withDue(now, args.due, situation);
  },
};

/** The latest day to which a holder may put off what is due. */
function latestDay({ campaign: { today, config } }: Pick<Situation, "campaign">): CivilDate {
  return addDays(today, config.claims.extension_days);
}

/** Moves the date. Only putting it off counts as an extension, and only for people who are no maintainers. */
export function withDue(now: Assignment, date: CivilDate, situation: Situation): Verdict {
  const { campaign, may } = situation;
  const { today, config } = campaign;
  if (date === now.due_date) return same(say.dueSame(now));
  if (date < today) return refuse(say.duePast(date, today));
  const later = now.due_date !== null && date > now.due_date;
  const used = now.extensions ?? 0;
  const last = latestDay(situation);
  const bounded = date > last || (later && used >= config.claims.extensions);
  if (bounded && !may("maintainer")) {
    return refuse(date > last ? say.dueTooFar(date, last, today) : say.dueUsedUp(used));
  }
  const next: Assignment = { ...now, due_date: date };
  if (!later || bounded) return done(next, say.dueMoved(next, null));
  const extended: Assignment = { ...next, extensions: used + 1 };
  return done(extended, say.dueMoved(extended, config.claims.extensions - used - 1));
}
