import type { RepositoryId } from "../domain/repository-id.ts";
import type { Delivery } from "./event.ts";

/** The waiting deliveries of one repository, taken together: what one decision is about. */
export interface Batch {
  readonly repository: RepositoryId;
  /** Null where the credentials of the process serve every repository. */
  readonly installationId: number | null;
  readonly deliveries: readonly LeasedDelivery[];
  /** What an earlier try had planned for some of these deliveries and may have carried out in part. */
  readonly outbox: Outbox | null;
  /** Nobody remembers whether they were handled before, so that is looked for first. */
  readonly isUnremembered?: boolean;
}

export interface LeasedDelivery extends Delivery {
  /** How often it was tried before: 0 the first time. */
  readonly tries: number;
}

/** A plan on its way out: its replies and the deliveries that it covers. The commit itself is found by its trailer. */
export interface Outbox {
  readonly deliveryIds: readonly string[];
  /** The commit that the plan was made for; null when it changes no file. */
  readonly parent: string | null;
  readonly replies: readonly {
    readonly thread: number;
    readonly body: string;
    readonly answers: readonly string[];
  }[];
  /** Pull requests whose notice was to be renewed: they are looked at once more. */
  readonly pullRequests?: readonly number[];
}
