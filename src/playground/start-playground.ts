import type { DestinationStream } from "pino";
import { type BotParts, createBot } from "../bot.ts";
import { type Clock, systemClock } from "../clock.ts";
import { makeProbot } from "../github/client/octokit.ts";
import { Inbox } from "../inbox/inbox.ts";
import type { InboxOptions } from "../inbox/inbox-options.ts";
import type { Lease } from "../inbox/lease.ts";
import { SqliteDriver } from "../inbox/sqlite-driver.ts";
import { createLog } from "../log/log.ts";
import { startServer } from "../server/start-server.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "./github/start-github.ts";

/** The whole bot and a GitHub for it, over HTTP. */
export interface Playground {
  readonly github: GitHub;
  /** Resolves when every webhook was heard and everything that is due was done. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface PlaygroundOptions {
  readonly clock?: Clock;
  readonly log?: DestinationStream;
  readonly app?: GitHubOptions["app"];
  readonly parsers?: BotParts["parsers"];
}

const quiet: DestinationStream = { write: () => {} };

export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { clock = systemClock, parsers } = options;
  const github = await startGitHub({ clock: clock.now, ...(options.app && { app: options.app }) });
  const { id, privateKey, webhookSecret } = github.app;
  const log = createLog("debug", options.log ?? quiet);
  const probot = makeProbot({ appId: id, privateKey, secret: webhookSecret, baseUrl: github.url, log });
  const inbox = new PausedInbox({ now: clock.now, leaseMs: 60_000 });
  const bot = await createBot({ probot, inbox, log, clock, quietMs: 0, ...(parsers && { parsers }) });
  const server = await startServer({
    probot,
    secret: webhookSecret,
    log,
    host: "127.0.0.1",
    port: 0,
    trouble: async () => null,
  });
  github.webhooks.target = `${server.url}/api/github/webhooks`;
  bot.worker.start();
  return {
    github,
    async idle() {
      for (;;) {
        await github.settled();
        const due = await inbox.nextDue();
        if (due === null || due > clock.now()) return;
        inbox.isPaused = false;
        await bot.worker.whenIdle();
        inbox.isPaused = true;
      }
    },
    async close() {
      await bot.close();
      await server.close();
      await inbox.close();
      await github.close();
    },
  };
}

/** Gives nothing out until everything that happened was heard, so that what happens together is one batch. */
class PausedInbox extends Inbox {
  isPaused = true;

  constructor(options: InboxOptions) {
    super(new SqliteDriver(":memory:"), options);
  }

  override async lease(now: number): Promise<Lease | null> {
    return this.isPaused ? null : super.lease(now);
  }
}
