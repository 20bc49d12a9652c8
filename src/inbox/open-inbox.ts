/** Chooses the inbox by the environment: PostgreSQL where `DATABASE_URL` is set, else one file on this machine. */
import type { Inbox, InboxOptions } from "./inbox.ts";
import type { InboxAdmin } from "./inbox-admin.ts";

export interface InboxEnvironment {
  /** The embedded inbox's file. `data/inbox.db` unless set. */
  readonly INBOX_PATH?: string | undefined;
  /** PostgreSQL, for several replicas of the server. */
  readonly DATABASE_URL?: string | undefined;
}

/** Throws `InboxUnusable` with a sentence for the operator. */
export async function openInbox(
  environment: InboxEnvironment,
  options: InboxOptions,
): Promise<Inbox & InboxAdmin> {
  if (environment.DATABASE_URL) {
    // Loaded only where it is used: the embedded inbox pays nothing for PostgreSQL.
    const { PgBossInbox } = await import("./pg-boss-inbox.ts");
    return PgBossInbox.open(environment.DATABASE_URL, options);
  }
  const { SqliteInbox } = await import("./sqlite-inbox.ts");
  return new SqliteInbox(environment.INBOX_PATH || "data/inbox.db", options);
}
