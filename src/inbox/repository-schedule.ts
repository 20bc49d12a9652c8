/**
 * When each repository is to be looked at next, and what is known of it by now. One row a repository: it is in the
 * schedule while it has a time.
 *
 * Whoever takes a repository moves its time to when his lease ends. So that time is the lease as well: if it is another one
 * by the time the look is over, somebody else decided meanwhile when the next look is, and that stays.
 */
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import { numberOf, textOrNull } from "./rows.ts";
import type { SqlDriver, SqlRow } from "./sql-driver.ts";

export interface LookState {
  /** All that happened before this is known (ms since the epoch); null: it was never read. */
  readonly lookedUntil: number | null;
  /** How many looks in a row found nothing. */
  readonly quietLooks: number;
  /** How many in a row failed. */
  readonly failedLooks: number;
  /** The day (`2026-01-05`, UTC) that was put in last, or null. */
  readonly lastDay: string | null;
}

export interface DueRepository extends LookState {
  readonly repository: RepositoryId;
  /** The one that can reach it, as far as is known. */
  readonly installationId: number | null;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** Until when it is the taker's (ms since the epoch). */
  readonly takenUntil: number;
}

export interface ScheduleCounts {
  /** Repositories that are looked at from time to time. */
  readonly scheduled: number;
  /** Those whose time has come, and nobody looks at them yet. */
  readonly due: number;
  /** When the first of these was due (ms since the epoch), or null. */
  readonly oldest: number | null;
}

const COLUMNS =
  "key, owner, name, installation_id, due_at, looked_until, quiet_looks, failed_looks, last_day";

/** Nobody else moved it, and nothing was handled there meanwhile. */
const IS_TAKERS = "due_at = :takenUntil AND quiet_looks = :quietBefore";

/** Another installation reaches it since then. */
const IS_LATE = "r.installation_since > excluded.installation_since";
const WAS_AWAY = "r.due_at IS NULL OR r.held_at IS NOT NULL OR r.installation_id <> excluded.installation_id";

/**
 * In the schedule since before GitHub was asked. What a webhook brought back or woke meanwhile is reached again, whatever
 * GitHub said before; where it is not after all, its own look tells.
 */
const IS_OLD = `due_at IS NOT NULL AND coalesce(installation_since, 0) <= :asOf AND NOT (due_at > :asOf AND due_at <= :now)`;

export class RepositorySchedule {
  readonly #sql: SqlDriver;
  readonly #now: () => number;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /**
   * Of the repositories that are due the one that has been for longest, or null. It is the caller's: nobody else is given
   * it before `until` (ms since the epoch), by when the caller has said when it is due next, or is dead.
   */
  async take(now: number, until: number): Promise<DueRepository | null> {
    return this.#sql.transaction(async (sql) => {
      const [due] = await sql.all(
        `SELECT ${COLUMNS} FROM {repository} WHERE due_at <= :now ORDER BY due_at, key LIMIT 1 ${this.#sql.skipLocked}`,
        { now },
      );
      if (due === undefined) return null;
      await sql.all("UPDATE {repository} SET due_at = :until WHERE key = :key", {
        key: String(due["key"]),
        until,
      });
      return toDue(due, until);
    });
  }

  /** When the next one is due (ms since the epoch), or null. */
  async nextDue(): Promise<number | null> {
    const [row] = await this.#sql.all("SELECT min(due_at) AS due FROM {repository} WHERE due_at IS NOT NULL");
    return numberOf(row?.["due"]);
  }

  /**
   * The look is over: what is known now, and when the next one is due (ms since the epoch); null: not until `reach` brings
   * it back. Of what was decided meanwhile about its time nothing is undone.
   */
  async give(taken: DueRepository, dueAt: number | null, state: LookState): Promise<void> {
    const { lookedUntil, quietLooks, failedLooks, lastDay } = state;
    await this.#sql.all(
      `UPDATE {repository} SET looked_until = coalesce(:lookedUntil, looked_until), last_day = :lastDay,
         failed_looks = :failedLooks,
         quiet_looks = CASE WHEN ${IS_TAKERS} THEN :quietLooks ELSE quiet_looks END,
         due_at = CASE WHEN ${IS_TAKERS} THEN :dueAt ELSE due_at END
       WHERE key = :key`,
      {
        key: repositoryKey(taken.repository),
        takenUntil: taken.takenUntil,
        quietBefore: taken.quietLooks,
        dueAt,
        lookedUntil,
        quietLooks,
        failedLooks,
        lastDay,
      },
    );
  }

  /**
   * The installation reaches these repositories, so what is held there goes on. Due now are those that are not in the schedule,
   * and those that were held or reached by another one: GitHub sent nothing in between. With `isNews` all of them are. `at`:
   * since when it does (ms since the epoch); where another one does since later, that is left.
   */
  async setReachable(
    installationId: number,
    repositories: readonly RepositoryId[],
    { isNews = false, at = this.#now() }: { readonly isNews?: boolean; readonly at?: number } = {},
  ): Promise<void> {
    if (repositories.length === 0) return;
    const table = this.#sql.jsonTable("reached", { key: "text", owner: "text", name: "text" });
    await this.#sql.all(
      `INSERT INTO {repository} AS r (key, owner, name, installation_id, installation_since, due_at)
       SELECT key, owner, name, CAST(:installationId AS bigint), CAST(:at AS bigint), CAST(:now AS bigint)
       FROM ${table} WHERE true
       ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, name = excluded.name,
         installation_id = CASE WHEN ${IS_LATE} THEN r.installation_id ELSE excluded.installation_id END,
         installation_since = CASE WHEN ${IS_LATE} THEN r.installation_since ELSE excluded.installation_since END,
         held_at = NULL, held_reason = NULL, failed_looks = 0,
         due_at = CASE WHEN ${isNews ? "true" : WAS_AWAY} THEN excluded.due_at ELSE r.due_at END`,
      { reached: toRows(repositories), installationId, at, now: this.#now() },
    );
  }

  /** All that was ever known of the installation is due now: it answers again. */
  async wakeInstallation(installationId: number): Promise<void> {
    await this.#sql.all(
      `UPDATE {repository} SET due_at = :now
       WHERE installation_id = :installationId AND owner IS NOT NULL AND (due_at IS NULL OR due_at > :now)`,
      { installationId, now: this.#now() },
    );
  }

  /** Every repository of the schedule is due now. */
  async wakeAll(): Promise<void> {
    await this.#sql.all("UPDATE {repository} SET due_at = :now WHERE due_at > :now", { now: this.#now() });
  }

  /**
   * GitHub gives the installation no answer before `until` (ms since the epoch). Its repositories are due later by as much
   * as is left until then, so that they keep their distances.
   */
  async delay(installationId: number, until: number): Promise<void> {
    const now = this.#now();
    await this.#sql.all(
      `UPDATE {repository} SET due_at = CASE WHEN due_at < :now THEN :until ELSE due_at + (:until - :now) END
       WHERE installation_id = :installationId AND due_at < :until`,
      { installationId, now, until },
    );
  }

  /**
   * Of what the installation reached once, only these repositories stay in the schedule; what waits elsewhere stays. `asOf`:
   * when GitHub was asked for that (ms since the epoch).
   */
  async keepOnly(
    installationId: number,
    repositories: readonly RepositoryId[],
    asOf = this.#now(),
  ): Promise<void> {
    await this.#sql.all(
      `UPDATE {repository} SET due_at = NULL WHERE installation_id = :installationId AND ${IS_OLD}
       AND key NOT IN (SELECT key FROM ${this.#sql.jsonTable("kept", { key: "text" })})`,
      { installationId, kept: toRows(repositories), asOf, now: this.#now() },
    );
  }

  /** The repositories of all other installations leave the schedule. `asOf`: when these were asked for. */
  async keepInstallations(installationIds: readonly number[], asOf = this.#now()): Promise<void> {
    await this.#sql.all(
      `UPDATE {repository} SET due_at = NULL WHERE ${IS_OLD} AND (installation_id IS NULL
       OR installation_id NOT IN (SELECT id FROM ${this.#sql.jsonTable("kept", { id: "bigint" })}))`,
      { kept: JSON.stringify(installationIds.map((id) => ({ id }))), asOf, now: this.#now() },
    );
  }

  /** Until when all is known (ms since the epoch); null: it was never read. */
  async lookedUntil(repository: RepositoryId): Promise<number | null> {
    const [row] = await this.#sql.all("SELECT looked_until FROM {repository} WHERE key = :key", {
      key: repositoryKey(repository),
    });
    return numberOf(row?.["looked_until"]);
  }

  /** All that happened before `until` (ms since the epoch) is known, whoever read it. */
  async noteLooked(repository: RepositoryId, until: number): Promise<void> {
    await this.#sql.all(
      `INSERT INTO {repository} (key, looked_until) VALUES (:key, :until)
       ON CONFLICT (key) DO UPDATE SET looked_until = excluded.looked_until`,
      { key: repositoryKey(repository), until },
    );
  }

  async counts(): Promise<ScheduleCounts> {
    const [row] = await this.#sql.all(
      `SELECT count(*) AS scheduled, count(*) FILTER (WHERE due_at <= :now) AS due,
         min(due_at) FILTER (WHERE due_at <= :now) AS oldest
       FROM {repository} WHERE due_at IS NOT NULL`,
      { now: this.#now() },
    );
    return {
      scheduled: Number(row?.["scheduled"]),
      due: Number(row?.["due"]),
      oldest: numberOf(row?.["oldest"]),
    };
  }
}

/** In the order of their keys, as all who lock several rows take them. A list that grew while it was read repeats some. */
function toRows(repositories: readonly RepositoryId[]): string {
  const rows = new Map(repositories.map((one) => [repositoryKey(one), one]));
  const sorted = [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(sorted.map(([key, { owner, name }]) => ({ key, owner, name })));
}

function toDue(row: SqlRow, takenUntil: number): DueRepository {
  return {
    repository: { owner: String(row["owner"]), name: String(row["name"]) },
    installationId: numberOf(row["installation_id"]),
    dueAt: Number(row["due_at"]),
    takenUntil,
    lookedUntil: numberOf(row["looked_until"]),
    quietLooks: Number(row["quiet_looks"]),
    failedLooks: Number(row["failed_looks"]),
    lastDay: textOrNull(row["last_day"]),
  };
}
