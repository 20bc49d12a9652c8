import { firstError } from "../../domain/problem.ts";
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
  stand: (view, now, { pr, state, maintenance }) => {
    const { id } = view;
    const broken = firstError(state.broken.get(id)?.problems ?? []);
    const say = view.say.points.assigned;
    const fail = (says: string): Standing => ({ kind: "failed", says, defects: [] });
    if (broken) return fail(say.broken(broken));
    if (now.status === "complete" && now.pr_number !== pr.number) return passedSaying(say.improves());
    if (maintenance.has(id)) return passedSaying(say.maintenance());
    if (now.assignee === null) return fail(say.free(id));
    if (isHoldersWork(pr, now)) return passedSaying(say.assignedTo(now.assignee, now.due_date));
    return fail(say.assignedToOther(now.assignee, id));
  },
};
