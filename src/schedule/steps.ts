import type { Logger } from "pino";
import { classifyFailure, isClosed, isUnreachable } from "../github/client/failure.ts";

/** What could not be read this time, with why. */
export interface Failed {
  readonly what: string;
  readonly reason: string;
}

/** Runs one step after the other; what fails is noted, and does not stop the rest. */
export class Steps {
  readonly failed: Failed[] = [];
  readonly #parts: { readonly now: () => number; readonly log: Logger };

  constructor(parts: { readonly now: () => number; readonly log: Logger }) {
    this.#parts = parts;
  }

  /** Null: it failed, or what it is about was uninstalled, suspended, deleted or archived since it was listed. */
  async try<T>(what: string, run: () => Promise<T>): Promise<T | null> {
    try {
      return await run();
    } catch (error) {
      if (isUnreachable(error) || isClosed(error)) return null;
      const { reason } = classifyFailure(error, this.#parts.now());
      this.failed.push({ what, reason });
      this.#parts.log.warn({ what, reason }, "not read this time");
      return null;
    }
  }
}
