/**
 * The log's lines about requests that are refused. Anybody can send any number of those, so of each kind only the first few of a
 * minute have a line of their own; how many more there were is said when the minute is over.
 */
import type { Logger } from "pino";
import { type Clock, systemClock } from "../clock.ts";

export interface RefusedRequest {
  readonly status: number;
  /** One of few: it tells the kinds apart. */
  readonly reason: string;
  /** What was said of the delivery. */
  readonly about: object;
}

const LINES = 10;
const PERIOD_MS = 60_000;

interface Kind {
  readonly status: number;
  readonly reason: string;
  seen: number;
  readonly callOff: () => void;
}

export class RefusalLog {
  readonly #log: Logger;
  readonly #after: Clock["after"];
  /** Those that were met in the last minute. */
  readonly #kinds = new Map<string, Kind>();

  constructor(log: Logger, after: Clock["after"] = systemClock.after) {
    this.#log = log;
    this.#after = after;
  }

  note({ status, reason, about }: RefusedRequest): void {
    const kind = this.#kinds.get(reason) ?? this.#begin(status, reason);
    kind.seen += 1;
    if (kind.seen <= LINES) this.#log.warn({ ...about, status, reason }, "webhook refused");
  }

  /** Says what was not said yet. */
  close(): void {
    for (const { reason } of [...this.#kinds.values()]) this.#end(reason);
  }

  #begin(status: number, reason: string): Kind {
    const callOff = this.#after(PERIOD_MS, () => this.#end(reason));
    const kind = { status, reason, seen: 0, callOff };
    this.#kinds.set(reason, kind);
    return kind;
  }

  #end(reason: string): void {
    const kind = this.#kinds.get(reason);
    if (kind === undefined) return;
    this.#kinds.delete(reason);
    kind.callOff();
    const more = kind.seen - LINES;
    if (more > 0) this.#log.warn({ status: kind.status, reason, more }, "more webhooks refused");
  }
}
