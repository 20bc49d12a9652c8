import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommentEvent, Delivery } from "../../src/facts/event.ts";
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
export const LOOK_EVERY_MS = 15 * 60_000;
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

  describe("finishing a part of a lease", () => {
    it("leaves the rest to be put back, and knows what was finished for a duplicate", async () => {
      for (const id of ["d1", "d2", "d3"]) await inbox.put(delivery(id));
      const held = await take();
      await inbox.finish(held, ["d1", "d3", "unknown"]);
      await inbox.release(held, START, "GitHub answered 502.");
      expect(await inbox.put(delivery("d1"))).toBe("duplicate");
      expect(ids(await lease())).toEqual(["d2"]);
    });

    it("does nothing once another worker has the repository", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await store.advance(LEASE_MS + 1_000);
      expect(ids(await lease())).toEqual(["d1"]);
      await expect(inbox.finish(held, ["d1"])).rejects.toThrow(LeaseLost);
      expect(await inbox.counts()).toMatchObject({ leased: 1 });
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

  describe("what people were declined", () => {
    const outbox = (...keys: string[]) => {
      const declined = keys.map((key) => ({ key, person: "ada" }));
      return { deliveryIds: ["d1"], parent: null, replies: [], declined };
    };

    it("is known to the next lease of the installation, for an hour, each event once", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      expect(held.declined?.size).toBe(0);
      await inbox.saveOutbox(held, outbox("one", "two"));
      await inbox.saveOutbox(held, outbox("two", "three"));
      await inbox.complete(held);
      await inbox.put(delivery("d2", "another"));
      await inbox.put(delivery("d3", "elsewhere", 8));
      const [next, other] = [await take(), await take()].sort(
        (a, b) => Number(a.installationId) - Number(b.installationId),
      );
      expect(next?.declined).toEqual(new Map([["ada", 3]]));
      expect(other?.declined).toEqual(new Map());
      await store.advance(3_600_000);
      await inbox.put(delivery("d4", "later"));
      expect((await take()).declined).toEqual(new Map());
    });

    it("is known of a bot with all that it was replied to", async () => {
      const byBot = (id: string) => {
        const { event, ...rest } = delivery(id);
        return { ...rest, event: { ...event, isBot: true } as Delivery["event"] };
      };
      await inbox.put(byBot("d1"));
      const declined = ["ada", "ada replied", "ada replied"].map((person, at) => ({ key: `c${at}`, person }));
      const held = await take();
      await inbox.saveOutbox(held, { deliveryIds: ["d1"], parent: null, replies: [], declined });
      await inbox.complete(held);
      await inbox.put(byBot("d2"));
      const next = await take();
      expect(next.declined).toEqual(
        new Map([
          ["ada", 1],
          ["ada replied", 2],
        ]),
      );
      await inbox.complete(next);
      await inbox.put(delivery("d3"));
      expect((await take()).declined).toEqual(new Map([["ada", 1]]));
    });

    it("leaves out the events that are tried again", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.saveOutbox(held, outbox("comment:d1", "another"));
      await inbox.release(held, START, "GitHub answered 502.");
      expect((await take()).declined).toEqual(new Map([["ada", 1]]));
    });
  });

  describe("what was written a moment ago", () => {
    const notice = { what: "notice 3", id: 81, text: "In review." };
    const run = { what: "check drawing abc", id: 82, text: "3:digest" };
    const wrote = (...recent: { what: string; id: number; text: string }[]) => {
      return { deliveryIds: ["d1"], parent: null, replies: [], recent };
    };

    it("is known to the next lease of the repository, and of no other, as it was written last", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      expect(held.recent).toEqual([]);
      await inbox.saveOutbox(held, wrote({ ...notice, text: "In progress." }));
      await inbox.saveOutbox(held, wrote(notice, run));
      await inbox.complete(held);
      await inbox.put(delivery("d2"));
      await inbox.put(delivery("d3", "another"));
      const byName = new Map([await take(), await take()].map((one) => [one.repository.name, one]));
      expect(byName.get("atlas")?.recent?.toSorted((a, b) => a.id - b.id)).toEqual([notice, run]);
      expect(byName.get("another")?.recent).toEqual([]);
    });

    it("is forgotten once every read shows it, and goes along when the repository moves", async () => {
      await inbox.put(delivery("d1"));
      const held = await take();
      await inbox.saveOutbox(held, wrote(notice));
      await inbox.complete(held);
      const names = [
        { owner: "acme", name: "atlas" },
        { owner: "umbrella", name: "new" },
      ] as const;
      await inbox.names.move(...names, START + 1_000);
      // The webhook that tells of it comes after it was known.
      await inbox.names.move(...names, START + 1_000);
      await inbox.put(delivery("d2"));
      const next = await take();
      expect([next.repository, next.recent]).toEqual([names[1], [notice]]);
      await inbox.complete(next);
      await store.advance(45_000);
      await inbox.put(delivery("d3"));
      expect((await take()).recent).toEqual([]);
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

  describe("taking turns", () => {
    const from = (installationId: number) => (id: string, repository: string) =>
      inbox.put(delivery(id, repository, installationId));
    const turns = async (count: number) => {
      const names: string[] = [];
      for (let turn = 0; turn < count; turn += 1) names.push((await take()).repository.name);
      return names;
    };

    it("serves the installation that was served longest ago, however many repositories of another one wait", async () => {
      for (const name of ["a1", "a2", "a3"]) await from(1)(name, name);
      await store.advance(1_000);
      for (const name of ["b1", "b2"]) await from(2)(name, name);
      await store.advance(1_000);
      await from(3)("c1", "c1");
      expect(await turns(6)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3"]);
    });

    it("gives a thousand deliveries at most, and the rest in the next turn", async () => {
      const names = Array.from({ length: 1_003 }, (_, index) => `d${index}`);
      await Promise.all(names.map((id) => inbox.put(delivery(id))));
      const first = await take();
      expect(ids(first)).toEqual(names.slice(0, 1_000));
      await inbox.complete(first);
      expect(ids(await lease())).toEqual(["d1000", "d1001", "d1002"]);
    });
  });

  describe("what cannot be read", () => {
    const damaged = (id: string) => ({
      ...delivery(id),
      event: { kind: "comment", key: "k", at: "2026-01-05T12:00:00Z", thread: 1 } as unknown as CommentEvent,
    });

    it("is set aside with the reason, and the rest of its repository goes on", async () => {
      await inbox.put(damaged("old"));
      await inbox.put(delivery("d1"));
      const held = await take();
      expect(ids(held)).toEqual(["d1"]);
      expect(held.unreadable).toEqual([
        { id: "old", reason: expect.stringContaining("event.onPullRequest: Invalid input") },
      ]);
      expect(await inbox.list("set-aside")).toMatchObject([
        { id: "old", reason: expect.stringMatching(/^It cannot be read: /), event: { thread: 1 } },
      ]);
      await inbox.complete(held);
      expect(await inbox.nextDue()).toBeNull();
    });

    it("does not hold up its repository when nothing else waits there", async () => {
      await inbox.put(damaged("old"));
      const held = await take();
      expect([held.deliveries, held.unreadable.length]).toEqual([[], 1]);
      await inbox.complete(held);
      await inbox.put(delivery("d1"));
      expect(ids(await lease())).toEqual(["d1"]);
    });

    it("keeps every character that people can write", async () => {
      const body = 'a \0 b \ud800 c \u{1f5c2} "d" \\ \n é';
      const event = { ...delivery("d1").event, body } as CommentEvent;
      await inbox.put({ ...delivery("d1"), event });
      const held = await take();
      expect(held.deliveries[0]?.event).toEqual(event);
      await inbox.release(held, START, "because of \0");
      expect((await inbox.show("d1"))?.reason).toMatch(/^because of/);
    });
  });

  describe("an installation that cannot be reached", () => {
    const atlas = { owner: "acme", name: "atlas" };

    it("keeps what waits, untried, until it is resumed", async () => {
      await inbox.put(delivery("d1"));
      await inbox.put(delivery("other", "elsewhere", 8));
      await inbox.installations.setUnreachable(7, "The App is suspended there.");
      expect(ids(await lease())).toEqual(["other"]);
      expect(await lease()).toBeNull();
      expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 1, held: 1, oldest: null });
      expect(await inbox.show("d1")).toMatchObject({
        state: "held",
        reason: "The App is suspended there.",
        tries: 0,
      });
      await store.advance(29 * DAY);
      expect((await inbox.list("held")).map(({ id }) => id)).toEqual(["d1"]);
      await inbox.installations.resume(7);
      expect((await inbox.list("waiting")).map(({ id }) => id)).toContain("d1");
    });

    it("can be one repository of it", async () => {
      for (const name of ["atlas", "elsewhere"]) await inbox.put(delivery(name, name));
      await inbox.installations.setUnreachable(atlas, "It was taken out of the installation.");
      expect(ids(await lease())).toEqual(["elsewhere"]);
      expect(await lease()).toBeNull();
      await inbox.installations.resume(atlas);
      expect(ids(await lease())).toEqual(["atlas"]);
    });

    it("sets aside, with the reason, what was kept for thirty days", async () => {
      await inbox.put(delivery("d1"));
      await store.advance(DAY);
      await inbox.put(delivery("d2"));
      await inbox.installations.setUnreachable(7, "The App is not installed there.");
      expect(await inbox.nextDue()).toBe(START + 30 * DAY);
      await store.advance(29 * DAY);
      expect(await lease()).toBeNull();
      expect(await inbox.list("set-aside")).toMatchObject([
        { id: "d1", reason: "The App is not installed there." },
      ]);
      expect(await inbox.nextDue()).toBe(START + 31 * DAY);
    });

    it("is reached again when something happens there afterwards, though nobody said so", async () => {
      await inbox.put(delivery("d1"));
      await inbox.installations.setUnreachable(7, "The App is suspended there.");
      await store.advance(DAY);
      const event = { ...delivery("d2").event, at: new Date(store.now()).toISOString() };
      await inbox.put({ ...delivery("d2"), event });
      expect(ids(await lease())).toEqual(["d1", "d2"]);
    });

    it("gives way to the newest one that is known, also for a delivery that comes late", async () => {
      await inbox.put(delivery("d1", "atlas", 7));
      await inbox.schedule.setReachable(8, [atlas], { at: START + 1_000 });
      await inbox.installations.setUnreachable(7, "It was uninstalled.");
      await inbox.put(delivery("redelivered", "atlas", 7));
      const held = await take();
      expect([held.installationId, ids(held)]).toEqual([8, ["d1", "redelivered"]]);
      await inbox.complete(held);
      const at = new Date(START + 60_000).toISOString();
      await inbox.put({ ...delivery("d2", "atlas", 9), event: { ...delivery("d2").event, at } });
      expect((await take()).installationId).toBe(9);
    });
  });

  describe("a repository that moves", () => {
    const old = { owner: "acme", name: "old" };
    const moved = { owner: "umbrella", name: "new" };

    it("takes along what waits, what is set aside and what was planned", async () => {
      for (const id of ["d1", "d2"]) await inbox.put(delivery(id, "old"));
      const before = await take();
      const plan = {
        deliveryIds: ["d1"],
        parent: null,
        replies: [{ thread: 1, body: "Yours.", answers: ["d1"] }],
      };
      await inbox.saveOutbox(before, plan);
      await inbox.setAside(before, ["d2"], "poison");
      await inbox.names.move(old, moved, START + 1_000);
      await expect(inbox.complete(before)).rejects.toThrow(LeaseLost);
      expect(await lease()).toBeNull();
      await store.advance(LEASE_MS);
      const after = await take();
      expect([after.repository, ids(after), after.outbox]).toEqual([moved, ["d1"], plan]);
      expect(after.deliveries[0]?.tries).toBe(1);
      expect(await inbox.show("d2")).toMatchObject({ repository: moved, state: "set-aside" });
    });

    it("is followed by what is delivered late under its old name", async () => {
      await inbox.names.move(old, moved, START + 1_000);
      await inbox.put(delivery("late", "old"));
      const held = await take();
      expect([held.repository, ids(held)]).toEqual([moved, ["late"]]);
      expect(await lease()).toBeNull();
    });

    it("leaves its old name to another repository", async () => {
      await inbox.names.move(old, moved, START - 1_000);
      await inbox.put(delivery("d1", "old"));
      expect((await take()).repository).toEqual(old);
    });

    it("may move back, and on", async () => {
      const third = { owner: "acme", name: "third" };
      await inbox.names.move(old, moved, START + 1_000);
      await inbox.names.move(moved, old, START + 2_000);
      await inbox.put(delivery("d1", "old"));
      const held = await take();
      expect(held.repository).toEqual(old);
      await inbox.release(held, START, "later");
      await inbox.names.move(old, third, START + 3_000);
      expect((await take()).repository).toEqual(third);
    });

    it("may only change the capitals of its name, and nobody loses the lease", async () => {
      await inbox.put(delivery("d1", "atlas"));
      const held = await take();
      await inbox.names.move({ owner: "acme", name: "atlas" }, { owner: "Acme", name: "Atlas" });
      await inbox.release(held, START, "later");
      expect((await take()).repository).toEqual({ owner: "Acme", name: "Atlas" });
    });

    describe("while no webhook told of it", () => {
      const ATLAS = 4711;
      const atlas = { owner: "acme", name: "atlas" };
      /** As GitHub tells it: `repository` is called so at the time of the event. */
      const heard = (id: string, name: string, databaseId: number, at = START) => ({
        ...delivery(id, name),
        databaseId,
        event: { ...delivery(id).event, at: new Date(at).toISOString() },
      });

      it("takes along what waits, with its tries and its order, once it is listed by its new name", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.put(heard("d2", "old", ATLAS));
        const before = await take();
        const plan = { deliveryIds: ["d1"], parent: null, replies: [] };
        await inbox.saveOutbox(before, plan);
        await inbox.names.settle({ databaseId: ATLAS, repository: moved }, { at: START + 1_000 });
        await expect(inbox.complete(before)).rejects.toThrow(LeaseLost);
        expect(await inbox.put({ ...heard("d1", "", ATLAS), repository: moved })).toBe("duplicate");
        expect(await lease()).toBeNull();
        await store.advance(LEASE_MS);
        const after = await take();
        expect([after.repository, ids(after), after.outbox]).toEqual([moved, ["d1", "d2"], plan]);
        expect(after.deliveries[0]?.tries).toBe(1);
        expect(await lease()).toBeNull();
      });

      it("takes it along when something is heard from it under its new name, and is reached as that was", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.put({ ...heard("d2", "", ATLAS, START + 2_000), repository: moved, installationId: 8 });
        const after = await take();
        expect([after.repository, after.installationId, ids(after)]).toEqual([moved, 8, ["d1", "d2"]]);
      });

      it("is not moved back by what is delivered late under its old name", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.put({ ...heard("d2", "", ATLAS, START + 2_000), repository: moved, installationId: 8 });
        await inbox.put(heard("late", "old", ATLAS, START + 1_000));
        const after = await take();
        expect([after.repository, after.installationId, ids(after)]).toEqual([
          moved,
          8,
          ["d1", "d2", "late"],
        ]);
        expect(await lease()).toBeNull();
      });

      it("is followed by what comes late, also where its old name is held", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.names.move(old, moved, START + 1_000, ATLAS);
        await inbox.installations.setUnreachable(old, "The App reaches no repository of that name.");
        await inbox.put(heard("late", "old", ATLAS));
        const first = await take();
        expect([first.repository, ids(first)]).toEqual([moved, ["d1"]]);
        await inbox.complete(first);
        const next = await take();
        expect([next.repository, ids(next)]).toEqual([moved, ["late"]]);
      });

      it("is never taken for another repository that has its old name now", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.put(heard("of the other", "old", 4712, START + 2_000));
        const other = await take();
        expect([other.repository, ids(other)]).toEqual([old, ["of the other"]]);
        await inbox.complete(other);
        expect(await lease()).toBeNull();
        expect(await inbox.list()).toMatchObject([
          { id: "d1", state: "held", reason: expect.stringContaining("nobody told what it is called now") },
        ]);
        await inbox.put(heard("late", "old", ATLAS, START + 1_000));
        await inbox.names.settle({ databaseId: ATLAS, repository: moved }, { at: START + 3_000 });
        const after = await take();
        expect([after.repository, ids(after)]).toEqual([moved, ["d1", "late"]]);
        expect(await lease()).toBeNull();
      });

      it("takes the name of another one, which is heard of again under its own", async () => {
        await inbox.put(heard("d1", "old", ATLAS));
        await inbox.put(heard("of the other", "atlas", 4712));
        await inbox.names.settle({ databaseId: ATLAS, repository: atlas }, { at: START + 1_000 });
        expect((await take()).deliveries.map(({ id }) => id)).toEqual(["d1"]);
        await inbox.names.settle({ databaseId: 4712, repository: moved }, { at: START + 2_000 });
        const other = await take();
        expect([other.repository, ids(other)]).toEqual([moved, ["of the other"]]);
      });

      it("is followed by what an earlier version kept, which knew no repository by its ID", async () => {
        await inbox.put(delivery("comment-1", "old"));
        expect(await inbox.put({ ...delivery("comment-1"), repository: moved, databaseId: ATLAS })).toBe(
          "duplicate",
        );
        const after = await take();
        expect([after.repository, ids(after)]).toEqual([moved, ["comment-1"]]);
      });

      it("does nothing again that an earlier version called otherwise", async () => {
        const opening = { ...delivery("issue").event, key: "issue-12" };
        const earlier = { ...delivery("acme/old:issue-12", "old"), event: opening };
        await inbox.put(earlier);
        await inbox.complete(await take());
        const again = { ...earlier, id: `${ATLAS}:issue-12`, databaseId: ATLAS };
        expect(await inbox.put(again)).toBe("duplicate");
        expect(await lease()).toBeNull();
      });
    });

    it("joins what waits under its new name already", async () => {
      await inbox.put(delivery("d1", "old"));
      await inbox.put(delivery("d2", "new"));
      await inbox.names.move(old, { owner: "acme", name: "new" }, START);
      expect(ids(await lease())).toEqual(["d1", "d2"]);
    });
  });

  describe("the schedule", () => {
    const repository = (name: string) => ({ owner: "acme", name });
    const named = (...names: string[]) => names.map(repository);
    const state = { lookedUntil: null, quietLooks: 0, failedLooks: 0, lastDay: null };
    const takeDue = (until = store.now() + 60_000) => inbox.schedule.take(store.now(), until);
    /** Looks at everything that is due, and puts it off until then. */
    const putOff = async (dueAt: number, more = {}): Promise<string[]> => {
      const names: string[] = [];
      for (let due = await takeDue(); due !== null; due = await takeDue()) {
        names.push(due.repository.name);
        await inbox.schedule.give(due, dueAt, { ...due, ...more });
      }
      return names;
    };

    it("gives what is due, longest first, to one who asks and to nobody else until then", async () => {
      await inbox.schedule.setReachable(7, named("b"));
      await store.advance(1_000);
      await inbox.schedule.setReachable(8, named("A"));
      const taken = { installationId: 7, takenUntil: START + 61_000, ...state };
      expect(await takeDue()).toEqual({ ...taken, repository: repository("b"), dueAt: START });
      expect(await takeDue()).toMatchObject({ repository: repository("A"), installationId: 8 });
      expect(await takeDue()).toBeNull();
      expect(await inbox.schedule.nextDue()).toBe(START + 61_000);
      await store.advance(60_000);
      expect((await takeDue())?.repository).toEqual(repository("A"));
    });

    it("keeps what a look found, and when the next one is", async () => {
      await inbox.schedule.setReachable(7, named("atlas"));
      const found = { lookedUntil: START, quietLooks: 3, failedLooks: 1, lastDay: "2026-01-05" };
      await putOff(START + 5_000, found);
      expect(await takeDue()).toBeNull();
      await store.advance(5_000);
      expect(await takeDue()).toMatchObject({ ...found, dueAt: START + 5_000 });
      expect(await inbox.schedule.lookedUntil(repository("Atlas"))).toBe(START);
    });

    it("knows how many are due and since when", async () => {
      expect(await inbox.schedule.counts()).toEqual({ scheduled: 0, due: 0, oldest: null });
      await inbox.schedule.setReachable(7, named("a", "b", "c"));
      await putOff(START + 5_000);
      await store.advance(1_000);
      await inbox.schedule.setReachable(7, named("c"), { isNews: true });
      expect(await inbox.schedule.counts()).toEqual({ scheduled: 3, due: 1, oldest: START + 1_000 });
    });

    it("gives each repository to one of several who ask at the same time", async () => {
      await inbox.schedule.setReachable(7, named(...Array.from({ length: 20 }, (_, at) => `r${at}`)));
      const replicas = await Promise.all([store.open(), store.open(), store.open()]);
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          replicas[at % replicas.length]?.schedule.take(START, START + 1_000),
        ),
      );
      expect(new Set(taken.map((one) => one?.repository.name)).size).toBe(20);
      expect(await takeDue()).toBeNull();
    });

    it("leaves alone what was decided while somebody looked", async () => {
      await inbox.schedule.setReachable(7, named("atlas"));
      const mine = await takeDue(START + 1_000);
      await inbox.schedule.setReachable(7, named("atlas"), { isNews: true });
      if (mine !== null)
        await inbox.schedule.give(mine, START + DAY, { ...mine, lookedUntil: START, quietLooks: 9 });
      expect(await takeDue()).toMatchObject({ lookedUntil: START, quietLooks: 0 });
    });

    it("leaves it to who has it now where a look took longer than its lease", async () => {
      await inbox.schedule.setReachable(7, named("atlas"));
      const slow = await takeDue(START + 1_000);
      await store.advance(1_000);
      const other = await takeDue(START + 10_000);
      if (slow !== null) await inbox.schedule.give(slow, START + DAY, slow);
      expect(await inbox.schedule.nextDue()).toBe(START + 10_000);
      if (other !== null) await inbox.schedule.give(other, START + 20_000, other);
      expect(await inbox.schedule.nextDue()).toBe(START + 20_000);
    });

    it("looks soon again where something was handled, unless it was only that a day began", async () => {
      await inbox.schedule.setReachable(7, named("atlas", "quiet"));
      await putOff(START + DAY, { quietLooks: 7 });
      const day = { kind: "day", key: "day-2026-01-05", at: "2026-01-05T12:00:00Z" } as const;
      await inbox.put({ ...delivery("d1", "quiet"), event: day });
      await inbox.put(delivery("d2", "atlas"));
      for (let at = 0; at < 2; at += 1) await inbox.complete(await take());
      expect(await inbox.schedule.nextDue()).toBe(START + LOOK_EVERY_MS);
      await store.advance(LOOK_EVERY_MS);
      expect(await takeDue()).toMatchObject({ repository: repository("atlas"), quietLooks: 0 });
      expect(await takeDue(START + DAY)).toBeNull();
    });

    it("puts off one installation's repositories, with the distances between them, and no other's", async () => {
      await inbox.schedule.setReachable(7, named("a"));
      await inbox.schedule.setReachable(8, named("other"));
      await store.advance(4_000);
      await inbox.schedule.setReachable(7, named("b"));
      await putOff(START + 5_000);
      await store.advance(1_000);
      await inbox.schedule.setReachable(7, named("a"), { isNews: true });
      await inbox.schedule.delay(7, START + 60_000);
      expect(await putOff(START + DAY)).toEqual(["other"]);
      await store.advance(55_000);
      expect(await putOff(START + DAY)).toEqual(["a", "b"]);
    });

    it("holds what the App reaches, and nothing else, from each list on", async () => {
      await inbox.schedule.setReachable(7, named("stays", "goes"));
      await inbox.schedule.setReachable(8, named("uninstalled"));
      await putOff(START + 5_000, { lookedUntil: START - 1_000 });
      await inbox.schedule.keepInstallations([7]);
      await inbox.schedule.setReachable(7, named("stays", "comes", "comes"));
      await inbox.schedule.keepOnly(7, named("Stays", "comes"));
      expect(await putOff(START + 5_000)).toEqual(["comes"]);
      await store.advance(5_000);
      expect(await putOff(START + DAY)).toEqual(["comes", "stays"]);
      // What was known of it is known when it comes back.
      await inbox.schedule.setReachable(8, named("uninstalled"));
      expect(await takeDue()).toMatchObject({ lookedUntil: START - 1_000 });
    });

    it("has all that an installation ever reached due at once when that answers again", async () => {
      await inbox.schedule.setReachable(7, named("atlas", "maps"));
      await putOff(START + 5_000);
      await inbox.schedule.keepOnly(7, named("maps"));
      await inbox.schedule.wakeInstallation(7);
      expect(await putOff(START + DAY)).toEqual(["atlas", "maps"]);
    });

    it("has everything due at once after an outage", async () => {
      await inbox.schedule.setReachable(7, named("atlas", "gone"));
      await inbox.schedule.keepOnly(7, named("atlas"));
      await putOff(START + DAY);
      await inbox.schedule.wakeAll();
      expect(await putOff(START + DAY)).toEqual(["atlas"]);
    });

    it("follows a repository to its new name, and uses the installation that was named", async () => {
      await inbox.put(delivery("d1", "atlas", 7));
      await store.advance(1_000);
      await inbox.schedule.setReachable(7, named("atlas"));
      await putOff(START + 5_000, { lookedUntil: START, lastDay: "2026-01-05" });
      await inbox.names.move(repository("atlas"), repository("maps"));
      await store.advance(5_000);
      const known = { lookedUntil: START, lastDay: "2026-01-05" };
      expect(await takeDue()).toMatchObject({ repository: repository("maps"), ...known });
      expect(await takeDue()).toBeNull();
      await inbox.schedule.setReachable(8, named("maps"));
      expect((await take()).installationId).toBe(8);
    });

    it("has due at once what was held, or another installation reached, while nothing was sent for it", async () => {
      await inbox.schedule.setReachable(7, named("held", "installed-anew", "same"));
      await putOff(START + DAY);
      await inbox.installations.setUnreachable(
        repository("held"),
        "the App reaches no repository of that name",
      );
      await inbox.schedule.setReachable(8, named("installed-anew"));
      await inbox.schedule.setReachable(7, named("held", "same"));
      expect(await putOff(START + DAY)).toEqual(["held", "installed-anew"]);
    });

    it("keeps the newer of two installations, whichever is heard of first", async () => {
      await inbox.put(delivery("d1", "atlas", 7));
      await inbox.schedule.setReachable(8, named("atlas"), { at: START + 2_000 });
      await inbox.schedule.setReachable(7, named("atlas"), { at: START + 1_000, isNews: true });
      expect(await takeDue()).toMatchObject({ installationId: 8 });
      expect((await take()).installationId).toBe(8);
    });

    it("keeps what was reached again while GitHub was asked whether it is", async () => {
      await inbox.schedule.setReachable(7, named("unsuspended"));
      await inbox.schedule.setReachable(8, named("goes"));
      await putOff(START + DAY);
      await store.advance(1_000);
      const asOf = store.now();
      await store.advance(1_000);
      await inbox.schedule.wakeInstallation(7);
      await inbox.schedule.setReachable(9, named("installed"));
      await inbox.schedule.keepInstallations([], asOf);
      await inbox.schedule.keepOnly(7, [], asOf);
      await inbox.schedule.keepOnly(9, [], asOf);
      expect(await inbox.schedule.counts()).toMatchObject({ scheduled: 2, due: 2 });
    });

    it("learns from whoever read a repository until when all is known", async () => {
      expect(await inbox.schedule.lookedUntil(repository("atlas"))).toBeNull();
      await inbox.schedule.noteLooked(repository("atlas"), START);
      expect(await inbox.schedule.lookedUntil(repository("atlas"))).toBe(START);
      expect(await takeDue()).toBeNull();
    });
  });

  describe("a leader", () => {
    it("is one at a time, stays it while it says so, and is followed when it gives up or dies", async () => {
      const { leaders } = inbox;
      const asked = await Promise.all(
        ["a", "b", "c"].map((holder) => leaders.take("recovery", holder, 60_000)),
      );
      expect(asked.filter((isLeader) => isLeader)).toHaveLength(1);
      const leader = ["a", "b", "c"][asked.indexOf(true)] ?? "";
      await store.advance(40_000);
      expect(await leaders.take("recovery", leader, 60_000)).toBe(true);
      await store.advance(40_000);
      expect(await leaders.take("recovery", "d", 60_000)).toBe(false);
      expect(await leaders.take("other work", "d", 60_000)).toBe(true);
      await leaders.release("recovery", "d");
      expect(await leaders.take("recovery", "d", 60_000)).toBe(false);
      await leaders.release("recovery", leader);
      expect(await leaders.take("recovery", "d", 60_000)).toBe(true);
      await store.advance(60_000);
      expect(await leaders.take("recovery", "e", 60_000)).toBe(true);
      expect(await leaders.take("recovery", "d", 60_000)).toBe(false);
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
      expect(await inbox.readCheckpoint("last swept delivery")).toBeNull();
      await inbox.writeCheckpoint("last swept delivery", "d1");
      await inbox.writeCheckpoint("last swept delivery", "d2");
      await inbox.writeCheckpoint("reconciled acme/atlas", "2026-01-05");
      expect(await inbox.readCheckpoint("last swept delivery")).toBe("d2");
      expect(await inbox.readCheckpoint("reconciled acme/atlas")).toBe("2026-01-05");
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
    await before.writeCheckpoint("cursor", "42");
    await before.close();
    await before.close();

    const after = await store.open();
    expect(await after.counts()).toEqual({ waiting: 2, leased: 0, held: 0, setAside: 1, oldest: START });
    expect(await after.readCheckpoint("cursor")).toBe("42");
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
  });

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
