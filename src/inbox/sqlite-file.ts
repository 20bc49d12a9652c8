/** Opens the embedded inbox's file: makes it, brings an older one up to date, refuses what is not ours to touch. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { InboxUnusable } from "./inbox-unusable.ts";

/** "DTin". Written into the file's header, so that no other program's database is taken for an inbox. */
const APPLICATION_ID = 0x4454696e;

/** Each entry brings the schema from the version of its index to the next. Never edit one that was released. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE delivery (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'set-aside', 'done')),
    repository TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    installation_id INTEGER,
    event TEXT,
    arrived_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    token TEXT,
    done_at INTEGER
  ) STRICT;
  CREATE INDEX delivery_queue ON delivery (repository, position, arrived_at) WHERE state = 'waiting';
  CREATE INDEX delivery_kept ON delivery (position) WHERE state <> 'done';
  CREATE INDEX delivery_done ON delivery (done_at) WHERE state = 'done';
  CREATE TABLE repository (
    key TEXT PRIMARY KEY,
    not_before INTEGER NOT NULL DEFAULT 0,
    token TEXT,
    leased_until INTEGER NOT NULL DEFAULT 0,
    outbox TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
];

/** How long a write waits for another process on the same file before it fails, in ms. */
const BUSY_TIMEOUT = 5_000;

export function openSqliteFile(path: string): DatabaseSync {
  const file = resolve(path);
  let database: DatabaseSync | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
    // With synchronous=FULL a commit is on the disk when it returns, also if the machine loses power.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    migrate(database, file);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof InboxUnusable) throw error;
    throw new InboxUnusable(explain(error, file), { cause: error });
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const read = (pragma: string) => Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = read("user_version");
    const tables = Number(database.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.["n"]);
    if (tables > 0 && read("application_id") !== APPLICATION_ID) {
      throw new InboxUnusable(
        `${file} is another program's SQLite database, not an inbox. Set INBOX_PATH to a file of its own, or to one that does not exist yet.`,
      );
    }
    if (version > MIGRATIONS.length) {
      throw new InboxUnusable(
        `${file} was written by a newer version (inbox format ${version}; this one reads up to ${MIGRATIONS.length}). Run the newer version again, or set INBOX_PATH to a new file: what waits in the old one is then recovered from GitHub.`,
      );
    }
    for (const migration of MIGRATIONS.slice(version)) database.exec(migration);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** SQLite's result codes (https://sqlite.org/rescode.html) that an operator meets, the extended ones by their low byte. */
function explain(error: unknown, file: string): string {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : null;
  const what = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 26:
    case 11:
      return `${file} is no SQLite database, or it is damaged (${what}). Move it away and start again: an empty inbox is made in its place, and what was missed is recovered from GitHub. Or set INBOX_PATH to another file.`;
    case 5:
      return `${file} is locked by another process (${what}). Stop that process, or set INBOX_PATH to another file.`;
    case 13:
      return `The disk of ${file} is full (${what}). Free some space, or set INBOX_PATH to a file on another disk.`;
    default:
      return `The inbox ${file} cannot be opened for writing (${what}). Check that INBOX_PATH names a file in a folder that this process may write to.`;
  }
}
