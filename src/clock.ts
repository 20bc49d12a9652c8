import { type CivilDate, civilDateOf } from "./domain/civil-date.ts";

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs something later, once; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Milliseconds since the epoch → an instant as GitHub writes them, to the second: `2024-09-20T10:11:12Z`. */
export function instantAt(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The UTC day of a moment, given in milliseconds since the epoch. */
export function dayAt(ms: number): CivilDate {
  return civilDateOf(instantAt(ms));
}
