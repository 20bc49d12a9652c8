/**
 * What was written to a repository on GitHub a moment ago, so that the next batch knows of it, whichever replica has it. What
 * is older than reads lag is forgotten.
 */
import { z } from "zod";
import { repositoryKey } from "../domain/repository-id.ts";
import { LONGEST_LAG_MS, type RecentWrite } from "../facts/recent-write.ts";
import type { Lease } from "./lease.ts";
import { toText } from "./rows.ts";
import type { Sql } from "./sql-driver.ts";

const recentRow = z.object({ what: z.string(), id: z.int(), said: z.string() });

export async function readRecent(sql: Sql, key: string, now: number): Promise<readonly RecentWrite[]> {
  const rows = await sql.all(
    "SELECT what, id, said FROM {written} WHERE repository = :key AND written_at > :since",
    { key, since: now - LONGEST_LAG_MS },
  );
  return rows.map((row) => {
    const { what, id, said } = recentRow.parse(row);
    return { what, id, text: said };
  });
}

export async function noteRecent(
  sql: Sql,
  { repository }: Pick<Lease, "repository">,
  writes: readonly RecentWrite[],
  now: number,
): Promise<void> {
  for (const { what, id, text } of writes) {
    await sql.all(
      `INSERT INTO {written} (repository, what, id, said, written_at) VALUES (:key, :what, :id, :text, :now)
       ON CONFLICT (repository, what) DO UPDATE
       SET id = excluded.id, said = excluded.said, written_at = excluded.written_at`,
      { key: repositoryKey(repository), what, id, text: toText(text), now },
    );
  }
}

/** They stand in the repository, whatever it is called. */
export async function moveRecent(sql: Sql, old: string, key: string): Promise<void> {
  await sql.all(
    `INSERT INTO {written} AS w (repository, what, id, said, written_at)
     SELECT :key, what, id, said, written_at FROM {written} WHERE repository = :old
     ON CONFLICT (repository, what) DO UPDATE
     SET id = excluded.id, said = excluded.said, written_at = excluded.written_at
     WHERE excluded.written_at > w.written_at`,
    { old, key },
  );
  await sql.all("DELETE FROM {written} WHERE repository = :old", { old });
}

export async function forgetRecent(sql: Sql, now: number): Promise<void> {
  await sql.all("DELETE FROM {written} WHERE written_at <= :before", { before: now - LONGEST_LAG_MS });
}
