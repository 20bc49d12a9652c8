/**
 * `/complete G-LIN-FL #7` → "**G-LIN-FL** Flow Diagram: it is complete, by #7."
 */
import { claimed, completed } from "../domain/claims.ts";
import { authorOf } from "../facts/accounts.ts";
import { type DiagramCommand, done, refuse } from "./command.ts";
import { say, sayOfCommand } from "./wording.ts";

export const complete: DiagramCommand = {
  kind: "diagrams",
  name: "complete",
  undo: { names: ["uncomplete", "incomplete"], how: "`/reopen` puts a complete diagram back to work." },
  usage: "ID… [#PR]",
  summary:
    "marks diagrams as complete whose work landed in another way, and names the pull request that brought it",
  example: "/complete G-LIN-FL #7",
  event: "complete",

  check: ({ pullRequests }) => (pullRequests.length > 1 ? sayOfCommand.onePullRequest() : null),

  decide({ now }, to, { pullRequests: [number] }, { campaign, pullRequest }) {
    const on = campaign.today;
    if (number === undefined) {
      const next = completed(now, to, { pr: now.pr_number, on });
      return done(next, say.completedBy(next));
    }
    const pr = pullRequest(number);
    if (pr === null) return refuse(say.noPullRequest(number));
    if (pr.state !== "merged") return refuse(say.notMerged(number));
    // Nobody had claimed it: it is the work of whoever opened the pull request.
    const author = authorOf(pr);
    const held =
      now.assignee === null && author !== null ? claimed(now, to, author, campaign).assignment : now;
    const next = completed(held, to, { pr: number, on });
    return done(next, say.completedBy(next));
  },
};
