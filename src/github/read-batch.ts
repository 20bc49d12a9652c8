import { isLogin } from "../domain/person.ts";
import type { Outbox } from "../facts/batch.ts";
import { type PullRequestEvent, pullRequestAbout, type TrackerEvent } from "../facts/event.ts";
import type { BatchContext, Remaining } from "./execute-parts.ts";
import type { ReadSnapshot, SnapshotReader } from "./read/read-snapshot.ts";

export interface ReadBatch extends ReadSnapshot {
  /** Pull requests of an earlier plan: whatever of it was carried out, they are looked at once more. */
  readonly again: readonly PullRequestEvent[];
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
    recentCommits: uncertain,
    writers: writersOf(events),
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

function lookAgain(outbox: Outbox | null, at: string): PullRequestEvent[] {
  return (outbox?.pullRequests ?? []).map((number) => {
    return { kind: "pull-request", key: `pull-request-${number}@outbox`, at, number };
  });
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
