import type { Delivery } from "../../facts/event.ts";

/** What recovery needs of an inbox, whichever it is. */
export interface RecoveryInbox {
  /** Resolves once the delivery is safe. `duplicate`: it is known already. */
  put(delivery: Delivery): Promise<"accepted" | "duplicate">;
  /** Which of these deliveries the inbox knows, in whatever state. */
  seen(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** A small value that survives restarts: how far a sweep got. Null when it was never written. */
  readCheckpoint(name: string): Promise<string | null>;
  writeCheckpoint(name: string, value: string): Promise<void>;
}
