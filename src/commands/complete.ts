/**
 * `/complete G-LIN-FL #7` → "**G-LIN-FL** Flow Diagram: it is complete, with pull request #7."
 */
import { claimed, completed } from "../domain/claims.ts";
import { authorOf } from "../facts/accounts.ts";
import { type DiagramCommand, done, refuse } from "./command.ts";

export const complete: DiagramCommand = {
  kind: "diagrams",
  name: "complete",
  undo: { names: ["uncomplete", "incomplete"], how: (say) => say.undoComplete() },
  usage: "ID… [#PR]",
  summary: (say) => say.complete(),
  example: "/complete G-LIN-FL #7",
  event: "complete",

  check: ({ pullRequests }, { say }) => (pullRequests.length > 1 ? say.command.onePullRequest() : null),

  decide({ now }, to, { pullRequests: [number] }, { campaign, pullRequest, say }) {
    const on = campaign.today;
    if (number === undefined) {
      const next = completed(now, to, { pr: now.pr_number, on });
      return done(next, say.diagram.completedBy(next));
    }
    const pr = pullRequest(number);
    if (pr === null) return refuse(say.diagram.noPullRequest(number));
    if (pr.state !== "merged") return refuse(say.diagram.notMerged(number));
    // Nobody had claimed it: it is the work of whoever opened the pull request.
    const author = authorOf(pr);
    const current =
      now.assignee === null && author !== null ? claimed(now, to, author, campaign).assignment : now;
    const next = completed(current, to, { pr: number, on });
    return done(next, say.diagram.completedBy(next));
  },
};
