/**
 * By which installation, and under which name, a repository can be reached. GitHub sends nothing for an installation
 * that is suspended or gone, and what it sent before cannot be answered: that is held until an event says that it can.
 */
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import { lockRepository } from "./repository-row.ts";
import { numberOf, parseOutbox, textOf, toText } from "./rows.ts";
import type { Sql, SqlDriver } from "./sql-driver.ts";

/** An installation by its ID, or one repository of it. */
export type Reachable = number | RepositoryId;

export class Installations {
  readonly #sql: SqlDriver;
  readonly #now: () => number;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /**
   * What waits there is not tried until `resume`, or until something happens there after this moment. It is kept for
   * `HELD_FOR` after it arrived and then set aside with the reason.
   */
  async hold(what: Reachable, reason: string): Promise<void> {
    const { table, key, id } = rowOf(what);
    await this.#sql.all(
      `INSERT INTO {${table}} (${key}, held_at, held_reason) VALUES (:id, :now, :reason)
       ON CONFLICT (${key}) DO UPDATE SET held_at = excluded.held_at, held_reason = excluded.held_reason`,
      { id, now: this.#now(), reason: toText(reason) },
    );
  }

  /** A repository goes on only once neither it nor its installation is held. */
  async resume(what: Reachable): Promise<void> {
    const { table, key, id } = rowOf(what);
    await this.#sql.all(`UPDATE {${table}} SET held_at = NULL, held_reason = NULL WHERE ${key} = :id`, {
      id,
    });
  }

  /**
   * A repository was renamed or transferred at `at` (ms since the epoch). All that is not done moves to its new name, also
   * what is delivered under the old one later though it happened before. Whoever works on it loses the lease.
   */
  async move(from: RepositoryId, to: RepositoryId, at = this.#now()): Promise<void> {
    const [old, key] = [repositoryKey(from), repositoryKey(to)];
    await this.#sql.transaction(async (sql) => {
      for (const one of new Set([old, key].toSorted())) await lockRepository(sql, one);
      if (old === key) return respell(sql, key, to);
      await moveDeliveries(sql, old, to, at);
      await moveRow(sql, old, to);
      // The name is a repository's again: what comes under it belongs there.
      await sql.all("DELETE FROM {moved} WHERE key = :key", { key });
      await sql.all(
        `INSERT INTO {moved} (key, owner, name, moved_at) VALUES (:old, :owner, :name, :at)
         ON CONFLICT (key) DO UPDATE
         SET owner = excluded.owner, name = excluded.name, moved_at = excluded.moved_at`,
        { old, owner: to.owner, name: to.name, at },
      );
    });
  }
}

/** How many moved. What happened under the old name later belongs to another repository, which has that name now. */
export async function moveDeliveries(sql: Sql, old: string, to: RepositoryId, at: number): Promise<number> {
  const moved = await sql.all(
    `UPDATE {delivery} SET repository = :key, owner = :owner, name = :name, token = NULL
     WHERE repository = :old AND state <> 'done' AND happened_at <= :at RETURNING id`,
    { old, key: repositoryKey(to), owner: to.owner, name: to.name, at },
  );
  return moved.length;
}

/** Only capitals changed: whoever works on it goes on. */
async function respell(sql: Sql, key: string, { owner, name }: RepositoryId): Promise<void> {
  await sql.all("UPDATE {repository} SET owner = :owner, name = :name WHERE key = :key", {
    key,
    owner,
    name,
  });
  await sql.all(
    "UPDATE {delivery} SET owner = :owner, name = :name WHERE repository = :key AND state <> 'done'",
    { key, owner, name },
  );
}

/** The new row goes on where the old one was; the old one's lease ends. */
async function moveRow(sql: Sql, old: string, { owner, name }: RepositoryId): Promise<void> {
  const key = repositoryKey({ owner, name });
  const [before] = await sql.all("SELECT * FROM {repository} WHERE key = :old", { old });
  const [after] = await sql.all("SELECT outbox FROM {repository} WHERE key = :key", { key });
  const outboxes = [before?.["outbox"], after?.["outbox"]].flatMap((text) => parseOutbox(text) ?? []);
  const newest = outboxes.at(-1);
  const outbox = newest && {
    ...newest,
    // Of two secrets neither tells the commits of both.
    ...(outboxes.length > 1 && { secret: undefined }),
    deliveryIds: outboxes.flatMap(({ deliveryIds }) => deliveryIds),
    replies: outboxes.flatMap(({ replies }) => replies),
  };
  await sql.all(
    `UPDATE {repository} SET owner = :owner, name = :name, outbox = :outbox, due_at = coalesce(due_at, :dueAt),
       looked_until = coalesce(looked_until, :lookedUntil), last_day = coalesce(last_day, :lastDay)
     WHERE key = :key`,
    {
      key,
      owner,
      name,
      outbox: outbox === undefined ? null : JSON.stringify(outbox),
      dueAt: numberOf(before?.["due_at"]),
      lookedUntil: numberOf(before?.["looked_until"]),
      lastDay: textOf(before?.["last_day"]),
    },
  );
  await sql.all("UPDATE {repository} SET token = NULL, outbox = NULL, due_at = NULL WHERE key = :old", {
    old,
  });
}

function rowOf(what: Reachable) {
  return typeof what === "number"
    ? ({ table: "installation", key: "id", id: what } as const)
    : ({ table: "repository", key: "key", id: repositoryKey(what) } as const);
}
