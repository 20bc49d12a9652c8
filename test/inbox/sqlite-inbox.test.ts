import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openMemoryInbox, openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import {
  describeDurableInbox,
  describeInbox,
  type InboxHarness,
  LEASE_MS,
  LOOK_EVERY_MS,
  START,
} from "./contract.ts";
import { itBehavesLikeTheModel } from "./random-operations.ts";

async function inFile(): Promise<InboxHarness> {
  const folder = await mkdtemp(join(tmpdir(), "inbox-"));
  const path = join(folder, "inbox.db");
  const opened: Inbox[] = [];
  let now = START;
  return {
    open: async () => {
      const inbox = openSqliteInbox(path, { now: () => now, leaseMs: LEASE_MS, lookEveryMs: LOOK_EVERY_MS });
      opened.push(inbox);
      return inbox;
    },
    env: { INBOX_PATH: path },
    now: () => now,
    advance: async (ms) => {
      now += ms;
    },
    dispose: async () => {
      for (const inbox of opened) await inbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function inMemory(): Promise<InboxHarness> {
  let now = START;
  const inbox = openMemoryInbox({ now: () => now, leaseMs: LEASE_MS, lookEveryMs: LOOK_EVERY_MS });
  return {
    open: async () => inbox,
    env: {},
    now: () => now,
    advance: async (ms) => {
      now += ms;
    },
    dispose: () => inbox.close(),
  };
}

describe("the embedded inbox", () => {
  describeInbox(inFile);
  describeDurableInbox(inFile);
});

describe("the embedded inbox in memory", () => {
  describeInbox(inMemory);
  itBehavesLikeTheModel(inMemory, 150);
});
