/**
 * Who looks into the inbox for what is due, batches or repositories to look at, and when: at once after a quiet time, a few
 * times a second in a storm, when something is due, and now and then for what other replicas put in. Only one look at a
 * time.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";

export interface PumpParts<T> {
  /** The next that is due at `now` (ms since the epoch) and nobody else's from then on, or null. */
  readonly take: (now: number) => Promise<T | null>;
  /** When something is due next (ms since the epoch), or null. */
  readonly nextDue: () => Promise<number | null>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether there is a hand for another. */
  readonly isFree: () => boolean;
  readonly run: (taken: T) => void;
  /** Nothing more is due. */
  readonly onEmpty: () => void;
}

/** Other replicas put deliveries in too, and the inbox may have been away. */
const POLL_MS = 30_000;
/** In a storm every look costs more than a delivery: twenty a second are enough. */
const GATHER_MS = 50;
const INBOX_PAUSE = 2_000;
/** An inbox that takes longer to answer is out of order. */
const LOOK_LIMIT = 30_000;

export class Pump<T> {
  readonly #parts: PumpParts<T>;
  #isStopped = false;
  #looking: Promise<void> | null = null;
  #again = false;
  /** Whether deliveries came in while it looked. */
  #isNotified = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;
  #fault: string | null = null;
  #askedAt: number | null = null;

  constructor(parts: PumpParts<T>) {
    this.#parts = parts;
  }

  /** Something may be due now. */
  wake(): void {
    if (this.#isStopped) return;
    this.#again = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
      if (this.#again) this.wake();
    });
  }

  /** Deliveries came in: looked at once after a quiet time, and in a storm a moment later, for all of them together. */
  notify(): void {
    if (this.#isStopped) return;
    if (this.#looking) {
      this.#isNotified = true;
      return;
    }
    const since = this.#parts.clock.now() - this.#lookedAt;
    if (since < GATHER_MS) this.#sleep(GATHER_MS - since);
    else this.wake();
  }

  /** Resolves when the look that runs has ended; there is no other. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOff?.();
    await this.#looking;
  }

  /** Why the inbox gives nothing, or null when it answers. */
  get trouble(): string | null {
    if (this.#fault !== null) return this.#fault;
    const since = this.#askedAt === null ? 0 : this.#parts.clock.now() - this.#askedAt;
    if (since <= LOOK_LIMIT) return null;
    return `the inbox has not answered the worker for ${Math.floor(since / 1000)} seconds`;
  }

  async #look(): Promise<void> {
    const { take, nextDue, clock, log, isFree, run, onEmpty } = this.#parts;
    this.#askedAt = clock.now();
    try {
      while (this.#again && !this.#isStopped) {
        this.#again = false;
        while (isFree() && !this.#isStopped) {
          const taken = await take(clock.now());
          this.#askedAt = clock.now();
          if (taken === null) break;
          run(taken);
        }
      }
      this.#fault = null;
      onEmpty();
      // With all hands busy the next one that is free looks again.
      if (!isFree()) return;
      const due = await nextDue();
      const longest = this.#isNotified ? GATHER_MS : POLL_MS;
      this.#isNotified = false;
      const pause = due === null ? longest : Math.min(longest, Math.max(0, due - clock.now()));
      this.#sleep(pause);
    } catch (error) {
      this.#fault = `the inbox does not answer: ${String(error)}`;
      log.error({ err: error }, "the inbox does not answer");
      this.#sleep(INBOX_PAUSE);
    } finally {
      this.#askedAt = null;
      this.#lookedAt = clock.now();
    }
  }

  #sleep(ms: number): void {
    this.#callOff?.();
    this.#callOff = this.#isStopped ? null : this.#parts.clock.after(ms, () => this.wake());
  }
}
