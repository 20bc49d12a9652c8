/**
 * `/review G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is up for review with pull request #12."
 */
import { type DiagramCommand, done, refuse, same } from "./command.ts";
import { say } from "./wording.ts";

export const review: DiagramCommand = {
  kind: "diagrams",
  name: "review",
  undo: { names: ["unreview", "withdraw"], how: "`/start` moves a diagram from review back to in progress." },
  usage: "ID…",
  summary: "puts what you hold up for review again, after /start",
  example: "/review G-LIN-FL",
  event: "submit",
  doing: "put it up for review",

  decide({ now }, to, _args, { pullRequest }) {
    if (now.pr_number === null) return refuse(say.needsPullRequest(now.diagram_id));
    if (now.status === to) return same(say.inReview(now));
    if (pullRequest(now.pr_number)?.draft) return refuse(say.draft(now.pr_number));
    return done({ ...now, status: to }, say.inReview(now));
  },
};
