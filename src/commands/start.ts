/**
 * `/start G-LIN-FL` on a diagram in review → "**G-LIN-FL** Flow Diagram: back in progress."
 */
import { isSamePerson } from "../domain/login.ts";
import { transition } from "../domain/status.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say } from "./wording.ts";

export const start: DiagramCommand = {
  kind: "diagrams",
  name: "start",
  usage: "ID…",
  summary: "takes what you hold back from review to work on it",
  example: "/start G-LIN-FL",
  role: "contributor",

  decide(_diagram, now, _args, { actor, may }) {
    const step = transition(now.status, "start");
    if ("refused" in step) {
      return refuse(now.status === "complete" ? say.complete(now) : say.notStarted(now.diagram_id));
    }
    if (!isSamePerson(now.assignee, actor) && !may("maintainer"))
      return refuse(say.notYours(now, "start it"));
    if (now.status === step.to) return same(say.alreadyStarted(now));
    return done({ ...now, status: step.to }, say.started(now));
  },
};
