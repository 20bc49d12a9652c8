/**
 * The figures behind `/metrics`. Labels have few values each: no repository, person or delivery is one, and what a
 * stranger may write (the name of an event) counts as "other" unless it is known.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Inbox } from "../inbox/inbox.ts";
import type { GitHubRequest, LookResult, Metrics } from "../metrics/metrics.ts";
import type { BodyMemory } from "./body-memory.ts";
import { Quotas } from "./quotas.ts";
import type { HttpPage } from "./start-server.ts";
import { within } from "./within.ts";

export interface PrometheusParts {
  readonly inbox: Pick<Inbox, "counts" | "schedule">;
  /** Of request bodies. */
  readonly memory: Pick<BodyMemory, "used">;
  /** Names of events that are counted under their own name. */
  readonly events: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** How long the inbox may take to answer, in ms. */
const INBOX_LIMIT = 2_000;

/** Seconds. */
const SHORT = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];
const REQUEST = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const ANSWER = [1, 2.5, 5, 10, 20, 30, 60, 300, 1800, 3600, 86_400];

export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #parts: PrometheusParts;
  readonly #events: ReadonlySet<string>;
  readonly #quotas = new Quotas();

  constructor(parts: PrometheusParts) {
    this.#parts = parts;
    this.#events = new Set(parts.events);
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Everything, in Prometheus' text format. An inbox that does not answer is shown to be down. */
  async page(): Promise<HttpPage> {
    await this.#readInbox();
    this.#showQuotas();
    this.#bodies.set(this.#parts.memory.used);
    return { status: 200, type: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  readonly #webhooks = this.#counter(
    "webhooks_total",
    "Requests to the webhook address that were answered.",
    ["event", "status"],
  );
  webhookAnswered(event: string | undefined, status: number): void {
    const known = event !== undefined && this.#events.has(event) ? event : "other";
    this.#webhooks.inc({ event: known, status: String(status) });
  }

  readonly #refusedConnections = this.#counter(
    "connections_refused_total",
    "Connections that had to make room for others.",
    [],
  );
  connectionRefused(): void {
    this.#refusedConnections.inc();
  }

  readonly #deliveries = this.#counter("deliveries_total", "Deliveries by what became of them.", ["result"]);
  deliveryKept(result: "accepted" | "duplicate"): void {
    this.#deliveries.inc({ result });
  }

  deliveriesLeft(result: "handled" | "put_back" | "set_aside", count: number): void {
    this.#deliveries.inc({ result }, count);
  }

  readonly #answers = this.#histogram(
    "answer_delay_seconds",
    "From the happening on GitHub until it was dealt with.",
    ANSWER,
  );
  answered(seconds: number): void {
    this.#answers.observe(Math.max(0, seconds));
  }

  readonly #batches = this.#histogram(
    "batch_duration_seconds",
    "Handling one batch, requests included.",
    BATCH,
    ["result"],
  );
  batchEnded(result: "handled" | "failed", seconds: number): void {
    this.#batches.observe({ result }, seconds);
  }

  readonly #decisions = this.#histogram(
    "decision_duration_seconds",
    "Deciding on one batch, without requests.",
    SHORT,
  );
  decided(seconds: number): void {
    this.#decisions.observe(seconds);
  }

  readonly #commits = this.#counter(
    "commits_total",
    "Commits that were tried, by what GitHub made of them.",
    ["outcome"],
  );
  commitTried(outcome: string): void {
    this.#commits.inc({ outcome });
  }

  readonly #comments = this.#counter("comments_total", "Replies and notices that were tried.", ["result"]);
  commentTried(result: "posted" | "refused" | "failed"): void {
    this.#comments.inc({ result });
  }

  readonly #requests = this.#counter("github_requests_total", "Requests to GitHub.", ["operation", "status"]);
  readonly #requestTime = this.#histogram("github_request_duration_seconds", "Requests to GitHub.", REQUEST);
  requestAnswered({ operation, status, seconds, quota }: GitHubRequest): void {
    this.#requests.inc({ operation, status });
    this.#requestTime.observe(seconds);
    if (quota) this.#quotas.note(quota);
  }

  readonly #looks = this.#counter(
    "looks_total",
    "Looks at a repository for what no webhook brought, by what they found.",
    ["result"],
  );
  looked(result: LookResult): void {
    this.#looks.inc({ result });
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `diagram_tracker_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram<L extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: L[] = [],
  ): Histogram<L> {
    const registers = [this.#registry];
    return new Histogram({ name: `diagram_tracker_${name}`, help, buckets, labelNames, registers });
  }

  #gauge<L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> {
    return new Gauge({ name: `diagram_tracker_${name}`, help, labelNames, registers: [this.#registry] });
  }

  readonly #bodies = this.#gauge("request_bytes_held", "Memory that request bodies hold.");
  readonly #waiting = this.#gauge("inbox_deliveries", "Deliveries in the inbox.", ["state"]);
  readonly #oldest = this.#gauge(
    "inbox_oldest_seconds",
    "Age of the oldest delivery that waits; 0: none does.",
  );
  readonly #repositories = this.#gauge(
    "schedule_repositories",
    "Repositories that are looked at from time to time, and those of them that are due now.",
    ["state"],
  );
  readonly #late = this.#gauge(
    "schedule_late_seconds",
    "For how long the repository that waits longest has been due; 0: none is.",
  );
  readonly #up = this.#gauge("inbox_up", "1 when the inbox answered just now.");

  /** Read when somebody asks, so that several replicas on one database show the same. */
  async #readInbox(): Promise<void> {
    try {
      const { inbox, now } = this.#parts;
      const [deliveries, looks] = await within(
        INBOX_LIMIT,
        Promise.all([inbox.counts(), inbox.schedule.counts()]),
      );
      const ageOf = (at: number | null) => (at === null ? 0 : Math.max(0, now() - at) / 1000);
      this.#waiting.set({ state: "waiting" }, deliveries.waiting);
      this.#waiting.set({ state: "leased" }, deliveries.leased);
      this.#waiting.set({ state: "used" }, deliveries.held);
      this.#waiting.set({ state: "set_aside" }, deliveries.setAside);
      this.#oldest.set(ageOf(deliveries.oldest));
      this.#repositories.set({ state: "scheduled" }, looks.scheduled);
      this.#repositories.set({ state: "due" }, looks.due);
      this.#late.set(ageOf(looks.oldest));
      this.#up.set(1);
    } catch {
      // What was true a while ago is not shown as if it still were.
      this.#waiting.reset();
      this.#oldest.set(Number.NaN);
      this.#repositories.reset();
      this.#late.set(Number.NaN);
      this.#up.set(0);
    }
  }

  readonly #remaining = this.#gauge(
    "github_quota_remaining",
    "What is left of GitHub's hourly quota, of the installation that has least.",
    ["resource"],
  );
  readonly #limits = this.#gauge("github_quota_limit", "GitHub's hourly quota of that installation.", [
    "resource",
  ]);

  #showQuotas(): void {
    this.#remaining.reset();
    this.#limits.reset();
    for (const { resource, remaining, limit } of this.#quotas.scarcest(this.#parts.now() / 1000)) {
      this.#remaining.set({ resource }, remaining);
      this.#limits.set({ resource }, limit);
    }
  }
}
