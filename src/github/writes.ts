/**
 * What the tries of one batch wrote on GitHub, as far as they heard of it. A write whose answer was lost may have taken effect
 * though no read shows it yet, since reads lag behind writes. So each later try looks for it, and it is written again
 * only once the longest lag is over.
 *
 * That is kept in the batch's outbox. A try that was cut off could not tell what it wrote, but held its lease for longer
 * than reads lag: the next ones find it by reading, also where the first of them fails before it comes to that.
 */
import type { WriteProgress } from "../facts/batch.ts";
import { LONGEST_LAG_MS } from "../facts/recent-write.ts";
import { isUncertain, Unconfirmed, wasNeverSent } from "./client/failure.ts";
import { RecentWrites } from "./recent-writes.ts";

export class Writes {
  /** What was written a moment ago, also by the batches before. */
  readonly recent: RecentWrites;
  readonly #now: () => number;
  readonly #isKnown: boolean;
  readonly #done: Set<string>;
  /** When its answer was lost (ms since the epoch). */
  readonly #unconfirmed: Map<string, number>;

  /** `earlier`: of the last try; null: there was none. Absent: it was cut off. */
  constructor(earlier: WriteProgress | null | undefined, now: () => number, recent = new RecentWrites()) {
    this.recent = recent;
    this.#now = now;
    this.#isKnown = earlier !== undefined && !earlier?.isUnsure;
    this.#done = new Set(earlier?.done);
    this.#unconfirmed = new Map(earlier?.unconfirmed.map(({ write, at }) => [write, Date.parse(at)]));
  }

  /** Whether an earlier try wrote it; null: only GitHub knows. */
  isThere(key: string): boolean | null {
    if (this.#done.has(key)) return true;
    return this.#isKnown && !this.#unconfirmed.has(key) ? false : null;
  }

  /** A try wrote it and did not hear what came of it. */
  isLost(key: string): boolean {
    return this.#unconfirmed.has(key);
  }

  /** Writes it, unless a try did. Throws `Unconfirmed` where one may have. */
  async once(key: string, write: () => Promise<unknown>): Promise<void> {
    if (this.#done.has(key)) return;
    const lostAt = this.#unconfirmed.get(key);
    if (lostAt !== undefined && this.#now() < lostAt + LONGEST_LAG_MS) {
      throw new Unconfirmed(Math.round((this.#now() - lostAt) / 1000));
    }
    this.#unconfirmed.delete(key);
    try {
      await write();
    } catch (error) {
      if (isUncertain(error) && !wasNeverSent(error)) this.#unconfirmed.set(key, this.#now());
      throw error;
    }
    this.#done.add(key);
  }

  /** It was found on GitHub. */
  found(key: string): void {
    this.#unconfirmed.delete(key);
    this.#done.add(key);
  }

  /** It is there no more. */
  gone(key: string): void {
    this.#done.delete(key);
  }

  get progress(): WriteProgress {
    const unconfirmed = [...this.#unconfirmed].map(([write, at]) => {
      return { write, at: new Date(at).toISOString() };
    });
    return { ...(!this.#isKnown && { isUnsure: true as const }), done: [...this.#done], unconfirmed };
  }
}
