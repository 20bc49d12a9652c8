/**
 * What is counted, told by those who do it: they know nothing of how it is kept or shown. `silentMetrics` is for whoever
 * shows nothing (tests, the playground, one run on a command line).
 */
export interface Metrics {
  /** Something was sent to the webhook address and answered. `event`: GitHub's name of it, as the sender wrote it. */
  webhookAnswered(event: string | undefined, status: number): void;
  /** There were too many connections, so one had to make room. */
  connectionRefused(): void;
  deliveryKept(result: "accepted" | "duplicate"): void;
  /** Deliveries left the worker's hands. */
  deliveriesLeft(result: "handled" | "put_back" | "set_aside", count: number): void;
  /** From the happening on GitHub until it was dealt with. */
  answered(seconds: number): void;
  batchEnded(result: "handled" | "failed", seconds: number): void;
  decided(seconds: number): void;
  commitTried(outcome: string): void;
  commentTried(result: "posted" | "refused" | "failed"): void;
  requestAnswered(request: GitHubRequest): void;
  /** A repository was looked at for what no webhook brought. */
  looked(result: LookResult): void;
}

/** `quiet`: nothing had happened; `read`: something had, so it was read and compared. */
export type LookResult = "quiet" | "read" | "no_campaign" | "failed";

export interface GitHubRequest {
  /** `GET /repos/{owner}/{repo}`, or `graphql ReadSnapshot`; never with a repository's name in it. */
  readonly operation: string;
  /** HTTP status; `graphql_error`: 200 with errors; `none`: no answer came. */
  readonly status: string;
  readonly seconds: number;
  /** As GitHub's headers say it; null where they say nothing. */
  readonly quota: Quota | null;
}

export interface Quota {
  readonly resource: string;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds since the epoch. */
  readonly reset: number;
}

export const silentMetrics: Metrics = {
  webhookAnswered: () => {},
  connectionRefused: () => {},
  deliveryKept: () => {},
  deliveriesLeft: () => {},
  answered: () => {},
  batchEnded: () => {},
  decided: () => {},
  commitTried: () => {},
  commentTried: () => {},
  requestAnswered: () => {},
  looked: () => {},
};
