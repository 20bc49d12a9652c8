import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { SqliteInbox } from "../../src/inbox/sqlite-inbox.ts";
import { type AnyInbox, describeDurableInbox, describeInbox, LEASE_MS, START } from "./contract.ts";
import { itBehavesLikeTheModel } from "./random-operations.ts";

async function start() {
  const folder = await mkdtemp(join(tmpdir(), "inbox-"));
  const opened: AnyInbox[] = [];
  let now = START;
  return {
    open: async () => {
      const inbox = new SqliteInbox(join(folder, "inbox.db"), { now: () => now, leaseMs: LEASE_MS });
      opened.push(inbox);
      return inbox;
    },
    env: { INBOX_PATH: join(folder, "inbox.db") },
    now: () => now,
    advance: async (ms: number) => {
      now += ms;
    },
    dispose: async () => {
      for (const inbox of opened) await inbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

describe("the SQLite inbox", () => {
  describeInbox(start);
  describeDurableInbox(start);
  itBehavesLikeTheModel(start, 100);
});
