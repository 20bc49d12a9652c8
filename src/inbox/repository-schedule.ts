/** When each repository is to be looked at next, and what the last look found. */
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import { numberOf, textOf } from "./rows.ts";
import type { SqlDriver, SqlRow } from "./sql-driver.ts";

export interface LookState {
  /** All that happened before this is known (ms since the epoch); null: it was never looked at. */
  readonly lookedUntil: number | null;
  /** How many looks in a row found nothing. */
  readonly quietLooks: number;
  /** The day (`2026-01-05`, UTC) that was put in last, or null. */
  readonly lastDay: string | null;
}

export interface DueRepository extends LookState {
  readonly repository: RepositoryId;
  readonly installationId: number | null;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

const COLUMNS = "owner, name, installation_id, due_at, looked_until, quiet_looks, last_day";

export class RepositorySchedule {
  readonly #sql: SqlDriver;
  readonly #now: () => number;
  readonly #take: string;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
    this.#take = `UPDATE {repository} SET due_at = :until WHERE due_at <= :now
      AND key IN (SELECT key FROM ${sql.jsonTable("keys", { key: "text" })}) RETURNING key`;
  }

  /**
   * At most `limit` repositories that are due, those first that have been for longest. They are the caller's: nobody else
   * is given them before `until` (ms since the epoch), by when the caller has said when they are due next, or is dead.
   */
  async take(now: number, limit: number, until: number): Promise<readonly DueRepository[]> {
    return this.#sql.transaction(async (sql) => {
      const due = await sql.all(
        `SELECT key, ${COLUMNS} FROM {repository} WHERE due_at <= :now ORDER BY due_at, key LIMIT :limit`,
        { now, limit },
      );
      // Another one may have taken some of them in between.
      const keys = JSON.stringify(due.map(({ key }) => ({ key })));
      const won = new Set((await sql.all(this.#take, { keys, now, until })).map(({ key }) => key));
      return due.filter(({ key }) => won.has(key)).map(toDue);
    });
  }

  /** When the next one is due (ms since the epoch), or null. */
  async nextDue(): Promise<number | null> {
    const [row] = await this.#sql.all("SELECT min(due_at) AS due FROM {repository}");
    return numberOf(row?.["due"]);
  }

  /**
   * Says when a repository is due next (ms since the epoch) and, where given, what is known of it by now; the
   * installation is the one that can reach it at this moment.
   */
  async set(
    repository: RepositoryId,
    dueAt: number,
    { installationId, ...state }: Partial<LookState> & { readonly installationId?: number | null } = {},
  ): Promise<void> {
    const { owner, name } = repository;
    const known = {
      looked_until: state.lookedUntil,
      quiet_looks: state.quietLooks,
      last_day: state.lastDay,
      ...(installationId !== undefined && {
        installation_id: installationId,
        installation_since: this.#now(),
      }),
    };
    const given = Object.entries(known).flatMap(([column, value]) =>
      value === undefined ? [] : [[column, value] as const],
    );
    const columns = ["key", "owner", "name", "due_at", ...given.map(([column]) => column)];
    await this.#sql.all(
      `INSERT INTO {repository} (${columns.join(", ")}) VALUES (${columns.map((one) => `:${one}`).join(", ")})
       ON CONFLICT (key) DO UPDATE SET ${columns.map((one) => `${one} = excluded.${one}`).join(", ")}`,
      { key: repositoryKey(repository), owner, name, due_at: dueAt, ...Object.fromEntries(given) },
    );
  }

  /** It is not looked at any more; what waits there stays. */
  async forget(repository: RepositoryId): Promise<void> {
    await this.#sql.all("UPDATE {repository} SET due_at = NULL WHERE key = :key", {
      key: repositoryKey(repository),
    });
  }
}

function toDue(row: SqlRow): DueRepository {
  return {
    repository: { owner: String(row["owner"]), name: String(row["name"]) },
    installationId: numberOf(row["installation_id"]),
    dueAt: Number(row["due_at"]),
    lookedUntil: numberOf(row["looked_until"]),
    quietLooks: Number(row["quiet_looks"]),
    lastDay: textOf(row["last_day"]),
  };
}
