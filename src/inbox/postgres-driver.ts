/**
 * One PostgreSQL database, shared by all replicas. When things fail:
 * - a lost connection fails what was under way on it and is told to `onError`; the next statement gets another one;
 * - what PostgreSQL broke off since two transactions waited for each other is run once more;
 * - a statement that is not answered within `ANSWER_MS` fails, and its connection with it.
 */
import pg from "pg";
import { InboxUnusable } from "./inbox-unusable.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Sql, SqlDriver, SqlRow, SqlValue, SqlValues } from "./sql-driver.ts";

const SCHEMA = "diagram_tracker";

/** Any number that no other program is likely to lock: replicas that start together bring the tables up to date in turn. */
const MIGRATION_LOCK = 0x4454696e;

/** Each of the worker's hands may need one, and webhooks, schedule and metrics shall not wait for them. */
const CONNECTIONS = 8;
const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
/** Two deadlocks in a row are bad luck, more are a fault. */
const RUNS = 3;

interface Translated {
  readonly text: string;
  /** The value of each placeholder. */
  readonly names: readonly string[];
}

export class PostgresDriver implements SqlDriver {
  readonly skipLocked = "FOR UPDATE SKIP LOCKED";
  readonly #pool: pg.Pool;
  readonly #translated = new Map<string, Translated>();
  #closing: Promise<void> | null = null;

  private constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Throws `InboxUnusable` with a sentence for the operator. */
  static async open(url: string, onError: (error: unknown) => void = () => {}): Promise<PostgresDriver> {
    const pool = new pg.Pool({
      connectionString: url,
      application_name: "diagram-tracker",
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      types: { getTypeParser: readNumbers },
    });
    // Each connection tells of itself, idle or in use; without a listener that would end the process.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", onError));
    const driver = new PostgresDriver(pool);
    try {
      await driver.#withConnection(migrate);
      return driver;
    } catch (error) {
      await driver.close().catch(() => {});
      if (error instanceof InboxUnusable) throw error;
      throw new InboxUnusable(explain(error, url), { cause: error });
    }
  }

  all(statement: string, values: SqlValues = {}): Promise<readonly SqlRow[]> {
    return again(() => this.#withConnection((connection) => this.#run(connection, statement, values)));
  }

  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return again(() =>
      this.#withConnection(async (connection) => {
        await connection.query("BEGIN");
        try {
          const all: Sql["all"] = (statement, values = {}) => this.#run(connection, statement, values);
          const result = await work({ all });
          await connection.query("COMMIT");
          return result;
        } catch (error) {
          // Its end rolls back what was done on a connection that broke.
          if (!connection.isBroken) await connection.query("ROLLBACK").catch(() => {});
          throw error;
        }
      }),
    );
  }

  jsonTable(name: string, columns: Readonly<Record<string, "text" | "bigint">>): string {
    const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    const fields = [...Object.keys(columns), "turn"].join(", ");
    return `ROWS FROM (json_to_recordset(CAST(:${name} AS json)) AS (${types.join(", ")}))
      WITH ORDINALITY AS ${name} (${fields})`;
  }

  close(): Promise<void> {
    this.#closing ??= this.#pool.end();
    return this.#closing;
  }

  #run(connection: Connection, statement: string, values: SqlValues): Promise<readonly SqlRow[]> {
    const { text, names } = this.#translate(statement);
    return connection.query(
      text,
      names.map((name) => values[name] ?? null),
    );
  }

  #translate(statement: string): Translated {
    const known = this.#translated.get(statement);
    if (known !== undefined) return known;
    const names: string[] = [];
    const text = statement.replaceAll(/\{(\w+)\}|:(\w+)/g, (_, table?: string, name = "") => {
      if (table !== undefined) return `${SCHEMA}.${table}`;
      if (!names.includes(name)) names.push(name);
      return `$${names.indexOf(name) + 1}`;
    });
    const translated = { text, names };
    this.#translated.set(statement, translated);
    return translated;
  }

  async #withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    const connection = new Connection(client);
    try {
      return await work(connection);
    } finally {
      client.release(connection.isBroken);
    }
  }
}

/** One query at a time. What fails otherwise than by the server's word breaks it: nobody knows what is under way on it. */
class Connection {
  readonly #client: pg.PoolClient;
  isBroken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async query(text: string, values: SqlValue[] = []): Promise<readonly SqlRow[]> {
    try {
      // Without values several statements may stand in one text.
      const { rows } = await (values.length === 0
        ? this.#client.query<SqlRow>(text)
        : this.#client.query<SqlRow>(text, values));
      return rows;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) this.isBroken = true;
      throw error;
    }
  }
}

/** "deadlock_detected" and "serialization_failure": PostgreSQL rolled it back, and it may well work now. */
const BROKEN_OFF: ReadonlySet<string> = new Set(["40P01", "40001"]);

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await work();
    } catch (error) {
      if (run === RUNS || !BROKEN_OFF.has(codeOf(error))) throw error;
    }
  }
}

/** Counts and times have 64 bits there, and 53 are enough for them. */
const BIGINT = 20;
const readNumbers: typeof pg.types.getTypeParser = (oid, format) =>
  oid === BIGINT ? Number : pg.types.getTypeParser(oid, format);

async function migrate(connection: Connection): Promise<void> {
  await connection.query("BEGIN");
  await connection.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await connection.query(
    `CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; CREATE TABLE IF NOT EXISTS ${SCHEMA}.format (version integer NOT NULL)`,
  );
  const [row] = await connection.query(`SELECT version FROM ${SCHEMA}.format`);
  const version = Number(row?.["version"] ?? 0);
  if (version > MIGRATIONS.length) {
    throw new InboxUnusable(
      `The tables in the schema ${SCHEMA} were made by a newer version (inbox format ${version}; this one reads up to ${MIGRATIONS.length}). Update this replica, or set DATABASE_URL to another database.`,
    );
  }
  for (const { postgres } of MIGRATIONS.slice(version)) await connection.query(postgres);
  await connection.query(`DELETE FROM ${SCHEMA}.format`);
  await connection.query(`INSERT INTO ${SCHEMA}.format VALUES ($1)`, [MIGRATIONS.length]);
  await connection.query("COMMIT");
}

/** A sentence for the operator. Names host and database only: the address carries the password. */
function explain(error: unknown, url: string): string {
  const where = URL.canParse(url)
    ? `${new URL(url).host}${new URL(url).pathname}`
    : "the address in DATABASE_URL";
  const code = codeOf(error);
  // A file of TLS is read before anybody is asked.
  const isFile =
    error instanceof Error && "syscall" in error && /^(?:open|read)$/.test(String(error.syscall));
  const fix = isFile
    ? "Check the files that DATABASE_URL names (sslrootcert, sslcert, sslkey): each has to be there, and this user has to be able to read it."
    : (FIXES[code] ?? "Check DATABASE_URL: postgres:// with user, password, host, port and database.");
  const what = (error instanceof Error && error.message) || code || "no reason given";
  return `The inbox in PostgreSQL at ${where} cannot be opened (${what}). ${fix}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** By the codes of Node.js and of PostgreSQL (its appendix "Error Codes"). */
const FIXES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Check that PostgreSQL runs there and that host and port in DATABASE_URL are right.",
  ENOENT: "Check that PostgreSQL runs there and that the socket's folder in DATABASE_URL is right.",
  ENOTFOUND: "No such host: check its name in DATABASE_URL.",
  "28P01": "Check user and password in DATABASE_URL.",
  "28000": "Check user and password in DATABASE_URL, and that pg_hba.conf lets this user in.",
  "3D000": "Create the database first, or name an existing one in DATABASE_URL.",
  "42501": "Grant the user CREATE on the database: the inbox makes a schema of its own there.",
};
