import fc from "fast-check";
import { expect, it } from "vitest";
import { type Lease, LeaseLost } from "../../src/inbox/lease.ts";
import { type InboxHarness, LEASE_MS } from "./contract.ts";
import { delivery } from "./deliveries.ts";
import { type ComparedInbox, ModelInbox } from "./model-inbox.ts";

interface Side {
  readonly inbox: ComparedInbox;
  /** The newest lease on each repository, ended or not, and every one before it. */
  readonly newest: Map<string, Lease>;
  readonly older: Lease[];
}

interface Real {
  readonly store: InboxHarness;
  side: Side;
}

type Operation = (side: Side, now: number) => Promise<unknown>;

/** One operation on both inboxes: what it gives, and what can be seen afterwards, must be the same. */
class OnBoth implements fc.AsyncCommand<Side, Real> {
  readonly #name: string;
  readonly #operation: Operation;

  constructor(name: string, operation: Operation) {
    this.#name = name;
    this.#operation = operation;
  }

  check(): boolean {
    return true;
  }

  async run(model: Side, { store, side }: Real): Promise<void> {
    const now = store.now();
    const expected = await this.#operation(model, now);
    expect(await this.#operation(side, now)).toEqual(expected);
    expect(await look(side.inbox, now)).toEqual(await look(model.inbox, now));
  }

  toString(): string {
    return this.#name;
  }
}

class Advance implements fc.AsyncCommand<Side, Real> {
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  check(): boolean {
    return true;
  }

  async run(_model: Side, { store }: Real): Promise<void> {
    await store.advance(this.#ms);
  }

  toString(): string {
    return `advance ${this.#ms} ms`;
  }
}

async function look(inbox: ComparedInbox, now: number) {
  const due = await inbox.nextDue();
  // Of what is overdue it only matters that it is.
  return { list: await inbox.list(), counts: await inbox.counts(), due: due && Math.max(due, now) };
}

/** Leases until nothing is left. Which repository comes first is not promised, so the leases are compared sorted. */
async function leaseAll(side: Side, now: number) {
  const given: Lease[] = [];
  for (let lease = await side.inbox.lease(now); lease !== null; lease = await side.inbox.lease(now)) {
    const before = side.newest.get(lease.repository.name);
    if (before !== undefined) side.older.push(before);
    side.newest.set(lease.repository.name, lease);
    given.push(lease);
  }
  return given
    .map(({ token: _, ...lease }) => lease)
    .toSorted((a, b) => a.repository.name.localeCompare(b.repository.name));
}

async function orLost(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof LeaseLost) return "lost";
    throw error;
  }
}

const REPOSITORIES = ["a", "b", "c"] as const;
const IDS = Array.from({ length: 12 }, (_, index) => `d${index}`);
/** Never a whole lease in sum, since an inbox may count the last millisecond either way. */
const STEPS = [7, 1_001, 9_996, 30_002, LEASE_MS + 9_006, 31 * 24 * 3_600_000] as const;

function withLease(
  name: string,
  work: (inbox: ComparedInbox, lease: Lease, now: number) => Promise<unknown>,
) {
  return fc.tuple(fc.constantFrom(...REPOSITORIES), fc.boolean()).map(
    ([repository, stale]) =>
      new OnBoth(`${name} ${repository}${stale ? " with an old lease" : ""}`, async (side, now) => {
        const lease = stale ? side.older.at(-1) : side.newest.get(repository);
        return lease === undefined ? "none" : orLost(work(side.inbox, lease, now));
      }),
  );
}

const id = fc.constantFrom(...IDS);
const what = fc.constantFrom(...REPOSITORIES.map((name) => [name, { owner: "acme", name }] as const), [
  "its installation",
  7,
] as const);
const commands = [
  fc
    .tuple(id, fc.constantFrom(...REPOSITORIES))
    .map(
      ([one, repository]) =>
        new OnBoth(`put ${one} ${repository}`, ({ inbox }) => inbox.put(delivery(one, repository))),
    ),
  fc.constant(new OnBoth("lease all", leaseAll)),
  withLease("complete", (inbox, lease) => inbox.complete(lease)),
  withLease("complete quietly", (inbox, lease, now) => inbox.complete(lease, now + 10_000)),
  withLease("release", (inbox, lease, now) => inbox.release(lease, now + 5_005, "again")),
  withLease("renew", (inbox, lease) => inbox.renew(lease)),
  withLease("set the first aside", (inbox, lease) =>
    inbox.setAside(
      lease,
      lease.deliveries.slice(0, 1).map((one) => one.id),
      "poison",
    ),
  ),
  withLease("save outbox", (inbox, lease) =>
    inbox.saveOutbox(lease, {
      deliveryIds: lease.deliveries.slice(0, 1).map((one) => one.id),
      parent: null,
      replies: [],
    }),
  ),
  what.map(
    ([name, one]) =>
      new OnBoth(`hold ${name}`, ({ inbox }) => inbox.installations.setUnreachable(one, `${name} is gone`)),
  ),
  what.map(([name, one]) => new OnBoth(`resume ${name}`, ({ inbox }) => inbox.installations.resume(one))),
  id.map((one) => new OnBoth(`retry ${one}`, ({ inbox }) => inbox.retry(one))),
  id.map((one) => new OnBoth(`drop ${one}`, ({ inbox }) => inbox.drop(one))),
  id.map((one) => new OnBoth(`show ${one}`, ({ inbox }) => inbox.show(one))),
  fc.constantFrom(...STEPS).map((ms) => new Advance(ms)),
];

const nothing = (inbox: ComparedInbox): Side => ({ inbox, newest: new Map(), older: [] });

/** Holds an inbox against the model. */
export function itBehavesLikeTheModel(start: () => Promise<InboxHarness>, numRuns: number): void {
  it("does what the model does, whatever happens in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { size: "+1" }), async (operations) => {
        const store = await start();
        try {
          const model = nothing(new ModelInbox({ now: () => store.now(), leaseMs: LEASE_MS }));
          const real = { store, side: nothing(await store.open()) };
          await fc.asyncModelRun(() => ({ model, real }), operations);
        } finally {
          await store.dispose();
        }
      }),
      { numRuns },
    );
  });
}
