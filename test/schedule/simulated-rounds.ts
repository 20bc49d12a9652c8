/**
 * The schedule as the server runs it, on simulated time: many repositories, several replicas on one inbox, and a GitHub that
 * only counts what it is asked. People write here and there, and some of the webhooks get lost.
 */
import { Octokit } from "@octokit/rest";
import { pino } from "pino";
import { instantAt } from "../../src/clock.ts";
import { repositoryKey } from "../../src/domain/repository-id.ts";
import type { GitHubClient } from "../../src/github/client/repository-client.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openMemoryInbox } from "../../src/inbox/open-inbox.ts";
import type { LookResult } from "../../src/metrics/metrics.ts";
import { seededRandom } from "../../src/playground/github/start-github.ts";
import { type Schedule, startSchedule } from "../../src/schedule/start-schedule.ts";
import { FakeClock } from "../inbox/fake-clock.ts";

const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
const EVERY = 15 * MINUTE;
const HOLD = 2 * MINUTE;

/** How long GitHub takes for each answer. */
const ANSWER = 250;
/** What is read where something happened: its threads, comments, reviews and files. */
const REQUESTS_TO_READ = 5;
const INSTALLATIONS = 10;
const LOST = 0.1;

interface Options {
  readonly repositories: number;
  /** Share of them in which somebody writes every ten minutes or so. */
  readonly active: number;
  readonly replicas: number;
}

interface Happened {
  readonly at: number;
  readonly isActive: boolean;
}

/** Of what was watched since the last `reset`. */
export interface Figures {
  readonly seconds: number;
  readonly looks: Readonly<Record<LookResult, number>>;
  /** Requests by what they were for. */
  readonly requests: Readonly<Record<"look" | "read" | "list" | "sweep", number>>;
  /** In the fullest minute. */
  readonly busiestMinute: number;
  /** From when a repository was due until it was looked at: the latest one, in ms. */
  readonly latest: number;
  /** How many looks each replica did. */
  readonly byReplica: readonly number[];
  /** From the happening until it was found, where its webhook was lost: the longest, in ms. */
  readonly found: { readonly active: number; readonly quiet: number };
}

export class SimulatedRounds {
  readonly clock = new FakeClock();
  readonly inbox: Inbox = openMemoryInbox({ now: this.clock.now, leaseMs: MINUTE, lookEveryMs: EVERY });
  readonly #options: Options;
  readonly #random = seededRandom(20_261_124);
  readonly #names: readonly string[];
  /** When something happened last, by repository. */
  readonly #newest = new Map<string, number>();
  readonly #lost = new Map<string, Happened[]>();
  #replicas: Schedule[] = [];
  #deliveries = 0;
  #started = this.clock.now();
  #looks: Record<LookResult, number> = { quiet: 0, read: 0, no_campaign: 0, failed: 0 };
  #requests = { look: 0, read: 0, list: 0, sweep: 0 };
  #minutes = new Map<number, number>();
  #latest = 0;
  #byReplica: number[] = [];
  #found = { active: 0, quiet: 0 };

  constructor(options: Options) {
    this.#options = options;
    this.#names = Array.from({ length: options.repositories }, (_, at) => `r${at}`);
    const { schedule } = this.inbox;
    const take = schedule.take.bind(schedule);
    schedule.take = async (now, until) => {
      const due = await take(now, until);
      if (due !== null) this.#latest = Math.max(this.#latest, now - due.dueAt);
      return due;
    };
    for (let at = 0; at < options.repositories * options.active; at += 1) this.#writeNowAndThen(at);
  }

  start(): void {
    this.#byReplica = Array.from({ length: this.#options.replicas }, () => 0);
    this.#replicas = this.#byReplica.map((_, at) => this.#startReplica(at));
  }

  async stop(): Promise<void> {
    const stopped = Promise.all(this.#replicas.map((one) => one.stop()));
    // What was asked is answered still.
    await this.clock.advance(MINUTE);
    await stopped;
    this.#replicas = [];
  }

  /** Until nothing is due any more: how long that took, in ms. */
  async untilNothingIsDue(): Promise<number> {
    const began = this.clock.now();
    do await this.clock.advance(MINUTE);
    while ((await this.inbox.schedule.counts()).due > 0);
    return this.clock.now() - began;
  }

  reset(): void {
    this.#started = this.clock.now();
    this.#looks = { quiet: 0, read: 0, no_campaign: 0, failed: 0 };
    this.#requests = { look: 0, read: 0, list: 0, sweep: 0 };
    this.#minutes = new Map();
    this.#latest = 0;
    this.#byReplica = this.#byReplica.map(() => 0);
    this.#found = { active: 0, quiet: 0 };
  }

  figures(): Figures {
    return {
      seconds: (this.clock.now() - this.#started) / SECOND,
      looks: { ...this.#looks },
      requests: { ...this.#requests },
      busiestMinute: Math.max(0, ...this.#minutes.values()),
      latest: this.#latest,
      byReplica: [...this.#byReplica],
      found: { ...this.#found },
    };
  }

  /** Somebody writes in a repository where nothing happens else, and no webhook tells. */
  writeUnheard(at: number): void {
    this.#happen(at, { isHeard: false, isActive: false });
  }

  #writeNowAndThen(at: number): void {
    this.clock.after(this.#random() * 20 * MINUTE, () => {
      this.#happen(at, { isHeard: this.#random() >= LOST, isActive: true });
      this.#writeNowAndThen(at);
    });
  }

  #happen(
    at: number,
    { isHeard, isActive }: { readonly isHeard: boolean; readonly isActive: boolean },
  ): void {
    const repository = this.#repository(at);
    const now = this.clock.now();
    this.#newest.set(repositoryKey(repository), now);
    if (isHeard) void this.#hear(repository, now);
    else this.#lostOf(repository.name).push({ at: now, isActive });
  }

  /** A webhook comes, and its worker needs no time. */
  async #hear(repository: { owner: string; name: string }, now: number): Promise<void> {
    const id = `d${this.#deliveries++}`;
    const event = { kind: "pull-request", key: id, at: instantAt(now), number: 1 } as const;
    await this.inbox.put({ id, repository, installationId: 1, event });
    for (let lease = await this.inbox.lease(now); lease !== null; lease = await this.inbox.lease(now))
      await this.inbox.complete(lease);
  }

  #lostOf(name: string): Happened[] {
    const known = this.#lost.get(name) ?? [];
    this.#lost.set(name, known);
    return known;
  }

  #repository(at: number) {
    return { owner: `org-${at % INSTALLATIONS}`, name: this.#names[at] ?? "" };
  }

  #startReplica(replica: number): Schedule {
    const client = this.#client();
    return startSchedule({
      inbox: this.inbox,
      app: async () => client,
      clientFor: async () => client,
      clock: this.clock,
      log: pino({ level: "silent" }),
      metrics: {
        looked: (result) => {
          this.#looks[result] += 1;
          this.#byReplica[replica] = (this.#byReplica[replica] ?? 0) + 1;
        },
      },
      random: this.#random,
      everyMs: EVERY,
      leaseMs: HOLD,
      wake: () => {},
      reconcile: async ({ repository }) => {
        const start = this.clock.now();
        await this.#answer("read", REQUESTS_TO_READ);
        for (const { at, isActive } of this.#lostOf(repository.name).splice(0)) {
          const kind = isActive ? "active" : "quiet";
          this.#found[kind] = Math.max(this.#found[kind], this.clock.now() - at);
        }
        const since = instantAt(start);
        return {
          repository,
          lookedUntil: start,
          since,
          tracked: true,
          texts: 0,
          pullRequests: 0,
          queued: [],
        };
      },
    });
  }

  /** So many requests, one after the other. */
  #answer(kind: keyof Figures["requests"], count = 1): Promise<void> {
    this.#requests[kind] += count;
    const minute = Math.floor(this.clock.now() / MINUTE);
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + count);
    return new Promise((resolve) => {
      this.clock.after(count * ANSWER, resolve);
    });
  }

  /** Answers the App and all installations. */
  #client(): GitHubClient {
    const fetch = async (url: string, { body }: { readonly body?: string }) => {
      const { pathname, searchParams } = new URL(url);
      const data = await this.#respond(pathname, searchParams, body ?? "{}");
      const headers = new Headers({ "content-type": "application/json" });
      return { status: 200, url, headers, text: async () => JSON.stringify(data) };
    };
    return new Octokit({ request: { fetch } });
  }

  #listed = 0;

  async #respond(path: string, query: URLSearchParams, body: string): Promise<unknown> {
    if (path === "/app/hook/deliveries") {
      await this.#answer("sweep");
      return [];
    }
    if (path === "/app/installations") {
      await this.#answer("list");
      this.#listed = 0;
      return Array.from({ length: INSTALLATIONS }, (_, at) => ({ id: at + 1 }));
    }
    if (path === "/installation/repositories") return this.#list(Number(query.get("page")));
    const { variables }: { variables: { owner: string; name: string } } = JSON.parse(body);
    await this.#answer("look");
    const newest = this.#newest.get(repositoryKey(variables)) ?? this.clock.start - 24 * HOUR;
    const none = { nodes: [] };
    const campaign = { isArchived: false, config: {}, catalog: {} };
    return {
      data: {
        repository: { ...campaign, pushedAt: instantAt(newest), issues: none, pullRequests: none },
      },
    };
  }

  /** The installations are listed one after the other. */
  async #list(page: number): Promise<unknown> {
    await this.#answer("list");
    const own = this.#names
      .map((_, at) => this.#repository(at))
      .filter(({ owner }) => owner === `org-${this.#listed}`);
    const repositories = own.slice((page - 1) * 100, page * 100);
    if (repositories.length < 100) this.#listed += 1;
    return {
      repositories: repositories.map(({ owner, name }) => {
        return { owner: { login: owner }, name, archived: false, disabled: false };
      }),
    };
  }
}
