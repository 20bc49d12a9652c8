/**
 * The embedded database: one file, nothing to install. When things fail:
 * - what was written is on the disk when its call resolves, so neither SIGKILL nor a power cut loses it;
 * - several processes may open the same file: writes wait for one another, up to `BUSY_TIMEOUT`.
 *
 * What is asked at the same time runs one after the other: SQLite keeps this process's only thread while it works, so a
 * transaction that waited for another one of this process would wait for ever.
 */
import { mkdirSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { CommitLog } from "./commit-log.ts";
import { InboxUnusable } from "./inbox-unusable.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Sql, SqlDriver, SqlRow, SqlValues } from "./sql-driver.ts";

/** "DTin". Written into the file's header, so that no other program's database is taken for an inbox. */
const APPLICATION_ID = 0x4454696e;

/** How long a write waits for another process on the same file before it fails, in ms. */
const BUSY_TIMEOUT = 5_000;

interface Opened {
  readonly database: DatabaseSync;
  /** Null where nothing is to outlive the process. */
  readonly log: CommitLog | null;
}

/** Of all files of this process. */
let last: Promise<unknown> = Promise.resolve();

export class SqliteDriver implements SqlDriver {
  /** One transaction at a time writes there, so nobody else has locked anything. */
  readonly skipLocked = "";
  readonly #database: DatabaseSync;
  readonly #log: CommitLog | null;
  readonly #statements = new Map<string, StatementSync>();

  /** `:memory:` is one that ends with the process. Throws `InboxUnusable` with a sentence for the operator. */
  constructor(path: string) {
    const { database, log } = path === ":memory:" ? openMemory() : openFile(resolve(path));
    this.#database = database;
    this.#log = log;
  }

  all(statement: string, values: SqlValues = {}): Promise<readonly SqlRow[]> {
    return this.#write(async () => this.#prepare(statement).all(values));
  }

  /** IMMEDIATE takes the write lock at once: a transaction that reads first could not get it later on a busy file. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#write(async () => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        const all: Sql["all"] = async (statement, values = {}) => this.#prepare(statement).all(values);
        const result = await work({ all });
        this.#database.exec("COMMIT");
        return result;
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  jsonTable(name: string, columns: Readonly<Record<string, "text" | "bigint">>): string {
    const fields = Object.keys(columns).map((column) => `value ->> '$.${column}' AS ${column}`);
    return `(SELECT key AS turn, ${fields.join(", ")} FROM json_each(:${name}))`;
  }

  close(): Promise<void> {
    return inTurn(async () => {
      this.#statements.clear();
      if (!this.#database.isOpen) return;
      await this.#log?.close();
      this.#database.close();
    });
  }

  /** The next one begins once this one is committed, while the disk is still at it. */
  async #write<T>(work: () => Promise<T>): Promise<T> {
    const [result, isWritten] = await inTurn(async () => {
      const before = this.#countChanges();
      return [await work(), this.#countChanges() !== before] as const;
    });
    if (isWritten) await this.#log?.sync();
    return result;
  }

  #countChanges(): unknown {
    return this.#prepare("SELECT total_changes() AS changes").get()?.["changes"];
  }

  #prepare(statement: string): StatementSync {
    const known = this.#statements.get(statement);
    if (known !== undefined) return known;
    const prepared = this.#database.prepare(statement.replaceAll(/\{(\w+)\}/g, "$1"));
    this.#statements.set(statement, prepared);
    return prepared;
  }
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => {});
  return result;
}

function openMemory(): Opened {
  const database = new DatabaseSync(":memory:");
  for (const { sqlite } of MIGRATIONS) database.exec(sqlite);
  return { database, log: null };
}

function openFile(file: string): Opened {
  let database: DatabaseSync | null = null;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
    // FULL while it is opened: that brings the log itself and its place in the folder to the disk.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    migrate(database, file);
    database.exec("PRAGMA synchronous = NORMAL");
    return { database, log: new CommitLog(`${realpathSync(file)}-wal`) };
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
    for (const { sqlite } of MIGRATIONS.slice(version)) database.exec(sqlite);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
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
