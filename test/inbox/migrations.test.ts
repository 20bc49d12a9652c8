import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { MIGRATIONS } from "../../src/inbox/migrations.ts";
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { LEASE_MS, START } from "./contract.ts";
import { delivery } from "./deliveries.ts";
import { startPostgres } from "./start-postgres.ts";

const options = { now: () => START + LEASE_MS, leaseMs: LEASE_MS };
const SHAPE = { kind: "comment", said: "in a shape of its own" };

/** What the first release left: one that waits, one of a shape that nobody knows, one set aside, one done; and a lease. */
function rowsOf(schema: string): string {
  const row = (id: string, state: string, event: unknown, token: string | null) =>
    `INSERT INTO ${schema}delivery (id, state, repository, owner, name, installation_id, event, arrived_at, tries, token)
     VALUES ('${id}', '${state}', 'acme/atlas', 'acme', 'atlas', 7, ${event === null ? "NULL" : `'${JSON.stringify(event).replaceAll("'", "''")}'`}, ${START}, 1, ${token === null ? "NULL" : `'${token}'`});`;
  return `${row("waits", "waiting", delivery("waits").event, "old")}
    ${row("strange", "waiting", SHAPE, null)}
    ${row("aside", "set-aside", delivery("aside").event, null)}
    ${row("done", "done", null, null)}
    ${row("acme/atlas:comment-1", "done", null, null)}
    ${row("acme/atlas:review-comment-2@2026-01-05T12:00:00Z", "done", null, null)}
    ${row("acme/atlas:issue-12", "done", null, null)}
    ${row("umbrella/atlas:comment-3", "done", null, null)}
    ${row("acme/atlas:comment-3", "done", null, null)}
    INSERT INTO ${schema}repository (key, not_before, token, leased_until, outbox)
    VALUES ('acme/atlas', 0, 'old', ${START + 1}, '{"deliveryIds":["waits"],"parent":null,"replies":[]}');
    INSERT INTO ${schema}mark (name, value) VALUES ('cursor', '42'),
      ('reconciled:acme/atlas', '2026-01-05T10:00:00.500Z'), ('reconciled:acme/maps', '2026-01-04T10:00:00.000Z');`;
}

async function expectCarriedOver(inbox: Inbox): Promise<void> {
  const lease = await inbox.lease(options.now());
  expect(lease?.deliveries).toEqual([{ ...delivery("waits"), tries: 1 }]);
  expect(lease?.outbox).toEqual({ deliveryIds: ["waits"], parent: null, replies: [] });
  expect(lease?.unreadable).toMatchObject([{ id: "strange" }]);
  expect((await inbox.list("set-aside")).map(({ id, event }) => [id, event])).toEqual([
    ["strange", SHAPE],
    ["aside", delivery("aside").event],
  ]);
  for (const id of ["done", "comment-1", "review-comment-2@2026-01-05T12:00:00Z", "comment-3"]) {
    expect(await inbox.put({ ...delivery(id), databaseId: 4711 })).toBe("duplicate");
  }
  const opening = { ...delivery("4711:issue-12"), databaseId: 4711 };
  const event = { ...opening.event, key: "issue-12" };
  expect(await inbox.put({ ...opening, event })).toBe("duplicate");
  expect(await inbox.readCheckpoint("cursor")).toBe("42");
  const lookedUntil = (name: string) => inbox.schedule.lookedUntil({ owner: "acme", name });
  expect(await lookedUntil("atlas")).toBe(Date.UTC(2026, 0, 5, 10));
  expect(await lookedUntil("maps")).toBe(Date.UTC(2026, 0, 4, 10));
  expect(await inbox.readCheckpoint("reconciled:acme/atlas")).toBeNull();
  await inbox.close();
}

describe("a file of the first release", () => {
  let folder: string;
  const opened = (version: number, work: (database: DatabaseSync) => void) => {
    folder = mkdtempSync(join(tmpdir(), "old-inbox-"));
    const INBOX_PATH = join(folder, "inbox.db");
    const database = new DatabaseSync(INBOX_PATH);
    database.exec(`PRAGMA application_id = ${0x4454696e}; PRAGMA user_version = ${version}`);
    work(database);
    database.close();
    return { INBOX_PATH };
  };
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is brought up to date with all that waits in it", async () => {
    const env = opened(1, (database) => database.exec(`${MIGRATIONS[0]?.sqlite}; ${rowsOf("")}`));
    await expectCarriedOver(await openInbox(env, options));
  });

  it("is refused by an older version, in a sentence", async () => {
    const env = opened(99, () => {});
    await expect(openInbox(env, options)).rejects.toThrow(
      /was written by a newer version \(inbox format 99; this one reads up to \d+\)/,
    );
  });
});

describe("a database of the first release", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  async function opened(sql: string) {
    const DATABASE_URL = await postgres.createDatabase();
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(
      `CREATE SCHEMA diagram_tracker; CREATE TABLE diagram_tracker.format (version integer NOT NULL); ${sql}`,
    );
    await client.end();
    return { DATABASE_URL };
  }

  it("is brought up to date with all that waits in it, by one of the replicas that start together", async () => {
    const jobs = "CREATE SCHEMA diagram_tracker_jobs; CREATE TABLE diagram_tracker_jobs.job (id integer);";
    const format = "INSERT INTO diagram_tracker.format VALUES (1);";
    const env = await opened(`${format} ${MIGRATIONS[0]?.postgres}; ${rowsOf("diagram_tracker.")} ${jobs}`);
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => openInbox(env, options)));
    for (const other of others) await other.close();
    if (first === undefined) throw new Error("Nothing was opened.");
    await expectCarriedOver(first);
  });

  it("is refused by an older version, in a sentence", async () => {
    const env = await opened("INSERT INTO diagram_tracker.format VALUES (99);");
    await expect(openInbox(env, options)).rejects.toThrow(
      /were made by a newer version \(inbox format 99; this one reads up to \d+\)/,
    );
  });
});

describe("a PostgreSQL whose connections end", () => {
  it("is told as a fault, and the next operation has another connection", async () => {
    const postgres = await startPostgres();
    try {
      const DATABASE_URL = await postgres.createDatabase();
      const faults: unknown[] = [];
      const inbox = await openInbox({ DATABASE_URL }, { ...options, onError: (error) => faults.push(error) });
      await inbox.put(delivery("d1"));
      const client = new pg.Client({ connectionString: DATABASE_URL });
      await client.connect();
      const told = new Promise<void>((resolve) => {
        const look = () => (faults.length > 0 ? resolve() : setImmediate(look));
        look();
      });
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'diagram-tracker'",
      );
      await told;
      expect(await inbox.put(delivery("d2"))).toBe("accepted");
      expect(await inbox.counts()).toMatchObject({ waiting: 2 });
      await client.end();
      await inbox.close();
    } finally {
      await postgres.stop();
    }
  });
});
