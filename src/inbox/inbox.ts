/**
 * Where deliveries wait between the webhook and the worker.
 *
 * Guarantees of every adapter, held by one contract test:
 * - a delivery that `put` returned for is kept until it is completed or set aside, whatever happens to the process
 *   (the in-memory adapter excepted: it says so);
 * - the same delivery ID is kept once, also after it was completed (for as long as GitHub can redeliver: 3 days);
 * - `lease` gives all due deliveries of ONE repository, in order of arrival, and no other worker gets that repository
 *   until the lease is completed, released or expires;
 * - a lease that expired counts as a try, so that a delivery which kills its worker runs out of tries like any other;
 * - `renew`, `saveOutbox`, `complete`, `release` and `setAside` throw `LeaseLost` and change nothing once another worker
 *   has the repository, or the lease was completed or released before.
 */

import type { Batch, Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";

export interface Inbox {
  /** Resolves once the delivery is safe. `duplicate`: it is known already. */
  put(delivery: Delivery): Promise<"accepted" | "duplicate">;
  /** The next repository whose deliveries are due at `now` (ms since the epoch), or null. */
  lease(now: number): Promise<Lease | null>;
  /** Holds the lease for its whole duration again, for a batch that takes long. */
  renew(lease: Lease): Promise<void>;
  /** Keeps what was planned before it is carried out, so that a retry carries out the same. */
  saveOutbox(lease: Lease, outbox: Outbox): Promise<void>;
  /**
   * All deliveries of the lease are done. Nothing of the repository is leased before `quietUntil` (ms since the epoch):
   * what arrives in between is collected into one batch.
   */
  complete(lease: Lease, quietUntil?: number): Promise<void>;
  /**
   * Puts the deliveries back; their tries count one more. Nothing of the repository is leased before `dueAt` (ms since
   * the epoch), so that its order is kept.
   */
  release(lease: Lease, dueAt: number, reason: string): Promise<void>;
  /** Takes single deliveries out of the queue for good, with the reason; the rest of the lease goes on. */
  setAside(lease: Lease, deliveryIds: readonly string[], reason: string): Promise<void>;
  /**
   * From when on `lease` gives something if nothing changes until then (ms since the epoch), or null when none waits.
   * Deliveries under a lease count from its expiry, so that somebody wakes up to take over from a dead worker.
   */
  nextDue(): Promise<number | null>;
  counts(): Promise<InboxCounts>;
  close(): Promise<void>;
}

/** A batch, and the right to work on its repository. */
export interface Lease extends Batch {
  readonly token: string;
}

export interface InboxCounts {
  readonly waiting: number;
  readonly leased: number;
  readonly setAside: number;
  /** Arrival of the oldest that waits (ms since the epoch), or null. */
  readonly oldest: number | null;
}

export interface InboxOptions {
  /** The clock, in ms since the epoch. */
  readonly now: () => number;
  /** How long a worker may be silent before another takes its repository over. */
  readonly leaseMs: number;
  /** Hears of faults between two operations, such as a lost database connection. The next operation tries again. */
  readonly onError?: (error: unknown) => void;
}
