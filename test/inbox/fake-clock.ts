import type { Clock } from "../../src/clock.ts";

/** Time that goes on only when a test says so. */
export class FakeClock implements Clock {
  readonly start = Date.parse("2026-11-24T10:00:00Z");
  time = this.start;
  private timers: { at: number; run: () => void }[] = [];
  private readonly othersSettled: () => Promise<unknown>;

  /** `othersSettled`: resolves once nothing runs elsewhere, as behind a connection, that waits for no timer. */
  constructor(othersSettled: () => Promise<unknown> = async () => {}) {
    this.othersSettled = othersSettled;
  }

  now = () => this.time;

  after = (ms: number, run: () => void) => {
    // Whole milliseconds, as `setTimeout` has it.
    const timer = { at: this.time + Math.trunc(ms), run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  get pending(): number[] {
    return this.timers.map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await this.settle();
      const next = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.run();
    }
    this.time = until;
    await this.settle();
  }

  /** Lets everything that waits for no timer run. */
  private async settle(): Promise<void> {
    await this.othersSettled();
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
