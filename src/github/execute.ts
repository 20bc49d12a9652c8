/**
 * Handles one batch: the waiting deliveries of one repository.
 *
 * Everything is decided on what GitHub says now, and written only if that is still so. What is planned is saved before it
 * is carried out: the commit, then the replies, the notices and the checks. When a try fails between two of these, the
 * next one finds what was done (commit by trailer, reply by marker, check by its ID) and does the rest. A first try spends no request on that.
 *
 * Throws what it cannot handle; see `classifyFailure` for whether that is worth another try.
 */
import type { Logger } from "pino";
import type { DecideInput } from "../decide/fold.ts";
import type { Decision, Plan } from "../decide/plan.ts";
import type { Batch, Outbox } from "../facts/batch.ts";
import type { Delivery, PullRequestEvent, TrackerEvent } from "../facts/event.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { CheckDesk, type CheckParts } from "./checks/check-desk.ts";
import type { GitHubClient, Reach } from "./client.ts";
import { commitPlan, hasCommit, type Written } from "./commit-plan.ts";
import { configOf, decideWithFacts } from "./decide-with-facts.ts";
import { BranchRefused, HeadMoved } from "./failure.ts";
import type { Refusal } from "./outcome.ts";
import { present } from "./page.ts";
import type { People } from "./people.ts";
import { postAll } from "./post-all.ts";
import type { ReadSnapshot, SnapshotReader } from "./read-snapshot.ts";
import { lateComments, recover } from "./recover.ts";
import { reportRefusal, settleRefusal } from "./refusal-issue.ts";
import { type Published, publish } from "./standing-pull-request.ts";
import { parentOf } from "./target.ts";
import { readTrailer } from "./trailer.ts";

export interface ExecuteParts {
  readonly decide: (input: DecideInput) => Decision;
  readonly clientFor: (batch: Pick<Batch, "installationId" | "repository">) => Promise<GitHubClient>;
  readonly snapshots: SnapshotReader;
  readonly people: People;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1, for the jitter between attempts. */
  readonly random: () => number;
  readonly log: Logger;
  readonly metrics?: Pick<Metrics, "commitTried">;
  /** Absent where no checks are made. */
  readonly checks?: CheckParts;
}

export interface Executed {
  readonly committed: boolean;
}

/** How often a commit is tried on a head that keeps moving. */
const ATTEMPTS = 6;
const PAUSE_MS = 250;
/** A comment that is older may have been handled by an inbox that was lost since: its answer is looked for first. */
const LATE_MS = 5 * 60_000;

export async function execute(
  parts: ExecuteParts,
  batch: Batch,
  saveOutbox: (outbox: Outbox) => Promise<void>,
  /** Aborts once another worker has the repository: nothing more may be written then. */
  signal?: AbortSignal,
): Promise<Executed> {
  const reach = { client: await parts.clientFor(batch), repository: batch.repository };
  const now = new Date(parts.now()).toISOString();
  const log = parts.log.child({ repository: `${batch.repository.owner}/${batch.repository.name}` });
  let outbox = batch.outbox;
  let committed = false;
  // Once an answer is lost, every later read may still be from before: it is looked for each time.
  const lateBefore = new Date(parts.now() - LATE_MS).toISOString();
  let uncertain = outbox !== null || lateComments({ ...batch, lateBefore }).length > 0;
  let waiting = batch.deliveries;

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await parts.sleep(PAUSE_MS * 2 ** attempt * (0.5 + parts.random()));
    signal?.throwIfAborted();
    const again = uncertain ? lookAgain(outbox, now) : [];
    const read = await parts.snapshots.read(reach, {
      pullRequests: pullRequestsOf([...waiting.map(({ event }) => event), ...again]),
      recentCommits: uncertain,
    });
    if (read === null) {
      logDeliveries(log, waiting, () => "nothing to do: the repository has no commit yet");
      return { committed };
    }
    const { target, recent } = read;
    const parent = parentOf(target);
    let unanswered: ReadonlyMap<string, string> = new Map();
    if (uncertain) {
      const earlier = await recover(reach, { outbox, deliveries: waiting, lateBefore, head: parent, recent });
      ({ unanswered } = earlier);
      committed ||= earlier.committed;
      await postAll(reach, earlier, log);
      logDeliveries(
        log,
        waiting.filter(({ id }) => earlier.done.has(id)),
        () => "done by an earlier try",
      );
      waiting = waiting.filter(({ id }) => !earlier.done.has(id));
    }

    const events = [...waiting.map(({ event }) => event), ...again];
    if (events.length === 0) {
      if (committed) {
        await publish(reach, target, publishable(read, outbox, null), log);
        await settleRefusal(reach, target.branch);
      }
      return { committed };
    }
    const desk = parts.checks ? new CheckDesk(parts.checks, reach, log) : null;
    const plan = await decideWithFacts(parts, reach, read, { events, now, unanswered }, desk);
    const checks = (await desk?.unposted(plan.checks)) ?? [];
    const isCommit = hasCommit(read, plan);
    if (isCommit || plan.replies.length + plan.notices.length + checks.length > 0) {
      outbox = planOutbox(outbox, plan, { waiting, parent: isCommit ? parent : null });
      await saveOutbox(outbox);
    }
    let written: Written | null = null;
    if (isCommit) {
      written = await commitPlan(
        reach,
        read,
        plan,
        waiting.map(({ id }) => id),
      );
      const { outcome } = written;
      log.debug({ outcome: outcome.kind, branch: target.branch, parent, attempt }, "commit");
      parts.metrics?.commitTried(outcome.kind);
      if (outcome.kind === "refused") {
        await tell(reach, read, outcome, log);
        throw new BranchRefused(`${target.branch} refuses the commit: ${outcome.reason}`);
      }
      if (outcome.kind === "unknown") uncertain = true;
      if (outcome.kind !== "committed") continue;
      committed = true;
      if (outcome.entries) parts.snapshots.noteCommit(batch.repository, plan.files, outcome.entries);
    }
    if (committed) await publish(reach, target, publishable(read, outbox, written), log);
    await postAll(reach, plan, log);
    for (const check of checks) await desk?.post(check);
    desk?.watch(plan.links, batch, now);
    // Only a batch that was tried before may have met a refusal.
    if (committed && batch.outbox !== null) await settleRefusal(reach, target.branch);
    const decisions = new Map(plan.log.map(({ key, decision }) => [key, decision]));
    logDeliveries(log, waiting, ({ event }) => decisions.get(event.key) ?? "nothing decided");
    return { committed };
  }
  throw new HeadMoved(`the branch moved ${ATTEMPTS} times under our commit`);
}

/** Pull requests that the batch is certainly about: they come with the snapshot. */
function pullRequestsOf(events: readonly TrackerEvent[]): number[] {
  const numbers = events.flatMap((event) => {
    if (event.kind === "comment") return event.onPullRequest ? [event.thread] : [];
    return "number" in event && event.number !== null ? [event.number] : [];
  });
  return [...new Set(numbers)];
}

/** What is planned now takes the place of what was planned before for the same events; the rest of that stays. */
function planOutbox(
  earlier: Outbox | null,
  plan: Plan,
  { waiting, parent }: { waiting: readonly Delivery[]; parent: string | null },
): Outbox {
  const keys = new Set(waiting.map(({ event }) => event.key));
  const kept = (earlier?.replies ?? []).filter(({ answers }) => !answers.some((key) => keys.has(key)));
  const ids = new Set([...(earlier?.deliveryIds ?? []), ...waiting.map(({ id }) => id)]);
  const numbers = new Set([
    ...(earlier?.pullRequests ?? []),
    ...plan.notices.map(({ thread }) => thread),
    ...plan.checks.map(({ pullRequest }) => pullRequest),
  ]);
  return {
    deliveryIds: [...ids],
    parent: earlier?.parent ?? parent,
    replies: [...kept, ...plan.replies],
    ...(numbers.size > 0 && { pullRequests: [...numbers] }),
  };
}

/** What the standing pull request has to say beside what it said when it was read. */
function publishable(
  { snapshot, target, recent }: ReadSnapshot,
  outbox: Outbox | null,
  written: Written | null,
): Published {
  const { auto_merge: wantsAutoMerge } = configOf(snapshot);
  if (written?.outcome.kind === "committed") {
    return { head: written.outcome.oid, messages: [written.message], wantsAutoMerge };
  }
  // An earlier try committed; where it did not come to open a pull request, its commits are among the newest.
  const ids = new Set(outbox?.deliveryIds);
  const found = present(recent.nodes)
    .map(({ message }) => message)
    .reverse();
  const messages = found.filter((message) => readTrailer(message).some((id) => ids.has(id)));
  return { head: null, messages: target.publication?.standing ? [] : messages, wantsAutoMerge };
}

/** The maintainers are told; where even that fails, the log knows, and the next try tells them. */
async function tell(
  reach: Reach,
  { snapshot, target }: ReadSnapshot,
  { by, reason }: Refusal,
  log: Logger,
): Promise<void> {
  const { commit: mode } = configOf(snapshot);
  try {
    await reportRefusal(reach, { by, reason, branch: target.branch, mode, url: snapshot.url });
  } catch (error) {
    log.warn({ err: error, branch: target.branch }, "the maintainers could not be told of the refusal");
  }
}

function lookAgain(outbox: Outbox | null, at: string): PullRequestEvent[] {
  return (outbox?.pullRequests ?? []).map((number) => {
    return { kind: "pull-request", key: `pull-request-${number}@outbox`, at, number };
  });
}

function logDeliveries(
  log: Logger,
  deliveries: readonly Delivery[],
  say: (delivery: Delivery) => string,
): void {
  for (const delivery of deliveries) {
    log.info({ delivery: delivery.id, key: delivery.event.key, decision: say(delivery) }, "handled");
  }
}
