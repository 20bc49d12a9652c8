/**
 * `/start G-LIN-FL` on a diagram in review → "**G-LIN-FL** Flow Diagram: it is back in progress. …"
 */
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const start: DiagramCommand = {
  kind: "diagrams",
  name: "start",
  undo: {
    names: ["unstart", "stop"],
    how: (say) => say.undoStart(),
  },
  usage: "ID…",
  summary: (say) => say.start(),
  example: "/start G-LIN-FL",
  event: "start",
  doing: "start",

  decide({ now }, to, _args, { say }) {
    if (now.status === to) return same(say.diagram.alreadyStarted(now));
    return done({ ...now, status: to }, say.diagram.started(now));
  },

  refused: (why, { now }, _args, { say }) =>
    why === "unclaimed" ? refuse(say.diagram.notStarted(now.diagram_id)) : null,
};
