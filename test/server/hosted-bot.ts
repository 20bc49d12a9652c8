import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bot, createBot } from "../../src/bot.ts";
import type { Clock } from "../../src/clock.ts";
import { makeProbot } from "../../src/github/client/octokit.ts";
import { SUBSCRIBED_EVENTS } from "../../src/github/webhooks/all-webhooks.ts";
import { REACHABILITY_EVENTS } from "../../src/github/webhooks/reachability.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import { createLog } from "../../src/log/log.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { BodyMemory } from "../../src/server/body-memory.ts";
import { PrometheusMetrics } from "../../src/server/prometheus-metrics.ts";
import { Readiness } from "../../src/server/readiness.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { FILES } from "../github/tracked.ts";
import { parsers } from "../parsers.ts";

/** The server as `npm start` composes it, in this process, with an embedded inbox and a clock that stands still. */
export interface HostedBot {
  readonly github: GitHub;
  readonly server: RunningServer;
  /** What request bodies hold. */
  readonly memory: BodyMemory;
  readonly bot: Bot;
  readonly inbox: Inbox;
  readonly inboxPath: string;
  readonly metrics: PrometheusMetrics;
  /** What was logged, oldest first. */
  readonly log: Record<string, unknown>[];
  /** The log's lines as they are written. */
  readonly lines: string[];
  advance(ms: number): void;
  /** Resolves when every webhook was heard and everything that is due was done. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startHostedBot({ level = "info" } = {}): Promise<HostedBot> {
  let now = Date.parse("2026-11-24T10:00:00Z");
  const clock: Clock = { now: () => now, after: () => () => {} };
  const github = await startGitHub({ clock: clock.now });
  github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
  const { id: appId, privateKey, webhookSecret: secret } = github.app;
  const lines: string[] = [];
  const entries: Record<string, unknown>[] = [];
  const log = createLog(level, {
    write(line) {
      lines.push(line);
      entries.push(JSON.parse(line));
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "hosted-bot-"));
  const inboxPath = join(folder, "inbox.db");
  const inbox = openSqliteInbox(inboxPath, { now: clock.now, leaseMs: 60_000 });
  const memory = new BodyMemory();
  const metrics = new PrometheusMetrics({
    inbox,
    memory,
    events: [...SUBSCRIBED_EVENTS, ...REACHABILITY_EVENTS],
    now: clock.now,
  });
  const probot = makeProbot({
    appId,
    privateKey,
    secret,
    baseUrl: github.url,
    log,
    metrics,
    pause: async () => {},
  });
  const bot = await createBot({ probot, inbox, log, metrics, clock, quietMs: 0, parsers });
  const readiness = new Readiness({ worker: bot.worker, inbox, now: clock.now });
  const server = await startServer({
    probot,
    secret,
    memory,
    log,
    metrics,
    host: "127.0.0.1",
    port: 0,
    trouble: () => readiness.trouble(),
    notKept: (fault) => readiness.notKept(fault),
    pages: { "/metrics": () => metrics.page() },
  });
  github.webhooks.target = `${server.url}/api/github/webhooks`;
  bot.worker.start();
  return {
    github,
    server,
    memory,
    bot,
    inbox,
    inboxPath,
    metrics,
    log: entries,
    lines,
    advance(ms) {
      now += ms;
    },
    async idle() {
      await github.settled();
      await bot.worker.whenIdle();
    },
    async close() {
      await bot.close();
      await server.close();
      await inbox.close();
      await github.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function sign(secret: string, body: string | Buffer): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}
