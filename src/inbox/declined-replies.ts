/**
 * Whom an installation declined something in the last hour, or which bot it replied to, and how often: it survives a restart, or a crash would be the
 * way to more. An event counts once, however often it is tried; what is older than an hour is forgotten.
 */
import { accountKey, botRepliesKey, presserOf, writerOf } from "../facts/accounts.ts";
import type { DeclinedReply } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import type { Lease } from "./lease.ts";
import type { Sql, SqlDriver } from "./sql-driver.ts";

const HOUR = 3_600_000;

type LeasedBatch = Pick<Lease, "installationId" | "deliveries">;

/** By `accountKey` and `botRepliesKey`, for those who speak in the deliveries, without what these deliveries were declined themselves. */
export async function readDeclined(
  sql: Sql,
  driver: Pick<SqlDriver, "jsonTable">,
  { installationId, deliveries }: LeasedBatch,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const people = new Set(deliveries.flatMap(({ event }) => keysOf(event)));
  if (people.size === 0) return new Map();
  const keys = deliveries.map(({ id }) => ({ event: id }));
  const rows = await sql.all(
    `SELECT person, count(*) AS replies FROM {declined}
     WHERE installation_id = :installation AND declined_at > :since
       AND person IN (SELECT person FROM ${driver.jsonTable("people", { person: "text" })})
       AND event NOT IN (SELECT event FROM ${driver.jsonTable("events", { event: "text" })})
     GROUP BY person`,
    {
      installation: installationId ?? 0,
      since: now - HOUR,
      people: JSON.stringify([...people].map((person) => ({ person }))),
      events: JSON.stringify(keys),
    },
  );
  return new Map(rows.map(({ person, replies }) => [String(person), Number(replies)]));
}

export async function noteDeclined(
  sql: Sql,
  { installationId, deliveries }: LeasedBatch,
  declined: readonly DeclinedReply[],
  now: number,
): Promise<void> {
  const ids = new Map(deliveries.map(({ id, event }) => [event.key, id]));
  for (const { key, person } of declined) {
    await sql.all(
      `INSERT INTO {declined} (event, installation_id, person, declined_at)
       VALUES (:event, :installation, :person, :now) ON CONFLICT (event) DO NOTHING`,
      { event: ids.get(key) ?? key, installation: installationId ?? 0, person, now },
    );
  }
}

export async function forgetDeclined(sql: Sql, now: number): Promise<void> {
  await sql.all("DELETE FROM {declined} WHERE declined_at <= :before", { before: now - HOUR });
}

/** Of whoever speaks in the event. */
function keysOf(event: Delivery["event"]): string[] {
  if (event.kind === "check") return [accountKey(presserOf(event))];
  if (event.kind !== "comment") return [];
  const writer = writerOf(event);
  return [accountKey(writer), ...(event.isBot ? [botRepliesKey(writer)] : [])];
}
