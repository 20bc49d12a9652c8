import type { Inbox } from "../inbox/inbox.ts";
import type { Worker } from "../inbox/worker.ts";
import { within } from "./within.ts";

/** How long the inbox may take to answer, in ms. */
const LIMIT = 2_000;

/**
 * For how long a server that could not keep a delivery is not ready, in ms. Whether it can again only the next delivery
 * tells, and none comes while it is not ready.
 */
const NOT_KEPT_FOR = 30_000;

interface Parts {
  readonly worker: Pick<Worker, "trouble">;
  readonly inbox: Pick<Inbox, "counts">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Whether the server does its work at the moment: what `/readyz` says, and why not. */
export class Readiness {
  readonly #parts: Parts;
  readonly #limit: number;
  #isDraining = false;
  #notKept: { readonly until: number; readonly why: string } | null = null;

  constructor(parts: Parts, limit = LIMIT) {
    this.#parts = parts;
    this.#limit = limit;
  }

  /** From now on nothing more shall be sent here. */
  drain(): void {
    this.#isDraining = true;
  }

  /** A delivery could not be kept: the disk is full, or the inbox is gone. */
  notKept(fault: unknown): void {
    const why = fault instanceof Error ? fault.message : String(fault);
    this.#notKept = { until: this.#parts.now() + NOT_KEPT_FOR, why };
  }

  /** Null: all is well. Never rejects, and answers within the limit. */
  async trouble(): Promise<string | null> {
    if (this.#isDraining) return "the server is shutting down";
    const { worker, inbox, now } = this.#parts;
    const lost = this.#notKept;
    if (lost && now() < lost.until) return `a delivery could not be kept: ${lost.why}`;
    return worker.trouble ?? (await inboxTrouble(inbox, this.#limit));
  }
}

async function inboxTrouble(inbox: Pick<Inbox, "counts">, limit: number): Promise<string | null> {
  try {
    await within(limit, inbox.counts());
    return null;
  } catch (error) {
    return `the inbox does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}
