/**
 * Recovery of what never arrived: at start, and then from time to time. First GitHub is asked to deliver again what
 * failed, then every repository is compared with what the inbox knows.
 *
 * What fails is logged and tried in the next round; one repository's or installation's trouble does not end the round.
 * Only one round runs at a time, also with several replicas: whoever runs it holds a leader lease in the inbox, and takes
 * it again before each repository.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "./clock.ts";
import { dayDelivery } from "./day-delivery.ts";
import type { NamedRepository, RepositoryId } from "./domain/repository-id.ts";
import { repositoryKey } from "./domain/repository-id.ts";
import { followReachability } from "./follow-reachability.ts";
import { classifyFailure, isClosed, isUnreachable } from "./github/client/failure.ts";
import type { GitHubClient } from "./github/client/repository-client.ts";
import { readInstallations, readRepositories } from "./github/read-installations.ts";
import { type Reconciled, type ReconcileParts, reconcile } from "./github/recovery/reconcile.ts";
import { type Redelivered, redeliverFailed } from "./github/recovery/redeliver.ts";
import type { Inbox } from "./inbox/inbox.ts";

export interface RoundParts extends Omit<ReconcileParts, "now" | "inbox"> {
  readonly inbox: ReconcileParts["inbox"] & Pick<Inbox, "installations" | "names">;
  /** Signs as the App itself. */
  readonly app: () => Promise<GitHubClient>;
  readonly clientFor: (installationId: number) => Promise<GitHubClient>;
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger;
}

export interface RecoveryParts extends RoundParts {
  readonly clock: Clock;
  readonly inbox: RoundParts["inbox"] & Pick<Inbox, "leaders">;
  /** Something was put into the inbox. */
  readonly wake: () => void;
  /** From 0 to 1: rounds of several servers shall not fall together. */
  readonly random: () => number;
  /** Time from one round to the next, in ms. */
  readonly everyMs?: number;
  /** How long a server that died keeps the others from it, in ms. */
  readonly holdMs?: number;
}

export interface Round {
  readonly redelivered: Redelivered | null;
  readonly repositories: readonly (Reconciled & { readonly installationId: number })[];
  /** What could not be read this time, with why. */
  readonly failed: readonly { readonly what: string; readonly reason: string }[];
}

/** How far back the first reconciliation of a repository looks: as far as GitHub delivers again. */
export const HORIZON_MS = 3 * 24 * 3_600_000;

const EVERY_MS = 15 * 60_000;
/** Held for one repository at a time, so that a process that dies does not keep others from it for long. */
const HOLD_MS = 2 * 60_000;
const LEADER = "recovery";
const DONE_MARK = "recovery-done";
/** A server that starts again and again shall not read everything each time. */
const RESTART_MS = 60_000;

/** `goOn` is asked before each repository. `only` limits the round to one repository, and leaves the log alone. */
export async function recoverRound(
  parts: RoundParts,
  {
    goOn = async () => true,
    only = null,
  }: { goOn?: () => Promise<boolean>; only?: RepositoryId | null } = {},
): Promise<Round> {
  const { clock } = parts;
  const repositories: Round["repositories"][number][] = [];
  const failed: { what: string; reason: string }[] = [];
  const attempt = async <T>(what: string, run: () => Promise<T>): Promise<T | null> => {
    try {
      return await run();
    } catch (error) {
      // Uninstalled, suspended, deleted or archived since it was listed: there is nothing to recover any more.
      if (isUnreachable(error) || isClosed(error)) return null;
      const { reason } = classifyFailure(error, clock.now());
      failed.push({ what, reason });
      parts.log.warn({ what, reason }, "not recovered in this round");
      return null;
    }
  };
  const app = await attempt("the App", parts.app);
  if (app === null) return { redelivered: null, repositories, failed };
  const sweep = () => redeliverFailed({ ...parts, app, now: clock.now() });
  const redelivered = only === null ? await attempt("the log of deliveries", sweep) : null;
  const installations = (await attempt("the App's installations", () => readInstallations(app))) ?? [];
  for (const installationId of installations) {
    const where = `installation ${installationId}`;
    const client = await attempt(where, () => parts.clientFor(installationId));
    const listed = client && (await attempt(where, () => readRepositories(client)));
    // Whatever webhook was missed: what can be read can be answered again.
    if (listed) await resume(parts, installationId, listed);
    for (const { repository } of listed ?? []) {
      if (only !== null && repositoryKey(repository) !== repositoryKey(only)) continue;
      if (client === null || !(await goOn())) break;
      const found = await attempt(`${repository.owner}/${repository.name}`, () =>
        reconcile({ ...parts, now: clock.now }, { client, repository }, installationId),
      );
      if (found !== null) repositories.push({ ...found, installationId });
    }
  }
  return { redelivered, repositories, failed };
}

async function resume(
  { inbox, dryRun }: RoundParts,
  installationId: number,
  repositories: readonly NamedRepository[],
): Promise<void> {
  if (!dryRun) await followReachability(inbox, { kind: "reachable", installationId, repositories });
}

export interface Recovery {
  /** Resolves when the round that runs has come to the end of its repository. No other begins. */
  stop(): Promise<void>;
}

export function startRecovery(parts: RecoveryParts): Recovery {
  const { inbox, clock, random, log, everyMs = EVERY_MS, holdMs = HOLD_MS } = parts;
  const holder = randomUUID();
  const lead = () => inbox.leaders.take(LEADER, holder, holdMs);
  let stopped = false;
  let callOff = () => {};
  let running: Promise<void> = Promise.resolve();

  const begin = (minAge: number) => {
    running = runRound(minAge)
      .catch((error: unknown) => {
        log.error({ err: error }, "recovery failed");
        return "done" as const;
      })
      .then((result) => {
        // A fifth earlier or later. Whoever holds the round may be dead: then it is free soon.
        const pause = (result === "held" ? holdMs : everyMs) * (0.8 + 0.4 * random());
        if (!stopped) callOff = clock.after(pause, () => begin(everyMs * 0.7));
      });
  };
  const runRound = async (minAge: number): Promise<"done" | "held"> => {
    const done = await inbox.readMark(DONE_MARK);
    if (done !== null && clock.now() - Date.parse(done) < minAge) return "done";
    if (!(await lead())) return "held";
    try {
      const goOn = async () => !stopped && (await lead());
      const round = await recoverRound(parts, { goOn });
      report(log, round);
      const isNewDay = await putDays(inbox, round, clock.now());
      if (!stopped) await inbox.writeMark(DONE_MARK, new Date(clock.now()).toISOString());
      if (isNewDay || round.repositories.some(({ queued }) => queued.length > 0)) parts.wake();
      return "done";
    } finally {
      await inbox.leaders.release(LEADER, holder);
    }
  };
  begin(Math.min(RESTART_MS, everyMs * 0.7));
  return {
    stop: async () => {
      stopped = true;
      callOff();
      await running;
    },
  };
}

/** Each campaign's day is put in by the first round of the day. True: some were new. */
async function putDays(
  inbox: RoundParts["inbox"],
  { repositories }: Pick<Round, "repositories">,
  now: number,
): Promise<boolean> {
  let isNew = false;
  for (const one of repositories) {
    if (!one.tracked) continue;
    const put = await inbox.put(dayDelivery(one, now));
    isNew ||= put === "accepted";
  }
  return isNew;
}

function report(log: Logger, { redelivered, repositories, failed }: Round): void {
  const queued = repositories.flatMap((one) => one.queued);
  log.info(
    {
      repositories: repositories.filter(({ tracked }) => tracked).length,
      queued: queued.length,
      redeliveries: redelivered?.asked.length ?? 0,
      failed: failed.length,
    },
    "recovered",
  );
  for (const { id, event } of queued)
    log.info({ delivery: id, key: event.key }, "queued: no webhook brought it");
}
