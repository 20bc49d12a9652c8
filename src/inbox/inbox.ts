/**
 * Where deliveries wait between the webhook and the worker, in SQL over one of two databases. Guarantees, held by one
 * contract test for both:
 * - a delivery that `put` returned for is kept until it is completed or set aside, whatever happens to the process (in
 *   `:memory:` not, of course);
 * - the same delivery ID is kept once, also after it was completed (for as long as GitHub can redeliver: 3 days);
 * - `lease` gives the due deliveries of ONE repository, in order of arrival, and no other worker gets that repository
 *   until the lease is completed, released or expires;
 * - a lease that expired counts as a try, so that a delivery which kills its worker runs out of tries like any other;
 * - `renew`, `saveOutbox`, `finish`, `complete`, `release` and `setAside` throw `LeaseLost` and change nothing once another worker
 *   has the repository, or the lease was completed or released before;
 * - what cannot be read is set aside with the reason and holds nothing up.
 *
 * A repository's row says who works on it, and is what workers meet at: a lease is one compare-and-set of its token, and
 * everything else locks it first. Webhooks only insert deliveries, so they wait for nobody.
 */
import { randomUUID } from "node:crypto";
import { repositoryKey } from "../domain/repository-id.ts";
import type { LeasedDelivery, Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import { forgetDeclined, noteDeclined, readDeclined } from "./declined-replies.ts";
import { InboxAdmin } from "./inbox-admin.ts";
import type { InboxOptions } from "./inbox-options.ts";
import { Installations } from "./installations.ts";
import { Intake } from "./intake.ts";
import { LeaderLeases } from "./leader-leases.ts";
import { type Lease, LeaseLost } from "./lease.ts";
import { KEPT_WHILE_UNREACHABLE_MS, LINE } from "./queue.ts";
import { forgetRecent, noteRecent, readRecent } from "./recent-writes.ts";
import { moveDeliveries, type RepositoryMove, RepositoryNames } from "./repository-names.ts";
import { RepositorySchedule } from "./repository-schedule.ts";
import { numberOf, parseDelivery, parseOutbox, textOrNull, toText } from "./rows.ts";
import type { Sql, SqlDriver, SqlRow, SqlValues } from "./sql-driver.ts";

/**
 * How long the ID of a finished delivery is remembered, in ms. GitHub redelivers for 3 days
 * (https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks); the fourth covers a
 * redelivery that was asked for at the last moment and clocks that disagree.
 */
const KNOWN_FOR = 4 * 24 * 60 * 60 * 1000;
/** Finished deliveries that are too old are looked for this often, in ms. */
const FORGET_EVERY = 60_000;
/** A batch has a bound; what waits beyond it is the next one. */
const LARGEST_BATCH = 1_000;

/** The first in line. Installations take turns, so that a busy one keeps nobody waiting. */
const FIRST = `WITH ${LINE}
  SELECT l.*, m.owner AS new_owner, m.name AS new_name, m.moved_at, m.database_id
  FROM line l LEFT JOIN {moved} m ON m.key = l.key
  WHERE l.due_at <= :now ORDER BY l.served, l.due_at, l.oldest LIMIT 1`;

/** Of several workers that want the repository one gets a row. */
const CLAIM = `INSERT INTO {repository} AS r (key, token, leased_until) VALUES (:key, :token, :until)
  ON CONFLICT (key) DO UPDATE SET token = excluded.token, leased_until = excluded.leased_until
  WHERE CASE WHEN r.token IS NULL THEN r.not_before <= :now ELSE r.leased_until <= :now END
  RETURNING outbox`;

const TAKE = `UPDATE {delivery} SET token = :token, tries = tries + 1
  WHERE state = 'waiting' AND position IN (
    SELECT position FROM {delivery} WHERE repository = :key AND state = 'waiting'
    ORDER BY position LIMIT ${LARGEST_BATCH})
  RETURNING position, id, owner, name, installation_id, event, tries`;

const SERVED = `INSERT INTO {installation} (id, served)
  VALUES (:id, (SELECT coalesce(max(served), 0) + 1 FROM {installation}))
  ON CONFLICT (id) DO UPDATE SET served = excluded.served`;

/** What a lease still holds. Its values are those of `keyOf`. */
const IN_LEASE = "repository = :key AND state = 'waiting' AND token = :token";
const DONE = `UPDATE {delivery} SET state = 'done', event = NULL, token = NULL, done_at = :now WHERE ${IN_LEASE}`;

const ENDED = "token = NULL, outbox = NULL, not_before = coalesce(:quiet, not_before)";
/** Where webhooks come from, the next one may get lost. */
const LOOKED_AT_SOON = ", quiet_looks = 0, due_at = CASE WHEN due_at > :soon THEN :soon ELSE due_at END";

export class Inbox extends InboxAdmin {
  /** Which installation reaches a repository, and what is held until it can be reached again. */
  readonly installations: Installations;
  /** Under which name each repository is reached. */
  readonly names: RepositoryNames;
  /** When each repository is looked at next. */
  readonly schedule: RepositorySchedule;
  /** Work that one replica does for all. */
  readonly leaders: LeaderLeases;
  readonly #intake: Intake;
  #forgotAt = Number.NEGATIVE_INFINITY;

  constructor(sql: SqlDriver, options: InboxOptions) {
    super(sql, options);
    this.installations = new Installations(sql, options.now);
    this.schedule = new RepositorySchedule(sql, options.now);
    this.leaders = new LeaderLeases(sql, options.now);
    this.names = new RepositoryNames(sql, options.now);
    this.#intake = new Intake(sql, options.now, this.names);
  }

  /** Resolves once the delivery is safe. `duplicate`: it is known already. */
  put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    return this.#intake.put(delivery);
  }

  /**
   * The next repository whose deliveries are due at `now` (ms since the epoch), or null. Of the installations the one
   * comes first that was served longest ago, of its repositories the one that has waited longest.
   */
  async lease(now: number): Promise<Lease | null> {
    for (;;) {
      const [first] = await this.sql.all(FIRST, { now });
      if (first === undefined) return null;
      const lease = await this.sql.transaction((sql) => this.#serve(sql, first, now));
      if (lease !== null) return lease;
    }
  }

  /** Holds the lease for its whole duration again, for a batch that takes long. */
  async renew(lease: Lease): Promise<void> {
    const until = this.options.now() + this.options.leaseMs;
    await updateLeased(this.sql, lease, "leased_until = :until", { until });
  }

  /** Keeps what was planned before it is carried out, so that a retry carries out the same. */
  async saveOutbox(lease: Lease, outbox: Outbox): Promise<void> {
    const { declined = [], recent = [], ...kept } = outbox;
    await this.sql.transaction(async (sql) => {
      await updateLeased(sql, lease, "outbox = :outbox", { outbox: JSON.stringify(kept) });
      await noteDeclined(sql, lease, declined, this.options.now());
      await noteRecent(sql, lease, recent, this.options.now());
    });
  }

  /**
   * All deliveries of the lease are done. Nothing of the repository is leased before `quietUntil` (ms since the epoch):
   * what arrives in between is collected into one batch.
   */
  async complete(lease: Lease, quietUntil?: number): Promise<void> {
    const { lookEveryMs } = this.options;
    const now = this.options.now();
    // That a day began says nothing about whether somebody is there.
    const isActive = lookEveryMs !== undefined && lease.deliveries.some(({ event }) => event.kind !== "day");
    await this.sql.transaction(async (sql) => {
      await updateLeased(sql, lease, `${ENDED}${isActive ? LOOKED_AT_SOON : ""}`, {
        quiet: quietUntil ?? null,
        ...(isActive && { soon: now + lookEveryMs }),
      });
      await sql.all(DONE, { ...keyOf(lease), now });
    });
    await this.#forget(now);
  }

  /** Single deliveries of the lease are done; the rest of it goes on. */
  async finish(lease: Lease, deliveryIds: readonly string[]): Promise<void> {
    const ids = JSON.stringify(deliveryIds.map((id) => ({ id })));
    await this.sql.transaction(async (sql) => {
      await updateLeased(sql, lease, "token = token", {});
      await sql.all(`${DONE} AND id IN (SELECT id FROM ${this.sql.jsonTable("ids", { id: "text" })})`, {
        ...keyOf(lease),
        now: this.options.now(),
        ids,
      });
    });
  }

  /**
   * Puts the deliveries back; their tries count one more. Nothing of the repository is leased before `dueAt` (ms since
   * the epoch), so that its order is kept.
   */
  async release(lease: Lease, dueAt: number, reason: string): Promise<void> {
    await this.sql.transaction(async (sql) => {
      await updateLeased(sql, lease, "token = NULL, not_before = :dueAt", { dueAt });
      await sql.all(`UPDATE {delivery} SET token = NULL, reason = :reason WHERE ${IN_LEASE}`, {
        ...keyOf(lease),
        reason: toText(reason),
      });
    });
  }

  /** Takes single deliveries out of the queue for good, with the reason; the rest of the lease goes on. */
  async setAside(lease: Lease, deliveryIds: readonly string[], reason: string): Promise<void> {
    await this.sql.transaction(async (sql) => {
      await updateLeased(sql, lease, "token = token", {});
      for (const id of deliveryIds) await setOneAside(sql, lease, id, reason);
    });
  }

  /**
   * From when on `lease` gives something if nothing changes until then (ms since the epoch), or null when none waits.
   * Deliveries under a lease count from its expiry, so that somebody wakes up to take over from a dead worker.
   */
  async nextDue(): Promise<number | null> {
    const [row] = await this.sql.all(`WITH ${LINE} SELECT min(due_at) AS due FROM line`);
    return numberOf(row?.["due"]);
  }

  /** Writes what was put, and ends. */
  async close(): Promise<void> {
    await this.#intake.settled();
    await this.sql.close();
  }

  /** Null: it was nothing to work on after all, or another worker was faster. Then there is another first in line. */
  async #serve(sql: Sql, first: SqlRow, now: number): Promise<Lease | null> {
    const key = String(first["key"]);
    const moved = movedTo(first);
    if (moved !== null && (await moveDeliveries(sql, key, moved)) > 0) return null;
    const unreachableBecause = first["token"] === null ? textOrNull(first["held_reason"]) : null;
    if (unreachableBecause !== null) {
      await sql.all(
        `UPDATE {delivery} SET state = 'set-aside', token = NULL, reason = :reason
         WHERE repository = :key AND state = 'waiting' AND arrived_at <= :before`,
        { key, before: now - KEPT_WHILE_UNREACHABLE_MS, reason: unreachableBecause },
      );
      return null;
    }
    return this.#take(sql, key, numberOf(first["installation_id"]), now);
  }

  async #take(sql: Sql, key: string, installationId: number | null, now: number): Promise<Lease | null> {
    const token = randomUUID();
    const until = now + this.options.leaseMs;
    const [claimed] = await sql.all(CLAIM, { key, token, now, until });
    if (claimed === undefined) return null;
    const rows = (await sql.all(TAKE, { key, token })).toSorted(
      (one, other) => Number(one["position"]) - Number(other["position"]),
    );
    const [oldest] = rows;
    if (oldest === undefined) {
      await sql.all("UPDATE {repository} SET token = NULL WHERE key = :key", { key });
      return null;
    }
    await sql.all(SERVED, { id: installationId ?? 0 });
    const deliveries: LeasedDelivery[] = [];
    const unreadable: { id: string; reason: string }[] = [];
    for (const row of rows) {
      const parsed = parseDelivery(row);
      if (parsed.ok) deliveries.push(parsed.delivery);
      else unreadable.push({ id: String(row["id"]), reason: parsed.reason });
    }
    const outbox = parseOutbox(claimed["outbox"]);
    const isCovered = deliveries.some(({ id }) => outbox?.deliveryIds.includes(id));
    const repository = { owner: String(oldest["owner"]), name: String(oldest["name"]) };
    const lease = {
      token,
      repository,
      installationId,
      deliveries,
      declined: await readDeclined(sql, this.sql, { installationId, deliveries }, now),
      recent: await readRecent(sql, key, now),
      outbox: isCovered ? outbox : null,
      unreadable,
    };
    for (const { id, reason } of unreadable) await setOneAside(sql, lease, id, reason);
    return lease;
  }

  async #forget(now: number): Promise<void> {
    if (now - this.#forgotAt < FORGET_EVERY) return;
    this.#forgotAt = now;
    await this.sql.all("DELETE FROM {delivery} WHERE state = 'done' AND done_at < :before", {
      before: now - KNOWN_FOR,
    });
    await forgetDeclined(this.sql, now);
    await forgetRecent(this.sql, now);
    await this.sql.all("DELETE FROM {moved} WHERE moved_at < :before", {
      before: now - KEPT_WHILE_UNREACHABLE_MS,
    });
  }
}

function movedTo(row: SqlRow): RepositoryMove | null {
  const [owner, name, at] = [
    textOrNull(row["new_owner"]),
    textOrNull(row["new_name"]),
    numberOf(row["moved_at"]),
  ];
  return owner === null || name === null || at === null
    ? null
    : { to: { owner, name }, at, databaseId: numberOf(row["database_id"]) };
}

function keyOf(lease: Lease) {
  return { key: repositoryKey(lease.repository), token: lease.token };
}

/** Locks the repository's row until the transaction ends. */
async function updateLeased(sql: Sql, lease: Lease, assignments: string, values: SqlValues): Promise<void> {
  const updated = await sql.all(
    `UPDATE {repository} SET ${assignments} WHERE key = :key AND token = :token RETURNING key`,
    { ...values, ...keyOf(lease) },
  );
  if (updated.length === 0) throw new LeaseLost(lease);
}

async function setOneAside(sql: Sql, lease: Lease, id: string, reason: string): Promise<void> {
  await sql.all(
    `UPDATE {delivery} SET state = 'set-aside', token = NULL, reason = :reason WHERE ${IN_LEASE} AND id = :id`,
    { ...keyOf(lease), id, reason: toText(reason) },
  );
}
