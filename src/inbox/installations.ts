/**
 * By which installation a repository can be reached. GitHub sends nothing for an installation
 * that is suspended or gone, and what it sent before cannot be answered: that is held until an event says that it can.
 */
import { type RepositoryId, repositoryKey } from "../domain/repository-id.ts";
import { toText } from "./rows.ts";
import type { Sql, SqlDriver } from "./sql-driver.ts";

/** An installation by its ID, or one repository of it. */
export type Reachable = number | RepositoryId;

const DOUBTED = "reach-doubted";

export class Installations {
  readonly #sql: SqlDriver;
  readonly #now: () => number;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /**
   * What waits there is not tried until `resume`, or until something happens there after this moment. It is kept for
   * `KEPT_WHILE_UNREACHABLE_MS` after it arrived and then set aside with the reason.
   */
  async setUnreachable(what: Reachable, reason: string): Promise<void> {
    const { table, key, id } = rowOf(what);
    await this.#sql.all(
      `INSERT INTO {${table}} (${key}, held_at, held_reason) VALUES (:id, :now, :reason)
       ON CONFLICT (${key}) DO UPDATE SET held_at = excluded.held_at, held_reason = excluded.held_reason`,
      { id, now: this.#now(), reason: toText(reason) },
    );
    await this.doubt();
  }

  /** A repository goes on only once neither it nor its installation is held. False: it was not held. */
  async resume(what: Reachable): Promise<boolean> {
    const { table, key, id } = rowOf(what);
    const rows = await this.#sql.all(
      `UPDATE {${table}} SET held_at = NULL, held_reason = NULL WHERE ${key} = :id AND held_at IS NOT NULL
       RETURNING ${key}`,
      { id },
    );
    return rows.length > 0;
  }

  /**
   * Something could not be reached that could before: what GitHub lists as reachable may be out of date here, or it was that
   * GitHub faltered.
   */
  async doubt(): Promise<void> {
    await this.#sql.all(
      `INSERT INTO {mark} (name, value) VALUES ('${DOUBTED}', :at)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      { at: new Date(this.#now()).toISOString() },
    );
  }

  /** When something could not be reached last (ms since the epoch), or null. */
  async doubtedAt(): Promise<number | null> {
    const [row] = await this.#sql.all(`SELECT value FROM {mark} WHERE name = '${DOUBTED}'`);
    return row === undefined ? null : Date.parse(String(row["value"]));
  }
}

/** From `at` on (ms since the epoch). */
export async function noteInstallation(
  sql: Sql,
  key: string,
  installationId: number | null,
  at: number,
): Promise<void> {
  await sql.all(
    `INSERT INTO {repository} (key, installation_id, installation_since) VALUES (:key, :installationId, :at)
     ON CONFLICT (key) DO UPDATE
     SET installation_id = excluded.installation_id, installation_since = excluded.installation_since`,
    { key, installationId, at },
  );
}

function rowOf(what: Reachable) {
  return typeof what === "number"
    ? ({ table: "installation", key: "id", id: what } as const)
    : ({ table: "repository", key: "key", id: repositoryKey(what) } as const);
}
