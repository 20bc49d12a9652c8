/** What the rows of both databases say; they name their columns alike. */
import type { Delivery } from "../facts/event.ts";
import type { KeptDelivery } from "./inbox-admin.ts";

type Row = Readonly<Record<string, unknown>>;

export function toDelivery(row: Row): Delivery {
  return {
    id: String(row["id"]),
    repository: { owner: String(row["owner"]), name: String(row["name"]) },
    installationId: toNumber(row["installation_id"]),
    event: JSON.parse(String(row["event"])),
  };
}

/** `shown` is the state that an operator is told: leased is one of its own. */
export function toKept(row: Row): KeptDelivery {
  return {
    id: String(row["id"]),
    repository: { owner: String(row["owner"]), name: String(row["name"]) },
    state: row["shown"] as KeptDelivery["state"],
    arrivedAt: Number(row["arrived_at"]),
    tries: Number(row["tries"]),
    reason: row["reason"] === null ? null : String(row["reason"]),
    event: row["event"] === null ? null : JSON.parse(String(row["event"])),
  };
}

/** A number of 64 bits comes as text from PostgreSQL and as a number from SQLite. */
export function toNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
