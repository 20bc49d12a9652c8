/**
 * `/review G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is up for review with pull request #12."
 */
import { isSamePerson } from "../domain/login.ts";
import { transition } from "../domain/status.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say } from "./wording.ts";

export const review: DiagramCommand = {
  kind: "diagrams",
  name: "review",
  usage: "ID…",
  summary: "puts what you hold up for review again, after /start",
  example: "/review G-LIN-FL",
  role: "contributor",

  decide(_diagram, now, _args, { actor, may, pullRequest }) {
    const step = transition(now.status, "submit");
    if ("refused" in step) {
      return refuse(now.status === "complete" ? say.complete(now) : say.notClaimed(now.diagram_id));
    }
    if (!isSamePerson(now.assignee, actor) && !may("maintainer")) {
      return refuse(say.notYours(now, "put it up for review"));
    }
    if (now.pr_number === null) return refuse(say.needsPullRequest(now.diagram_id));
    if (now.status === step.to) return same(say.inReview(now));
    if (pullRequest(now.pr_number)?.draft) return refuse(say.draft(now.pr_number));
    return done({ ...now, status: step.to }, say.inReview(now));
  },
};
