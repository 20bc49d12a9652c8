/**
 * The core: events of one repository → facts → decisions → carried out on GitHub. App, Action, command line, playground and
 * tests start this one, each with its own way of hearing events and of signing requests.
 *
 * Whoever has an inbox handles batches (`handle`) and keeps their outbox between tries. Whoever has none hands events over
 * once (`handleOnce`): what an earlier run did about them is looked for on GitHub, so that a second run does nothing.
 */
import { lookup } from "node:dns/promises";
import type { Logger } from "pino";
import { type Clock, systemClock } from "./clock.ts";
import { decide } from "./decide/decide.ts";
import { repositoryKey } from "./domain/repository-id.ts";
import type { Batch, BatchResult, Outbox } from "./facts/batch.ts";
import type { Delivery } from "./facts/event.ts";
import type { DefaultsMemory } from "./github/campaign/read-owner-defaults.ts";
import { RequiredChecks } from "./github/checks/read-commit.ts";
import { StallWatch } from "./github/client/stall-watch.ts";
import { execute } from "./github/execute.ts";
import type { ExecuteParts } from "./github/execute-parts.ts";
import { BrokenIssues } from "./github/post/broken-issue.ts";
import { RecentRefusals } from "./github/post/recent-refusals.ts";
import { People } from "./github/read/people.ts";
import { SnapshotReader } from "./github/read/read-snapshot.ts";
import { RecentMemory } from "./github/recent-memory.ts";
import { WeeklyReviews } from "./github/review/weekly-review.ts";
import { type Metrics, silentMetrics } from "./metrics/metrics.ts";
import { closeParsers, createParsers, type Parsers } from "./parsers.ts";
import { parseYamlWith, readFilesWith } from "./read-files-with.ts";
import { type LookParts, lookAt } from "./sources/look-at.ts";
import { SourceWatch } from "./sources/source-watch.ts";
import { PUBLIC_WEB } from "./sources/web-rules.ts";

export interface CoreParts {
  /** Whose client works in a repository. */
  readonly clientFor: ExecuteParts["clientFor"];
  readonly log: Logger;
  readonly clock?: Clock;
  readonly metrics?: Metrics;
  /** Where the core's own events go, to be handled later. Absent: `handleOnce` handles them before it resolves. */
  readonly keep?: (delivery: Delivery) => Promise<unknown>;
  /** How addresses of sources are looked at. */
  readonly web?: Pick<LookParts, "resolve" | "rules">;
  /** Those of several cores in one process, whose owner closes them. Default: the core's own. */
  readonly parsers?: Parsers;
  /** For who reads along with the decisions, or carries out less of them. Default: the decisions as they are. */
  readonly decide?: ExecuteParts["decide"];
  /** Absent: whether an owner had defaults is known while the core lives. */
  readonly defaultsMemory?: DefaultsMemory;
}

/** Events of one repository, handed over without an inbox. */
interface GivenEvents extends Pick<Batch, "repository" | "installationId" | "declined"> {
  readonly deliveries: readonly Delivery[];
}

export interface Core {
  /** What the core reads and decides with, for whoever compares a repository with what is known of it. */
  readonly parts: ExecuteParts;
  /** One try of a batch. `saveOutbox` keeps the plan for the next one. Throws what `execute` throws. */
  handle(
    batch: Batch,
    saveOutbox: (outbox: Outbox) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<BatchResult>;
  /**
   * Handles them now, whether or not that was done before. When it throws, what was not done yet is done by calling it
   * again, also in another process.
   */
  handleOnce(events: GivenEvents): Promise<Pick<BatchResult, "committed">>;
  /** Breaks off what runs, and ends all that would keep the process alive. The core handles nothing more. */
  close(): Promise<void>;
}

const onTheWeb: NonNullable<CoreParts["web"]> = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  rules: PUBLIC_WEB,
};

export function createCore({
  clientFor,
  log,
  clock = systemClock,
  metrics = silentMetrics,
  keep,
  web = onTheWeb,
  parsers: shared,
  decide: decideBy = decide,
  defaultsMemory,
}: CoreParts): Core {
  const parsers = shared ?? createParsers();
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  /** What the core itself wants to be handled, where nobody keeps it. */
  let own: Delivery[] = [];
  const owned = <T>(work: Promise<T>): Promise<T> => {
    running.add(work);
    const forget = () => void running.delete(work);
    work.then(forget, forget);
    return work;
  };
  const watch = new SourceWatch({
    lookAt: (url) => lookAt(url, { ...web, signal: closing.signal }),
    now: clock.now,
  });
  const again = async (delivery: Delivery) => {
    if (closing.signal.aborted) return;
    if (keep) await keep(delivery);
    else own.push(delivery);
  };
  const parts: ExecuteParts = {
    decide: timed(decideBy, (seconds) => metrics.decided(seconds)),
    clientFor,
    snapshots: new SnapshotReader({ parse: parseYamlWith(parsers.yaml), defaultsMemory }),
    people: new People({ now: clock.now }),
    now: clock.now,
    sleep: (ms) => pause(clock, ms, closing.signal),
    random: Math.random,
    log,
    metrics,
    pullRequestFiles: readFilesWith(parsers),
    refused: new RecentRefusals({ now: clock.now }),
    brokenIssues: new BrokenIssues({ now: clock.now }),
    weeklyReviews: new WeeklyReviews(),
    proposer: parsers.campaigns,
    again,
    checks: {
      required: new RequiredChecks({ now: clock.now }),
      sources: {
        watch,
        background: (work) => void owned(work),
        again,
      },
    },
  };
  const handle: Core["handle"] = async (batch, saveOutbox, signal) => {
    closing.signal.throwIfAborted();
    const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    const stalls = new StallWatch();
    const watched = { ...parts, decide: stalls.watch(parts.decide) };
    try {
      const result = await owned(execute(watched, batch, saveOutbox, either));
      const { left } = result;
      return left ? { ...result, left: { ...left, error: stalls.blame(left.error) } } : result;
    } catch (error) {
      throw stalls.blame(error);
    }
  };
  const recent = new RecentMemory(clock.now);
  const takeOwn = (repository: GivenEvents["repository"]) => {
    const key = repositoryKey(repository);
    const mine = own.filter((one) => repositoryKey(one.repository) === key);
    own = own.filter((one) => !mine.includes(one));
    return mine;
  };
  return {
    parts,
    handle,
    handleOnce: async ({ repository, installationId, deliveries, declined }) => {
      let waiting = deliveries;
      let committed = false;
      // What the core learns meanwhile it learns once, so this ends.
      while (waiting.length > 0) {
        const leased = waiting.map((delivery) => ({ ...delivery, tries: 0 }));
        const batch = {
          repository,
          installationId,
          deliveries: leased,
          recent: recent.of(repository),
          outbox: null,
          isUnremembered: true,
          ...(declined && { declined }),
        } as const;
        const done = await handle(batch, async (outbox) => recent.note(repository, outbox.recent));
        committed ||= done.committed;
        if (done.left) throw done.left.error;
        await Promise.allSettled(running);
        waiting = takeOwn(repository);
      }
      return { committed };
    },
    close: async () => {
      closing.abort(new Error("the core is closed"));
      await Promise.allSettled(running);
      if (!shared) await closeParsers(parsers);
    },
  };
}

/** Rejects when the signal aborts. */
function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      callOff();
      reject(signal.reason);
    };
    const callOff = clock.after(ms, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    signal.addEventListener("abort", abort, { once: true });
  });
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
