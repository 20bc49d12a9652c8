/**
 * Reads one repository as it is and puts into the inbox what webhooks would have brought, had they all arrived. The same
 * decisions handle it then; nothing is decided or written here.
 *
 * - What was said since the last reconciliation, with its edits, unless one of our replies answers it or the inbox knows
 *   it. Where there was none (the first time, or after the inbox was lost) it looks back as far as the horizon, and leaves
 *   alone what is older.
 * - Pull requests, the sidebars of diagrams' issues, and files by their state: the decisions are asked what they would do about them now. If that is nothing,
 *   nothing is queued, so a second reconciliation finds nothing to do.
 *
 * A webhook that arrives meanwhile is the same delivery as ours, by its ID, and the inbox takes it once.
 */
import { instantAt } from "../../clock.ts";
import { findDiagramIds } from "../../domain/diagram-id.ts";
import type { RepositoryId } from "../../domain/repository-id.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { readRepositoryState } from "../../domain/repository-state.ts";
import {
  type CommentEvent,
  type Delivery,
  eventId,
  formerEventId,
  type PullRequestEvent,
  type TrackerEvent,
} from "../../facts/event.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import { PullRequestFiles } from "../checks/pull-request-files.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { decideWithFacts } from "../decide-with-facts.ts";
import type { ExecuteParts } from "../execute-parts.ts";
import { readOpenPullRequests } from "../read/read-open-pull-requests.ts";
import { lookAtSidebar } from "../webhooks/issues.ts";
import { isWorthReading } from "../webhooks/texts.ts";
import { commentsSince } from "./comments-since.ts";
import { type RecentActivity, readRecentActivity } from "./read-recent-activity.ts";
import { readRevisions } from "./read-revisions.ts";
import type { RecoveryInbox } from "./recovery-inbox.ts";

export interface ReconcileParts
  extends Pick<ExecuteParts, "decide" | "snapshots" | "people" | "pullRequestFiles" | "log"> {
  readonly inbox: Pick<RecoveryInbox, "put" | "seen">;
  /** How far to look back where nothing is known, in ms. */
  readonly horizonMs: number;
  /** How much of what was read before is read again, in ms; default: `OVERLAP_MS`. */
  readonly overlapMs?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Finds everything and queues nothing. */
  readonly dryRun?: boolean;
}

/** What is known of a repository beforehand. */
export interface KnownBefore {
  readonly installationId: number | null;
  /** All that happened before this is known (ms since the epoch); null: it was never read. */
  readonly lookedUntil: number | null;
}

export interface Reconciled {
  readonly repository: RepositoryId;
  /** All that happened before this is known now (ms since the epoch); null where nothing is tracked. */
  readonly lookedUntil: number | null;
  /** ISO instant: what is older was not looked at. */
  readonly since: string;
  /** False: the repository is archived, empty or no campaign. */
  readonly tracked: boolean;
  /** Texts that were written or edited since then, and pull requests that were compared with the files. */
  readonly texts: number;
  readonly pullRequests: number;
  /** What was put into the inbox; in a dry run, what would be. */
  readonly queued: readonly Delivery[];
}

/** What changes while one reconciliation reads may be half seen, and clocks disagree; the next one reads it again. */
export const OVERLAP_MS = 10 * 60_000;
/** GitHub may count an edit a second later in one place than in another. */
const SAME_EDIT_S = 2;

export async function reconcile(
  parts: ReconcileParts,
  repo: RepositoryClient,
  { installationId, lookedUntil }: KnownBefore,
): Promise<Reconciled> {
  const { repository } = repo;
  const { inbox, horizonMs, overlapMs = OVERLAP_MS, dryRun = false } = parts;
  const start = parts.now();
  const from = lookedUntil === null ? start - horizonMs : lookedUntil - overlapMs;
  const since = instantAt(from);
  const nothing = {
    repository,
    lookedUntil: null,
    since,
    tracked: false,
    texts: 0,
    pullRequests: 0,
    queued: [],
  };
  const activity = await readRecentActivity(repo, since);
  if (activity === null) return nothing;
  const comments = await findUnanswered(parts, repo, activity, since);
  const compared = await compareState(parts, repo, activity, lookedUntil === null);
  if (compared === null) return nothing;

  const { databaseId } = activity;
  const spoken = comments.map((event) => ({ id: eventId({ repository, databaseId }, event), event }));
  const found = [...spoken, ...compared.differences].map(({ id, event }) => {
    return { id, repository, ...(databaseId !== undefined && { databaseId }), installationId, event };
  });
  const known = await inbox.seen(found.map(({ id }) => id));
  const missing = found
    .filter(({ id }) => !known.has(id))
    .sort((one, other) => (one.event.at < other.event.at ? -1 : one.event.at > other.event.at ? 1 : 0));
  const queued = dryRun ? missing : await putAll(inbox, missing);
  return {
    repository,
    lookedUntil: start,
    since,
    tracked: true,
    texts: activity.texts.length,
    pullRequests: compared.pullRequests,
    queued,
  };
}

/** Those that nobody else put in meanwhile. */
async function putAll(
  inbox: Pick<RecoveryInbox, "put">,
  deliveries: readonly Delivery[],
): Promise<Delivery[]> {
  const results = await Promise.all(deliveries.map((delivery) => inbox.put(delivery)));
  return deliveries.filter((_, at) => results[at] === "accepted");
}

async function findUnanswered(
  { inbox }: ReconcileParts,
  { client, repository }: RepositoryClient,
  { databaseId, texts, answered }: RecentActivity,
  since: string,
): Promise<CommentEvent[]> {
  const isNear = (at: string | null) => at !== null && Date.parse(at) >= Date.parse(since);
  const near = texts.filter(({ createdAt, editedAt }) => isNear(createdAt) || isNear(editedAt));
  const edited = near.filter(
    (text) => text.editedAt !== null && isWorthReading(text.author?.type, text.body),
  );
  const revisions = await readRevisions(client, edited);
  const events = near.flatMap((text) => commentsSince(text, revisions.get(text.nodeId) ?? [], since));
  const source = { repository, databaseId };
  const names = events.map((event) => {
    const keys = sameKeys(event.key);
    const ids = keys.flatMap((key) => [eventId(source, { key }), formerEventId(source, { key })]);
    return { event, keys, ids };
  });
  const known = await inbox.seen(names.flatMap(({ ids }) => ids));
  return names
    .filter(({ keys, ids }) => !keys.some((key) => answered.has(key)) && !ids.some((id) => known.has(id)))
    .map(({ event }) => event);
}

/** The key, and for an edit those that it would have a moment earlier or later. */
function sameKeys(key: string): string[] {
  const [what = key, at] = key.split("@");
  if (at === undefined) return [key];
  const keys: string[] = [];
  for (let offset = -SAME_EDIT_S; offset <= SAME_EDIT_S; offset++) {
    keys.push(`${what}@${instantAt(Date.parse(at) + offset * 1000)}`);
  }
  return keys;
}

interface Difference {
  readonly id: string;
  readonly event: TrackerEvent<"pull-request" | "push" | "issue">;
}

/** Null: the repository has no commit yet. */
async function compareState(
  parts: ReconcileParts,
  repo: RepositoryClient,
  activity: RecentActivity,
  isFirst: boolean,
): Promise<{ pullRequests: number; differences: readonly Difference[] } | null> {
  const now = instantAt(parts.now());
  const changedAt = new Map(activity.pullRequests);
  if (isFirst) for (const { number } of await readOpenPullRequests(repo)) addTo(changedAt, number, now);
  const first = await parts.snapshots.read(repo, { pullRequests: [], recentCommits: false });
  if (first === null) return null;
  if (first.carried) {
    // Nobody commits there now, and it has to be told to those who merge it all the same.
    await first.target.publish({ commit: first.carried, isEarlier: () => false }, parts.log);
  }
  if (isFirst) {
    const { assignments } = readRepositoryState(first.snapshot.files);
    for (const { assignment } of assignments.values()) {
      const { pr_number, status } = assignment;
      if (pr_number !== null && status !== "complete") addTo(changedAt, pr_number, now);
    }
  }
  const events = [...changedAt].map(([number, at]): PullRequestEvent => {
    return { kind: "pull-request", key: `pull-request-${number}@${at}`, at, number };
  });
  const read =
    events.length === 0
      ? first
      : ((await parts.snapshots.read(repo, { pullRequests: [...changedAt.keys()], recentCommits: false })) ??
        first);
  // Of the branch that the state is kept on.
  const head = read.target.head.oid;
  const push = { kind: "push", key: `push-${head}`, at: now } as const;
  const readers = { checks: null, files: new PullRequestFiles(parts.pullRequestFiles, repo) };
  const sidebars = sidebarsToLook(activity, read.snapshot);
  const batch = { events: [...events, ...sidebars, push], now };
  const plan = await decideWithFacts(parts, repo, read, batch, readers);
  const changed = new Set(plan.log.filter((line) => line.changed).map(({ key }) => key));
  const noticed = new Set(plan.notices.map(({ thread }) => thread));
  const beside = new Set(plan.sidebars.map(({ issue }) => issue));
  const answered = new Set(plan.replies.flatMap(({ answers }) => answers));
  const differing = [
    ...events.filter(({ key, number }) => changed.has(key) || noticed.has(number)),
    ...sidebars.filter(({ key, number }) => changed.has(key) || beside.has(number) || answered.has(key)),
  ];
  const key = repositoryKey(repo.repository);
  const differences: Difference[] = differing.map((event) => ({ id: `${key}:${event.key}:${head}`, event }));
  const isFileWrong = plan.files.length > 0 && differing.length === 0;
  if (isFileWrong) differences.push({ id: `${key}:${push.key}`, event: push });
  return { pullRequests: events.length, differences };
}

/** Issues that may be a diagram's own: by their titles, or because a file names them. */
function sidebarsToLook({ issues }: RecentActivity, { files }: Snapshot): TrackerEvent<"issue">[] {
  const { assignments } = readRepositoryState(files);
  const own = new Set([...assignments.values()].map(({ assignment }) => assignment.issue));
  return issues
    .filter(({ number, title }) => own.has(number) || findDiagramIds(title, () => true).length > 0)
    .map(({ number, updatedAt }) => lookAtSidebar({ number, updated_at: updatedAt }));
}

function addTo(changedAt: Map<number, string>, number: number, at: string): void {
  if (!changedAt.has(number)) changedAt.set(number, at);
}
