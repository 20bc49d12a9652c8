import { afterAll, beforeAll, describe } from "vitest";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { describeDurableInbox, describeInbox, LEASE_MS, LOOK_EVERY_MS, START } from "./contract.ts";
import { itBehavesLikeTheModel } from "./random-operations.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

describe("the inbox on PostgreSQL", () => {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  async function start() {
    const env = { DATABASE_URL: await postgres.createDatabase() };
    const opened: Inbox[] = [];
    let now = START;
    return {
      env,
      open: async () => {
        const inbox = await openInbox(env, { now: () => now, leaseMs: LEASE_MS, lookEveryMs: LOOK_EVERY_MS });
        opened.push(inbox);
        return inbox;
      },
      now: () => now,
      advance: async (ms: number) => {
        now += ms;
      },
      dispose: async () => {
        for (const inbox of opened) await inbox.close();
        await postgres.reuse(env.DATABASE_URL);
      },
    };
  }

  describeInbox(start);
  describeDurableInbox(start);
  itBehavesLikeTheModel(start, 15);
});
