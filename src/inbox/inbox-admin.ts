/** What an operator and the recovery sweeps need of an inbox, beyond what the worker needs. */
import type { RepositoryId } from "../domain/repository-id.ts";
import type { TrackerEvent } from "../facts/event.ts";

export interface InboxAdmin {
  /** Everything that is not done, in order of arrival; only what is in `state` when one is given. */
  list(state?: "waiting" | "leased" | "set-aside"): Promise<readonly KeptDelivery[]>;
  /** One delivery in any state, or null when the inbox does not know it. */
  show(id: string): Promise<KeptDelivery | null>;
  /** Puts a set-aside delivery back into the queue, in its old place and as if it had never been tried. */
  retry(id: string): Promise<"retried" | "unknown" | "not-set-aside">;
  /** Forgets a set-aside or waiting delivery for good. Its ID stays known, so that a sweep does not bring it back. */
  drop(id: string): Promise<"dropped" | "unknown" | "leased" | "done">;
  /** Which of these deliveries the inbox knows, in whatever state. */
  seen(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** A small value that survives restarts: how far a sweep got. Null when it was never written. */
  readMark(name: string): Promise<string | null>;
  writeMark(name: string, value: string): Promise<void>;
}

export interface KeptDelivery {
  readonly id: string;
  readonly repository: RepositoryId;
  readonly state: "waiting" | "leased" | "set-aside" | "done";
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** How often a worker took it. */
  readonly tries: number;
  /** Why it was put back last or set aside, or null. */
  readonly reason: string | null;
  /** Null once it is done: what people wrote is kept no longer than needed. */
  readonly event: TrackerEvent | null;
}
