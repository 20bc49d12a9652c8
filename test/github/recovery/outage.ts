import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Bot, createBot } from "../../../src/bot.ts";
import type { Clock } from "../../../src/clock.ts";
import type { Delivery } from "../../../src/facts/event.ts";
import { followReachability } from "../../../src/follow-reachability.ts";
import { makeProbot } from "../../../src/github/client/octokit.ts";
import { reachabilityOf } from "../../../src/github/webhooks/reachability.ts";
import { deliveriesOf } from "../../../src/github/webhooks/read-webhook.ts";
import type { Inbox } from "../../../src/inbox/inbox.ts";
import { openSqliteInbox } from "../../../src/inbox/open-inbox.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { type Round, type RoundParts, recoverRound } from "../../../src/schedule/recover-round.ts";
import { CATALOG } from "../../guarantees-catalog.ts";
import { parsers } from "../../parsers.ts";
import { TRACKER } from "../tracked.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** As far as GitHub delivers again. */
const HORIZON_MS = 3 * 24 * HOUR;
const START = Date.parse("2026-11-24T10:00:00Z");

/** The bot on an inbox in a file, and a GitHub whose webhooks may get lost on the way to it. */
export class Outage {
  readonly github: GitHub;
  readonly log: Record<string, unknown>[] = [];
  #now = START;
  #bot: Bot | null = null;
  #inbox: Inbox | null = null;
  readonly #path: string;
  readonly #logger = pino({ level: "debug" }, { write: (line) => void this.log.push(JSON.parse(line)) });
  readonly clock: Clock = { now: () => this.#now, after: () => () => {} };

  static async start(files: Record<string, string> = {}): Promise<Outage> {
    const folder = await mkdtemp(join(tmpdir(), "outage-"));
    const holder: { outage?: Outage } = {};
    const github = await startGitHub({ clock: () => holder.outage?.clock.now() ?? START });
    const outage = new Outage(github, join(folder, "inbox.db"));
    holder.outage = outage;
    github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files: { "catalog/guarantees.yml": CATALOG, "TRACKER.md": TRACKER, ...files },
    });
    github.webhooks.target = async ({ guid, event, payload }) => {
      if (outage.#inbox === null) throw new Error("nobody is there");
      const change = reachabilityOf(event, payload);
      if (change) await followReachability(outage.inbox, change);
      const deliveries = deliveriesOf(guid, event, payload);
      await Promise.all(deliveries.map((delivery) => outage.inbox.put(delivery)));
      return 202;
    };
    await outage.up();
    return outage;
  }

  private constructor(github: GitHub, path: string) {
    this.github = github;
    this.#path = path;
  }

  get repository() {
    return this.github.repository("atlas/diagrams");
  }

  get inbox(): Inbox {
    if (this.#inbox === null) throw new Error("the server is down");
    return this.#inbox;
  }

  get bot(): Bot {
    if (this.#bot === null) throw new Error("the server is down");
    return this.#bot;
  }

  /** The server starts. */
  async up(): Promise<void> {
    const { id, privateKey, webhookSecret } = this.github.app;
    this.#inbox = openSqliteInbox(this.#path, { now: this.clock.now, leaseMs: MINUTE });
    const probot = makeProbot({
      appId: id,
      privateKey,
      secret: webhookSecret,
      baseUrl: this.github.url,
      log: this.#logger,
      pause: async () => {},
    });
    const { clock } = this;
    this.#bot = await createBot({
      probot,
      inbox: this.#inbox,
      log: this.#logger,
      clock,
      quietMs: 0,
      parsers,
    });
    this.#bot.worker.start();
  }

  /** It stops; from now on webhooks meet nobody. */
  async down(): Promise<void> {
    await this.bot.close();
    await this.inbox.close();
    this.#bot = null;
    this.#inbox = null;
  }

  loseInbox(): void {
    for (const end of ["", "-wal", "-shm"]) rmSync(`${this.#path}${end}`, { force: true });
  }

  /** GitHub's log of deliveries cannot be read: only the reconciliation is left. */
  loseLog(): void {
    this.github.faults.add({ match: "GET /app/hook/deliveries", answer: "500" });
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  /** Webhooks arrive and everything that is due is done. A minute goes by. */
  async work(): Promise<void> {
    await this.github.settled();
    if (this.#bot !== null) await this.bot.worker.whenIdle();
    this.pass(MINUTE);
  }

  get roundParts(): RoundParts {
    const { core, clientFor } = this.bot;
    return {
      ...core.parts,
      inbox: this.inbox,
      app: () => clientFor(null),
      clientFor,
      clock: this.clock,
      log: this.#logger,
      horizonMs: HORIZON_MS,
    };
  }

  async recover(more: Partial<RoundParts> = {}): Promise<Round> {
    return recoverRound({ ...this.roundParts, ...more });
  }

  /** Recovers and does what that brought; gives the keys that it queued. */
  async recovered(): Promise<string[]> {
    const round = await this.recover();
    await this.work();
    return queuedBy(round).map(({ event }) => event.key);
  }

  say(author: string, body: string, thread = 1): number {
    this.pass(1000);
    return this.repository.comment({ author, thread, body }).id;
  }

  replies(thread = 1): string[] {
    return this.repliesIn("atlas/diagrams", thread);
  }

  repliesIn(fullName: string, thread = 1): string[] {
    const all = this.github.repository(fullName).comments(thread);
    return all.filter(({ author }) => author === "diagram-tracker[bot]").map(({ body }) => body);
  }

  holder(id: string): string | undefined {
    return this.holderIn("atlas/diagrams", id);
  }

  holderIn(fullName: string, id: string): string | undefined {
    return /assignee: (\S+)/.exec(this.github.repository(fullName).file(`assignments/${id}.yml`) ?? "")?.[1];
  }

  status(id: string): string | undefined {
    return /status: (\S+)/.exec(this.repository.file(`assignments/${id}.yml`) ?? "")?.[1];
  }

  async close(): Promise<void> {
    if (this.#bot !== null) await this.down();
    await this.github.close();
    rmSync(join(this.#path, ".."), { recursive: true, force: true });
  }
}

export function queuedBy(round: Round): Delivery[] {
  return round.repositories.flatMap(({ queued }) => queued);
}
