/** The inbox's own tables on PostgreSQL, beside those that pg-boss makes for itself in `JOBS_SCHEMA`. */
import type { Db } from "pg-boss";
import { InboxUnusable } from "./inbox-unusable.ts";

export const JOBS_SCHEMA = "diagram_tracker_jobs";

/** Any number that no other program is likely to lock: replicas that start together bring the tables up to date in turn. */
const MIGRATION_LOCK = 0x4454696e;

/** Each entry brings the tables from the version of its index to the next. Never edit one that was released. */
const MIGRATIONS: readonly string[] = [
  // Events are text and not jsonb, which would refuse a comment that contains U+0000.
  `CREATE TABLE diagram_tracker.delivery (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'set-aside', 'done')),
    repository text NOT NULL,
    owner text NOT NULL,
    name text NOT NULL,
    installation_id bigint,
    event text,
    arrived_at bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    reason text,
    token text,
    done_at bigint
  );
  CREATE INDEX delivery_queue ON diagram_tracker.delivery (repository, position) WHERE state = 'waiting';
  CREATE INDEX delivery_kept ON diagram_tracker.delivery (position) WHERE state <> 'done';
  CREATE INDEX delivery_done ON diagram_tracker.delivery (done_at) WHERE state = 'done';
  CREATE TABLE diagram_tracker.repository (
    key text PRIMARY KEY,
    not_before bigint NOT NULL DEFAULT 0,
    token text,
    leased_until bigint,
    outbox text
  );
  CREATE INDEX repository_leased ON diagram_tracker.repository (leased_until) WHERE leased_until IS NOT NULL;
  CREATE TABLE diagram_tracker.mark (name text PRIMARY KEY, value text NOT NULL)`,
];

/** Runs inside the caller's transaction. */
export async function migratePostgres(db: Db): Promise<void> {
  await db.executeSql("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await db.executeSql("CREATE SCHEMA IF NOT EXISTS diagram_tracker");
  await db.executeSql("CREATE TABLE IF NOT EXISTS diagram_tracker.format (version integer NOT NULL)");
  const { rows } = await db.executeSql("SELECT version FROM diagram_tracker.format");
  const version = Number(rows[0]?.version ?? 0);
  if (version > MIGRATIONS.length) {
    throw new InboxUnusable(
      `The tables in the schema diagram_tracker were made by a newer version (inbox format ${version}; this one reads up to ${MIGRATIONS.length}). Update this replica, or set DATABASE_URL to another database.`,
    );
  }
  for (const migration of MIGRATIONS.slice(version)) await db.executeSql(migration);
  await db.executeSql("DELETE FROM diagram_tracker.format");
  await db.executeSql("INSERT INTO diagram_tracker.format VALUES ($1)", [MIGRATIONS.length]);
}

/** A sentence for the operator. Names host and database only: the address carries the password. */
export function explainPostgres(error: unknown, url: string): string {
  const where = URL.canParse(url)
    ? `${new URL(url).host}${new URL(url).pathname}`
    : "the address in DATABASE_URL";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const fix = FIXES[code] ?? "Check DATABASE_URL (postgres://user:password@host:port/database).";
  const what = (error instanceof Error && error.message) || code || "no reason given";
  return `The inbox in PostgreSQL at ${where} cannot be opened (${what}). ${fix}`;
}

/** By the codes of Node.js and of PostgreSQL (its appendix "Error Codes"). */
const FIXES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Check that PostgreSQL runs there and that host and port in DATABASE_URL are right.",
  ENOENT: "Check that PostgreSQL runs there and that the socket's folder in DATABASE_URL is right.",
  ENOTFOUND: "No such host: check its name in DATABASE_URL.",
  "28P01": "Check user and password in DATABASE_URL.",
  "28000": "Check user and password in DATABASE_URL, and that pg_hba.conf lets this user in.",
  "3D000": "Create the database first, or name an existing one in DATABASE_URL.",
  "42501": "Grant the user CREATE on the database: the inbox makes two schemas of its own there.",
};
