/**
 * The bot without a server around it: Probot's webhooks go into an inbox, and a worker carries out what waits there. The
 * hosted server, the playground and the tests run this one.
 */
import { lookup } from "node:dns/promises";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { createApp } from "./app.ts";
import { type Clock, systemClock } from "./clock.ts";
import { decide } from "./decide/decide.ts";
import { followReachability } from "./follow-reachability.ts";
import { RequiredChecks } from "./github/checks/read-commit.ts";
import { ContentBudget } from "./github/client/content-budget.ts";
import { classifyFailure } from "./github/client/failure.ts";
import { limitClient } from "./github/client/limit-client.ts";
import type { GitHubClient } from "./github/client/repository-client.ts";
import { StallWatch } from "./github/client/stall-watch.ts";
import { execute } from "./github/execute.ts";
import type { ExecuteParts } from "./github/execute-parts.ts";
import { People } from "./github/read/people.ts";
import { SnapshotReader } from "./github/read/read-snapshot.ts";
import type { Reachability } from "./github/webhooks/reachability.ts";
import type { Inbox } from "./inbox/inbox.ts";
import { Worker } from "./inbox/worker.ts";
import { MermaidParser } from "./mermaid/mermaid-parser.ts";
import { type Metrics, silentMetrics } from "./metrics/metrics.ts";
import { parseYamlWith, readFilesWith } from "./read-files-with.ts";
import { type LookParts, lookAt } from "./sources/look-at.ts";
import { SourceWatch } from "./sources/source-watch.ts";
import { PUBLIC_WEB } from "./sources/web-rules.ts";
import { YamlParser } from "./yaml/yaml-parser.ts";

export interface BotParts {
  readonly probot: Probot;
  readonly inbox: Inbox;
  readonly log: Logger;
  readonly metrics?: Metrics;
  readonly clock?: Clock;
  /** How long to collect after a commit, in ms; default: ten seconds. */
  readonly quietMs?: number;
  /** How often a lease is renewed while its batch is handled, in ms; default: 20 seconds. */
  readonly renewMs?: number;
}

export interface Bot {
  readonly worker: Worker;
  /** What the bot needs of GitHub, for whoever has other work for it than webhooks. */
  readonly parts: ExecuteParts;
  /** A client of an installation, or of the App itself. */
  readonly clientFor: (installationId: number | null) => Promise<GitHubClient>;
}

const onTheWeb: LookParts = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  rules: PUBLIC_WEB,
};

export async function createBot({
  probot,
  inbox,
  log,
  metrics = silentMetrics,
  clock = systemClock,
  quietMs,
  renewMs,
}: BotParts): Promise<Bot> {
  const budget = new ContentBudget();
  const parsers = { mermaid: new MermaidParser(), yaml: new YamlParser() };
  const clientFor = async (installationId: number | null) => {
    if (installationId === null) return probot.auth();
    const client = await probot.auth(installationId);
    return limitClient(client, { installationId, budget, now: clock.now });
  };
  const parts: ExecuteParts = {
    decide: timed(decide, (seconds) => metrics.decided(seconds)),
    clientFor: ({ installationId }) => clientFor(installationId),
    snapshots: new SnapshotReader({ parse: parseYamlWith(parsers.yaml) }),
    people: new People({ now: clock.now }),
    now: clock.now,
    sleep: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    random: Math.random,
    log,
    metrics,
    pullRequestFiles: readFilesWith(parsers),
    checks: {
      required: new RequiredChecks({ now: clock.now }),
      sources: {
        watch: new SourceWatch({ lookAt: (url) => lookAt(url, onTheWeb), now: clock.now }),
        again: async (delivery) => {
          await inbox.put(delivery);
          worker.wake();
        },
      },
    },
  };
  const worker = new Worker({
    inbox,
    handle: (batch, { saveOutbox, signal }) => {
      const stalls = new StallWatch();
      const watched = { ...parts, decide: stalls.watch(parts.decide) };
      return execute(watched, batch, saveOutbox, signal).catch((error: unknown) => {
        throw stalls.blame(error);
      });
    },
    classify: classifyFailure,
    clock,
    log,
    metrics,
    ...(quietMs !== undefined && { quietMs }),
    ...(renewMs !== undefined && { renewMs }),
  });
  const follow = async (change: Reachability) => {
    await followReachability(inbox, change);
    worker.hear();
  };
  const app = createApp(async (deliveries) => {
    const results = await Promise.all(deliveries.map((delivery) => inbox.put(delivery)));
    for (const result of results) metrics.deliveryKept(result);
    if (deliveries.length > 0) worker.hear();
  }, follow);
  await probot.load(app);
  return { worker, parts, clientFor };
}

function timed<In, Out>(run: (input: In) => Out, tell: (seconds: number) => void): (input: In) => Out {
  return (input) => {
    const started = performance.now();
    try {
      return run(input);
    } finally {
      tell((performance.now() - started) / 1000);
    }
  };
}
