/**
 * `/start G-LIN-FL` on a diagram in review → "**G-LIN-FL** Flow Diagram: back in progress."
 */
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const start: DiagramCommand = {
  kind: "diagrams",
  name: "start",
  undo: {
    names: ["unstart", "stop"],
    how: "`/review` puts a diagram up for review, `/release` gives it back.",
  },
  usage: "ID…",
  summary: "takes what you hold back from review to work on it",
  example: "/start G-LIN-FL",
  event: "start",
  doing: "start it",

  decide({ now }, to, _args, { say }) {
    if (now.status === to) return same(say.diagram.alreadyStarted(now));
    return done({ ...now, status: to }, say.diagram.started(now));
  },

  refused: (why, { now }, _args, { say }) =>
    why === "unclaimed" ? refuse(say.diagram.notStarted(now.diagram_id)) : null,
};
