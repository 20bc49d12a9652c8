/**
 * The bot as a server has it, without the server: it is killed at any of its requests, before GitHub hears of it or before it
 * hears of GitHub's answer, and whoever comes after it knows nothing but the outbox that was kept.
 */
import { Octokit } from "@octokit/rest";
import { pino } from "pino";
import { decide } from "../../src/decide/decide.ts";
import type { DecideInput } from "../../src/decide/fold.ts";
import type { Decision } from "../../src/decide/plan.ts";
import type { Outbox } from "../../src/facts/batch.ts";
import type { Delivery } from "../../src/facts/event.ts";
import { LONGEST_LAG_MS } from "../../src/facts/recent-write.ts";
import { RequiredChecks } from "../../src/github/checks/read-commit.ts";
import { ContentsReader } from "../../src/github/checks/read-contents.ts";
import { classifyFailure } from "../../src/github/client/failure.ts";
import { execute } from "../../src/github/execute.ts";
import type { ExecuteParts } from "../../src/github/execute-parts.ts";
import { BrokenIssues } from "../../src/github/post/broken-issue.ts";
import { RecentRefusals } from "../../src/github/post/recent-refusals.ts";
import { People } from "../../src/github/read/people.ts";
import { SnapshotReader } from "../../src/github/read/read-snapshot.ts";
import { RecentMemory } from "../../src/github/recent-memory.ts";
import { WeeklyReviews } from "../../src/github/review/weekly-review.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";

const REPOSITORY = { owner: "atlas", name: "diagrams" };
const TRIES = 60;

export interface Posted {
  readonly thread: number;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ServerOptions {
  readonly github: GitHub;
  readonly clock: { now: number };
  readonly random: () => number;
  /** Of a hundred batches, how many meet the death of their server. */
  readonly deaths: number;
  /** Default: at any request. */
  readonly diesAt?: "commit";
  /** What it decides with, where that is planted to be wrong. */
  readonly wrong?: (decide: (input: DecideInput) => Decision) => (input: DecideInput) => Decision;
}

class Killed extends Error {
  override readonly name = "Killed";
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export class DyingServer {
  /** Comments that reached GitHub, in order. */
  readonly posted: Posted[] = [];
  /** What the core wants to be handled later. */
  readonly again: Delivery[] = [];
  requests = 0;
  /** Those of them that changed something. */
  writes = 0;
  killed = 0;
  private readonly options: ServerOptions;
  private recent: RecentMemory;
  /** Requests until it dies; null: it lives. */
  private left: { count: number; readonly when: "before" | "after" } | null = null;
  private isDead = false;
  private parts: ExecuteParts;

  constructor(options: ServerOptions) {
    this.options = options;
    this.recent = new RecentMemory(() => options.clock.now);
    this.parts = this.start();
  }

  /** Handles them as one batch, however often its server dies over it. Gives how many requests that took. */
  async handle(deliveries: readonly Delivery[]): Promise<number> {
    const { clock, random, deaths } = this.options;
    const from = this.requests;
    let outbox: Outbox | null = null;
    for (let tries = 0; tries < TRIES; tries++) {
      const dies = random() * 100 < deaths;
      this.left = dies
        ? { count: 1 + Math.floor(random() * 9), when: random() < 0.5 ? "before" : "after" }
        : null;
      const batch = {
        token: "token",
        repository: REPOSITORY,
        installationId: null,
        deliveries: deliveries.map((delivery) => ({ ...delivery, tries })),
        outbox,
        recent: this.recent.of(REPOSITORY),
        unreadable: [],
      };
      try {
        const { left } = await execute(this.parts, batch, async (next) => {
          if (this.isDead) throw new Killed("nothing is kept any more");
          outbox = next;
          this.recent.note(REPOSITORY, next.recent);
        });
        if (!left) return this.requests - from;
      } catch (error) {
        // A connection that breaks is tried again, as by the worker.
        if (!this.isDead && !classifyFailure(error, clock.now).transient) throw error;
      }
      // Whoever comes next waits for the lease to end.
      clock.now += LONGEST_LAG_MS + 15_000;
      if (this.isDead) this.parts = this.start();
    }
    throw new Error("a batch was tried again and again");
  }

  private start(): ExecuteParts {
    const { github, clock, wrong } = this.options;
    const now = () => clock.now;
    this.isDead = false;
    const client = new Octokit({
      baseUrl: github.url,
      auth: github.installationToken(REPOSITORY.owner),
      log: silent,
    });
    let mine = true;
    client.hook.wrap("request", async (request, options) => {
      if (!mine || this.isDead) throw new Killed("it sends nothing any more");
      this.requests += 1;
      const isCommit = String((options as Record<string, unknown>)["query"]).includes("createCommitOnBranch");
      const isHere =
        this.options.diesAt === "commit" ? isCommit : this.left !== null && --this.left.count === 0;
      const isLast = this.left !== null && isHere;
      const die = () => {
        this.isDead = true;
        this.killed += 1;
        mine = false;
        throw new Killed("killed");
      };
      if (isLast && this.options.diesAt === undefined && this.left?.when === "before") die();
      const answer = await request(options);
      const { method, url, issue_number, body, query } = options as Record<string, unknown>;
      const isQuery =
        method === "GET" ||
        String(query ?? "mutation")
          .trimStart()
          .startsWith("query");
      this.writes += isQuery ? 0 : 1;
      if (method === "POST" && String(url).endsWith("/comments"))
        this.posted.push({ thread: Number(issue_number), body: String(body), at: clock.now });
      if (isLast) die();
      return answer;
    });
    return {
      decide: wrong ? wrong(decide) : decide,
      clientFor: async () => client,
      snapshots: new SnapshotReader(),
      people: new People({ now }),
      refused: new RecentRefusals({ now }),
      brokenIssues: new BrokenIssues({ now }),
      weeklyReviews: new WeeklyReviews(),
      again: async (delivery) => void this.again.push(delivery),
      pullRequestFiles: { contents: new ContentsReader(), parse: async () => new Map() },
      checks: { required: new RequiredChecks({ now }) },
      now,
      sleep: async () => {},
      random: this.options.random,
      log: pino({ level: "silent" }),
    };
  }
}
