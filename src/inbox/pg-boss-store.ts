/**
 * One PostgreSQL database, shared by all replicas: the inbox's own tables say WHAT waits, pg-boss says WHOSE TURN it is.
 * A repository of which something waits has exactly one job in the queue `turns` (policy `exclusive`), from the first
 * delivery until nothing waits any more. Who fetches the job has the repository; `startAfter` keeps it back until it is
 * due; a worker that dies fails its heartbeat, and the job goes to the next.
 *
 * Whoever changes what waits locks the repository's row first and pg-boss's job after it. So deliveries and turns always
 * agree, and two transactions never wait for each other.
 */
import { type Clock, type Db, type JobAttempt, PgBoss } from "pg-boss";
import type { InboxOptions } from "./inbox.ts";
import { InboxUnusable } from "./inbox-unusable.ts";
import { explainPostgres, JOBS_SCHEMA, migratePostgres } from "./postgres-schema.ts";

export const TURNS = "turns";

export type PgRow = Record<string, unknown>;

/** How long, in seconds, a repository may be held back before pg-boss would clear its job away: never, in practice. */
const TEN_YEARS = 10 * 365 * 24 * 60 * 60;

export class PgBossStore {
  readonly boss: PgBoss;
  readonly #heartbeatSeconds: number;

  private constructor(boss: PgBoss, { leaseMs }: InboxOptions) {
    this.boss = boss;
    // Longer than the lease, whose end `lease` acts on by itself: this is for a worker that died while it took its turn.
    this.#heartbeatSeconds = Math.max(10, 2 * Math.ceil(leaseMs / 1000));
  }

  /** Throws `InboxUnusable` with a sentence for the operator. `clock` is pg-boss's, for tests. */
  static async open(url: string, options: InboxOptions, clock?: Clock): Promise<PgBossStore> {
    let boss: PgBoss | null = null;
    try {
      boss = new PgBoss({
        connectionString: url,
        application_name: "diagram-tracker",
        schema: JOBS_SCHEMA,
        schedule: false,
        registerInstance: false,
        superviseIntervalSeconds: 30,
        monitorIntervalSeconds: 30,
        ...(clock && { clock }),
      });
      boss.on("error", (error) => options.onError?.(error));
      await boss.start();
      const store = new PgBossStore(boss, options);
      await store.transaction(migratePostgres);
      await boss.createQueue(TURNS, {
        policy: "exclusive",
        retryLimit: 1_000_000,
        retentionSeconds: TEN_YEARS,
        expireInSeconds: 23 * 60 * 60,
      });
      await store.#restoreTurns();
      return store;
    } catch (error) {
      await boss?.stop({ graceful: false }).catch(() => {});
      if (error instanceof InboxUnusable) throw error;
      throw new InboxUnusable(explainPostgres(error, url), { cause: error });
    }
  }

  async rows(sql: string, values: readonly unknown[] = [], db: Db = this.boss.getDb()): Promise<PgRow[]> {
    return (await db.executeSql(sql, [...values])).rows;
  }

  async transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const transaction = await this.boss.getDb().beginTransaction?.();
    if (transaction === undefined) throw new Error("pg-boss gave a database without transactions.");
    try {
      const result = await work(transaction.db);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /** Locks the row of the repository that a delivery belongs to, if the delivery is known. */
  async lockRepositoryOf(deliveryId: string, db: Db): Promise<void> {
    await this.rows(
      `SELECT FROM diagram_tracker.repository
       WHERE key = (SELECT repository FROM diagram_tracker.delivery WHERE id = $1) FOR UPDATE`,
      [deliveryId],
      db,
    );
  }

  /** Makes sure that each of these repositories, whose rows are locked, has its job; one that has it keeps it. */
  async ensureTurns(repositories: readonly { key: string; notBefore: number }[], db: Db): Promise<void> {
    const jobs = repositories.map(({ key, notBefore }) => ({
      data: { repository: key },
      singletonKey: key,
      startAfter: new Date(notBefore),
      heartbeatSeconds: this.#heartbeatSeconds,
    }));
    if (jobs.length > 0) await this.boss.insert(TURNS, jobs, { db });
  }

  /** Ends a turn; when more waits, the repository lines up again. Its row is locked. */
  async endTurn(key: string, turn: JobAttempt, db: Db): Promise<void> {
    await this.boss.deleteJob(TURNS, turn.id, { db });
    const waiting = await this.rows(
      `SELECT not_before FROM diagram_tracker.repository r WHERE key = $1 AND EXISTS
         (SELECT FROM diagram_tracker.delivery d WHERE d.repository = r.key AND d.state = 'waiting')`,
      [key],
      db,
    );
    await this.ensureTurns(
      waiting.map((row) => ({ key, notBefore: Number(row["not_before"]) })),
      db,
    );
  }

  /** Whether this turn is still the one that pg-boss gave out. */
  async hasTurn(turn: JobAttempt, db: Db): Promise<boolean> {
    const [job] = await this.boss.findJobs(TURNS, { id: turn.id, db });
    return job?.state === "active" && job.retryCount === turn.retryCount;
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }

  /** Should pg-boss's tables have been emptied or restored from elsewhere, nothing that waits is forgotten. */
  async #restoreTurns(): Promise<void> {
    await this.transaction(async (db) => {
      const rows = await this.rows(
        `SELECT key, not_before FROM diagram_tracker.repository r WHERE EXISTS
           (SELECT FROM diagram_tracker.delivery d WHERE d.repository = r.key AND d.state = 'waiting')
         ORDER BY key FOR UPDATE`,
        [],
        db,
      );
      await this.ensureTurns(
        rows.map((row) => ({ key: String(row["key"]), notBefore: Number(row["not_before"]) })),
        db,
      );
    });
  }
}
