/**
 * How deliveries come in. `put` resolves after the delivery is committed. Those that come within one turn of the event
 * loop, or while others are being written, share one statement; when that fails, all of them reject.
 */
import { repositoryKey } from "../domain/repository-id.ts";
import type { Delivery } from "../facts/event.ts";
import type { SqlDriver } from "./sql-driver.ts";

/** Comments have up to 64 KB: what is written at once stays within some megabytes. */
const AT_ONCE = 200;

interface Put {
  readonly row: Readonly<Record<string, string | number | null>>;
  readonly id: string;
  readonly resolve: (result: "accepted" | "duplicate") => void;
  readonly reject: (error: unknown) => void;
}

export class Intake {
  readonly #sql: SqlDriver;
  readonly #now: () => number;
  readonly #insert: string;
  #puts: Put[] = [];
  #writing: Promise<void> | null = null;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
    this.#insert = insertFrom(sql);
  }

  put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    const { id, repository, installationId, event } = delivery;
    const arrivedAt = this.#now();
    const row = {
      id,
      repository: repositoryKey(repository),
      owner: repository.owner,
      name: repository.name,
      installation_id: installationId,
      event: JSON.stringify(event),
      arrived_at: arrivedAt,
      happened_at: Date.parse(event.at) || arrivedAt,
    };
    return new Promise((resolve, reject) => {
      this.#puts.push({ row, id, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Resolves once all that was put is written, or was not. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** A commit costs more than a turn of the event loop: as long as each turn brings more, they are waited for. */
  async #gather(): Promise<void> {
    for (let known = 0; known < this.#puts.length && known < AT_ONCE; ) {
      known = this.#puts.length;
      await new Promise(setImmediate);
    }
  }

  async #write(): Promise<void> {
    while (this.#puts.length > 0) {
      await this.#gather();
      const puts = this.#puts.splice(0, AT_ONCE);
      try {
        const rows = JSON.stringify(puts.map(({ row }) => row));
        const inserted = await this.#sql.all(this.#insert, { puts: rows });
        const accepted = new Set(inserted.map(({ id }) => id));
        for (const { id, resolve } of puts) resolve(accepted.delete(id) ? "accepted" : "duplicate");
      } catch (error) {
        for (const { reject } of puts) reject(error);
      }
    }
    this.#writing = null;
  }
}

function insertFrom(sql: SqlDriver): string {
  const columns = "id, repository, owner, name, installation_id, event, arrived_at, happened_at";
  const puts = sql.jsonTable("puts", {
    id: "text",
    repository: "text",
    owner: "text",
    name: "text",
    installation_id: "bigint",
    event: "text",
    arrived_at: "bigint",
    happened_at: "bigint",
  });
  return `INSERT INTO {delivery} (state, ${columns})
    SELECT 'waiting', ${columns} FROM ${puts} WHERE true ORDER BY turn
    ON CONFLICT (id) DO NOTHING RETURNING id`;
}
