/**
 * `/due G-LIN-FL 2026-12-20` → "**G-LIN-FL** Flow Diagram: it is now due on 2026-12-20. You can move the date once more."
 */
import type { Assignment } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { latestDueDate, moveDueDate } from "../domain/due-date.ts";
import { exampleId } from "./arguments.ts";
import { type DiagramCommand, done, refuse, type Situation, same, type Verdict } from "./command.ts";

export const due: DiagramCommand = {
  kind: "diagrams",
  name: "due",
  undo: { names: ["undue"], how: (say) => say.undoDue() },
  usage: "ID… DATE | +DAYS",
  summary: (say) => say.due(),
  example: "/due G-LIN-FL +7",
  event: "extend",
  doing: "due",

  check: (args, { say }) => (args.due === null ? say.command.needsDate(`/due ${exampleId(args)} +7`) : null),

  decide({ now }, _to, { due: date, dueFromToday }, situation) {
    const { say } = situation;
    if (date === null) return same(say.diagram.dueSame(now));
    // Who writes "+7" wants more time, and means no earlier day than there is.
    if (dueFromToday && now.due_date !== null && date < now.due_date) {
      return same(say.diagram.dueSooner(now, date, latestDueDate(situation.campaign)));
    }
    return moveDue(now, date, situation);
  },
};

/** Moves the date, or says why not. */
export function moveDue(now: Assignment, date: CivilDate, { campaign, may, say }: Situation): Verdict {
  const move = moveDueDate(now, date, campaign, () => may("maintainer"));
  switch (move.kind) {
    case "moved":
      return done(move.assignment, say.diagram.dueMoved(move.assignment, move.left));
    case "same":
      return same(say.diagram.dueSame(now));
    case "past":
      return refuse(say.diagram.duePast(date, campaign.today));
    case "too-far":
      return refuse(say.diagram.dueTooFar(date, move.last, campaign.today));
    case "used-up":
      return refuse(say.diagram.dueUsedUp(move.used));
  }
}
