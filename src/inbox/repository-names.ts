/**
 * Under which name each repository can be reached: GitHub renames and transfers them, and the webhook that tells of it may be
 * lost. A repository keeps its ID, so whatever is heard of it next, or a list of GitHub's, tells as well. Guarantees:
 * - all of it that waits is under one name, the newest one that is known, with its order, tries and plan; whoever
 *   worked on it under another name loses the lease, and nobody else has one before that would have expired;
 * - what is heard late under an old name goes where the repository is now;
 * - what another repository says that took the name is never mixed with it.
 */
import {
  type NamedRepository,
  type ReportedRepository,
  type RepositoryId,
  repositoryKey,
} from "../domain/repository-id.ts";
import { noteInstallation } from "./installations.ts";
import { moveRecent } from "./recent-writes.ts";
import { lockRepository } from "./repository-row.ts";
import { numberOf, parseOutbox, textOrNull } from "./rows.ts";
import type { Sql, SqlDriver } from "./sql-driver.ts";

/** A hold that nothing that happens ends by itself. */
const FOREVER = Number.MAX_SAFE_INTEGER;

export class RepositoryNames {
  readonly #sql: SqlDriver;
  readonly #now: () => number;

  constructor(sql: SqlDriver, now: () => number) {
    this.#sql = sql;
    this.#now = now;
  }

  /**
   * A repository was renamed or transferred at `at` (ms since the epoch). All that is not done moves to its new name, also
   * what is delivered under the old one later though it happened before. Whoever works on it loses the lease. Where a
   * later name of it is known, it moves there.
   */
  async move(
    from: RepositoryId,
    to: RepositoryId,
    at = this.#now(),
    databaseId: number | null = null,
  ): Promise<void> {
    await this.#sql.transaction(async (sql) => {
      const old = repositoryKey(from);
      const newest = databaseId === null ? null : await readName(sql, databaseId);
      const isLate = newest !== null && newest.key !== old && newest.since > at;
      const target = isLate ? newest.repository : to;
      await move(sql, old, { to: target, at, databaseId });
      if (databaseId !== null && !isLate) await setName(sql, { databaseId, repository: target }, at);
    });
  }

  /**
   * A repository was heard of at `at` (ms since the epoch) under a name, and an installation if one is given. Where it was
   * known by another name before, no webhook told that it moved: it moves now. Gives its newest name.
   */
  async settle(
    { databaseId, repository }: NamedRepository,
    { at = this.#now(), installationId }: { at?: number; installationId?: number | null } = {},
  ): Promise<RepositoryId> {
    const key = repositoryKey(repository);
    const known = await readName(this.#sql, databaseId);
    if (known?.key === key) return repository;
    return this.#sql.transaction(async (sql) => {
      await lockAll(sql, [key, known?.key ?? key]);
      const before = await readName(sql, databaseId);
      if (before !== null && before.key !== key) {
        if (at <= before.since) return before.repository;
        await move(sql, before.key, { to: repository, at, databaseId });
        if (installationId !== undefined) await noteInstallation(sql, key, installationId, at);
      }
      const holder = await readHolder(sql, key);
      if (holder !== null && holder.databaseId !== databaseId && holder.since > at) {
        return park(sql, databaseId, at);
      }
      await setName(sql, { databaseId, repository }, at);
      return repository;
    });
  }

  /**
   * Each under its newest name; of one whose ID was not told nobody can tell whether it had another one. `at`: when they
   * had these names (ms since the epoch).
   */
  async settleAll(reported: readonly ReportedRepository[], at = this.#now()): Promise<void> {
    for (const { databaseId, repository } of reported) {
      if (databaseId !== null) await this.settle({ databaseId, repository }, { at });
    }
  }

  /**
   * These deliveries were heard once more, from a repository by this name. Where they wait under another one, from before
   * the inbox knew repositories by their IDs, that was its name before, and it moves.
   */
  async claimStrays(
    deliveryIds: readonly string[],
    { databaseId, repository }: NamedRepository,
  ): Promise<void> {
    const ids = JSON.stringify(deliveryIds.map((id) => ({ id })));
    const strays = await this.#sql.all(
      `SELECT DISTINCT d.repository FROM {delivery} d LEFT JOIN {repository} r ON r.key = d.repository
       WHERE d.id IN (SELECT id FROM ${this.#sql.jsonTable("ids", { id: "text" })})
         AND d.state <> 'done' AND d.database_id IS NULL AND r.database_id IS NULL AND d.repository <> :key`,
      { ids, key: repositoryKey(repository) },
    );
    for (const { repository: old } of strays) {
      const at = this.#now();
      await this.#sql.transaction((sql) => move(sql, String(old), { to: repository, at, databaseId }));
    }
  }
}

/** A repository got another name. */
export interface RepositoryMove {
  readonly to: RepositoryId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** GitHub's ID of the repository; null: nobody told it. */
  readonly databaseId: number | null;
}

async function move(sql: Sql, old: string, moved: RepositoryMove): Promise<void> {
  const { to, at, databaseId } = moved;
  const key = repositoryKey(to);
  await lockAll(sql, [old, key]);
  if (old === key) return respell(sql, key, to);
  if (databaseId !== null) await evict(sql, key, databaseId, at);
  await moveDeliveries(sql, old, moved);
  const holder = await readHolder(sql, old);
  const isOthers = holder !== null && databaseId !== null && holder.databaseId !== databaseId;
  if (!isOthers) {
    await moveRow(sql, old, to);
    await moveRecent(sql, old, key);
  }
  // The name is a repository's again: what comes under it belongs there.
  await sql.all("DELETE FROM {moved} WHERE key = :key", { key });
  await sql.all(
    `INSERT INTO {moved} (key, owner, name, moved_at, database_id) VALUES (:old, :owner, :name, :at, :databaseId)
     ON CONFLICT (key) DO UPDATE SET owner = excluded.owner, name = excluded.name,
       moved_at = excluded.moved_at, database_id = excluded.database_id`,
    { old, owner: to.owner, name: to.name, at, databaseId },
  );
}

/** How many moved. What happened under the old name later belongs to another repository, which has that name now. */
export async function moveDeliveries(
  sql: Sql,
  old: string,
  { to, at, databaseId }: RepositoryMove,
): Promise<number> {
  const moved = await sql.all(
    `UPDATE {delivery} SET repository = :key, owner = :owner, name = :name, token = NULL
     WHERE repository = :old AND state <> 'done'
       AND CASE WHEN database_id = :databaseId THEN 1
                WHEN happened_at <= :at AND (database_id IS NULL OR :databaseId IS NULL) THEN 1
                ELSE 0 END = 1
     RETURNING id`,
    { old, key: repositoryKey(to), owner: to.owner, name: to.name, at, databaseId },
  );
  return moved.length;
}

/** Of which repository the row of this name is, and since when; null: nobody told. */
async function readHolder(
  sql: Sql,
  key: string,
): Promise<{ readonly databaseId: number; readonly since: number } | null> {
  const [row] = await sql.all("SELECT database_id, name_since FROM {repository} WHERE key = :key", { key });
  const databaseId = numberOf(row?.["database_id"]);
  return databaseId === null ? null : { databaseId, since: Number(row?.["name_since"]) };
}

interface KnownName {
  readonly key: string;
  readonly repository: RepositoryId;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

async function readName(sql: Sql, databaseId: number): Promise<KnownName | null> {
  const [row] = await sql.all(
    "SELECT key, owner, name, name_since FROM {repository} WHERE database_id = :databaseId",
    { databaseId },
  );
  if (row === undefined) return null;
  const repository = { owner: String(row["owner"]), name: String(row["name"]) };
  return { key: String(row["key"]), repository, since: Number(row["name_since"]) };
}

/** From `at` on this is its name. Whichever had that name before lost it. */
async function setName(sql: Sql, { databaseId, repository }: NamedRepository, at: number): Promise<void> {
  const key = repositoryKey(repository);
  await evict(sql, key, databaseId, at);
  await sql.all(
    "UPDATE {repository} SET database_id = NULL WHERE database_id = :databaseId AND key <> :key",
    {
      databaseId,
      key,
    },
  );
  const holder = await readHolder(sql, key);
  const since = Math.max(holder?.since ?? at, at);
  await sql.all(
    `UPDATE {repository} SET owner = :owner, name = :name, database_id = :databaseId, name_since = :since
     WHERE key = :key`,
    { key, owner: repository.owner, name: repository.name, databaseId, since },
  );
}

/** Another repository than this one has the name no more. */
async function evict(sql: Sql, key: string, databaseId: number, at: number): Promise<void> {
  const holder = await readHolder(sql, key);
  if (holder === null || holder.databaseId === databaseId) return;
  const to = await park(sql, holder.databaseId, at);
  await move(sql, key, { to, at, databaseId: holder.databaseId });
  await sql.all("UPDATE {repository} SET due_at = NULL WHERE key = :key", { key: repositoryKey(to) });
}

/**
 * A repository whose name another one has now, while nobody told what it is called itself: what waits for it is held
 * under a name that no repository can have, until it is heard of again.
 */
async function park(sql: Sql, databaseId: number, at: number): Promise<RepositoryId> {
  const nowhere = { owner: "", name: String(databaseId) };
  const reason =
    "The repository was renamed or transferred, and another one has its name: nobody told what it is called now.";
  await sql.all("UPDATE {repository} SET database_id = NULL WHERE database_id = :databaseId", { databaseId });
  await sql.all(
    `INSERT INTO {repository} (key, owner, name, database_id, name_since, held_at, held_reason)
     VALUES (:key, :owner, :name, :databaseId, :at, :heldAt, :reason)
     ON CONFLICT (key) DO UPDATE SET database_id = excluded.database_id, name_since = excluded.name_since,
       held_at = excluded.held_at, held_reason = excluded.held_reason`,
    { key: repositoryKey(nowhere), ...nowhere, databaseId, at, heldAt: FOREVER, reason },
  );
  return nowhere;
}

async function lockAll(sql: Sql, keys: readonly string[]): Promise<void> {
  for (const one of new Set(keys.toSorted())) await lockRepository(sql, one);
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

/**
 * The new row goes on where the old one was; the old one's lease ends. Whoever had it may still write until then, and
 * reads lag: nobody else has the repository before it would have expired.
 */
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
       looked_until = coalesce(looked_until, :lookedUntil), last_day = coalesce(last_day, :lastDay),
       not_before = CASE WHEN not_before < :heldUntil THEN :heldUntil ELSE not_before END
     WHERE key = :key`,
    {
      key,
      owner,
      name,
      outbox: outbox === undefined ? null : JSON.stringify(outbox),
      dueAt: numberOf(before?.["due_at"]),
      lookedUntil: numberOf(before?.["looked_until"]),
      lastDay: textOrNull(before?.["last_day"]),
      heldUntil: before?.["token"] === null ? 0 : (numberOf(before?.["leased_until"]) ?? 0),
    },
  );
  await sql.all("UPDATE {repository} SET token = NULL, outbox = NULL, due_at = NULL WHERE key = :old", {
    old,
  });
}
