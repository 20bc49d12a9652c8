import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import type { Assigned, CampaignFigures, Completed } from "./campaign-figures.ts";
import type { Diagram } from "./catalog.ts";
import { addDays, type CivilDate } from "./civil-date.ts";

/** A diagram that somebody gave back, or that was taken back. */
interface Released {
  readonly diagram: Diagram;
  readonly assignee: string;
}

/** What happened in seven days, as far as the files tell: what was undone meanwhile did not happen. */
export interface WeekFigures {
  readonly from: CivilDate;
  /** The last of its days. */
  readonly to: CivilDate;
  readonly completed: readonly Completed[];
  /** Begun in it and still held. */
  readonly begun: readonly Assigned[];
  readonly released: readonly Released[];
  /** Overdue since a day of it. */
  readonly overdue: readonly Assigned[];
}

/** The seven days before a Monday. */
export function weekBefore(
  monday: CivilDate,
  { catalog, assignments }: Pick<Campaign, "catalog" | "assignments">,
  { completed, overdue }: Pick<CampaignFigures, "completed" | "overdue">,
): WeekFigures {
  const [from, to] = [addDays(monday, -7), addDays(monday, -1)];
  const isIn = (day: CivilDate | null | undefined) => day != null && day >= from && day <= to;
  const begun: Assigned[] = [];
  const released: Released[] = [];
  for (const diagram of catalog.diagrams.values()) {
    const assignment = assignments.get(diagram.id);
    if (!assignment) continue;
    const { status, start_date: start } = assignment;
    if ((status === "in_progress" || status === "review") && isIn(start)) begun.push({ diagram, assignment });
    for (const { assignee, released_on } of formerClaims(assignment)) {
      if (isIn(released_on)) released.push({ diagram, assignee });
    }
  }
  return {
    from,
    to,
    completed: completed.filter(({ on }) => isIn(on)).reverse(),
    begun,
    released,
    overdue: overdue.filter(({ assignment: { due_date: due } }) => due !== null && isIn(addDays(due, 1))),
  };
}

export function isQuiet({ completed, begun, released, overdue }: WeekFigures): boolean {
  return completed.length + begun.length + released.length + overdue.length === 0;
}

function formerClaims({ last_claim: last, earlier_claims: earlier = [] }: Assignment) {
  return last ? [last, ...earlier] : earlier;
}
