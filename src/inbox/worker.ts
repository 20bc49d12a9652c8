/**
 * Takes batches out of the inbox and has them handled: several repositories at once, each by one hand at a time.
 *
 * - One repository's trouble never holds up another.
 * - Where a lease is lost under its batch, since the process or the inbox stood still, the batch is aborted, and whoever
 *   has the next one waits for it to end, as far as it runs in this process. So a short stop never answers anybody twice.
 *
 * Knows nothing of GitHub.
 */
import { repositoryKey } from "../domain/repository-id.ts";
import { silentMetrics } from "../metrics/metrics.ts";
import { Attempts, type AttemptsParts } from "./attempts.ts";
import { type Lease, LeaseLost } from "./lease.ts";
import { Pump } from "./pump.ts";
import { RenewedLease } from "./renewed-lease.ts";

type Optional = "metrics" | "quietMs";

export interface WorkerParts extends Omit<AttemptsParts, Optional>, Partial<Pick<AttemptsParts, Optional>> {
  /** How many repositories at once. */
  readonly parallel?: number;
  /** How often a lease is renewed while its batch is handled, in ms: a third of its duration. */
  readonly renewMs?: number;
}

interface Running {
  readonly key: string;
  readonly renewed: RenewedLease;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly ended: Promise<void>;
}

/** Requests give up by themselves long before: a batch that takes longer hangs. */
const BATCH_LIMIT = 15 * 60_000;

export class Worker {
  readonly #parts: Required<WorkerParts>;
  readonly #attempts: Attempts;
  readonly #pump: Pump<Lease>;
  /** Oldest first. */
  readonly #running = new Set<Running>();
  #state: "new" | "running" | "draining" = "new";
  #idle: (() => void)[] = [];

  constructor(parts: WorkerParts) {
    this.#parts = { parallel: 4, quietMs: 10_000, renewMs: 20_000, metrics: silentMetrics, ...parts };
    this.#attempts = new Attempts(this.#parts);
    const { inbox, clock, log } = this.#parts;
    this.#pump = new Pump({
      take: (now) => inbox.lease(now),
      nextDue: () => inbox.nextDue(),
      clock,
      log,
      isFree: () => this.#running.size < this.#parts.parallel,
      run: (lease) => this.#run(lease),
      onEmpty: () => {
        if (this.#running.size === 0) this.#tellIdle();
      },
    });
  }

  start(): void {
    if (this.#state !== "new") return;
    this.#state = "running";
    this.wake();
  }

  /** Something may be due now. */
  wake(): void {
    if (this.#state === "running") this.#pump.wake();
  }

  /** Deliveries came in. */
  notify(): void {
    if (this.#state === "running") this.#pump.notify();
  }

  /** Resolves once nothing is due and nothing runs; what is put back for later does not count. */
  async whenIdle(): Promise<void> {
    if (this.#state !== "running") return;
    const idle = new Promise<void>((resolve) => this.#idle.push(resolve));
    this.wake();
    await idle;
  }

  /** Finishes what runs and takes nothing more. */
  async drain(): Promise<void> {
    this.#state = "draining";
    await this.#pump.stop();
    await Promise.all([...this.#running].map(({ ended }) => ended));
    this.#tellIdle();
  }

  /** Why it does not take deliveries, or null when it does. */
  get trouble(): string | null {
    if (this.#state === "new") return "the worker has not started yet";
    if (this.#state === "draining") return "the worker is draining";
    const now = this.#parts.clock.now();
    const [oldest] = this.#running;
    const since = oldest === undefined ? 0 : now - oldest.since;
    if (this.#pump.trouble !== null || since <= BATCH_LIMIT) return this.#pump.trouble;
    return `a batch has been running for ${Math.floor(since / 60_000)} minutes`;
  }

  #tellIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #run(lease: Lease): void {
    const key = repositoryKey(lease.repository);
    // That it is ours again means that those before lost it.
    const earlier = [...this.#running].filter((other) => other.key === key);
    for (const { renewed } of earlier) renewed.lose();
    const renewed = new RenewedLease(lease, this.#parts);
    const ended = this.#work(
      renewed,
      earlier.map((other) => other.ended),
    ).finally(() => {
      this.#running.delete(running);
      this.wake();
    });
    const running = { key, renewed, since: this.#parts.clock.now(), ended };
    this.#running.add(running);
  }

  /** Never rejects. */
  async #work(renewed: RenewedLease, earlier: readonly Promise<void>[]): Promise<void> {
    const { log } = this.#parts;
    const { owner, name } = renewed.lease.repository;
    try {
      await Promise.all(earlier);
      await this.#attempts.run(renewed);
    } catch (error) {
      // The lease expires by itself; then the batch is taken again and what was done is found.
      const level = error instanceof LeaseLost ? "warn" : "error";
      log[level]({ err: error, repository: `${owner}/${name}` }, "the inbox could not be told the result");
    } finally {
      renewed.end();
    }
  }
}
