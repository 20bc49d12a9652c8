import type { Delivery } from "../facts/event.ts";
import type { RecoveryInbox } from "../github/recovery/recovery-inbox.ts";

/** Collects what is found. It knows nothing beforehand: what was answered is told by the answers on GitHub. */
export class FoundEvents implements Pick<RecoveryInbox, "put" | "seen"> {
  readonly deliveries: Delivery[] = [];

  async put(delivery: Delivery): Promise<"accepted"> {
    this.deliveries.push(delivery);
    return "accepted";
  }

  async seen(): Promise<ReadonlySet<string>> {
    return new Set();
  }
}
