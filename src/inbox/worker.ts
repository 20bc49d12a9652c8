/**
 * Takes batches out of the inbox and has them handled: several repositories at once, each by one hand at a time.
 *
 * - A batch is completed only after it was handled; whatever fails puts it back, in its order.
 * - What passes by itself (limits, outages) is tried until it works, with growing pauses or when GitHub said.
 * - What does not pass is tried a few times, then delivery by delivery, so that the one that is at fault is set aside and
 *   the rest goes on.
 * - One repository's trouble never holds up another.
 * - Where a lease expires under its batch, since the process or the inbox stood still, whoever has the next one waits for
 *   that batch to find out, as far as it runs in this process. So a short stop never answers anybody twice.
 *
 * Knows nothing of GitHub.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import type { LeasedDelivery, Outbox } from "../facts/batch.ts";
import type { FailureVerdict } from "../facts/failure-verdict.ts";
import { type Metrics, silentMetrics } from "../metrics/metrics.ts";
import type { Inbox, Lease } from "./inbox.ts";
import { LeaseLost } from "./lease-lost.ts";

export interface WorkerParts {
  readonly inbox: Inbox;
  /** Handles a batch. What it plans it saves first. */
  readonly handle: (
    lease: Lease,
    saveOutbox: (outbox: Outbox) => Promise<void>,
  ) => Promise<{ readonly committed: boolean }>;
  readonly classify: (error: unknown, now: number) => FailureVerdict;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics?: Metrics;
  /** How many repositories at once. */
  readonly parallel?: number;
  /** How long to collect deliveries of a repository after a commit, in ms. */
  readonly quietMs?: number;
  /** How often a lease is renewed while its batch is handled, in ms: well below its duration. */
  readonly renewMs?: number;
}

/** Tries of a batch before its deliveries are tried one by one. */
const FAULT_TRIES = 2;
/** With pauses of ten minutes that is two days of an outage. */
const TRANSIENT_TRIES = 300;
const LONGEST_PAUSE = 10 * 60_000;
/** Other replicas put deliveries in too, and the inbox may have been away. */
const POLL_MS = 30_000;
/** In a storm every look costs more than a delivery: twenty a second are enough. */
const GATHER_MS = 50;
const INBOX_PAUSE = 2_000;
/** An inbox that takes longer to answer is out of order. */
const LOOK_LIMIT = 30_000;
/** Requests give up by themselves long before: a batch that takes longer hangs. */
const BATCH_LIMIT = 15 * 60_000;

export class Worker {
  readonly #parts: Required<WorkerParts>;
  /** Since when. */
  readonly #running = new Map<Promise<void>, number>();
  /** The newest batch of each repository. */
  readonly #newest = new Map<string, Promise<void>>();
  /** Handled one by one while the rest of their batch was put back: not to be handled again. */
  readonly #handled = new Set<string>();
  #state: "new" | "running" | "draining" = "new";
  #pumping: Promise<void> | null = null;
  #again = false;
  /** Whether deliveries came in while it looked. */
  #heard = false;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #callOff: (() => void) | null = null;
  #idle: (() => void)[] = [];
  #inboxFault: string | null = null;
  #lookingSince: number | null = null;

  constructor(parts: WorkerParts) {
    this.#parts = { parallel: 4, quietMs: 10_000, renewMs: 20_000, metrics: silentMetrics, ...parts };
  }

  start(): void {
    if (this.#state !== "new") return;
    this.#state = "running";
    this.wake();
  }

  /** Something may be due now. */
  wake(): void {
    if (this.#state !== "running") return;
    this.#again = true;
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null;
      if (this.#again) this.wake();
    });
  }

  /** Deliveries came in: looked at once after a quiet time, and in a storm a moment later, for all of them together. */
  hear(): void {
    if (this.#state !== "running") return;
    if (this.#pumping) {
      this.#heard = true;
      return;
    }
    const since = this.#parts.clock.now() - this.#lookedAt;
    if (since < GATHER_MS) this.#sleep(GATHER_MS - since);
    else this.wake();
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
    this.#callOff?.();
    await this.#pumping;
    await Promise.all(this.#running.keys());
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Why it does not take deliveries, or null when it does. */
  get trouble(): string | null {
    if (this.#state === "new") return "the worker has not started yet";
    if (this.#state === "draining") return "the worker is draining";
    if (this.#inboxFault !== null) return this.#inboxFault;
    const now = this.#parts.clock.now();
    if (this.#lookingSince !== null && now - this.#lookingSince > LOOK_LIMIT) {
      return `the inbox has not answered the worker for ${Math.floor((now - this.#lookingSince) / 1000)} seconds`;
    }
    const oldest = Math.min(now, ...this.#running.values());
    if (now - oldest <= BATCH_LIMIT) return null;
    return `a batch has been running for ${Math.floor((now - oldest) / 60_000)} minutes`;
  }

  async #pump(): Promise<void> {
    const { inbox, clock, log, parallel } = this.#parts;
    this.#lookingSince = clock.now();
    try {
      while (this.#again && this.#state === "running") {
        this.#again = false;
        while (this.#running.size < parallel && this.#state === "running") {
          const lease = await inbox.lease(clock.now());
          this.#lookingSince = clock.now();
          if (lease === null) break;
          this.#run(lease);
        }
      }
      this.#inboxFault = null;
      if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
      const due = await inbox.nextDue();
      const longest = this.#heard ? GATHER_MS : POLL_MS;
      this.#heard = false;
      const pause = due === null ? longest : Math.min(longest, Math.max(0, due - clock.now()));
      // With all hands busy the next one that is free looks again.
      if (this.#running.size < parallel) this.#sleep(pause);
    } catch (error) {
      this.#inboxFault = `the inbox does not answer: ${String(error)}`;
      log.error({ err: error }, "the inbox does not answer");
      this.#sleep(INBOX_PAUSE);
    } finally {
      this.#lookingSince = null;
      this.#lookedAt = clock.now();
    }
  }

  #sleep(ms: number): void {
    this.#callOff?.();
    this.#callOff = this.#state === "running" ? this.#parts.clock.after(ms, () => this.wake()) : null;
  }

  #run(lease: Lease): void {
    const key = repositoryKey(lease.repository);
    const work = this.#work(lease, this.#newest.get(key)).finally(() => {
      this.#running.delete(work);
      if (this.#newest.get(key) === work) this.#newest.delete(key);
      this.wake();
    });
    this.#newest.set(key, work);
    this.#running.set(work, this.#parts.clock.now());
  }

  /** Never rejects. */
  async #work(lease: Lease, earlier: Promise<void> | undefined): Promise<void> {
    const { log } = this.#parts;
    const { owner, name } = lease.repository;
    const stopRenewing = this.#keepRenewing(lease);
    try {
      await earlier;
      await this.#attempt(lease);
    } catch (error) {
      // The lease expires by itself; then the batch is taken again and what was done is found.
      const level = error instanceof LeaseLost ? "warn" : "error";
      log[level]({ err: error, repository: `${owner}/${name}` }, "the inbox could not be told the result");
    } finally {
      stopRenewing();
    }
  }

  async #attempt(lease: Lease): Promise<void> {
    const { inbox, handle, classify, clock, metrics } = this.#parts;
    const started = clock.now();
    const deliveries = lease.deliveries.filter(({ id }) => !this.#handled.has(id));
    let outcome = { committed: false };
    try {
      if (deliveries.length > 0) {
        outcome = await handle({ ...lease, deliveries }, (outbox) => inbox.saveOutbox(lease, outbox));
      }
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      metrics.batchEnded("failed", (clock.now() - started) / 1000);
      const verdict = classify(error, clock.now());
      this.#report(lease, error, verdict);
      if (verdict.transient) return this.#putBack(lease, verdict);
      if (triesOf(deliveries) < FAULT_TRIES) return this.#release(lease, verdict);
      if (!verdict.whole) return this.#isolate(lease, deliveries);
      await this.#setAside(lease, deliveries, verdict.reason);
      return this.#complete(without(lease, new Set(deliveries.map(({ id }) => id))), outcome);
    }
    metrics.batchEnded("handled", (clock.now() - started) / 1000);
    await this.#complete(lease, outcome);
  }

  async #complete(lease: Lease, { committed }: { committed: boolean }): Promise<void> {
    const { inbox, clock, quietMs, metrics } = this.#parts;
    if (committed) await inbox.complete(lease, clock.now() + quietMs);
    else await inbox.complete(lease);
    metrics.deliveriesLeft("handled", lease.deliveries.length);
    for (const { id, event } of lease.deliveries) {
      metrics.answered((clock.now() - Date.parse(event.at)) / 1000);
      this.#handled.delete(id);
    }
  }

  /** One delivery after the other, to find the one at fault. What was planned is collected in one outbox. */
  async #isolate(lease: Lease, deliveries: readonly LeasedDelivery[]): Promise<void> {
    const { inbox, handle, classify, clock } = this.#parts;
    let { outbox } = lease;
    let committed = false;
    const aside = new Set<string>();
    for (const delivery of deliveries) {
      try {
        const single = { ...lease, deliveries: [delivery], outbox };
        const outcome = await handle(single, async (next) => {
          await inbox.saveOutbox(lease, next);
          outbox = next;
        });
        committed ||= outcome.committed;
        this.#handled.add(delivery.id);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        const verdict = classify(error, clock.now());
        this.#report({ ...lease, deliveries: [delivery] }, error, verdict);
        if (verdict.transient) return this.#putBack(lease, verdict);
        await this.#setAside(lease, [delivery], verdict.reason);
        aside.add(delivery.id);
      }
    }
    await this.#complete(without(lease, aside), { committed });
  }

  async #putBack(lease: Lease, verdict: FailureVerdict): Promise<void> {
    const hopeless = lease.deliveries.filter(({ tries }) => tries + 1 >= TRANSIENT_TRIES);
    if (hopeless.length > 0) await this.#setAside(lease, hopeless, verdict.reason);
    await this.#release(without(lease, new Set(hopeless.map(({ id }) => id))), verdict);
  }

  async #release(lease: Lease, { dueAt, reason }: FailureVerdict): Promise<void> {
    const { inbox, clock, metrics } = this.#parts;
    const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(triesOf(lease.deliveries), 20));
    // Never sooner than our own pause: a date in the past must not make us hammer.
    await inbox.release(lease, Math.max(dueAt ?? 0, clock.now() + pause), reason);
    metrics.deliveriesLeft("put_back", lease.deliveries.length);
  }

  async #setAside(lease: Lease, deliveries: readonly LeasedDelivery[], reason: string): Promise<void> {
    const { inbox, log, metrics } = this.#parts;
    const ids = deliveries.map(({ id }) => id);
    await inbox.setAside(lease, ids, reason);
    metrics.deliveriesLeft("set_aside", ids.length);
    const { owner, name } = lease.repository;
    log.error({ repository: `${owner}/${name}`, deliveries: ids, reason }, "set aside");
  }

  #report(
    { repository, deliveries }: Lease,
    error: unknown,
    { transient, dueAt, reason }: FailureVerdict,
  ): void {
    const { log } = this.#parts;
    const about = {
      repository: `${repository.owner}/${repository.name}`,
      deliveries: deliveries.map(({ id }) => id).slice(0, 10),
      tries: triesOf(deliveries) + 1,
      reason,
      ...(dueAt !== null && { dueAt: new Date(dueAt).toISOString() }),
    };
    if (transient) log.warn(about, "put back");
    else log.error({ ...about, err: error }, "failed");
  }

  #keepRenewing(lease: Lease): () => void {
    const { inbox, clock, renewMs, log } = this.#parts;
    let callOff = () => {};
    let stopped = false;
    const plan = () => {
      if (stopped) return;
      callOff = clock.after(renewMs, () => {
        inbox.renew(lease).then(plan, (error: unknown) => {
          log.warn({ err: error }, "a lease could not be renewed");
        });
      });
    };
    plan();
    return () => {
      stopped = true;
      callOff();
    };
  }
}

/** The lease as it stands after some of its deliveries were set aside. */
function without(lease: Lease, ids: ReadonlySet<string>): Lease {
  return ids.size === 0 ? lease : { ...lease, deliveries: lease.deliveries.filter(({ id }) => !ids.has(id)) };
}

function triesOf(deliveries: readonly LeasedDelivery[]): number {
  return Math.max(0, ...deliveries.map(({ tries }) => tries));
}
