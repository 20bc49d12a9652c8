/**
 * Who is next, where several have much to be done and few things can be done at once: whoever took least time lately, and
 * nobody has all turns at the same time unless they are alone. So one who brings work that hangs waits for it alone.
 */
import { LRUCache } from "lru-cache";

interface Waiting {
  readonly owner: string;
  readonly run: () => Promise<void>;
}

/** Time is forgotten after this long without a turn. */
const LATELY = 10 * 60_000;
const OWNERS = 10_000;

export class FairTurns {
  private readonly atOnce: number;
  private readonly now: () => number;
  private readonly waiting: Waiting[] = [];
  private readonly ofEach: number;
  /** How many turns each has now. */
  private readonly busy = new Map<string, number>();
  private taken = 0;
  /** In milliseconds, by owner. */
  private readonly spent: LRUCache<string, number>;

  /** `ofEach`: how many turns one may have at the same time. */
  constructor(atOnce: number, now: () => number = () => performance.now(), ofEach = 1) {
    this.atOnce = atOnce;
    this.ofEach = ofEach;
    this.now = now;
    this.spent = new LRUCache({ max: OWNERS, ttl: LATELY });
  }

  /** Runs `work` when it is the owner's turn. */
  take<T>(owner: string, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = () => work().then(resolve, reject);
      this.waiting.push({ owner, run });
      this.next();
    });
  }

  private next(): void {
    while (this.taken < this.atOnce) {
      const chosen = this.choose();
      if (chosen === null) return;
      this.waiting.splice(this.waiting.indexOf(chosen), 1);
      void this.give(chosen);
    }
  }

  private async give({ owner, run }: Waiting): Promise<void> {
    this.busy.set(owner, (this.busy.get(owner) ?? 0) + 1);
    this.taken++;
    const started = this.now();
    await run();
    this.spent.set(owner, (this.spent.get(owner) ?? 0) + this.now() - started);
    const left = (this.busy.get(owner) ?? 1) - 1;
    if (left > 0) this.busy.set(owner, left);
    else this.busy.delete(owner);
    this.taken--;
    this.next();
  }

  private choose(): Waiting | null {
    let chosen: Waiting | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const one of this.waiting) {
      if ((this.busy.get(one.owner) ?? 0) >= this.ofEach) continue;
      const spent = this.spent.get(one.owner) ?? 0;
      if (spent < least) [chosen, least] = [one, spent];
    }
    return chosen;
  }
}
