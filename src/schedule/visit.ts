/**
 * One look at a repository that is due: a single query where nothing happened. What happened since all is known there is read
 * and compared, and what no webhook brought goes into the inbox. So does the day, where there is a campaign.
 *
 * Never rejects for what GitHub answers: a repository that cannot be reached leaves the schedule until the installation is
 * listed again, or says so; a limit puts off all of its installation; what else fails is tried again, less and less often.
 */
import type { Logger } from "pino";
import { dayAt } from "../clock.ts";
import { dayDelivery } from "../day-delivery.ts";
import { classifyFailure, isClosed } from "../github/client/failure.ts";
import type { GitHubClient, RepositoryClient } from "../github/client/repository-client.ts";
import { readActivity } from "../github/recovery/read-activity.ts";
import { type KnownBefore, OVERLAP_MS, type Reconciled } from "../github/recovery/reconcile.ts";
import type { Inbox } from "../inbox/inbox.ts";
import type { DueRepository, LookState } from "../inbox/repository-schedule.ts";
import type { LookResult } from "../metrics/metrics.ts";
import { planLook, planRetry } from "./plan-look.ts";

export interface VisitParts {
  readonly inbox: Pick<Inbox, "put" | "schedule" | "installations">;
  readonly clientFor: (installationId: number | null) => Promise<GitHubClient>;
  /** Reads all that happened since then, and puts in what is missing. */
  readonly reconcile: (repo: RepositoryClient, known: KnownBefore) => Promise<Reconciled>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
  /** Time from one look to the next where something happens, in ms. */
  readonly everyMs: number;
}

interface Visited {
  readonly result: LookResult;
  /** How many deliveries were put into the inbox. */
  readonly queued: number;
}

/** Rejects where the inbox does not answer: then the repository is due again once its lease ends. */
export async function visit(parts: VisitParts, due: DueRepository): Promise<Visited> {
  const { inbox, now, everyMs } = parts;
  const began = now();
  let seen: Seen;
  try {
    seen = await look(parts, due);
  } catch (error) {
    await giveBack(parts, due, { error, began });
    return { result: "failed", queued: 0 };
  }
  const { result, isNews, isCampaign, lookedUntil, queued } = seen;
  const today = dayAt(now());
  const isNewDay = isCampaign && due.lastDay !== today;
  if (isNewDay) await inbox.put(dayDelivery(due, now()));
  const quietLooks = isNews ? 0 : due.quietLooks + 1;
  const state: LookState = {
    lookedUntil,
    quietLooks,
    failedLooks: 0,
    lastDay: isNewDay ? today : due.lastDay,
  };
  await inbox.schedule.give(due, planLook({ ...due, quietLooks, isCampaign }, now(), everyMs), state);
  return { result, queued: queued + Number(isNewDay) };
}

interface Seen {
  readonly result: LookResult;
  /** Something happened that was not known. */
  readonly isNews: boolean;
  readonly isCampaign: boolean;
  readonly lookedUntil: number | null;
  readonly queued: number;
}

async function look({ clientFor, reconcile, log }: VisitParts, due: DueRepository): Promise<Seen> {
  const { repository, installationId, lookedUntil } = due;
  const repo = { client: await clientFor(installationId), repository };
  const activity = await readActivity(repo);
  const known = { isNews: false, lookedUntil, queued: 0 };
  if (activity === null) return { ...known, result: "no_campaign", isCampaign: false };
  // Reads lag behind writes, and clocks disagree: what is that young may not have been there for the last one to read.
  const isKnown = lookedUntil !== null && activity.newest < lookedUntil - OVERLAP_MS;
  if (isKnown) return { ...known, result: "quiet", isCampaign: true };
  const found = await reconcile(repo, { installationId, lookedUntil });
  for (const { id, event } of found.queued)
    log.info({ delivery: id, key: event.key }, "queued: no webhook brought it");
  return {
    result: "read",
    isNews: lookedUntil === null || activity.newest >= lookedUntil || found.queued.length > 0,
    isCampaign: found.tracked,
    lookedUntil: found.lookedUntil ?? lookedUntil,
    queued: found.queued.length,
  };
}

async function giveBack(
  { inbox, now, log, everyMs }: VisitParts,
  due: DueRepository,
  { error, began }: { readonly error: unknown; readonly began: number },
) {
  const { repository, installationId } = due;
  const { unreachable, dueAt, reason } = classifyFailure(error, now());
  const name = `${repository.owner}/${repository.name}`;
  if (unreachable || isClosed(error)) {
    log.info({ repository: name, reason }, "not looked at any more: it cannot be reached");
    await inbox.schedule.give(due, null, { ...due, failedLooks: 0 });
    if (unreachable) await inbox.installations.doubt();
    // GitHub would say the same of all others.
    if (unreachable === "installation" && installationId !== null)
      await inbox.schedule.keepOnly(installationId, [], began);
    return;
  }
  log.warn({ repository: name, reason }, "not looked at this time");
  const failedLooks = due.failedLooks + 1;
  const retry = planRetry({ repository, failedLooks }, now(), everyMs);
  if (dueAt === null) return inbox.schedule.give(due, retry, { ...due, failedLooks });
  // The first one after a limit ends finds out whether it has.
  const until = Math.ceil(dueAt);
  await inbox.schedule.give(due, until, due);
  if (installationId !== null) await inbox.schedule.delay(installationId, until);
}
