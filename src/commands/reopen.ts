/**
 * `/reopen G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is in progress again, with **ada** until 2026-12-08."
 */
import { type Assignment, unverified } from "../domain/assignment.ts";
import { addDays } from "../domain/civil-date.ts";
import { transition } from "../domain/status.ts";
import { type DiagramCommand, done, refuse } from "./command.ts";
import { say } from "./wording.ts";

export const reopen: DiagramCommand = {
  kind: "diagrams",
  name: "reopen",
  usage: "ID…",
  summary: "puts complete diagrams back to work, with the same holder",
  example: "/reopen G-LIN-FL",
  role: "maintainer",

  decide(_diagram, now, _args, { campaign: { today, config } }) {
    const step = transition(now.status, "reopen");
    if ("refused" in step) return refuse(say.notComplete(now));
    const next: Assignment = {
      ...now,
      status: now.assignee === null ? "pending" : step.to,
      start_date: now.assignee === null ? null : today,
      due_date: now.assignee === null ? null : addDays(today, config.claims.days),
      pr_number: null,
      completion_date: null,
      verification: unverified(now),
      ...(now.pr_number === null
        ? {}
        : { superseded: [...(now.superseded ?? []), now.pr_number].slice(-50) }),
    };
    return done(next, say.reopened(next));
  },
};
