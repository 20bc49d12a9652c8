/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again; its sources and notes stay in its file."
 */
import { released } from "../domain/claims.ts";
import { isSamePerson } from "../domain/login.ts";
import { type DiagramCommand, done, same } from "./command.ts";
import { say } from "./wording.ts";

export const release: DiagramCommand = {
  kind: "diagrams",
  name: "release",
  aliases: ["unclaim", "unassign", "drop"],
  undo: { names: ["unrelease", "undrop"], how: "`/claim` takes a diagram back while it is free." },
  usage: "ID…",
  summary: "gives back diagrams that you hold; maintainers can give back anybody's",
  example: "/release G-LIN-FL",
  event: "release",
  doing: "release it",

  decide({ now }, to, _args, { actor }) {
    const text = isSamePerson(now.assignee, actor) ? say.released(now) : say.releasedFor(now);
    return done(released(now, to), text);
  },

  refused: (why, { now }) => (why === "unclaimed" ? same(say.notClaimed(now.diagram_id)) : null),
};
