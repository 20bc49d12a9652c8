import { isHoldersWork } from "../../facts/accounts.ts";
import { passedSaying, type Standing } from "../standing.ts";
import type { ConditionPoint } from "./point.ts";

/** The claim, as the batch leaves it. Complete diagrams are free to be improved by anybody. */
export const assigned: ConditionPoint<"assigned"> = {
  key: "assigned",
  name: "Assigned",
  level: "required",
  before: ["starting"],
  asks: "Its author holds the diagram.",
  guide: {
    looksFor: "The assignment names the pull request's author. Complete diagrams may be improved by anybody.",
    why: "Where two people draw the same thing, one of them works for nothing.",
    example: { language: "text", text: "/claim G-LIN-FL" },
  },
  stand: ({ id }, now, { pr, state, maintenance }) => {
    const broken = state.broken.get(id);
    const fail = (says: string): Standing => ({ kind: "failed", says, defects: [] });
    if (broken)
      return fail(
        `Its assignment file ${broken.path} cannot be read; it has to be mended on the default branch.`,
      );
    if (now.status === "complete" && now.pr_number !== pr.number)
      return passedSaying("complete already; this improves it");
    if (maintenance.has(id)) return passedSaying("maintenance by a maintainer, who need not hold it");
    if (now.assignee === null) return fail(`Nobody holds the diagram. Comment /claim ${id} to take it.`);
    if (isHoldersWork(pr, now))
      return passedSaying(`held by ${now.assignee}${now.due_date ? ` until ${now.due_date}` : ""}`);
    return fail(
      `${now.assignee} holds the diagram, not the author of this pull request. Ask them to /release ${id}, or a maintainer to ` +
        `/assign it.`,
    );
  },
};
