import { expect, test } from "vitest";
import type { InboxCounts } from "../../src/inbox/inbox-admin.ts";
import { Readiness } from "../../src/server/readiness.ts";

const EMPTY: InboxCounts = { waiting: 0, leased: 0, held: 0, setAside: 0, oldest: null };
const fine = { counts: async () => EMPTY };
const now = () => 0;

test("ready: the worker works and the inbox answers", async () => {
  expect(await new Readiness({ worker: { trouble: null }, inbox: fine, now }).trouble()).toBeNull();
});

test("says what the worker says", async () => {
  const worker = { trouble: "the worker has not started yet" };
  expect(await new Readiness({ worker, inbox: fine, now }).trouble()).toBe("the worker has not started yet");
});

test("an inbox that never answers is waited for only so long", async () => {
  const inbox = { counts: () => new Promise<InboxCounts>(() => {}) };
  const trouble = await new Readiness({ worker: { trouble: null }, inbox, now }, 10).trouble();
  expect(trouble).toBe("the inbox does not answer: no answer within 10 ms");
});

test("a server that shuts down is not ready, whatever else is well", async () => {
  const readiness = new Readiness({ worker: { trouble: null }, inbox: fine, now });
  readiness.drain();
  expect(await readiness.trouble()).toBe("the server is shutting down");
});

test("a server that could not keep a delivery is not ready for half a minute, and says why", async () => {
  let time = 0;
  const readiness = new Readiness({ worker: { trouble: null }, inbox: fine, now: () => time });
  readiness.notKept(new Error("database or disk is full"));
  expect(await readiness.trouble()).toBe("a delivery could not be kept: database or disk is full");
  time = 30_000;
  expect(await readiness.trouble()).toBeNull();
});
