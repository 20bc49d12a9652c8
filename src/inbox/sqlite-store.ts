import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

export type SqliteRow = Record<string, SQLOutputValue>;
type Values = Record<string, SQLInputValue>;

/** Statements and transactions on one open file; every statement is prepared once. */
export class SqliteStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** IMMEDIATE takes the write lock at once: a transaction that reads first could not get it later on a busy file. */
  transaction<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  run(sql: string, values: Values) {
    return this.prepare(sql).run(values);
  }

  get(sql: string, values: Values): SqliteRow | undefined {
    return this.prepare(sql).get(values);
  }

  all(sql: string, values: Values): SqliteRow[] {
    return this.prepare(sql).all(values);
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }
}
