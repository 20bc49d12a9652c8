/**
 * `/review G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is in Review, with pull request #12."
 */
import { type DiagramCommand, done, refuse, same } from "./command.ts";

export const review: DiagramCommand = {
  kind: "diagrams",
  name: "review",
  undo: { names: ["unreview", "withdraw"], how: (say) => say.undoReview() },
  usage: "ID…",
  summary: (say) => say.review(),
  example: "/review G-LIN-FL",
  event: "submit",
  doing: "review",

  decide({ now }, to, _args, { pullRequest, say }) {
    if (now.pr_number === null) return refuse(say.diagram.needsPullRequest(now.diagram_id));
    if (now.status === to) return same(say.diagram.inReview(now));
    if (pullRequest(now.pr_number)?.draft) return refuse(say.diagram.draft(now.pr_number));
    return done({ ...now, status: to }, say.diagram.inReview(now));
  },
};
