import type { DiagramId } from "../domain/diagram-id.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import type { Delivery } from "./event.ts";
import type { RecentWrite } from "./recent-write.ts";

/** The waiting deliveries of one repository, taken together: what one decision is about. */
export interface Batch {
  readonly repository: RepositoryId;
  /** Null where the credentials of the process serve every repository. */
  readonly installationId: number | null;
  readonly deliveries: readonly LeasedDelivery[];
  /** How many replies of the last hour to those who speak here count for a limit, by `accountKey` and `botRepliesKey`. */
  readonly declined?: ReadonlyMap<string, number>;
  /** What was written here lately, by whichever process: reads may not show it yet. */
  readonly recent?: readonly RecentWrite[];
  /** What an earlier try had planned for some of these deliveries and may have carried out in part. */
  readonly outbox: Outbox | null;
  /** Nobody remembers whether they were handled before, so that is looked for first. */
  readonly isUnremembered?: boolean;
}

export interface LeasedDelivery extends Delivery {
  /** How often it was tried before: 0 the first time. */
  readonly tries: number;
}

/** What came of a batch that did not fail. */
export interface BatchResult {
  readonly committed: boolean;
  /** What has to be tried again; the other deliveries are done. */
  readonly left?: {
    /** At least one. */
    readonly deliveryIds: readonly string[];
    /** Why, for the same judgement as of a batch that failed. */
    readonly error: unknown;
  };
}

/** A plan on its way out: its replies and the deliveries that it covers. The commit itself is found by its trailer. */
export interface Outbox {
  readonly deliveryIds: readonly string[];
  /** Seals the trailer (`src/github/trailer.ts`); never shown to anybody. Absent: an older version wrote it. */
  readonly secret?: string;
  /** The commit that the plan was made for; null when it changes no file. */
  readonly parent: string | null;
  readonly replies: readonly {
    readonly thread: number;
    readonly body: string;
    readonly answers: readonly string[];
    /** By `accountKey`; absent: an older version wrote it. */
    readonly people?: readonly string[];
  }[];
  /** Of the replies, those that count for a limit: they decline something, or go to a bot. */
  readonly declined?: readonly DeclinedReply[];
  /** What was written of it, for the batches after it. */
  readonly recent?: readonly RecentWrite[];
  /** Pull requests whose notice was to be renewed: they are looked at once more. */
  readonly pullRequests?: readonly number[];
  /** Issues beside which something was to change: they are looked at once more. */
  readonly issues?: readonly UnfinishedIssue[];
  /** Diagrams for which an issue was to be opened. */
  readonly newIssues?: readonly DiagramId[];
  /** What the last try wrote of it. Absent: that try was cut off, so any of it may be there. */
  readonly progress?: WriteProgress;
}

export interface UnfinishedIssue {
  readonly number: number;
  /** When its diagram changed (ISO instant). */
  readonly since: string;
}

export interface DeclinedReply {
  /** Of the event that it answers. */
  readonly key: string;
  /** The `accountKey` of whom it answers, or the `botRepliesKey`. */
  readonly person: string;
}

/** Writes by their keys (`src/github/writes.ts`): what is in neither list was not written, unless a try was cut off. */
export interface WriteProgress {
  /** A try before that was cut off, so any other write may be there, too. */
  readonly isUnsure?: true;
  readonly done: readonly string[];
  /** They were sent, and whether they took effect is not known; `at`: ISO instant from which on nothing more can come of it. */
  readonly unconfirmed: readonly { readonly write: string; readonly at: string }[];
}
