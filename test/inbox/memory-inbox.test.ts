import { describe } from "vitest";
import { MemoryInbox } from "../../src/inbox/memory-inbox.ts";
import { describeInbox, LEASE_MS, START } from "./contract.ts";

async function start() {
  let now = START;
  const inbox = new MemoryInbox({ now: () => now, leaseMs: LEASE_MS });
  return {
    open: async () => inbox,
    env: {},
    now: () => now,
    advance: async (ms: number) => {
      now += ms;
    },
    dispose: async () => {},
  };
}

describe("the in-memory inbox", () => describeInbox(start));
