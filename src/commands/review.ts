/**
 * `/review G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is up for review with pull request #12."
 */
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const review: DiagramCommand = {
  kind: "diagrams",
  name: "review",
  undo: { names: ["unreview", "withdraw"], how: "`/start` moves a diagram from review back to in progress." },
  usage: "ID…",
  summary: "puts what you hold up for review again, after /start",
  example: "/review G-LIN-FL",
  event: "submit",
  doing: "put it up for review",

  decide({ now }, to, _args, { pullRequest, say }) {
    if (now.pr_number === null) return refuse(say.diagram.needsPullRequest(now.diagram_id));
    if (now.status === to) return same(say.diagram.inReview(now));
    if (pullRequest(now.pr_number)?.draft) return refuse(say.diagram.draft(now.pr_number));
    return done({ ...now, status: to }, say.diagram.inReview(now));
  },
};
