const HOUR_MS = 60 * 60_000;
const KEPT = 1_000;

/** What GitHub refused of late, so that it is not asked again for an hour: no look would show that it was tried. */
export class RecentRefusals {
  readonly #now: () => number;
  /** Until when it is not asked. */
  readonly #until = new Map<string, number>();

  constructor({ now }: { now: () => number }) {
    this.#now = now;
  }

  note(key: string): void {
    const [oldest] = this.#until.keys();
    if (this.#until.size >= KEPT && oldest !== undefined) this.#until.delete(oldest);
    this.#until.set(key, this.#now() + HOUR_MS);
  }

  has(key: string): boolean {
    return (this.#until.get(key) ?? 0) > this.#now();
  }
}
