/**
 * What the inbox needs of a database. Statements are written once, for both: tables as `{delivery}`, values as `:name`,
 * in the SQL that SQLite and PostgreSQL share; numbers come back as numbers.
 */

export type SqlValue = string | number | null;
export type SqlValues = Readonly<Record<string, SqlValue>>;
export type SqlRow = Readonly<Record<string, unknown>>;

export interface Sql {
  /** Runs one statement and gives the rows that it returns. */
  all(statement: string, values?: SqlValues): Promise<readonly SqlRow[]>;
}

/** By itself each statement is a transaction. Rejects when the database fails; the next call tries a new connection. */
export interface SqlDriver extends Sql {
  /**
   * All that `work` runs happens, or nothing. `work` touches nothing else: where the database broke it off for another
   * transaction's sake, it is run once more.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * The JSON array of objects in the value `:name`, as a table to select from: a row an object with these columns, and
   * `turn`, which counts them.
   */
  jsonTable(name: string, columns: Readonly<Record<string, "text" | "bigint">>): string;
  /** Behind a `SELECT` of rows that the transaction changes next: those that another one has locked are left out. */
  readonly skipLocked: string;
  close(): Promise<void>;
}
