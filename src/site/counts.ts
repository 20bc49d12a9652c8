import type { Progress } from "../domain/progress.ts";
import type { Status } from "../domain/status.ts";

/** What one cell of a map may be: a status, or a diagram that is planned and has no name yet. */
export type Cell = Status | "unnamed";

/** The same figures as everywhere, with those apart that have a cell of their own: `total` is the sum of the five. */
export interface Counts extends Readonly<Record<Cell, number>> {
  readonly total: number;
  readonly percent: number;
  readonly named: number;
}

export function countsOf({ total, complete, inProgress, review, percent }: Progress, named: number): Counts {
  return {
    total,
    percent,
    named,
    complete,
    review,
    in_progress: inProgress - review,
    pending: named - complete - inProgress,
    unnamed: total - named,
  };
}
