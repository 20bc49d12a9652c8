import { pino } from "pino";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Batch, Outbox } from "../../src/facts/batch.ts";
import type { Delivery } from "../../src/facts/event.ts";
import type { Attempt } from "../../src/inbox/attempts.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { LeaseLost } from "../../src/inbox/lease.ts";
import { openMemoryInbox } from "../../src/inbox/open-inbox.ts";
import { Worker, type WorkerParts } from "../../src/inbox/worker.ts";
import { FakeClock } from "./fake-clock.ts";

class Passing extends Error {}

let clock: FakeClock;
let inbox: Inbox;
let log: Record<string, unknown>[];
/** Each call of the handler: repository and delivery IDs. */
let batches: string[];

beforeEach(() => {
  clock = new FakeClock();
  inbox = openMemoryInbox({ now: clock.now, leaseMs: 60_000 });
  log = [];
  batches = [];
});

type Handle = WorkerParts["handle"];

function startWorker(
  handle: (batch: Batch, save: (outbox: Outbox) => Promise<void>, signal: AbortSignal) => ReturnType<Handle>,
  more: Partial<WorkerParts> = {},
): Worker {
  const worker = new Worker({
    inbox,
    handle: (batch, { saveOutbox, signal }: Attempt) => {
      batches.push(`${batch.repository.name} ${batch.deliveries.map(({ id }) => id).join(" ")}`);
      return handle(batch, saveOutbox, signal);
    },
    classify: (error) => ({ transient: error instanceof Passing, dueAt: null, reason: String(error) }),
    clock,
    log: pino({ level: "trace" }, { write: (line: string) => void log.push(JSON.parse(line)) }),
    ...more,
  });
  worker.start();
  return worker;
}

async function put(id: string, name = "one", installationId: number | null = null): Promise<void> {
  const event = { kind: "push", key: id, at: "2026-11-24T10:00:00Z" } as const;
  const delivery: Delivery = { id, repository: { owner: "atlas", name }, installationId, event };
  await inbox.put(delivery);
}

const quietly = async () => ({ committed: false });

test("looks at once when it hears something after a quiet time, and now and then in a storm", async () => {
  const worker = startWorker(quietly);
  await clock.advance(61_000);
  let looks = 0;
  const { lease } = inbox;
  inbox.lease = (now) => {
    looks++;
    return lease.call(inbox, now);
  };
  await put("first");
  worker.notify();
  await clock.advance(0);
  expect(batches).toEqual(["one first"]);
  looks = 0;
  for (let at = 0; at < 100; at++) {
    await put(`storm-${at}`, `r${at % 3}`);
    worker.notify();
    await clock.advance(1);
  }
  await clock.advance(50);
  expect(
    batches
      .slice(1)
      .join(" ")
      .match(/storm-/g),
  ).toHaveLength(100);
  expect(looks).toBeLessThan(30);
});

describe("the worker", () => {
  test("handles what waits as one batch, in order", async () => {
    await put("a");
    await put("b");
    startWorker(quietly);
    await clock.advance(0);
    expect(batches).toEqual(["one a b"]);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  test("takes what comes later when it is woken", async () => {
    const worker = startWorker(quietly);
    await clock.advance(0);
    await put("a");
    worker.wake();
    await clock.advance(0);
    expect(batches).toEqual(["one a"]);
  });

  test("looks by itself from time to time, for what another replica took in", async () => {
    startWorker(quietly);
    await clock.advance(0);
    await put("a");
    await clock.advance(30_000);
    expect(batches).toEqual(["one a"]);
  });

  test("collects for ten seconds after a commit, and not after a mere answer", async () => {
    const worker = startWorker(async ({ deliveries }) => ({ committed: deliveries[0]?.id === "a" }));
    await put("a");
    worker.wake();
    await clock.advance(0);
    await put("b");
    worker.wake();
    await clock.advance(4_000);
    await put("c");
    worker.wake();
    await clock.advance(5_999);
    expect(batches).toEqual(["one a"]);
    await clock.advance(1);
    expect(batches).toEqual(["one a", "one b c"]);
    await put("d");
    worker.wake();
    await clock.advance(0);
    expect(batches).toEqual(["one a", "one b c", "one d"]);
  });

  test("works on several repositories at once, on each with one hand", async () => {
    const gates = new Map<string, () => void>();
    const worker = startWorker(
      ({ repository }) =>
        new Promise((resolve) => gates.set(repository.name, () => resolve({ committed: false }))),
      { parallel: 2 },
    );
    for (const name of ["one", "two", "three"]) await put(`${name}-1`, name);
    worker.wake();
    await clock.advance(0);
    await put("one-2", "one");
    worker.wake();
    await clock.advance(0);
    expect(batches).toEqual(["one one-1", "two two-1"]);
    gates.get("two")?.();
    await clock.advance(0);
    expect(batches).toEqual(["one one-1", "two two-1", "three three-1"]);
    gates.get("one")?.();
    await clock.advance(0);
    expect(batches.at(-1)).toBe("one one-2");
  });

  test("ends a batch whose lease expired before it handles the next one of the same repository", async () => {
    const first = Promise.withResolvers<void>();
    const worker = startWorker(
      async (_lease, save) => {
        if (batches.length === 1) await first.promise;
        await save({ deliveryIds: ["a"], parent: null, replies: [] });
        return { committed: false };
      },
      { renewMs: 3_600_000 },
    );
    await put("a");
    worker.wake();
    await clock.advance(60_000);
    expect(await inbox.counts()).toMatchObject({ leased: 1 });
    await put("b", "two");
    worker.wake();
    await clock.advance(0);
    expect(batches).toEqual(["one a", "two b"]);
    first.resolve();
    await clock.advance(0);
    expect(batches).toEqual(["one a", "two b", "one a"]);
    expect(log.map(({ msg }) => msg)).toEqual(["the inbox could not be told the result"]);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  test("aborts a batch whose lease was lost, and leaves the rest to whoever has it", async () => {
    const ended = Promise.withResolvers<unknown>();
    startWorker(
      (_batch, _save, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            ended.resolve(signal.reason);
            // As a request does that is cut off.
            reject(new DOMException("This operation was aborted", "AbortError"));
          });
        }),
      { renewMs: 61_000, parallel: 1 },
    );
    await put("a");
    await clock.advance(30_000);
    await clock.advance(60_500);
    const other = await inbox.lease(clock.now());
    expect(other?.deliveries.map(({ id, tries }) => [id, tries])).toEqual([["a", 1]]);
    await clock.advance(500);
    expect(await ended.promise).toBeInstanceOf(LeaseLost);
    expect(log.map(({ msg, level }) => [msg, level])).toEqual([
      ["the inbox could not be told the result", 40],
    ]);
    expect(await inbox.show("a")).toMatchObject({ state: "leased", tries: 2, reason: null });
  });

  test("aborts a batch whose lease expired while the inbox could not say so", async () => {
    vi.spyOn(inbox, "renew").mockRejectedValue(new Error("connection refused"));
    const ended: unknown[] = [];
    startWorker(
      (_batch, _save, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            ended.push(signal.reason);
            reject(new DOMException("This operation was aborted", "AbortError"));
          });
        }),
    );
    await put("a");
    await clock.advance(30_000);
    await clock.advance(59_999);
    expect(ended).toEqual([]);
    await clock.advance(1);
    expect(ended).toEqual([expect.any(LeaseLost)]);
  });

  test("renews its lease while a batch takes long, also after the inbox did not answer once", async () => {
    let finish = () => {};
    startWorker(() => new Promise((resolve) => (finish = () => resolve({ committed: false }))));
    await put("a");
    await clock.advance(30_000);
    await clock.advance(600_000);
    expect(await inbox.lease(clock.now())).toBeNull();
    vi.spyOn(inbox, "renew").mockRejectedValueOnce(new Error("connection refused"));
    await clock.advance(120_000);
    expect(await inbox.lease(clock.now())).toBeNull();
    expect(log.map(({ msg }) => msg)).toEqual(["a lease could not be renewed"]);
    finish();
    await clock.advance(0);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 0 });
    expect(clock.pending).toEqual([30_000]);
  });
});

describe("what passes by itself", () => {
  test("is tried again with growing pauses, in its order", async () => {
    let failures = 3;
    startWorker(async () => {
      if (failures-- > 0) throw new Passing("502");
      return { committed: false };
    });
    await put("a");
    await clock.advance(30_000);
    batches.length = 0;
    failures = 3;
    await put("b");
    await clock.advance(30_000);
    const times = [batches.length];
    expect(times).toEqual([4]);
    expect(await inbox.counts()).toMatchObject({ waiting: 0 });
  });

  test("comes back when it was said", async () => {
    let failed = false;
    const dueAt = clock.start + 95_000;
    const worker = startWorker(
      async () => {
        if (failed) return { committed: false };
        failed = true;
        throw new Passing("secondary limit");
      },
      { classify: () => ({ transient: true, dueAt, reason: "secondary limit" }) },
    );
    await put("a");
    worker.wake();
    await clock.advance(0);
    await put("b");
    worker.wake();
    await clock.advance(94_999);
    expect(batches).toEqual(["one a"]);
    await clock.advance(1);
    expect(batches).toEqual(["one a", "one a b"]);
  });

  test("does not hold up other repositories", async () => {
    const worker = startWorker(async ({ repository }) => {
      if (repository.name === "one") throw new Passing("down");
      return { committed: false };
    });
    await put("a", "one");
    await put("b", "two");
    worker.wake();
    await clock.advance(0);
    expect(batches).toEqual(["one a", "two b"]);
    expect(await inbox.counts()).toMatchObject({ waiting: 1 });
  });

  test("is set aside after days", async () => {
    startWorker(async () => {
      throw new Passing("down");
    });
    await put("a");
    await clock.advance(4 * 24 * 3_600_000);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, setAside: 1 });
    expect(batches.length).toBe(300);
  });
});

describe("what cannot be reached", () => {
  class Gone extends Error {}
  const classify = (error: unknown) => ({
    transient: false,
    dueAt: null,
    reason: String(error),
    ...(error instanceof Gone && { unreachable: "installation" as const }),
  });

  test("is held with all of its installation, and done once that is back", async () => {
    let isGone = true;
    const worker = startWorker(
      async () => {
        if (isGone) throw new Gone("The App is suspended there.");
        return { committed: false };
      },
      { classify },
    );
    await put("a", "one", 7);
    await put("b", "two", 7);
    await put("c", "three", 7);
    worker.wake();
    await clock.advance(24 * 3_600_000);
    const tried = batches.length;
    expect(tried).toBeLessThan(4);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 0, held: 3, setAside: 0 });
    isGone = false;
    await inbox.installations.resume(7);
    worker.wake();
    await clock.advance(0);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, held: 0 });
    expect(batches.length).toBe(tried + 3);
  });

  test("is only the repository where the process's own credentials serve all", async () => {
    startWorker(
      async ({ repository }) => {
        if (repository.name === "one") throw new Gone("no such repository");
        return { committed: false };
      },
      { classify },
    );
    await put("a", "one");
    await put("b", "two");
    await clock.advance(30_000);
    expect((await inbox.list()).map(({ id, state }) => [id, state])).toEqual([["a", "held"]]);
  });
});

test("what cannot be read is told and counted like everything that is set aside", async () => {
  const event = { kind: "song" } as unknown as Delivery["event"];
  await inbox.put({
    id: "strange",
    repository: { owner: "atlas", name: "one" },
    installationId: null,
    event,
  });
  await put("a");
  startWorker(quietly);
  await clock.advance(0);
  expect(batches).toEqual(["one a"]);
  expect(log).toMatchObject([
    {
      msg: "set aside",
      repository: "atlas/one",
      deliveries: ["strange"],
      reason: expect.stringMatching("kind"),
    },
  ]);
});

describe("a poisoned delivery", () => {
  const poisoned = async ({ deliveries }: Batch) => {
    if (deliveries.some(({ id }) => id === "bad")) throw new TypeError("cannot read this");
    return { committed: true };
  };

  test("is found among others and set aside with its reason; the rest goes on", async () => {
    const worker = startWorker(poisoned);
    for (const id of ["a", "bad", "b"]) await put(id);
    worker.wake();
    await clock.advance(10_000);
    expect(batches).toEqual(["one a bad b", "one a bad b", "one a bad b", "one a", "one bad", "one b"]);
    expect(await inbox.list("set-aside")).toMatchObject([
      { id: "bad", reason: "TypeError: cannot read this" },
    ]);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, leased: 0 });
    expect(log).toContainEqual(expect.objectContaining({ msg: "set aside", deliveries: ["bad"] }));
  });

  test("alone is set aside after its tries", async () => {
    const worker = startWorker(poisoned);
    await put("bad");
    worker.wake();
    await clock.advance(10_000);
    expect(batches).toHaveLength(4);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, setAside: 1 });
  });

  test("does not make the others run twice when the outside fails in between", async () => {
    let down = true;
    const worker = startWorker(async (lease, save) => {
      const ids = lease.deliveries.map(({ id }) => id);
      if (ids.includes("bad")) throw new TypeError("cannot read this");
      if (ids.includes("b") && down) throw new Passing("down");
      const outbox = lease.outbox ?? { deliveryIds: [], parent: null, replies: [] };
      await save({ ...outbox, deliveryIds: [...outbox.deliveryIds, ...ids] });
      return { committed: true };
    });
    for (const id of ["a", "bad", "b"]) await put(id);
    worker.wake();
    await clock.advance(3_500);
    down = false;
    batches.length = 0;
    await clock.advance(60_000);
    expect(batches).toEqual(["one b"]);
    expect(await inbox.counts()).toMatchObject({ waiting: 0, setAside: 1 });
  });
});

describe("the end", () => {
  test("drain finishes what runs and takes nothing more", async () => {
    let finish = () => {};
    const worker = startWorker(
      () => new Promise((resolve) => (finish = () => resolve({ committed: false }))),
    );
    await put("a");
    worker.wake();
    await clock.advance(0);
    await put("b", "two");
    const steps: string[] = [];
    const drained = worker.drain().then(() => steps.push("drained"));
    worker.wake();
    await clock.advance(60_000);
    expect(steps).toEqual([]);
    finish();
    await drained;
    expect(batches).toEqual(["one a"]);
    expect(await inbox.counts()).toMatchObject({ waiting: 1, leased: 0 });
    expect(clock.pending).toEqual([]);
  });

  test("a lease that was lost is left to whoever has it", async () => {
    const worker = startWorker(async (lease) => {
      throw new LeaseLost(lease);
    });
    await put("a");
    worker.wake();
    await clock.advance(0);
    expect(await inbox.counts()).toMatchObject({ leased: 1, setAside: 0 });
    expect(log).toContainEqual(expect.objectContaining({ level: 40 }));
  });

  test("an inbox that does not answer is asked again, and is told as trouble meanwhile", async () => {
    const worker = startWorker(quietly, {
      inbox: new Proxy(inbox, {
        get: (target, name) => {
          if (name === "lease" && clock.time < clock.start + 3_000) {
            return async () => {
              throw new Error("connection refused");
            };
          }
          const value = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    });
    await put("a");
    await clock.advance(0);
    expect(worker.trouble).toContain("connection refused");
    await clock.advance(4_000);
    expect(worker.trouble).toBeNull();
    expect(batches).toEqual(["one a"]);
    await worker.drain();
    expect(worker.trouble).toBe("the worker is draining");
  });

  test("a batch that hangs is told as trouble after a while, and so is an inbox that never answers", async () => {
    await put("a");
    const hangs = Promise.withResolvers<{ committed: boolean }>();
    const worker = startWorker(() => hangs.promise);
    await clock.advance(15 * 60_000);
    expect(worker.trouble).toBeNull();
    await clock.advance(60_000);
    expect(worker.trouble).toBe("a batch has been running for 16 minutes");
    hangs.resolve({ committed: false });
    await clock.advance(1_000);
    expect(worker.trouble).toBeNull();

    const silent = Promise.withResolvers<null>();
    inbox.lease = () => silent.promise;
    worker.wake();
    await clock.advance(31_000);
    expect(worker.trouble).toBe("the inbox has not answered the worker for 31 seconds");
    silent.resolve(null);
    await clock.advance(0);
    expect(worker.trouble).toBeNull();
    await worker.drain();
  });
});
