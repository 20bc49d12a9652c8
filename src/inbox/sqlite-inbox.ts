/**
 * The embedded inbox: one file, nothing to install. When things fail:
 * - `put` resolves after the commit is on the disk, so neither SIGKILL nor a power cut loses what was acknowledged;
 *   puts of one turn of the event loop share a commit, and when that fails all of them reject;
 * - every other operation is one transaction: it happened, or it did not;
 * - several processes may open the same file. Writes wait for one another, and the leases hold between them.
 */
import { randomUUID } from "node:crypto";
import { repositoryKey } from "../domain/repository-id.ts";
import type { Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import type { Inbox, InboxCounts, Lease } from "./inbox.ts";
import { KNOWN_FOR } from "./known-for.ts";
import { LeaseLost } from "./lease-lost.ts";
import { toDelivery, toNumber } from "./rows.ts";
import { LEASED, SqliteAdmin } from "./sqlite-admin.ts";

interface WaitingPut {
  readonly values: (string | number | null)[];
  readonly resolve: (result: "accepted" | "duplicate") => void;
  readonly reject: (error: unknown) => void;
}

/** What a lease still holds. Its values are those of `leased`. */
const IN_LEASE = "repository = :key AND state = 'waiting' AND token = :token";

export class SqliteInbox extends SqliteAdmin implements Inbox {
  #puts: WaitingPut[] = [];

  put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    const { owner, name } = delivery.repository;
    const event = JSON.stringify(delivery.event);
    const key = repositoryKey(delivery.repository);
    const values = [delivery.id, key, owner, name, delivery.installationId, event, this.options.now()];
    return new Promise((resolve, reject) => {
      if (this.#puts.length === 0) setImmediate(() => this.#commitPuts());
      this.#puts.push({ values, resolve, reject });
    });
  }

  async lease(now: number): Promise<Lease | null> {
    return this.store.transaction(() => {
      const next = this.store.get(
        `SELECT d.repository AS key, min(d.position) AS oldest, d.owner, d.name, r.outbox
         FROM delivery d LEFT JOIN repository r ON r.key = d.repository
         WHERE d.state = 'waiting'
           AND CASE WHEN r.token IS NULL THEN coalesce(r.not_before, 0) ELSE r.leased_until END <= :now
         GROUP BY d.repository ORDER BY max(coalesce(r.not_before, 0), d.arrived_at), oldest LIMIT 1`,
        { now },
      );
      if (next === undefined) return null;
      const key = String(next["key"]);
      const token = randomUUID();
      const rows = this.store.all(
        "SELECT * FROM delivery WHERE repository = :key AND state = 'waiting' ORDER BY position",
        { key },
      );
      this.store.run(
        "UPDATE delivery SET token = :token, tries = tries + 1 WHERE repository = :key AND state = 'waiting'",
        { key, token },
      );
      this.store.run(
        `INSERT INTO repository (key, token, leased_until) VALUES (:key, :token, :until)
         ON CONFLICT (key) DO UPDATE SET token = :token, leased_until = :until`,
        { key, token, until: now + this.options.leaseMs },
      );
      const deliveries = rows.map((row) => ({ ...toDelivery(row), tries: Number(row["tries"]) }));
      const saved: Outbox | null = next["outbox"] === null ? null : JSON.parse(String(next["outbox"]));
      const covered = saved !== null && deliveries.some(({ id }) => saved.deliveryIds.includes(id));
      return {
        token,
        repository: { owner: String(next["owner"]), name: String(next["name"]) },
        installationId: deliveries.at(-1)?.installationId ?? null,
        deliveries,
        outbox: covered ? saved : null,
      };
    });
  }

  async renew(lease: Lease): Promise<void> {
    const until = this.options.now() + this.options.leaseMs;
    this.store.transaction(() => this.#updateHeld(lease, "leased_until = :until", { until }));
  }

  async saveOutbox(lease: Lease, outbox: Outbox): Promise<void> {
    this.store.transaction(() =>
      this.#updateHeld(lease, "outbox = :outbox", { outbox: JSON.stringify(outbox) }),
    );
  }

  async complete(lease: Lease, quietUntil?: number): Promise<void> {
    const now = this.options.now();
    this.store.transaction(() => {
      this.#updateHeld(lease, "token = NULL, outbox = NULL, not_before = coalesce(:quiet, not_before)", {
        quiet: quietUntil ?? null,
      });
      this.store.run(
        `UPDATE delivery SET state = 'done', event = NULL, token = NULL, done_at = :now WHERE ${IN_LEASE}`,
        { ...leased(lease), now },
      );
      this.store.run("DELETE FROM delivery WHERE state = 'done' AND done_at < :before", {
        before: now - KNOWN_FOR,
      });
    });
  }

  async release(lease: Lease, dueAt: number, reason: string): Promise<void> {
    this.store.transaction(() => {
      this.#updateHeld(lease, "token = NULL, not_before = :dueAt", { dueAt });
      this.store.run(`UPDATE delivery SET token = NULL, reason = :reason WHERE ${IN_LEASE}`, {
        ...leased(lease),
        reason,
      });
    });
  }

  async setAside(lease: Lease, deliveryIds: readonly string[], reason: string): Promise<void> {
    this.store.transaction(() => {
      this.#updateHeld(lease, "token = token", {});
      for (const id of deliveryIds) {
        this.store.run(
          "UPDATE delivery SET state = 'set-aside', token = NULL, reason = :reason WHERE id = :id AND token = :token",
          { id, reason, token: lease.token },
        );
      }
    });
  }

  async nextDue(): Promise<number | null> {
    const row = this.store.get(
      `SELECT min(CASE WHEN r.token IS NULL THEN max(coalesce(r.not_before, 0), q.arrived_at)
                       ELSE r.leased_until END) AS due
       FROM (SELECT repository, min(position), arrived_at FROM delivery WHERE state = 'waiting' GROUP BY repository) q
       LEFT JOIN repository r ON r.key = q.repository`,
      {},
    );
    return toNumber(row?.["due"]);
  }

  async counts(): Promise<InboxCounts> {
    const row = this.store.get(
      `SELECT count(*) FILTER (WHERE d.state = 'waiting' AND NOT coalesce(${LEASED}, 0)) AS waiting,
              count(*) FILTER (WHERE ${LEASED}) AS leased,
              count(*) FILTER (WHERE d.state = 'set-aside') AS setAside,
              (SELECT d.arrived_at FROM delivery d LEFT JOIN repository r ON r.key = d.repository
               WHERE d.state = 'waiting' AND NOT coalesce(${LEASED}, 0) ORDER BY d.position LIMIT 1) AS oldest
       FROM delivery d LEFT JOIN repository r ON r.key = d.repository WHERE d.state <> 'done'`,
      { now: this.options.now() },
    );
    return {
      waiting: Number(row?.["waiting"]),
      leased: Number(row?.["leased"]),
      setAside: Number(row?.["setAside"]),
      oldest: toNumber(row?.["oldest"]),
    };
  }

  async close(): Promise<void> {
    this.#commitPuts();
    this.store.close();
  }

  #commitPuts(): void {
    const puts = this.#puts;
    if (puts.length === 0) return;
    this.#puts = [];
    try {
      const insert = this.store.prepare(
        `INSERT INTO delivery (id, state, repository, owner, name, installation_id, event, arrived_at)
         VALUES (?, 'waiting', ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      );
      const changes = this.store.transaction(() => puts.map(({ values }) => insert.run(...values).changes));
      puts.forEach(({ resolve }, index) => {
        resolve(changes[index] === 1 ? "accepted" : "duplicate");
      });
    } catch (error) {
      for (const { reject } of puts) reject(error);
    }
  }

  #updateHeld(lease: Lease, assignments: string, values: Record<string, string | number | null>): void {
    const sql = `UPDATE repository SET ${assignments} WHERE key = :key AND token = :token`;
    const { changes } = this.store.run(sql, { ...values, ...leased(lease) });
    if (changes === 0) throw new LeaseLost(lease);
  }
}

function leased(lease: Lease) {
  return { key: repositoryKey(lease.repository), token: lease.token };
}
