export interface InboxOptions {
  /** The clock, in ms since the epoch. */
  readonly now: () => number;
  /** How long a worker may be silent before another takes its repository over. */
  readonly leaseMs: number;
  /** How soon after something was handled in a repository it is looked at again, in ms. Absent: when it is due anyway. */
  readonly lookEveryMs?: number;
  /** Hears of faults between two operations, such as a lost database connection. The next operation tries again. */
  readonly onError?: (error: unknown) => void;
}
