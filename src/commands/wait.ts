/**
 * `/wait G-LIN-FL` → "**G-LIN-FL** Flow Diagram: you are number 1 in its line. When it becomes free, it is yours …"
 */
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { positionInLine, waitedFor, withoutWaiting, withWaiting } from "../domain/waiting.ts";
import { exampleId } from "./arguments.ts";
import {
  type DiagramCommand,
  done,
  refuse,
  refusePerson,
  type Situation,
  same,
  type Target,
} from "./command.ts";

export const wait: DiagramCommand = {
  kind: "diagrams",
  name: "wait",
  undo: { names: ["unwait"], how: (say) => say.undoWait() },
  usage: "ID… | remove ID…",
  summary: (say) => say.wait(),
  example: "/wait G-LIN-FL",
  event: "wait",

  check: ({ patterns }, { say }) =>
    patterns.some(({ pattern }) => pattern.kind === "prefix")
      ? say.command.waitForGroup(`/wait ${exampleId({ patterns: [] })}`)
      : null,

  decide({ now }, _to, { remove }, situation) {
    const { actor, campaign, thread, say } = situation;
    const { today, config } = campaign;
    if (remove) return leaveLine(now, situation);
    if (isSamePerson(holderOf(now), actor)) return same(say.diagram.alreadyYours(now));
    const position = positionInLine(now, actor, today);
    if (position !== null) return same(say.diagram.waitingAlready(now, position));
    const others = waitedFor(campaign, actor);
    if (others.length >= config.claims.limit)
      return refusePerson(say.diagram.overWaitLimit(config.claims.limit, others));
    const next = withWaiting(now, actor, { since: today, thread: thread.number });
    return next === null
      ? refuse(say.diagram.lineFull())
      : done(next, say.diagram.waiting(next, positionInLine(next, actor, today) ?? 1));
  },

  refused: (why, { now }, { remove }, situation) => {
    if (remove) return leaveLine(now, situation);
    return why === "unclaimed" ? same(situation.say.diagram.notClaimed(now.diagram_id)) : null;
  },
};

/** Out of the line, wherever the diagram is. */
export function leaveLine(now: Target["now"], { actor, campaign, say }: Situation) {
  if (positionInLine(now, actor, campaign.today) === null) return same(say.diagram.notWaiting());
  return done(withoutWaiting(now, actor, campaign.today), say.diagram.leftLine());
}
