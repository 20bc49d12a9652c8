/** A repository has one row, from when something is first known of it. Whoever changes what waits there locks it first. */
import type { Sql } from "./sql-driver.ts";

/** Until the transaction ends. Those who need several take them in the order of their keys. */
export async function lockRepository(sql: Sql, key: string): Promise<void> {
  await sql.all(
    "INSERT INTO {repository} (key) VALUES (:key) ON CONFLICT (key) DO UPDATE SET key = excluded.key",
    { key },
  );
}

/** The repository of a delivery, if the inbox knows the delivery. */
export async function lockRepositoryOf(sql: Sql, deliveryId: string): Promise<void> {
  await sql.all(
    `INSERT INTO {repository} (key) SELECT repository FROM {delivery} WHERE id = :id
     ON CONFLICT (key) DO UPDATE SET key = excluded.key`,
    { id: deliveryId },
  );
}
