import type { Assignment } from "./assignment.ts";
import type { PlannedTotal } from "./catalog.ts";
import { addDays, type CivilDate, daysBetween, mondayOf } from "./civil-date.ts";

/** A week of a campaign, from Monday to Sunday; of the present one what there is so far. */
export interface Week {
  readonly monday: CivilDate;
  /** Diagrams that were completed in it, and still are: one that was reopened leaves the curve. */
  readonly completed: number;
  /** All that were complete at its end. */
  readonly complete: number;
  /** How many were planned in all at its end. */
  readonly planned: number;
}

export interface BurnUp {
  /** Without gaps, up to the present week; empty where no file names a day yet. */
  readonly weeks: readonly Week[];
  /** Complete, and no file says since when, or longer ago than a curve goes back: they count from the first week on. */
  readonly undated: number;
  /** The catalog says what was planned earlier. False: the plan's line is level, at what is planned today. */
  readonly isPlanKnown: boolean;
  /** The Monday of the first week in which something was begun or completed; null: nothing ever was. */
  readonly begun: CivilDate | null;
}

/** Ten years. A slip such as the year 202 must not make a curve of a hundred thousand weeks. */
const WEEKS_LIMIT = 520;

interface Given {
  /** What was planned earlier, oldest first. */
  readonly plan: readonly PlannedTotal[];
  /** What is planned today. */
  readonly total: number;
  readonly today: CivilDate;
}

/** Complete by week, against the plan. Linear in the diagrams; the weeks are those of the days in the files. */
export function burnUpOf(
  assigned: readonly { readonly assignment: Assignment }[],
  { plan: all, total, today }: Given,
): BurnUp {
  const present = mondayOf(today);
  const oldest = addDays(present, -7 * (WEEKS_LIMIT - 1));
  const completedOn = new Map<CivilDate, number>();
  let begunOn: CivilDate | null = null;
  let undated = 0;
  for (const { assignment } of assigned) {
    if (assignment.status === "pending") continue;
    const { status, start_date: start, completion_date: end } = assignment;
    if (status === "complete" && (end === null || end < oldest)) undated++;
    else if (status === "complete" && end !== null) add(completedOn, end);
    for (const day of [start, end]) {
      if (day !== null && day >= oldest && (begunOn === null || day < begunOn)) begunOn = day;
    }
  }
  const begun = begunOn === null ? null : mondayOf(earlier(begunOn, today));
  const plan = all.filter(({ on }) => on <= today);
  const firstPlan = plan.find(({ on }) => on >= oldest)?.on;
  const first = earliest([...(begun === null ? [] : [begun]), ...(firstPlan ? [mondayOf(firstPlan)] : [])]);
  const weeks: Week[] = [];
  if (first !== null) {
    const counts = new Array<number>(daysBetween(first, present) / 7 + 1).fill(0);
    for (const [day, count] of completedOn) {
      const week = Math.floor(daysBetween(first, earlier(day, today)) / 7);
      counts[week] = (counts[week] ?? 0) + count;
    }
    let complete = undated;
    let entry = 0;
    for (const [week, completed] of counts.entries()) {
      const monday = addDays(first, 7 * week);
      const next = addDays(monday, 7);
      complete += completed;
      while (entry + 1 < plan.length && (plan[entry + 1]?.on ?? next) < next) entry++;
      const planned = week === counts.length - 1 ? total : (plan[entry]?.planned ?? total);
      weeks.push({ monday, completed, complete, planned });
    }
  }
  return { weeks, undated, isPlanKnown: plan.length > 0, begun };
}

function add(counts: Map<CivilDate, number>, day: CivilDate): void {
  counts.set(day, (counts.get(day) ?? 0) + 1);
}

function earlier(one: CivilDate, other: CivilDate): CivilDate {
  return one < other ? one : other;
}

function earliest(days: readonly CivilDate[]): CivilDate | null {
  return days.length === 0 ? null : days.reduce(earlier);
}
