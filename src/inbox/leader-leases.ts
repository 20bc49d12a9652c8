/** Work that one of several replicas does: whoever holds the lease of its name, until it expires or is given back. */
import type { SqlDriver } from "./sql-driver.ts";

export class LeaderLeases {
  readonly #sql: SqlDriver;
  readonly #now: () => number;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /**
   * True: it is `holder`'s for `durationMs` from now, whether it was free, had expired or was `holder`'s already. Of
   * those who ask at the same time one gets it.
   */
  async take(name: string, holder: string, durationMs: number): Promise<boolean> {
    const now = this.#now();
    const taken = await this.#sql.all(
      `INSERT INTO {leader} AS l (name, holder, leased_until) VALUES (:name, :holder, :until)
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, leased_until = excluded.leased_until
       WHERE l.leased_until <= :now OR l.holder = excluded.holder RETURNING holder`,
      { name, holder, now, until: now + durationMs },
    );
    return taken.length > 0;
  }

  /** Does nothing where it is another's by now. */
  async release(name: string, holder: string): Promise<void> {
    await this.#sql.all("DELETE FROM {leader} WHERE name = :name AND holder = :holder", { name, holder });
  }
}
