/** The operator's side of the inbox on PostgreSQL. */
import type { InboxOptions } from "./inbox.ts";
import type { InboxAdmin, KeptDelivery } from "./inbox-admin.ts";
import type { PgBossStore } from "./pg-boss-store.ts";
import { toKept } from "./rows.ts";

/** A delivery that is under a lease which has not expired, as an expression over `d`, `r` and the time `$1`. */
export const LEASED = "coalesce(d.state = 'waiting' AND d.token = r.token AND r.leased_until > $1, false)";
const KEPT = `SELECT d.*, CASE WHEN ${LEASED} THEN 'leased' ELSE d.state END AS shown
  FROM diagram_tracker.delivery d JOIN diagram_tracker.repository r ON r.key = d.repository`;

export class PgBossAdmin implements InboxAdmin {
  protected readonly options: InboxOptions;
  protected readonly store: PgBossStore;

  protected constructor(store: PgBossStore, options: InboxOptions) {
    this.options = options;
    this.store = store;
  }

  async list(state?: "waiting" | "leased" | "set-aside"): Promise<readonly KeptDelivery[]> {
    const rows = await this.store.rows(`${KEPT} WHERE d.state <> 'done' ORDER BY d.position`, [
      this.options.now(),
    ]);
    const kept = rows.map(toKept);
    return state === undefined ? kept : kept.filter((one) => one.state === state);
  }

  async show(id: string): Promise<KeptDelivery | null> {
    const [row] = await this.store.rows(`${KEPT} WHERE d.id = $2`, [this.options.now(), id]);
    return row === undefined ? null : toKept(row);
  }

  async retry(id: string): Promise<"retried" | "unknown" | "not-set-aside"> {
    return this.store.transaction(async (db) => {
      await this.store.lockRepositoryOf(id, db);
      const [row] = await this.store.rows(`${KEPT} WHERE d.id = $2`, [this.options.now(), id], db);
      if (row?.["state"] !== "set-aside") return row === undefined ? "unknown" : "not-set-aside";
      const [repository] = await this.store.rows(
        `WITH retried AS (UPDATE diagram_tracker.delivery SET state = 'waiting', tries = 0, reason = NULL
                          WHERE id = $1 RETURNING repository)
         SELECT key, not_before FROM diagram_tracker.repository JOIN retried ON retried.repository = key`,
        [id],
        db,
      );
      const turn = { key: String(repository?.["key"]), notBefore: Number(repository?.["not_before"]) };
      await this.store.ensureTurns([turn], db);
      return "retried";
    });
  }

  async drop(id: string): Promise<"dropped" | "unknown" | "leased" | "done"> {
    const now = this.options.now();
    return this.store.transaction(async (db) => {
      await this.store.lockRepositoryOf(id, db);
      const [row] = await this.store.rows(`${KEPT} WHERE d.id = $2`, [now, id], db);
      if (row === undefined) return "unknown";
      if (row["shown"] === "leased" || row["shown"] === "done") return row["shown"];
      await this.store.rows(
        "UPDATE diagram_tracker.delivery SET state = 'done', event = NULL, token = NULL, done_at = $2 WHERE id = $1",
        [id, now],
        db,
      );
      return "dropped";
    });
  }

  async seen(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.store.rows("SELECT id FROM diagram_tracker.delivery WHERE id = ANY($1::text[])", [
      ids,
    ]);
    return new Set(rows.map(({ id }) => String(id)));
  }

  async readMark(name: string): Promise<string | null> {
    const [row] = await this.store.rows("SELECT value FROM diagram_tracker.mark WHERE name = $1", [name]);
    return row === undefined ? null : String(row["value"]);
  }

  async writeMark(name: string, value: string): Promise<void> {
    await this.store.rows(
      "INSERT INTO diagram_tracker.mark VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
      [name, value],
    );
  }
}
