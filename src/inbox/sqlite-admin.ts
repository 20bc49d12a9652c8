/** The operator's side of the embedded inbox. */
import type { InboxOptions } from "./inbox.ts";
import type { InboxAdmin, KeptDelivery } from "./inbox-admin.ts";
import { toKept } from "./rows.ts";
import { openSqliteFile } from "./sqlite-file.ts";
import { SqliteStore } from "./sqlite-store.ts";

/** A delivery that is under a lease which has not expired, as an expression over `d` and `r`. */
export const LEASED =
  "(d.state = 'waiting' AND d.token IS NOT NULL AND d.token = r.token AND r.leased_until > :now)";
const KEPT = `SELECT d.*, CASE WHEN ${LEASED} THEN 'leased' ELSE d.state END AS shown
  FROM delivery d LEFT JOIN repository r ON r.key = d.repository`;

export class SqliteAdmin implements InboxAdmin {
  protected readonly options: InboxOptions;
  protected readonly store: SqliteStore;

  /** Throws `InboxUnusable` with a sentence for the operator. */
  constructor(path: string, options: InboxOptions) {
    this.options = options;
    this.store = new SqliteStore(openSqliteFile(path));
  }

  async list(state?: "waiting" | "leased" | "set-aside"): Promise<readonly KeptDelivery[]> {
    const rows = this.store.all(`${KEPT} WHERE d.state <> 'done' ORDER BY d.position`, {
      now: this.options.now(),
    });
    const kept = rows.map(toKept);
    return state === undefined ? kept : kept.filter((one) => one.state === state);
  }

  async show(id: string): Promise<KeptDelivery | null> {
    const row = this.store.get(`${KEPT} WHERE d.id = :id`, { id, now: this.options.now() });
    return row === undefined ? null : toKept(row);
  }

  async retry(id: string): Promise<"retried" | "unknown" | "not-set-aside"> {
    return this.store.transaction(() => {
      const row = this.store.get("SELECT state FROM delivery WHERE id = :id", { id });
      if (row?.["state"] !== "set-aside") return row === undefined ? "unknown" : "not-set-aside";
      this.store.run("UPDATE delivery SET state = 'waiting', tries = 0, reason = NULL WHERE id = :id", {
        id,
      });
      return "retried";
    });
  }

  async drop(id: string): Promise<"dropped" | "unknown" | "leased" | "done"> {
    const now = this.options.now();
    return this.store.transaction(() => {
      const row = this.store.get(`${KEPT} WHERE d.id = :id`, { id, now });
      if (row === undefined) return "unknown";
      if (row["shown"] === "leased" || row["shown"] === "done") return row["shown"];
      this.store.run(
        "UPDATE delivery SET state = 'done', event = NULL, token = NULL, done_at = :now WHERE id = :id",
        {
          id,
          now,
        },
      );
      return "dropped";
    });
  }

  async seen(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = this.store.all("SELECT id FROM delivery WHERE id IN (SELECT value FROM json_each(:ids))", {
      ids: JSON.stringify(ids),
    });
    return new Set(rows.map(({ id }) => String(id)));
  }

  async readMark(name: string): Promise<string | null> {
    const row = this.store.get("SELECT value FROM mark WHERE name = :name", { name });
    return row === undefined ? null : String(row["value"]);
  }

  async writeMark(name: string, value: string): Promise<void> {
    this.store.run(
      "INSERT INTO mark VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value",
      {
        name,
        value,
      },
    );
  }
}
