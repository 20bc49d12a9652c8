import type { Inbox } from "../inbox/inbox.ts";
import type { Worker } from "../inbox/worker.ts";
import { within } from "./within.ts";

/** How long the inbox may take to answer, in ms. */
const LIMIT = 2_000;

/** Whether the server does its work at the moment: what `/readyz` says, and why not. */
export class Readiness {
  readonly #parts: { readonly worker: Pick<Worker, "trouble">; readonly inbox: Pick<Inbox, "counts"> };
  readonly #limit: number;
  #isDraining = false;

  constructor(
    parts: { readonly worker: Pick<Worker, "trouble">; readonly inbox: Pick<Inbox, "counts"> },
    limit = LIMIT,
  ) {
    this.#parts = parts;
    this.#limit = limit;
  }

  /** From now on nothing more shall be sent here. */
  drain(): void {
    this.#isDraining = true;
  }

  /** Null: all is well. Never rejects, and answers within the limit. */
  async trouble(): Promise<string | null> {
    if (this.#isDraining) return "the server is shutting down";
    const { worker, inbox } = this.#parts;
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
