import { TestClock } from "pg-boss";
import { afterAll, beforeAll, describe } from "vitest";
import { PgBossInbox } from "../../src/inbox/pg-boss-inbox.ts";
import { type AnyInbox, describeDurableInbox, describeInbox, LEASE_MS, START } from "./contract.ts";
import { itBehavesLikeTheModel } from "./random-operations.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

describe("the inbox on PostgreSQL", () => {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  async function start() {
    const url = await postgres.createDatabase();
    const opened: AnyInbox[] = [];
    const clock = new TestClock(START);
    return {
      clock,
      env: { DATABASE_URL: url },
      open: async () => {
        const inbox = await PgBossInbox.open(url, { now: () => clock.now(), leaseMs: LEASE_MS }, clock);
        opened.push(inbox);
        return inbox;
      },
      now: () => clock.now(),
      advance: (ms: number) => clock.setTime(clock.now() + ms),
      dispose: async () => {
        for (const inbox of opened) await inbox.close();
      },
    };
  }

  describeInbox(start);
  describeDurableInbox(start);
  itBehavesLikeTheModel(start, 15);
});
