/**
 * The bot without a server around it: Probot's webhooks go into an inbox, and a worker has the core carry out what waits
 * there. The hosted server, the playground and the tests run this one.
 */
import type { Logger } from "pino";
import type { Probot } from "probot";
import { createApp } from "./app.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Core, type CoreParts, createCore } from "./core.ts";
import { followReachability } from "./follow-reachability.ts";
import { ContentBudget } from "./github/client/content-budget.ts";
import { classifyFailure } from "./github/client/failure.ts";
import { limitClient } from "./github/client/limit-client.ts";
import type { GitHubClient } from "./github/client/repository-client.ts";
import type { Reachability } from "./github/webhooks/reachability.ts";
import type { Inbox } from "./inbox/inbox.ts";
import { Worker } from "./inbox/worker.ts";
import { type Metrics, silentMetrics } from "./metrics/metrics.ts";

export interface BotParts {
  readonly probot: Probot;
  readonly inbox: Inbox;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly clock?: Clock;
  /**
   * How long to collect after a commit, in ms; default: ten seconds, since GitHub advises six pushes a minute:
   * https://docs.github.com/repositories/creating-and-managing-repositories/repository-limits
   */
  readonly quietMs?: number;
  /** How often a lease is renewed while its batch is handled, in ms; default: 20 seconds. */
  readonly renewMs?: number;
  readonly parsers?: CoreParts["parsers"];
}

export interface Bot {
  readonly worker: Worker;
  readonly core: Core;
  /** A client of an installation, or of the App itself. */
  readonly clientFor: (installationId: number | null) => Promise<GitHubClient>;
  /** Finishes the batches that run, and takes nothing more. The inbox is its owner's. */
  close(): Promise<void>;
}

/** Whether an owner's repository had defaults for its campaigns: that they cannot be read is not that there are none. */
const defaultsKey = (repository: string) => `defaults:${repository}`;

export async function createBot({
  probot,
  inbox,
  log,
  metrics = silentMetrics,
  clock = systemClock,
  quietMs,
  renewMs,
  parsers,
}: BotParts): Promise<Bot> {
  const budget = new ContentBudget();
  const clientFor = async (installationId: number | null) => {
    if (installationId === null) return probot.auth();
    const client = await probot.auth(installationId);
    return limitClient(client, { installationId, budget, now: clock.now });
  };
  const core = createCore({
    clientFor: ({ installationId }) => clientFor(installationId),
    log,
    clock,
    metrics,
    ...(parsers && { parsers }),
    defaultsMemory: {
      wasThere: async (repository) => (await inbox.readCheckpoint(defaultsKey(repository))) === "there",
      note: (repository, isThere) =>
        inbox.writeCheckpoint(defaultsKey(repository), isThere ? "there" : "none"),
    },
    keep: async (delivery) => {
      await inbox.put(delivery);
      worker.wake();
    },
  });
  const worker = new Worker({
    inbox,
    handle: (batch, { saveOutbox, signal }) => core.handle(batch, saveOutbox, signal),
    classify: classifyFailure,
    clock,
    log,
    metrics,
    ...(quietMs !== undefined && { quietMs }),
    ...(renewMs !== undefined && { renewMs }),
  });
  const follow = async (change: Reachability) => {
    await followReachability(inbox, change);
    worker.notify();
  };
  const app = createApp(
    async (deliveries) => {
      const results = await Promise.all(deliveries.map((delivery) => inbox.put(delivery)));
      for (const result of results) metrics.deliveryKept(result);
      if (deliveries.length > 0) worker.notify();
    },
    follow,
    clock.now,
  );
  await probot.load(app);
  return {
    worker,
    core,
    clientFor,
    close: async () => {
      await worker.drain();
      await core.close();
    },
  };
}
