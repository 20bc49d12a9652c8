/** What is to be thought of a batch that failed: whether and when it is worth trying again. */
export interface FailureVerdict {
  /** True: it is nobody's fault and passes, so it is tried until it works. */
  readonly transient: boolean;
  /** When to come back (ms since the epoch); null: the worker chooses. */
  readonly dueAt: number | null;
  /** In words that name no secret. */
  readonly reason: string;
  /** True: it concerns the whole repository, so it is no use to look for the delivery at fault. */
  readonly whole?: boolean;
  /** What cannot be reached until GitHub says that it can: the repository, or all of its installation. It is kept till then. */
  readonly unreachable?: "repository" | "installation";
}
