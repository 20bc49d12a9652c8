/**
 * A lease while its batch runs: it is renewed, and what runs is aborted once it is lost. An inbox that does not answer is
 * asked again, until the lease has expired: by then it may answer others, who take the lease from it. So a process that stood
 * still, or is cut off from the inbox alone, writes nothing beside whoever works in its place.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Inbox } from "./inbox.ts";
import { type Lease, LeaseLost } from "./lease.ts";

export interface RenewedLeaseParts {
  readonly inbox: Pick<Inbox, "renew">;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often it is renewed, in ms: a third of its duration. */
  readonly renewMs: number;
}

const RENEWALS_PER_LEASE = 3;

export class RenewedLease {
  readonly lease: Lease;
  readonly #parts: RenewedLeaseParts;
  readonly #abort = new AbortController();
  #isEnded = false;
  #callOff: () => void;
  #callOffExpiry: () => void;

  constructor(lease: Lease, parts: RenewedLeaseParts) {
    this.lease = lease;
    this.#parts = parts;
    this.#callOff = this.#planRenewal();
    this.#callOffExpiry = this.#planExpiry(parts.clock.now());
  }

  /** Aborts with a `LeaseLost`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Another one has the repository. */
  lose(reason = new LeaseLost(this.lease)): void {
    this.end();
    this.#abort.abort(reason);
  }

  end(): void {
    this.#isEnded = true;
    this.#callOff();
    this.#callOffExpiry();
  }

  #planRenewal(): () => void {
    return this.#parts.clock.after(this.#parts.renewMs, () => void this.#renew());
  }

  /** `since`: when it was held at the latest (ms since the epoch). */
  #planExpiry(since: number): () => void {
    const { clock, renewMs } = this.#parts;
    return clock.after(since + RENEWALS_PER_LEASE * renewMs - clock.now(), () => this.lose());
  }

  async #renew(): Promise<void> {
    const began = this.#parts.clock.now();
    try {
      await this.#parts.inbox.renew(this.lease);
      this.#callOffExpiry();
      if (!this.#isEnded) this.#callOffExpiry = this.#planExpiry(began);
    } catch (error) {
      if (this.#isEnded) return;
      if (error instanceof LeaseLost) return this.lose(error);
      this.#parts.log.warn({ err: error }, "a lease could not be renewed");
    }
    if (!this.#isEnded) this.#callOff = this.#planRenewal();
  }
}
