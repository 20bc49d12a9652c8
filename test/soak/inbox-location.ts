import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Inbox } from "../../src/inbox/inbox.ts";
import type { InboxCounts } from "../../src/inbox/inbox-admin.ts";
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { type RunningPostgres, startPostgres } from "../inbox/start-postgres.ts";
import type { InboxLocation } from "./server-process.ts";
import { until } from "./until.ts";

/** Gives out places for inboxes of one kind, each empty. */
export interface InboxLocations {
  next(): Promise<InboxLocation>;
  dispose(): Promise<void>;
}

export async function sqliteLocations(): Promise<InboxLocations> {
  const folder = await mkdtemp(join(tmpdir(), "inbox-"));
  let count = 0;
  return {
    next: async () => ({ INBOX_PATH: join(folder, `inbox-${count++}.db`) }),
    dispose: () => rm(folder, { recursive: true }),
  };
}

export async function postgresLocations(): Promise<InboxLocations> {
  const postgres: RunningPostgres = await startPostgres();
  return {
    next: async () => ({ DATABASE_URL: await postgres.createDatabase() }),
    dispose: () => postgres.stop(),
  };
}

/** An inbox that servers work on, looked at from here. */
export interface WatchedInbox {
  readonly inbox: Inbox;
  /** Resolves once nothing waits there any more. Rejects after `limit` ms. */
  untilEmpty(limit?: number): Promise<InboxCounts>;
  close(): Promise<void>;
}

export async function watchInbox(place: InboxLocation): Promise<WatchedInbox> {
  const inbox = await openInbox(place, { now: Date.now, leaseMs: 60_000 });
  return {
    inbox,
    untilEmpty: async (limit) => {
      let counts = await inbox.counts();
      const isEmpty = async () => {
        counts = await inbox.counts();
        return counts.waiting === 0 && counts.leased === 0;
      };
      await until(isEmpty, {
        what: () => `the inbox is empty (${JSON.stringify(counts)})`,
        ...(limit !== undefined && { limit }),
      });
      return counts;
    },
    close: () => inbox.close(),
  };
}

export async function untilInboxIsEmpty(place: InboxLocation): Promise<InboxCounts> {
  const watched = await watchInbox(place);
  try {
    return await watched.untilEmpty();
  } finally {
    await watched.close();
  }
}
