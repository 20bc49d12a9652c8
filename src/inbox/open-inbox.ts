/** Chooses the inbox's database by the environment: PostgreSQL where `DATABASE_URL` is set, else one file on this machine. */
import { Inbox } from "./inbox.ts";
import type { InboxOptions } from "./inbox-options.ts";
import { SqliteDriver } from "./sqlite-driver.ts";

export interface InboxEnvironment {
  /** The embedded inbox's file. `data/inbox.db` unless set. */
  readonly INBOX_PATH?: string | undefined;
  /** PostgreSQL, for several replicas of the server. */
  readonly DATABASE_URL?: string | undefined;
}

/** Throws `InboxUnusable` with a sentence for the operator. */
export async function openInbox(environment: InboxEnvironment, options: InboxOptions): Promise<Inbox> {
  if (!environment.DATABASE_URL) return openSqliteInbox(environment.INBOX_PATH || "data/inbox.db", options);
  // Loaded only where it is used: the embedded inbox pays nothing for PostgreSQL.
  const { PostgresDriver } = await import("./postgres-driver.ts");
  return new Inbox(await PostgresDriver.open(environment.DATABASE_URL, options.onError), options);
}

/** Throws `InboxUnusable` with a sentence for the operator. */
export function openSqliteInbox(path: string, options: InboxOptions): Inbox {
  return new Inbox(new SqliteDriver(path), options);
}

/** NOTHING SURVIVES THE PROCESS: for the playground, dry runs and tests. */
export function openMemoryInbox(options: InboxOptions): Inbox {
  return openSqliteInbox(":memory:", options);
}
