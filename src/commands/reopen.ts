/**
 * `/reopen G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is in progress again, with **ada** until 2026-12-08."
 */
import { reopened } from "../domain/claims.ts";
import { type DiagramCommand, done } from "./command.ts";

export const reopen: DiagramCommand = {
  kind: "diagrams",
  name: "reopen",
  undo: { names: ["unreopen"], how: (say) => say.undoReopen() },
  usage: "ID…",
  summary: (say) => say.reopen(),
  example: "/reopen G-LIN-FL",
  event: "reopen",

  decide({ now }, to, _args, { campaign, writtenAt, pullRequest, say }) {
    const pr = now.pr_number === null ? null : pullRequest(now.pr_number);
    // A maintainer had called it complete before its pull request was merged, which it may be by the time we hear of both.
    const isMerged = pr === null || (pr.mergedAt !== null && pr.mergedAt <= writtenAt);
    const next = reopened(now, to, campaign, { isMerged });
    return done(next, say.diagram.reopened(next));
  },
};
