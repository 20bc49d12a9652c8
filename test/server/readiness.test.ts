import { expect, test } from "vitest";
import type { InboxCounts } from "../../src/inbox/inbox.ts";
import { Readiness } from "../../src/server/readiness.ts";

const EMPTY: InboxCounts = { waiting: 0, leased: 0, setAside: 0, oldest: null };
const fine = { counts: async () => EMPTY };

test("ready: the worker works and the inbox answers", async () => {
  expect(await new Readiness({ worker: { trouble: null }, inbox: fine }).trouble()).toBeNull();
});

test("says what the worker says", async () => {
  const worker = { trouble: "the worker has not started yet" };
  expect(await new Readiness({ worker, inbox: fine }).trouble()).toBe("the worker has not started yet");
});

test("an inbox that never answers is waited for only so long", async () => {
  const inbox = { counts: () => new Promise<InboxCounts>(() => {}) };
  const trouble = await new Readiness({ worker: { trouble: null }, inbox }, 10).trouble();
  expect(trouble).toBe("the inbox does not answer: no answer within 10 ms");
});

test("a server that shuts down is not ready, whatever else is well", async () => {
  const readiness = new Readiness({ worker: { trouble: null }, inbox: fine });
  readiness.drain();
  expect(await readiness.trouble()).toBe("the server is shutting down");
});
