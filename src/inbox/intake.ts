/**
 * How deliveries come in. `put` resolves after the delivery is committed. Those that come within one turn of the event
 * loop, or while others are being written, share one statement; when that fails, all of them reject.
 */
import { type RepositoryId, repositoryKey } from "../domain/repository-id.ts";
import { type Delivery, formerEventId } from "../facts/event.ts";
import type { RepositoryNames } from "./repository-names.ts";
import type { SqlDriver } from "./sql-driver.ts";

/** Comments have up to 64 KB: what is written at once stays within some megabytes. */
const AT_ONCE = 200;
/** So many repositories' names are remembered; of the others the tables are asked. */
const NAMES = 10_000;

interface Put {
  readonly delivery: Delivery;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  readonly resolve: (result: "accepted" | "duplicate") => void;
  readonly reject: (error: unknown) => void;
}

export class Intake {
  readonly #sql: SqlDriver;
  readonly #now: () => number;
  readonly #insert: string;
  readonly #names: Pick<RepositoryNames, "settle" | "claimStrays">;
  /** GitHub's ID of a repository → the key of its newest name, and the other way round, as far as this process knows. */
  readonly #keys = new Map<number, string>();
  readonly #holders = new Map<string, number>();
  #puts: Put[] = [];
  #writing: Promise<void> | null = null;

  constructor(sql: SqlDriver, now: () => number, names: Pick<RepositoryNames, "settle" | "claimStrays">) {
    this.#sql = sql;
    this.#now = now;
    this.#names = names;
    this.#insert = insertFrom(sql);
  }

  put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    const arrivedAt = this.#now();
    return new Promise((resolve, reject) => {
      this.#puts.push({ delivery, arrivedAt, resolve, reject });
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
        const rows = [];
        for (const put of puts) rows.push(rowOf(put, await this.#newestName(put)));
        const inserted = await this.#sql.all(this.#insert, { puts: JSON.stringify(rows) });
        const accepted = new Set(inserted.map(({ id }) => id));
        const results = puts.map((put) => ({ put, isNew: accepted.delete(put.delivery.id) }));
        await this.#claimStrays(results.flatMap(({ put, isNew }) => (isNew ? [] : [put])));
        for (const { put, isNew } of results) put.resolve(isNew ? "accepted" : "duplicate");
      } catch (error) {
        for (const { reject } of puts) reject(error);
      }
    }
    this.#writing = null;
  }

  /** What its repository is called by now. That it was renamed or transferred may be heard of here first. */
  async #newestName({ delivery, arrivedAt }: Put): Promise<RepositoryId> {
    const { repository, databaseId, installationId } = delivery;
    const key = repositoryKey(repository);
    if (databaseId === undefined) return repository;
    if (this.#keys.get(databaseId) === key && this.#holders.get(key) === databaseId) return repository;
    const at = happenedAt(delivery, arrivedAt);
    const newest = await this.#names.settle({ databaseId, repository }, { at, installationId });
    for (const known of [this.#keys, this.#holders]) if (known.size >= NAMES) known.clear();
    this.#keys.set(databaseId, repositoryKey(newest));
    this.#holders.set(repositoryKey(newest), databaseId);
    return newest;
  }

  /** Not where it was heard late, under a name that the repository has no more. */
  async #claimStrays(duplicates: readonly Put[]): Promise<void> {
    const byRepository = Map.groupBy(duplicates, ({ delivery }) => delivery.databaseId);
    for (const [databaseId, puts] of byRepository) {
      const repository = puts.at(-1)?.delivery.repository;
      if (databaseId === undefined || repository === undefined) continue;
      if (this.#keys.get(databaseId) !== repositoryKey(repository)) continue;
      const ids = puts.map(({ delivery }) => delivery.id);
      await this.#names.claimStrays(ids, { databaseId, repository });
    }
  }
}

function happenedAt({ event }: Delivery, arrivedAt: number): number {
  return Date.parse(event.at) || arrivedAt;
}

function rowOf({ delivery, arrivedAt }: Put, repository: RepositoryId) {
  const { id, databaseId, installationId, event } = delivery;
  return {
    id,
    former_id: formerEventId(delivery, event),
    repository: repositoryKey(repository),
    owner: repository.owner,
    name: repository.name,
    database_id: databaseId ?? null,
    installation_id: installationId,
    event: JSON.stringify(event),
    arrived_at: arrivedAt,
    happened_at: happenedAt(delivery, arrivedAt),
  };
}

function insertFrom(sql: SqlDriver): string {
  const columns = "id, repository, owner, name, database_id, installation_id, event, arrived_at, happened_at";
  const puts = sql.jsonTable("puts", {
    id: "text",
    former_id: "text",
    repository: "text",
    owner: "text",
    name: "text",
    database_id: "bigint",
    installation_id: "bigint",
    event: "text",
    arrived_at: "bigint",
    happened_at: "bigint",
  });
  return `INSERT INTO {delivery} (state, ${columns})
    SELECT 'waiting', ${columns} FROM ${puts}
    WHERE NOT EXISTS (SELECT 1 FROM {delivery} d WHERE d.id = former_id) ORDER BY turn
    ON CONFLICT (id) DO NOTHING RETURNING id`;
}
