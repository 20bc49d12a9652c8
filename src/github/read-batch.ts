import { findDiagramIds } from "../domain/diagram-id.ts";
import { isLogin } from "../domain/person.ts";
import type { Outbox } from "../facts/batch.ts";
import { pullRequestAbout, type TrackerEvent } from "../facts/event.ts";
import type { BatchContext, Remaining } from "./execute-parts.ts";
import type { ReadSnapshot, SnapshotReader } from "./read/read-snapshot.ts";

export interface ReadBatch extends ReadSnapshot {
  /** Pull requests and issues of an earlier plan: whatever of it was carried out, they are looked at once more. */
  readonly again: readonly TrackerEvent<"pull-request" | "issue">[];
}

/** The repository as it is now, with what the batch is certainly about. Null: it has no commit yet. */
export async function readBatch(
  snapshots: SnapshotReader,
  { repo, log, now, outbox: { writes } }: BatchContext,
  { deliveries, outbox, uncertain }: Remaining,
): Promise<ReadBatch | null> {
  const again = uncertain ? lookAgain(outbox, now) : [];
  const events = [...deliveries.map(({ event }) => event), ...again];
  const question = {
    pullRequests: pullRequestsOf(events),
    issues: issuesOf(events),
    recentCommits: uncertain,
    writers: writersOf(events),
    quiet: events.some(({ kind }) => kind === "day"),
    self: events.some((event) => event.kind === "comment" && event.isBot),
  };
  let read = await snapshots.read(repo, question);
  if (read?.carried) {
    // It waits in a pull request, where the mode asks for one. What is decided on has that, too.
    await read.target.publish({ commit: read.carried, isEarlier: () => false }, log);
    read = await snapshots.read(repo, question);
  }
  if (read === null) return null;
  const pullRequests = writes.recent.withNotices(read.snapshot.pullRequests);
  return { ...read, snapshot: { ...read.snapshot, pullRequests }, again };
}

function lookAgain(outbox: Outbox | null, at: string): ReadBatch["again"] {
  const pullRequests = (outbox?.pullRequests ?? []).map((number) => {
    return { kind: "pull-request", key: `pull-request-${number}@outbox`, at, number } as const;
  });
  const issues = (outbox?.issues ?? []).map(({ number, since }) => {
    return { kind: "issue", key: `sidebar-${number}@outbox`, at, number, since } as const;
  });
  return [...pullRequests, ...issues];
}

/** Those that may be a diagram's own: what only answers comments needs nothing of the issue. */
function issuesOf(events: readonly TrackerEvent[]): number[] {
  const numbers = events.flatMap((event) => {
    if (event.kind === "issue") return [event.number];
    const isTitled = event.kind === "comment" && !event.onPullRequest && namesOne(event.title);
    return isTitled ? [event.thread] : [];
  });
  return [...new Set(numbers)];
}

function namesOne(title: string): boolean {
  return findDiagramIds(title, () => true).length > 0;
}

function pullRequestsOf(events: readonly TrackerEvent[]): number[] {
  return [...new Set(events.flatMap((event) => pullRequestAbout(event) ?? []))];
}

/** Each is looked up in the query; of more, who write all at once, nobody asks how old their accounts are. */
const WRITERS = 100;

function writersOf(events: readonly TrackerEvent[]): string[] {
  const logins = new Map(
    events.flatMap((event) => (event.kind === "comment" ? [[event.author.toLowerCase(), event.author]] : [])),
  );
  // Only people have an age that counts.
  return [...logins.values()].filter(isLogin).slice(0, WRITERS);
}
