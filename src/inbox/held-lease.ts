/**
 * A lease while its batch runs: it is renewed, and what runs is aborted once it is lost. An inbox that does not answer is
 * asked again, since nobody else can have taken the lease from it meanwhile.
 */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Inbox } from "./inbox.ts";
import { type Lease, LeaseLost } from "./lease.ts";

export interface HeldLeaseParts {
  readonly inbox: Pick<Inbox, "renew">;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often it is renewed, in ms: well below its duration. */
  readonly renewMs: number;
}

export class HeldLease {
  readonly lease: Lease;
  readonly #parts: HeldLeaseParts;
  readonly #abort = new AbortController();
  #isEnded = false;
  #callOff: () => void;

  constructor(lease: Lease, parts: HeldLeaseParts) {
    this.lease = lease;
    this.#parts = parts;
    this.#callOff = this.#planRenewal();
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
  }

  #planRenewal(): () => void {
    return this.#parts.clock.after(this.#parts.renewMs, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    try {
      await this.#parts.inbox.renew(this.lease);
    } catch (error) {
      if (this.#isEnded) return;
      if (error instanceof LeaseLost) return this.lose(error);
      this.#parts.log.warn({ err: error }, "a lease could not be renewed");
    }
    if (!this.#isEnded) this.#callOff = this.#planRenewal();
  }
}
