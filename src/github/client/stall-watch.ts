import { readFailure } from "./failure.ts";

/** The server stood still over a decision, and lost its own connections by that. To try again would only do it again. */
class Stalled extends Error {
  override readonly name = "Stalled";

  constructor(milliseconds: number, cause: unknown) {
    const seconds = Math.round(milliseconds / 1000);
    super(`the decision on it held the server for ${seconds} s, and its connections were cut`, { cause });
  }
}

/** In milliseconds. The largest campaigns are decided on in a tenth of that. */
const STALL = 5_000;

/**
 * Knows the longest step of one batch's decisions. They run on the server's thread and nothing interrupts them, so one that
 * takes too long looks like a network that failed.
 */
export class StallWatch {
  private readonly now: () => number;
  private longest = 0;

  /** `now`: the milliseconds that this thread computed, whatever else the machine did. */
  constructor(now: () => number = threadTime) {
    this.now = now;
  }

  watch<In, Out>(step: (input: In) => Out): (input: In) => Out {
    return (input) => {
      const started = this.now();
      try {
        return step(input);
      } finally {
        this.longest = Math.max(this.longest, this.now() - started);
      }
    };
  }

  /** What a failure of the batch really is. */
  blame(error: unknown): unknown {
    const { status, isAnswer } = readFailure(error);
    const isCutOff = status !== null && status >= 500 && !isAnswer;
    return isCutOff && this.longest >= STALL ? new Stalled(this.longest, error) : error;
  }
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
