import type { Logger } from "pino";
import type { DecideInput } from "../decide/fold.ts";
import type { Decision, Reply } from "../decide/plan.ts";
import type { Batch, Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import type { CampaignProposer } from "../init/campaign-proposer.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { CheckParts } from "./checks/check-facts-reader.ts";
import type { FileParts } from "./checks/pull-request-files.ts";
import type { GitHubClient, RepositoryClient } from "./client/repository-client.ts";
import type { OutboxKeeper } from "./outbox-keeper.ts";
import type { BrokenIssues } from "./post/broken-issue.ts";
import type { RecentRefusals } from "./post/recent-refusals.ts";
import type { People } from "./read/people.ts";
import type { SnapshotReader } from "./read/read-snapshot.ts";
import type { WeeklyReviews } from "./review/weekly-review.ts";

/** What handling a batch needs of the world around it. */
export interface ExecuteParts {
  readonly decide: (input: DecideInput) => Decision;
  readonly clientFor: (batch: Pick<Batch, "installationId" | "repository">) => Promise<GitHubClient>;
  readonly snapshots: SnapshotReader;
  readonly people: People;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1, for the jitter between attempts. */
  readonly random: () => number;
  readonly log: Logger;
  readonly metrics?: Pick<Metrics, "commitTried">;
  readonly pullRequestFiles: FileParts;
  /** Whom GitHub let us ask or assign nowhere, as far as it was tried of late. */
  readonly refused: RecentRefusals;
  readonly brokenIssues: BrokenIssues;
  readonly weeklyReviews: WeeklyReviews;
  /** Makes of a repository what `init` would. Absent: no campaign is offered. */
  readonly proposer?: Pick<CampaignProposer, "propose">;
  /** Has an event of the bot's own handled later. */
  readonly again: (delivery: Delivery) => Promise<unknown>;
  /** Absent where no checks are made. */
  readonly checks?: CheckParts;
}

/** What one batch is handled with, from its first try to its last. */
export interface BatchContext {
  readonly batch: Batch;
  readonly repo: RepositoryClient;
  readonly log: Logger;
  /** ISO instant: when it was begun. */
  readonly now: string;
  /** Keeps what is planned before it is carried out, and what was written of it. */
  readonly outbox: Pick<OutboxKeeper, "save" | "writes" | "secret">;
}

/** What is left to do of a batch, as far as its tries tell. */
export interface Remaining {
  readonly deliveries: readonly Delivery[];
  readonly outbox: Outbox | null;
  /** What an earlier try decided to say and did not come to say, or did not hear of. Its deliveries are not decided again. */
  readonly replies: readonly Reply[];
  /** A try of it committed. */
  readonly committed: boolean;
  /**
   * Something may be done already that nobody here knows of. Once an answer is lost, every later read may still be from
   * before: it is looked for each time.
   */
  readonly uncertain: boolean;
  /** GitHub refused the commit in words that are not known. */
  readonly metStrange: boolean;
  /** Keys of events of which GitHub does not store what they would write. */
  readonly refused: ReadonlySet<string>;
  /** Keys of comments that a commit carried out (its OID), of which nobody remembers what was to be replied. */
  readonly unanswered: ReadonlyMap<string, string>;
}
