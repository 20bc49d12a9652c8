/**
 * One try of a batch, and what becomes of its deliveries:
 * - it is completed only after it was handled; whatever fails puts it back, in its order, and what a try left undone
 *   is put back without the rest;
 * - what passes by itself (limits, outages) is tried until it works, with growing pauses or when GitHub said;
 * - what does not pass is tried a few times, then delivery by delivery, so that the one that is at fault is set aside and
 *   the rest goes on;
 * - what cannot be reached any more is held until it can.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Batch, BatchResult, LeasedDelivery, Outbox } from "../facts/batch.ts";
import type { FailureVerdict } from "../facts/failure-verdict.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Inbox } from "./inbox.ts";
import { type Lease, LeaseLost } from "./lease.ts";
import type { RenewedLease } from "./renewed-lease.ts";

export interface Attempt {
  /** Keeps what is planned before it is carried out. */
  readonly saveOutbox: (outbox: Outbox) => Promise<void>;
  /** Aborts once another worker has the repository: nothing more may be written. */
  readonly signal: AbortSignal;
}

export interface AttemptsParts {
  readonly inbox: Inbox;
  /** Handles a batch. What it plans it saves first. */
  readonly handle: (batch: Batch, attempt: Attempt) => Promise<BatchResult>;
  readonly classify: (error: unknown, now: number) => FailureVerdict;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** How long to collect deliveries of a repository after a commit, in ms. */
  readonly quietMs: number;
}

/** Tries of a batch before its deliveries are tried one by one. */
const FAULT_TRIES = 2;
/** With pauses of ten minutes that is two days of an outage. */
const TRANSIENT_TRIES = 300;
const LONGEST_PAUSE = 10 * 60_000;
/** GitHub answered, but not to everything: what is left of a batch holds up what comes after it no longer than this. */
const PAUSE_OF_THE_REST = 10_000;

export class Attempts {
  readonly #parts: AttemptsParts;
  /** Handled one by one while the rest of their batch was put back: not to be handled again. */
  readonly #handled = new Set<string>();

  constructor(parts: AttemptsParts) {
    this.#parts = parts;
  }

  /** Rejects with `LeaseLost`, or when the inbox could not be told the result: then the lease ends by itself. */
  async run(renewed: RenewedLease): Promise<void> {
    const { classify, clock, metrics } = this.#parts;
    const { lease } = renewed;
    this.#tellUnreadable(lease);
    const started = clock.now();
    const deliveries = lease.deliveries.filter(({ id }) => !this.#handled.has(id));
    let outcome: BatchResult = { committed: false };
    try {
      if (deliveries.length > 0) outcome = await this.#handle({ ...lease, deliveries }, renewed);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      metrics.batchEnded("failed", (clock.now() - started) / 1000);
      const verdict = classify(error, clock.now());
      this.#report(lease, error, verdict);
      if (verdict.unreachable) return this.#keepUnreachable(lease, verdict);
      if (verdict.transient) return this.#putBack(lease, verdict);
      if (triesOf(deliveries) < FAULT_TRIES) return this.#release(lease, verdict);
      if (!verdict.whole) return this.#isolate(renewed, deliveries);
      await this.#setAside(lease, deliveries, verdict.reason);
      return this.#complete(without(lease, new Set(deliveries.map(({ id }) => id))), outcome);
    }
    metrics.batchEnded("handled", (clock.now() - started) / 1000);
    if (outcome.left) await this.#putRestBack(lease, outcome.left, outcome.committed);
    else await this.#complete(lease, outcome);
  }

  /** A batch that was aborted fails with whatever its requests made of that: all of it means that the lease is lost. */
  async #handle(
    lease: Lease,
    { signal }: RenewedLease,
    saved: (outbox: Outbox) => void = () => {},
  ): Promise<BatchResult> {
    const { inbox, handle } = this.#parts;
    const saveOutbox = async (outbox: Outbox) => {
      await inbox.saveOutbox(lease, outbox);
      saved(outbox);
    };
    try {
      signal.throwIfAborted();
      return await handle(lease, { saveOutbox, signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  }

  async #complete(lease: Lease, { committed }: { committed: boolean }): Promise<void> {
    const { inbox, clock, quietMs } = this.#parts;
    if (committed) await inbox.complete(lease, clock.now() + quietMs);
    else await inbox.complete(lease);
    this.#tellHandled(lease.deliveries);
  }

  #tellHandled(deliveries: readonly LeasedDelivery[]): void {
    const { clock, metrics } = this.#parts;
    metrics.deliveriesLeft("handled", deliveries.length);
    for (const { id, event } of deliveries) {
      metrics.answered((clock.now() - Date.parse(event.at)) / 1000);
      this.#handled.delete(id);
    }
  }

  /** All but these are done. */
  async #putRestBack(
    lease: Lease,
    { deliveryIds, error }: NonNullable<BatchResult["left"]>,
    committed: boolean,
  ): Promise<void> {
    const { inbox, classify, clock, quietMs } = this.#parts;
    const ids = new Set(deliveryIds);
    const rest = { ...lease, deliveries: lease.deliveries.filter(({ id }) => ids.has(id)) };
    const { deliveries: done } = without(lease, ids);
    await inbox.finish(
      lease,
      done.map(({ id }) => id),
    );
    this.#tellHandled(done);
    const verdict = classify(error, clock.now());
    this.#report(rest, error, verdict);
    const quietUntil = committed ? clock.now() + quietMs : 0;
    const dueAt = Math.max(quietUntil, verdict.dueAt ?? 0);
    await this.#putBack(rest, { ...verdict, dueAt }, PAUSE_OF_THE_REST);
  }

  /** One delivery after the other, to find the one at fault. What was planned is collected in one outbox. */
  async #isolate(renewed: RenewedLease, deliveries: readonly LeasedDelivery[]): Promise<void> {
    const { classify, clock } = this.#parts;
    const { lease } = renewed;
    let { outbox, recent = [] } = lease;
    let committed = false;
    const aside = new Set<string>();
    for (const delivery of deliveries) {
      const single = { ...lease, deliveries: [delivery], outbox, recent };
      try {
        const outcome = await this.#handle(single, renewed, (next) => {
          outbox = next;
          recent = [...recent, ...(next.recent ?? [])];
        });
        committed ||= outcome.committed;
        if (outcome.left) throw outcome.left.error;
        this.#handled.add(delivery.id);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        const verdict = classify(error, clock.now());
        this.#report(single, error, verdict);
        if (verdict.unreachable) return this.#keepUnreachable(lease, verdict);
        if (verdict.transient) return this.#putBack(lease, verdict);
        await this.#setAside(lease, [delivery], verdict.reason);
        aside.add(delivery.id);
      }
    }
    await this.#complete(without(lease, aside), { committed });
  }

  /** First held and then given back, so that nobody takes it in between. */
  async #keepUnreachable(lease: Lease, { unreachable, reason }: FailureVerdict): Promise<void> {
    const { inbox, clock, metrics } = this.#parts;
    const { repository, installationId } = lease;
    const isWhole = unreachable === "installation" && installationId !== null;
    await inbox.installations.setUnreachable(isWhole ? installationId : repository, reason);
    await inbox.release(lease, clock.now(), reason);
    metrics.deliveriesLeft("put_back", lease.deliveries.length);
  }

  async #putBack(lease: Lease, verdict: FailureVerdict, longestPause = LONGEST_PAUSE): Promise<void> {
    const hopeless = lease.deliveries.filter(({ tries }) => tries + 1 >= TRANSIENT_TRIES);
    if (hopeless.length > 0) await this.#setAside(lease, hopeless, verdict.reason);
    await this.#release(without(lease, new Set(hopeless.map(({ id }) => id))), verdict, longestPause);
  }

  async #release(
    lease: Lease,
    { dueAt, reason }: FailureVerdict,
    longestPause = LONGEST_PAUSE,
  ): Promise<void> {
    const { inbox, clock, metrics } = this.#parts;
    const pause = Math.min(longestPause, 1000 * 2 ** Math.min(triesOf(lease.deliveries), 20));
    // Never sooner than our own pause: a date in the past must not make us hammer.
    await inbox.release(lease, Math.max(dueAt ?? 0, clock.now() + pause), reason);
    metrics.deliveriesLeft("put_back", lease.deliveries.length);
  }

  async #setAside(lease: Lease, deliveries: readonly LeasedDelivery[], reason: string): Promise<void> {
    const ids = deliveries.map(({ id }) => id);
    await this.#parts.inbox.setAside(lease, ids, reason);
    this.#tellSetAside(lease, ids, reason);
  }

  #tellUnreadable(lease: Lease): void {
    for (const { id, reason } of lease.unreadable) this.#tellSetAside(lease, [id], reason);
  }

  #tellSetAside(lease: Lease, ids: readonly string[], reason: string): void {
    const { log, metrics } = this.#parts;
    metrics.deliveriesLeft("set_aside", ids.length);
    log.error({ repository: nameOf(lease), deliveries: ids, reason }, "set aside");
  }

  #report(lease: Lease, error: unknown, { transient, unreachable, dueAt, reason }: FailureVerdict): void {
    const { log } = this.#parts;
    const about = {
      repository: nameOf(lease),
      deliveries: lease.deliveries.map(({ id }) => id).slice(0, 10),
      tries: triesOf(lease.deliveries) + 1,
      reason,
      ...(dueAt !== null && { dueAt: new Date(dueAt).toISOString() }),
    };
    if (unreachable) log.warn({ ...about, unreachable }, "held until it can be reached");
    else if (transient) log.warn(about, "put back");
    else log.error({ ...about, err: error }, "failed");
  }
}

/** The lease as it stands after some of its deliveries were set aside. */
function without(lease: Lease, ids: ReadonlySet<string>): Lease {
  return ids.size === 0 ? lease : { ...lease, deliveries: lease.deliveries.filter(({ id }) => !ids.has(id)) };
}

function triesOf(deliveries: readonly LeasedDelivery[]): number {
  return Math.max(0, ...deliveries.map(({ tries }) => tries));
}

function nameOf({ repository }: Pick<Batch, "repository">): string {
  return `${repository.owner}/${repository.name}`;
}
