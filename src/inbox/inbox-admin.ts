/** What an operator and the recovery sweeps need of an inbox, beyond what the worker needs. */
import { z } from "zod";
import type { RepositoryId } from "../domain/repository-id.ts";
import type { InboxOptions } from "./inbox-options.ts";
import { LINE } from "./queue.ts";
import { lockRepositoryOf } from "./repository-row.ts";
import { numberOf, parseJson, textOrNull } from "./rows.ts";
import type { SqlDriver, SqlRow } from "./sql-driver.ts";

const deliveryState = z.enum(["waiting", "leased", "held", "set-aside", "done"]);

type DeliveryState = z.output<typeof deliveryState>;
/** Those in which it is not done. */
export type OpenState = Exclude<DeliveryState, "done">;

export interface KeptDelivery {
  readonly id: string;
  readonly repository: RepositoryId;
  /** `held`: it waits until its installation can be reached again. */
  readonly state: DeliveryState;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** How often a worker took it. */
  readonly tries: number;
  /** Why it is held, was put back last or set aside, or null. */
  readonly reason: string | null;
  /** As it was kept: another version's may have another shape. Null once it is done: what people wrote is kept no longer than needed. */
  readonly event: unknown;
}

export interface InboxCounts {
  /** Without those that are held. */
  readonly waiting: number;
  readonly leased: number;
  readonly held: number;
  readonly setAside: number;
  /** Arrival of the oldest that waits (ms since the epoch), or null. */
  readonly oldest: number | null;
}

/** Every delivery, `shown` in the state that an operator is told, at the time `:now`. */
const SHOWN = `CASE
    WHEN d.state = 'waiting' AND d.token = l.token AND l.leased_until > :now THEN 'leased'
    WHEN d.state = 'waiting' AND l.held_reason IS NOT NULL THEN 'held'
    ELSE d.state END`;
const KEPT = `SELECT d.id, d.owner, d.name, d.position, d.state, d.arrived_at, d.tries, d.event, ${SHOWN} AS shown,
    CASE WHEN ${SHOWN} = 'held' THEN l.held_reason ELSE d.reason END AS reason
  FROM {delivery} d LEFT JOIN line l ON l.key = d.repository`;

export class InboxAdmin {
  protected readonly sql: SqlDriver;
  protected readonly options: InboxOptions;
  readonly #seen: string;

  constructor(sql: SqlDriver, options: InboxOptions) {
    this.sql = sql;
    this.options = options;
    this.#seen = `SELECT id FROM {delivery} WHERE id IN (SELECT id FROM ${sql.jsonTable("ids", { id: "text" })})`;
  }

  async counts(): Promise<InboxCounts> {
    const [row] = await this.sql.all(
      `WITH ${LINE}, kept AS (${KEPT} WHERE d.state <> 'done')
       SELECT count(*) FILTER (WHERE shown = 'waiting') AS waiting,
              count(*) FILTER (WHERE shown = 'leased') AS leased,
              count(*) FILTER (WHERE shown = 'held') AS held,
              count(*) FILTER (WHERE shown = 'set-aside') AS set_aside,
              min(arrived_at) FILTER (WHERE shown = 'waiting') AS oldest
       FROM kept`,
      { now: this.options.now() },
    );
    const count = (column: string) => Number(row?.[column]);
    return {
      waiting: count("waiting"),
      leased: count("leased"),
      held: count("held"),
      setAside: count("set_aside"),
      oldest: numberOf(row?.["oldest"]),
    };
  }

  /** Everything that is not done, in order of arrival; only what is in `state` when one is given. */
  async list(state?: OpenState): Promise<readonly KeptDelivery[]> {
    const rows = await this.sql.all(`WITH ${LINE} ${KEPT} WHERE d.state <> 'done' ORDER BY d.position`, {
      now: this.options.now(),
    });
    const kept = rows.map(toKept);
    return state === undefined ? kept : kept.filter((one) => one.state === state);
  }

  /** One delivery in any state, or null when the inbox does not know it. */
  async show(id: string): Promise<KeptDelivery | null> {
    const [row] = await this.sql.all(`WITH ${LINE} ${KEPT} WHERE d.id = :id`, {
      id,
      now: this.options.now(),
    });
    return row === undefined ? null : toKept(row);
  }

  /** Puts a set-aside delivery back into the queue, in its old place and as if it had never been tried. */
  async retry(id: string): Promise<"retried" | "unknown" | "not-set-aside"> {
    const [retried] = await this.sql.all(
      `UPDATE {delivery} SET state = 'waiting', tries = 0, reason = NULL, token = NULL
       WHERE id = :id AND state = 'set-aside' RETURNING id`,
      { id },
    );
    if (retried !== undefined) return "retried";
    return (await this.seen([id])).has(id) ? "not-set-aside" : "unknown";
  }

  /** Forgets a set-aside or waiting delivery for good. Its ID stays known, so that a sweep does not bring it back. */
  async drop(id: string): Promise<"dropped" | "unknown" | "leased" | "done"> {
    const now = this.options.now();
    return this.sql.transaction(async (sql) => {
      await lockRepositoryOf(sql, id);
      const [row] = await sql.all(`WITH ${LINE} ${KEPT} WHERE d.id = :id`, { id, now });
      if (row === undefined) return "unknown";
      const { state } = toKept(row);
      if (state === "leased" || state === "done") return state;
      await sql.all(
        "UPDATE {delivery} SET state = 'done', event = NULL, token = NULL, done_at = :now WHERE id = :id",
        { id, now },
      );
      return "dropped";
    });
  }

  /** Which of these deliveries the inbox knows, in whatever state. */
  async seen(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.sql.all(this.#seen, { ids: JSON.stringify(ids.map((id) => ({ id }))) });
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** A small value that survives restarts: how far a sweep got. Null when it was never written. */
  async readCheckpoint(name: string): Promise<string | null> {
    const [row] = await this.sql.all("SELECT value FROM {mark} WHERE name = :name", { name });
    return row === undefined ? null : String(row["value"]);
  }

  async writeCheckpoint(name: string, value: string): Promise<void> {
    await this.sql.all(
      "INSERT INTO {mark} (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      { name, value },
    );
  }
}

function toKept(row: SqlRow): KeptDelivery {
  return {
    id: String(row["id"]),
    repository: { owner: String(row["owner"]), name: String(row["name"]) },
    state: deliveryState.parse(row["shown"]),
    arrivedAt: Number(row["arrived_at"]),
    tries: Number(row["tries"]),
    reason: textOrNull(row["reason"]),
    event: parseJson(row["event"]),
  };
}
