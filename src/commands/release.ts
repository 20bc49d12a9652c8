/**
 * `/release G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is free again; its sources and notes stay in its file."
 */
import { released } from "../domain/claims.ts";
import { isSamePerson } from "../domain/login.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say } from "./wording.ts";

export const release: DiagramCommand = {
  kind: "diagrams",
  name: "release",
  usage: "ID…",
  summary: "gives back diagrams that you hold; maintainers can give back anybody's",
  example: "/release G-LIN-FL",
  role: "contributor",

  decide(_diagram, now, _args, { actor, may }) {
    if (now.status === "complete") return refuse(say.complete(now));
    if (now.assignee === null) return same(say.notClaimed(now.diagram_id));
    if (isSamePerson(now.assignee, actor)) return done(released(now), say.released(now));
    if (!may("maintainer")) return refuse(say.notYours(now, "release it"));
    return done(released(now), say.releasedFor(now));
  },
};
