/**
 * The inbox of several replicas, on PostgreSQL. When things fail:
 * - `put` resolves after PostgreSQL has committed. Puts that arrive while one is being written share the next commit,
 *   and when that fails all of them reject;
 * - every other operation is one transaction; the lease that it belongs to is checked in it, so a worker that was taken
 *   for dead can change nothing any more;
 * - a replica that dies at any point holds up its repositories for a lease (two leases, if it died in the moment
 *   between pg-boss's turn and ours), never longer.
 * Due times are compared with the database's clock, leases with the replicas': seconds between them do no harm.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Clock, Db, Job, JobAttempt } from "pg-boss";
import { repositoryKey } from "../domain/repository-id.ts";
import type { Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import type { Inbox, InboxCounts, InboxOptions, Lease } from "./inbox.ts";
import { KNOWN_FOR } from "./known-for.ts";
import { LeaseLost } from "./lease-lost.ts";
import { LEASED, PgBossAdmin } from "./pg-boss-admin.ts";
import { PgBossStore, TURNS } from "./pg-boss-store.ts";
import { toDelivery, toNumber } from "./rows.ts";

/** How long a storm is let gather before the next commit. */
const GATHER_MS = 2;

interface WaitingPut {
  readonly delivery: Delivery;
  readonly event: string;
  readonly arrivedAt: number;
  readonly resolve: (result: "accepted" | "duplicate") => void;
  readonly reject: (error: unknown) => void;
}

export class PgBossInbox extends PgBossAdmin implements Inbox {
  #puts: WaitingPut[] = [];
  #writing: Promise<void> | null = null;

  /** Throws `InboxUnusable` with a sentence for the operator. `clock` is pg-boss's, for tests. */
  static async open(url: string, options: InboxOptions, clock?: Clock): Promise<PgBossInbox> {
    return new PgBossInbox(await PgBossStore.open(url, options, clock), options);
  }

  put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    const event = JSON.stringify(delivery.event);
    return new Promise((resolve, reject) => {
      this.#puts.push({ delivery, event, arrivedAt: this.options.now(), resolve, reject });
      this.#writing ??= this.#writePuts();
    });
  }

  async lease(now: number): Promise<Lease | null> {
    await this.#passOnExpired(now);
    for (;;) {
      const [job] = await this.store.boss.fetch<{ repository: string }>(TURNS);
      if (job === undefined) return null;
      const lease = await this.store.transaction((db) => this.#take(job, now, db));
      if (lease !== null) return lease;
    }
  }

  async renew(lease: Lease): Promise<void> {
    await this.store.transaction(async (db) => {
      await this.#updateHeld(lease, "leased_until = $3", [this.options.now() + this.options.leaseMs], db);
      const turn = toTurn(lease.token);
      if (!(await this.store.hasTurn(turn, db))) throw new LeaseLost(lease);
      await this.store.boss.touch(TURNS, turn, { db });
    });
  }

  async saveOutbox(lease: Lease, outbox: Outbox): Promise<void> {
    await this.#updateHeld(lease, "outbox = $3", [JSON.stringify(outbox)]);
  }

  async complete(lease: Lease, quietUntil?: number): Promise<void> {
    const now = this.options.now();
    await this.store.transaction(async (db) => {
      const ended =
        "token = NULL, leased_until = NULL, outbox = NULL, not_before = coalesce($3::bigint, not_before)";
      const key = await this.#updateHeld(lease, ended, [quietUntil ?? null], db);
      await this.store.rows(
        `UPDATE diagram_tracker.delivery SET state = 'done', event = NULL, token = NULL, done_at = $3 WHERE ${IN_LEASE}`,
        [key, lease.token, now],
        db,
      );
      await this.store.rows(
        `DELETE FROM diagram_tracker.delivery WHERE position IN (SELECT position FROM diagram_tracker.delivery
           WHERE state = 'done' AND done_at < $1 FOR UPDATE SKIP LOCKED)`,
        [now - KNOWN_FOR],
        db,
      );
      await this.store.endTurn(key, toTurn(lease.token), db);
    });
  }

  async release(lease: Lease, dueAt: number, reason: string): Promise<void> {
    await this.store.transaction(async (db) => {
      const key = await this.#updateHeld(
        lease,
        "token = NULL, leased_until = NULL, not_before = $3",
        [dueAt],
        db,
      );
      await this.store.rows(
        `UPDATE diagram_tracker.delivery SET token = NULL, reason = $3 WHERE ${IN_LEASE}`,
        [key, lease.token, toText(reason)],
        db,
      );
      await this.store.endTurn(key, toTurn(lease.token), db);
    });
  }

  async setAside(lease: Lease, deliveryIds: readonly string[], reason: string): Promise<void> {
    await this.store.transaction(async (db) => {
      const key = await this.#updateHeld(lease, "token = token", [], db);
      await this.store.rows(
        `UPDATE diagram_tracker.delivery SET state = 'set-aside', token = NULL, reason = $3
         WHERE ${IN_LEASE} AND id = ANY($4::text[])`,
        [key, lease.token, toText(reason), deliveryIds],
        db,
      );
    });
  }

  async nextDue(): Promise<number | null> {
    const [row] = await this.store.rows(
      `SELECT min(coalesce(r.leased_until, greatest(r.not_before, q.arrived_at))) AS due
       FROM (SELECT DISTINCT ON (repository) repository, arrived_at FROM diagram_tracker.delivery
             WHERE state = 'waiting' ORDER BY repository, position) q
       JOIN diagram_tracker.repository r ON r.key = q.repository`,
    );
    return toNumber(row?.["due"]);
  }

  async counts(): Promise<InboxCounts> {
    const [row] = await this.store.rows(
      `SELECT count(*) FILTER (WHERE d.state = 'waiting' AND NOT ${LEASED}) AS waiting,
              count(*) FILTER (WHERE ${LEASED}) AS leased,
              count(*) FILTER (WHERE d.state = 'set-aside') AS set_aside,
              (array_agg(d.arrived_at ORDER BY d.position) FILTER (WHERE d.state = 'waiting' AND NOT ${LEASED}))[1] AS oldest
       FROM diagram_tracker.delivery d JOIN diagram_tracker.repository r ON r.key = d.repository WHERE d.state <> 'done'`,
      [this.options.now()],
    );
    return {
      waiting: Number(row?.["waiting"]),
      leased: Number(row?.["leased"]),
      setAside: Number(row?.["set_aside"]),
      oldest: toNumber(row?.["oldest"]),
    };
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.store.close();
  }

  async #writePuts(): Promise<void> {
    while (this.#puts.length > 0) {
      const puts = this.#puts;
      this.#puts = [];
      try {
        const accepted = await this.store.transaction((db) => this.#insert(puts, db));
        for (const { delivery, resolve } of puts)
          resolve(accepted.delete(delivery.id) ? "accepted" : "duplicate");
      } catch (error) {
        for (const { reject } of puts) reject(error);
      }
      // In a storm those who were just answered come again at once: the more share a commit, the more commits are saved.
      if (puts.length > 1) await wait(GATHER_MS);
    }
    this.#writing = null;
  }

  async #insert(puts: readonly WaitingPut[], db: Db): Promise<Set<string>> {
    const keys = puts.map(({ delivery }) => repositoryKey(delivery.repository));
    // Locks the rows, in one order everywhere, before the deliveries get their positions: order of arrival is order of commit.
    const repositories = await this.store.rows(
      `INSERT INTO diagram_tracker.repository (key) SELECT DISTINCT unnest($1::text[]) AS key ORDER BY key
       ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING key, not_before`,
      [keys],
      db,
    );
    const inserted = await this.store.rows(
      `INSERT INTO diagram_tracker.delivery (id, repository, owner, name, installation_id, event, arrived_at)
       SELECT id, repository, owner, name, installation_id, event, arrived_at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[])
         WITH ORDINALITY AS put (id, repository, owner, name, installation_id, event, arrived_at, turn)
       ORDER BY turn ON CONFLICT (id) DO NOTHING RETURNING id, repository`,
      [
        puts.map(({ delivery }) => delivery.id),
        keys,
        puts.map(({ delivery }) => delivery.repository.owner),
        puts.map(({ delivery }) => delivery.repository.name),
        puts.map(({ delivery }) => delivery.installationId),
        puts.map(({ event }) => event),
        puts.map(({ arrivedAt }) => arrivedAt),
      ],
      db,
    );
    const grown = new Set(inserted.map(({ repository }) => repository));
    const turns = repositories.filter(({ key }) => grown.has(key));
    await this.store.ensureTurns(
      turns.map((row) => ({ key: String(row["key"]), notBefore: Number(row["not_before"]) })),
      db,
    );
    return new Set(inserted.map(({ id }) => String(id)));
  }

  /** Gives the turns of workers that let their lease expire to others, without waiting for pg-boss's next round. */
  async #passOnExpired(now: number): Promise<void> {
    const expired = `leased_until <= $1 AND EXISTS
      (SELECT FROM diagram_tracker.delivery WHERE repository = key AND state = 'waiting')`;
    const sql = `SELECT key FROM diagram_tracker.repository WHERE ${expired}`;
    for (const { key } of await this.store.rows(sql, [now])) {
      await this.store.transaction(async (db) => {
        const [row] = await this.store.rows(
          `UPDATE diagram_tracker.repository SET leased_until = NULL WHERE ${expired} AND key = $2 RETURNING token`,
          [now, key],
          db,
        );
        if (row === undefined) return;
        await this.store.boss.fail(
          TURNS,
          toTurn(String(row["token"])),
          { message: "The lease expired." },
          { db },
        );
      });
    }
  }

  /** The lease for a turn that pg-boss gave out, or null if it was taken back meanwhile or nothing waits any more. */
  async #take(job: Job<{ repository: string }>, now: number, db: Db): Promise<Lease | null> {
    const key = job.data.repository;
    const token = `${job.id}/${job.retryCount}`;
    const [repository] = await this.store.rows(
      "SELECT outbox FROM diagram_tracker.repository WHERE key = $1 FOR UPDATE",
      [key],
      db,
    );
    if (!(await this.store.hasTurn(job, db))) return null;
    const rows = await this.store.rows(
      `WITH taken AS (UPDATE diagram_tracker.delivery SET token = $2, tries = tries + 1
                      WHERE repository = $1 AND state = 'waiting' RETURNING *)
       SELECT * FROM taken ORDER BY position`,
      [key, token],
      db,
    );
    const deliveries = rows.map((row) => ({ ...toDelivery(row), tries: Number(row["tries"]) - 1 }));
    const oldest = deliveries[0];
    if (oldest === undefined) {
      await this.store.endTurn(key, job, db);
      return null;
    }
    await this.store.rows(
      "UPDATE diagram_tracker.repository SET token = $2, leased_until = $3 WHERE key = $1",
      [key, token, now + this.options.leaseMs],
      db,
    );
    const saved: Outbox | null = repository?.["outbox"] ? JSON.parse(String(repository["outbox"])) : null;
    const covered = saved !== null && deliveries.some(({ id }) => saved.deliveryIds.includes(id));
    return {
      token,
      repository: oldest.repository,
      installationId: deliveries.at(-1)?.installationId ?? null,
      deliveries,
      outbox: covered ? saved : null,
    };
  }

  /** `values` are `$3` and on. Locks the repository's row; gives its key. */
  async #updateHeld(lease: Lease, assignments: string, values: readonly unknown[], db?: Db): Promise<string> {
    const key = repositoryKey(lease.repository);
    const sql = `UPDATE diagram_tracker.repository SET ${assignments} WHERE key = $1 AND token = $2 RETURNING key`;
    const rows = await this.store.rows(sql, [key, lease.token, ...values], db);
    if (rows.length === 0) throw new LeaseLost(lease);
    return key;
  }
}

/** What a lease still holds, of the repository `$1` under the token `$2`. */
const IN_LEASE = "repository = $1 AND state = 'waiting' AND token = $2";

function toTurn(token: string): JobAttempt {
  const [id = "", retryCount] = token.split("/");
  return { id, retryCount: Number(retryCount) };
}

/** PostgreSQL's text holds every character but U+0000. */
function toText(reason: string): string {
  return reason.replaceAll("\0", "");
}
