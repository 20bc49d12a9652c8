import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { type Lease, LeaseLost } from "../../src/inbox/lease.ts";
import type { InboxEnvironment } from "../../src/inbox/open-inbox.ts";
import { delivery } from "./deliveries.ts";

/** One store with nothing in it, at `START` of a clock that only `advance` moves. */
export interface InboxHarness {
  /** A handle on the store; every call gives another handle on the same one. */
  open(): Promise<Inbox>;
  /** What `openInbox` finds the same store by, in another process. */
  readonly env: InboxEnvironment;
  now(): number;
  advance(ms: number): Promise<void>;
  /** Removes the store; handles that are still open are closed. */
  dispose(): Promise<void>;
}

export const START = Date.UTC(2026, 0, 5, 12);
export const LEASE_MS = 60_000;
const DAY = 24 * 60 * 60 * 1000;

function ids(lease: Lease | null): readonly string[] {
  return lease?.deliveries.map(({ id }) => id) ?? [];
}

async function mustLease(inbox: Inbox, now: number): Promise<Lease> {
  const lease = await inbox.lease(now);
  if (lease === null) throw new Error("Nothing was leased.");
  return lease;
}

/** What every inbox promises. `start` gives a fresh store for each test. */
export function describeInbox(start: () => Promise<InboxHarness>): void {
  let store: InboxHarness;
  let inbox: Inbox;
  const lease = () => inbox.lease(store.now());
  const take = () => mustLease(inbox, store.now());

  beforeEach(async () => {
    store = await start();
    inbox = await store.open();
  });
  afterEach(() => store.dispose());

  describe("putting", () => {
    it("accepts a delivery once, also when both come at the same time", async () => {
      const answers = await Promise.all([inbox.put(delivery("d1")), inbox.put(delivery("d1"))]);
      expect(answers.toSorted()).toEqual(["accepted", "duplicate"]);
      expect(await inbox.put(delivery("d1"))).toBe("duplicate");
      expect(await inbox.counts()).toEqual({ waiting: 1, leased: 0, held: 0, setAside: 0, oldest: START });
    });

    it("knows a delivery that is leased, set aside or done", async () => {
      for (const id of ["d1", "d2"]) await inbox.put(delivery(id));
      const held = await take();
      expect(await inbox.put(delivery("d1"))).toBe("duplicate");
      await inbox.setAside(held, ["d2"], "poison");
      await inbox.complete(held);
      expect(await inbox.put(delivery("d1"))).toBe("duplicate");
      expect(await inbox.put(delivery("d2"))).toBe("duplicate");
    });

    it("forgets a finished delivery only after GitHub can no longer redeliver it", async () => {
      const finish = async (id: string) => {
        await inbox.put(delivery(id));
        await inbox.complete(await take());
      };
      await finish("old");
      await store.advance(3 * DAY + 60_000);
      await finish("newer");
      expect(await inbox.seen(["old", "newer"])).toEqual(new Set(["old", "newer"]));
      await store.advance(2 * DAY);
      await finish("newest");
      expect(await inbox.seen(["old", "newer", "newest"])).toEqual(new Set(["newer", "newest"]));
      expect(await inbox.put(delivery("old"))).toBe("accepted");
    });
  });

  describe("leasing", () => {
    it("gives nothing when nothing waits", async () => {
      expect(await lease()).toBeNull();
      expect(await inbox.nextDue()).toBeNull();
    });

    it("gives all deliveries of one repository in order of arrival, as they were put", async () => {
      for (const id of ["d3", "d1", "d2"]) await inbox.put(delivery(id));
      await inbox.put(delivery("other", "elsewhere"));
      const held = await take();
      expect(held.repository).toEqual({ owner: "acme", name: "atlas" });
      expect(held.installationId).toBe(7);
      expect(held.outbox).toBeNull();
      expect(held.deliveries).toEqual(["d3", "d1", "d2"].map((id) => ({ ...delivery(id), tries: 0 })));
    });

    it("keeps the order of deliveries that are put without waiting for one another", async () => {
      const names = Array.from({ length: 50 }, (_, index) => `d${index}`);
      await Promise.all(names.map((id) => inbox.put(delivery(id))));
      expect(ids(await lease())).toEqual(names);
    });

    it("gives the repository that waited longest first", async () => {
      await inbox.put(delivery("a", "first"));
      await store.advance(1_000);
      await inbox.put(delivery("b", "second"));
      expect(ids(await lease())).toEqual(["a"]);
      expect(ids(await lease())).toEqual(["b"]);
    });

    it("gives a repository to one worker at a time, and others to other workers meanwhile", async () => {
      await inbox.put(delivery("a1", "a"));
      const a = await take();
      await inbox.put(delivery("a2", "a"));
      expect(await lease()).toBeNull();
      await store.advance(1);
      await inbox.put(delivery("b1", "b"));
      const b = await take();
      expect(ids(b)).toEqual(["b1"]);
      expect(await lease()).toBeNull();
      await inbox.complete(a);
      expect(ids(await lease())).toEqual(["a2"]);
    });

    it("takes two spellings of a repository's name for one repository", async () => {
      await inbox.put(delivery("d1", "atlas"));
      await inbox.put(delivery("d2", "Atlas"));
      expect(ids(await lease())).toEqual(["d1", "d2"]);
      expect(await lease()).toBeNull();
    });

    it("answers with the newest installation, which may have changed since the first delivery", async () => {
      await inbox.put(delivery("d1", "atlas", 7));
      await inbox.put(delivery("d2", "atlas", 8));
      expect((await take()).installationId).toBe(8);
    });

    it("never gives one repository to two workers that ask at the same time", async () => {
      for (const repository of ["a", "b", "c"]) {
        for (const n of [1, 2]) await inbox.put(delivery(`${repository}${n}`, repository));
      }
      const leases = await Promise.all(Array.from({ length: 6 }, () => lease()));
      const given = leases.flatMap((one) => (one === null ? [] : [ids(one)]));
      expect(given.toSorted()).toEqual([
        ["a1", "a2"],
        ["b1", "b2"],
        ["c1", "c2"],
      ]);
    });
  });

  describe("a lease that expires", () => {
    it("passes to the next worker, counts as a try, and shuts the first worker out", async () => {
      await inbox.put(delivery("d1"));
      const dead = await take();
      await store.advance(LEASE_MS - 1_000);
      expect(await lease()).toBeNull();
      await store.advance(2_000);
      const taken = await take();
      expect(taken.deliveries).toEqual([{ ...delivery("d1"), tries: 1 }]);
      const outbox = { deliveryIds: ["d1"], parent: null, replies: [] };
      await expect(inbox.renew(dead)).rejects.toThrow(LeaseLost);
      await expect(inbox.saveOutbox(dead, outbox)).rejects.toThrow(LeaseLost);
      await expect(inbox.setAside(dead, ["d1"], "no")).rejects.toThrow(LeaseLost);
      await expect(inbox.release(dead, 0, "no")).rejects.toThrow(LeaseLost);
      await expect(inbox.complete(dead)).rejects.toThrow(LeaseLost);
      expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 1, setAside: 0 });
      await inbox.complete(taken);
      expect(await lease()).toBeNull();
    });

    it("is held longer when it is renewed", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      for (let round = 0; round < 3; round += 1) {
        await store.advance(LEASE_MS - 1_000);
        await inbox.renew(held);
        expect(await lease()).toBeNull();
      }
      await store.advance(LEASE_MS + 1_000);
      expect(ids(await lease())).toEqual(["d1"]);
    });

    it("can still be completed while nobody has taken it over", async () => {
      await inbox.put(delivery("d1"));
      const slow = await take();
      await store.advance(LEASE_MS * 3);
      await inbox.complete(slow);
      expect(await lease()).toBeNull();
      await inbox.put(delivery("d2"));
      expect(ids(await lease())).toEqual(["d2"]);
    });

    it("is when somebody has to look again", async () => {
      await inbox.put(delivery("d1"));
      await take();
      expect(await inbox.nextDue()).toBe(START + LEASE_MS);
      await store.advance(LEASE_MS + 1_000);
      expect(await inbox.counts()).toEqual({ waiting: 1, leased: 0, held: 0, setAside: 0, oldest: START });
    });
  });

  describe("completing", () => {
    it("ends the lease: it cannot be used again", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.complete(held);
      await expect(inbox.complete(held)).rejects.toThrow(LeaseLost);
      expect(await inbox.counts()).toEqual({ waiting: 0, leased: 0, held: 0, setAside: 0, oldest: null });
    });

    it("collects what arrives until the quiet time is over, for this repository only", async () => {
      await inbox.put(delivery("d1"));
      await inbox.complete(await take(), START + 10_000);
      await inbox.put(delivery("d2"));
      await store.advance(9_000);
      await inbox.put(delivery("d3"));
      expect(await lease()).toBeNull();
      expect(await inbox.nextDue()).toBe(START + 10_000);
      await inbox.put(delivery("x1", "elsewhere"));
      expect(ids(await lease())).toEqual(["x1"]);
      await store.advance(1_000);
      expect(ids(await lease())).toEqual(["d2", "d3"]);
    });

    it("holds back what arrived during the lease until the quiet time is over", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.put(delivery("d2"));
      await inbox.complete(held, START + 10_000);
      expect(await lease()).toBeNull();
      await store.advance(10_000);
      expect(ids(await lease())).toEqual(["d2"]);
    });
  });

  describe("releasing", () => {
    it("keeps the order, counts a try, and holds newcomers back until the due time", async () => {
      for (const id of ["d1", "d2"]) await inbox.put(delivery(id));
      await inbox.release(await take(), START + 5_000, "GitHub answered 502.");
      await inbox.put(delivery("d3"));
      expect(await lease()).toBeNull();
      expect(await inbox.nextDue()).toBe(START + 5_000);
      await store.advance(4_999);
      expect(await lease()).toBeNull();
      await store.advance(1);
      const again = await take();
      expect(again.deliveries.map(({ id, tries }) => [id, tries])).toEqual([
        ["d1", 1],
        ["d2", 1],
        ["d3", 0],
      ]);
    });

    it("does not hold up other repositories", async () => {
      await inbox.put(delivery("a1", "a"));
      await inbox.put(delivery("b1", "b"));
      const a = await take();
      await inbox.release(a, START + DAY, "limit");
      const b = await take();
      expect(b.repository).not.toEqual(a.repository);
      await inbox.complete(b);
      expect(await lease()).toBeNull();
      expect(await inbox.nextDue()).toBe(START + DAY);
    });

    it("shows the operator why", async () => {
      await inbox.put(delivery("d1"));
      await inbox.release(await take(), START, "GitHub answered 502.");
      expect(await inbox.show("d1")).toMatchObject({
        state: "waiting",
        tries: 1,
        reason: "GitHub answered 502.",
      });
    });
  });

  describe("the outbox", () => {
    const outbox = {
      deliveryIds: ["d1"],
      parent: "0123456789012345678901234567890123456789",
      replies: [{ thread: 12, body: "Yours.\n<!-- d1 -->", answers: ["d1"] }],
    };

    it("is given to the next try, together with what arrived since", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.saveOutbox(held, { ...outbox, parent: null });
      await inbox.saveOutbox(held, outbox);
      await inbox.put(delivery("d2"));
      await inbox.release(held, START, "lost connection");
      const again = await take();
      expect(ids(again)).toEqual(["d1", "d2"]);
      expect(again.outbox).toEqual(outbox);
    });

    it("is given to whoever takes over from a dead worker", async () => {
      await inbox.put(delivery("d1"));
      await inbox.saveOutbox(await take(), outbox);
      await store.advance(LEASE_MS + 1_000);
      expect((await take()).outbox).toEqual(outbox);
    });

    it("is gone once its deliveries are done", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.saveOutbox(held, outbox);
      await inbox.complete(held);
      await inbox.put(delivery("d2"));
      expect((await take()).outbox).toBeNull();
    });

    it("is not given to deliveries that it does not cover", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.saveOutbox(held, outbox);
      await inbox.setAside(held, ["d1"], "poison");
      await inbox.put(delivery("d2"));
      await inbox.release(held, START, "later");
      expect((await take()).outbox).toBeNull();
    });
  });

  describe("setting aside", () => {
    it("takes out single deliveries and leaves the rest of the lease", async () => {
      for (const id of ["d1", "d2", "d3"]) await inbox.put(delivery(id));
      const held = await take();
      await inbox.setAside(held, ["d2"], "It made the handler throw.");
      expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 2, setAside: 1 });
      await inbox.release(held, START, "again");
      const again = await take();
      expect(ids(again)).toEqual(["d1", "d3"]);
      await inbox.complete(again);
      expect(await inbox.list()).toEqual([
        {
          id: "d2",
          repository: { owner: "acme", name: "atlas" },
          state: "set-aside",
          arrivedAt: START,
          tries: 1,
          reason: "It made the handler throw.",
          event: delivery("d2").event,
        },
      ]);
    });

    it("touches nothing outside the lease", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.put(delivery("d2"));
      await inbox.setAside(held, ["d2", "unknown"], "not mine");
      expect(await inbox.counts()).toMatchObject({ waiting: 1, leased: 1, setAside: 0 });
    });
  });

  describe("the operator", () => {
    it("sees every delivery with its state, in order of arrival", async () => {
      await inbox.put(delivery("a1", "a"));
      await inbox.put(delivery("a2", "a"));
      const held = await take();
      await inbox.setAside(held, ["a1"], "poison");
      await inbox.put(delivery("b1", "b"));
      const seen = (await inbox.list()).map(({ id, state }) => [id, state]);
      expect(seen).toEqual([
        ["a1", "set-aside"],
        ["a2", "leased"],
        ["b1", "waiting"],
      ]);
      expect((await inbox.list("leased")).map(({ id }) => id)).toEqual(["a2"]);
      expect((await inbox.list("set-aside")).map(({ id }) => id)).toEqual(["a1"]);
      expect((await inbox.list("waiting")).map(({ id }) => id)).toEqual(["b1"]);
    });

    it("sees of a finished delivery that it is done, and nothing of what it said", async () => {
      await inbox.put(delivery("d1"));
      await inbox.complete(await take());
      expect(await inbox.list()).toEqual([]);
      expect(await inbox.show("d1")).toMatchObject({ id: "d1", state: "done", tries: 1, event: null });
      expect(await inbox.show("d2")).toBeNull();
    });

    it("puts a set-aside delivery back where it was, as if never tried", async () => {
      for (const id of ["d1", "d2"]) await inbox.put(delivery(id));
      const held = await take();
      await inbox.setAside(held, ["d1"], "poison");
      await inbox.release(held, START, "later");
      expect(await inbox.retry("d1")).toBe("retried");
      expect((await take()).deliveries).toEqual([
        { ...delivery("d1"), tries: 0 },
        { ...delivery("d2"), tries: 1 },
      ]);
      expect(await inbox.retry("d1")).toBe("not-set-aside");
      expect(await inbox.retry("nobody")).toBe("unknown");
    });

    it("wakes a repository that has nothing else to do when a delivery is put back", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.setAside(held, ["d1"], "poison");
      await inbox.complete(held, START + 10_000);
      expect(await inbox.nextDue()).toBeNull();
      await inbox.retry("d1");
      expect(await lease()).toBeNull();
      await store.advance(10_000);
      expect(ids(await lease())).toEqual(["d1"]);
    });

    it("drops what is set aside or waits, for good: a redelivery of it stays a duplicate", async () => {
      for (const id of ["d1", "d2", "d3"]) await inbox.put(delivery(id));
      const held = await take();
      await inbox.setAside(held, ["d1"], "poison");
      expect(await inbox.drop("d2")).toBe("leased");
      await inbox.release(held, START, "later");
      expect(await inbox.drop("d1")).toBe("dropped");
      expect(await inbox.drop("d2")).toBe("dropped");
      expect(await inbox.drop("d2")).toBe("done");
      expect(await inbox.drop("nobody")).toBe("unknown");
      expect(await inbox.put(delivery("d1"))).toBe("duplicate");
      expect(ids(await lease())).toEqual(["d3"]);
    });

    it("has nothing left to lease after the last delivery was dropped", async () => {
      await inbox.put(delivery("d1"));
      await inbox.drop("d1");
      expect(await lease()).toBeNull();
      expect(await inbox.nextDue()).toBeNull();
      await inbox.put(delivery("d2"));
      expect(ids(await lease())).toEqual(["d2"]);
    });
  });

  describe("the sweeps", () => {
    it("learn which deliveries are known in whatever state", async () => {
      for (const id of ["done", "aside", "held"]) await inbox.put(delivery(id));
      const held = await take();
      await inbox.setAside(held, ["aside"], "poison");
      await inbox.complete(held);
      await inbox.put(delivery("waits"));
      expect(await inbox.seen(["done", "missing", "aside", "waits"])).toEqual(
        new Set(["done", "aside", "waits"]),
      );
      expect(await inbox.seen([])).toEqual(new Set());
    });

    it("keep marks", async () => {
      expect(await inbox.readMark("last swept delivery")).toBeNull();
      await inbox.writeMark("last swept delivery", "d1");
      await inbox.writeMark("last swept delivery", "d2");
      await inbox.writeMark("reconciled acme/atlas", "2026-01-05");
      expect(await inbox.readMark("last swept delivery")).toBe("d2");
      expect(await inbox.readMark("reconciled acme/atlas")).toBe("2026-01-05");
    });
  });
}

/** What an inbox that outlives its process promises besides. */
export function describeDurableInbox(start: () => Promise<InboxHarness>): void {
  let store: InboxHarness;
  beforeEach(async () => {
    store = await start();
  });
  afterEach(() => store.dispose());

  it("has everything again after it was closed and opened", async () => {
    const before = await store.open();
    for (const id of ["d1", "d2", "d3"]) await before.put(delivery(id));
    const held = await mustLease(before, store.now());
    await before.setAside(held, ["d2"], "poison");
    await before.saveOutbox(held, { deliveryIds: ["d1"], parent: null, replies: [] });
    await before.release(held, START + 5_000, "restart");
    await before.writeMark("cursor", "42");
    await before.close();
    await before.close();

    const after = await store.open();
    expect(await after.counts()).toEqual({ waiting: 2, leased: 0, held: 0, setAside: 1, oldest: START });
    expect(await after.readMark("cursor")).toBe("42");
    expect(await after.put(delivery("d1"))).toBe("duplicate");
    expect(await after.lease(store.now())).toBeNull();
    await store.advance(5_000);
    const again = await mustLease(after, store.now());
    expect(ids(again)).toEqual(["d1", "d3"]);
    expect(again.outbox).toEqual({ deliveryIds: ["d1"], parent: null, replies: [] });
  });

  it("writes what was put before it closes", async () => {
    const before = await store.open();
    const puts = ["d1", "d2"].map((id) => before.put(delivery(id)));
    await before.close();
    expect(await Promise.all(puts)).toEqual(["accepted", "accepted"]);
    expect((await (await store.open()).list()).map(({ id }) => id)).toEqual(["d1", "d2"]);
  });

  it("holds its promises between two handles on one store", async () => {
    const [one, two] = [await store.open(), await store.open()];
    await Promise.all([one.put(delivery("a1", "a")), two.put(delivery("b1", "b"))]);
    expect(await two.put(delivery("a1", "a"))).toBe("duplicate");
    const held = await Promise.all([one.lease(store.now()), two.lease(store.now())]);
    expect(held.map(ids).toSorted()).toEqual([["a1"], ["b1"]]);
    expect(await one.lease(store.now())).toBeNull();
    expect(await two.lease(store.now())).toBeNull();
    await store.advance(LEASE_MS + 1_000);
    const taken = [await mustLease(two, store.now()), await mustLease(two, store.now())];
    expect(taken.map(ids).toSorted()).toEqual([["a1"], ["b1"]]);
    const mine = held[0];
    await expect(mine ? one.complete(mine) : null).rejects.toThrow(LeaseLost);
    for (const lease of taken) await two.complete(lease);
    expect(await one.counts()).toEqual({ waiting: 0, leased: 0, held: 0, setAside: 0, oldest: null });
  });

  it("kept every delivery that it acknowledged before its process was killed", async () => {
    const acknowledged: string[] = [];
    for (const name of ["first", "second", "third"])
      acknowledged.push(...(await putUntilKilled(store.env, name, 100)));
    const after = await store.open();
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    expect(await after.seen(acknowledged)).toEqual(new Set(acknowledged));
    const leases = await Promise.all([0, 1, 2].map(() => mustLease(after, Date.now())));
    expect(new Set(leases.flatMap((lease) => ids(lease)))).toEqual(
      new Set((await after.list()).map(({ id }) => id)),
    );
  }, 60_000);

  it("accepts each of 200 deliveries once when two handles put them at the same time", async () => {
    const handles = [await store.open(), await store.open()];
    const names = Array.from({ length: 200 }, (_, index) => `d${index}`);
    const answers = await Promise.all(
      handles.flatMap((handle) => names.map((id, n) => handle.put(delivery(id, `r${n % 3}`)))),
    );
    expect(answers.filter((answer) => answer === "accepted")).toHaveLength(200);
    expect(await handles[0]?.counts()).toMatchObject({ waiting: 200 });
  });
}

/** Lets another process put deliveries, kills it in the midst of that, and gives the IDs that it saw acknowledged. */
async function putUntilKilled(env: InboxEnvironment, name: string, enough: number): Promise<string[]> {
  const script = fileURLToPath(new URL("put-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, [script, name], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: string[] = [];
  // Ends with the pipe, so that also what was acknowledged after the signal was sent is counted.
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith(`${name}-`)) throw new Error(`The process printed ${JSON.stringify(line)}.`);
    if (acknowledged.push(line) === enough) child.kill("SIGKILL");
  }
  return acknowledged;
}
