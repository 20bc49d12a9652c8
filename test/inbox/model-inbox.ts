/**
 * What an inbox promises, on a few maps, plain enough to be believed: the random operations hold the real ones against it.
 * It knows nothing of moves and of whose turn it is among several.
 */
import { randomUUID } from "node:crypto";
import type { RepositoryId } from "../../src/domain/repository-id.ts";
import { repositoryKey } from "../../src/domain/repository-id.ts";
import type { Outbox } from "../../src/facts/batch.ts";
import type { Delivery } from "../../src/facts/event.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import type { InboxCounts, KeptDelivery, OpenState } from "../../src/inbox/inbox-admin.ts";
import type { InboxOptions } from "../../src/inbox/inbox-options.ts";
import type { Installations, Reachable } from "../../src/inbox/installations.ts";
import { type Lease, LeaseLost } from "../../src/inbox/lease.ts";
import { KEPT_WHILE_UNREACHABLE_MS } from "../../src/inbox/queue.ts";

const KNOWN_FOR = 4 * 24 * 60 * 60 * 1000;

export interface ComparedInbox
  extends Pick<
    Inbox,
    | "put"
    | "lease"
    | "renew"
    | "saveOutbox"
    | "complete"
    | "release"
    | "setAside"
    | "nextDue"
    | "counts"
    | "list"
    | "show"
    | "retry"
    | "drop"
  > {
  readonly installations: Pick<Installations, "setUnreachable" | "resume">;
}

interface Kept {
  readonly delivery: Delivery;
  readonly position: number;
  readonly arrivedAt: number;
  tries: number;
  reason: string | null;
  setAside: boolean;
  /** The lease that it was given out with last; it is held only while the repository's token is the same. */
  token: string | null;
}

interface Repository {
  notBefore: number;
  token: string | null;
  leasedUntil: number;
  outbox: Outbox | null;
}

interface Done {
  readonly repository: RepositoryId;
  readonly arrivedAt: number;
  readonly tries: number;
  readonly reason: string | null;
  readonly doneAt: number;
}

export class ModelInbox implements ComparedInbox {
  readonly #options: InboxOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #done = new Map<string, Done>();
  readonly #repositories = new Map<string, Repository>();
  /** Why each repository or installation is held. */
  readonly #holds = new Map<string, string>();
  #arrivals = 0;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  async put(delivery: Delivery): Promise<"accepted" | "duplicate"> {
    if (this.#kept.has(delivery.id) || this.#done.has(delivery.id)) return "duplicate";
    this.#kept.set(delivery.id, {
      delivery: structuredClone(delivery),
      position: this.#arrivals++,
      arrivedAt: this.#options.now(),
      tries: 0,
      reason: null,
      setAside: false,
      token: null,
    });
    return "accepted";
  }

  async lease(now: number): Promise<Lease | null> {
    const due = this.#queues().filter(({ dueAt }) => dueAt <= now);
    const next = due.toSorted((a, b) => a.dueAt - b.dueAt || a.oldest.position - b.oldest.position)[0];
    if (next === undefined) return null;
    if (next.heldReason !== null && next.repository.token === null) {
      const { heldReason: reason } = next;
      for (const kept of next.queue.filter(({ arrivedAt }) => arrivedAt + KEPT_WHILE_UNREACHABLE_MS <= now))
        Object.assign(kept, { token: null, setAside: true, reason });
      return this.lease(now);
    }
    const { repository, queue, oldest } = next;
    const token = randomUUID();
    repository.token = token;
    repository.leasedUntil = now + this.#options.leaseMs;
    const deliveries = queue.map((kept) => structuredClone({ ...kept.delivery, tries: kept.tries }));
    for (const kept of queue) {
      kept.token = token;
      kept.tries += 1;
    }
    const ids = new Set(deliveries.map(({ id }) => id));
    const outbox = repository.outbox?.deliveryIds.some((id) => ids.has(id)) ? repository.outbox : null;
    return {
      token,
      repository: oldest.delivery.repository,
      installationId: deliveries.at(-1)?.installationId ?? null,
      deliveries,
      outbox: structuredClone(outbox),
      declined: new Map(),
      recent: [],
      unreadable: [],
    };
  }

  async renew(lease: Lease): Promise<void> {
    this.#held(lease).leasedUntil = this.#options.now() + this.#options.leaseMs;
  }

  async saveOutbox(lease: Lease, outbox: Outbox): Promise<void> {
    this.#held(lease).outbox = structuredClone(outbox);
  }

  async complete(lease: Lease, quietUntil?: number): Promise<void> {
    const repository = this.#held(lease);
    for (const kept of this.#leased(lease)) this.#finish(kept);
    repository.token = null;
    repository.outbox = null;
    if (quietUntil !== undefined) repository.notBefore = quietUntil;
    const forgotten = this.#options.now() - KNOWN_FOR;
    for (const [id, { doneAt }] of this.#done) if (doneAt < forgotten) this.#done.delete(id);
  }

  async release(lease: Lease, dueAt: number, reason: string): Promise<void> {
    const repository = this.#held(lease);
    for (const kept of this.#leased(lease)) Object.assign(kept, { token: null, reason });
    repository.token = null;
    repository.notBefore = dueAt;
  }

  async setAside(lease: Lease, deliveryIds: readonly string[], reason: string): Promise<void> {
    this.#held(lease);
    for (const kept of this.#leased(lease)) {
      if (deliveryIds.includes(kept.delivery.id))
        Object.assign(kept, { token: null, setAside: true, reason });
    }
  }

  async nextDue(): Promise<number | null> {
    const due = this.#queues().map(({ dueAt }) => dueAt);
    return due.length === 0 ? null : Math.min(...due);
  }

  async counts(): Promise<InboxCounts> {
    const states = (await this.list()).map(({ state, arrivedAt }) => ({ state, arrivedAt }));
    const count = (wanted: KeptDelivery["state"]) => states.filter(({ state }) => state === wanted).length;
    const oldest = states.find(({ state }) => state === "waiting")?.arrivedAt ?? null;
    return {
      waiting: count("waiting"),
      leased: count("leased"),
      held: count("held"),
      setAside: count("set-aside"),
      oldest,
    };
  }

  async list(state?: OpenState): Promise<readonly KeptDelivery[]> {
    const all = [...this.#kept.values()].map((kept) => this.#describe(kept));
    return state === undefined ? all : all.filter((one) => one.state === state);
  }

  async show(id: string): Promise<KeptDelivery | null> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) return this.#describe(kept);
    const done = this.#done.get(id);
    if (done === undefined) return null;
    const { repository, arrivedAt, tries, reason } = done;
    return { id, repository, state: "done", arrivedAt, tries, reason, event: null };
  }

  async retry(id: string): Promise<"retried" | "unknown" | "not-set-aside"> {
    const kept = this.#kept.get(id);
    if (kept === undefined) return this.#done.has(id) ? "not-set-aside" : "unknown";
    if (!kept.setAside) return "not-set-aside";
    Object.assign(kept, { setAside: false, tries: 0, reason: null });
    return "retried";
  }

  async drop(id: string): Promise<"dropped" | "unknown" | "leased" | "done"> {
    const kept = this.#kept.get(id);
    if (kept === undefined) return this.#done.has(id) ? "done" : "unknown";
    if (this.#describe(kept).state === "leased") return "leased";
    this.#finish(kept);
    return "dropped";
  }

  readonly installations = {
    setUnreachable: async (what: Reachable, reason: string) => void this.#holds.set(holdKey(what), reason),
    resume: async (what: Reachable) => this.#holds.delete(holdKey(what)),
  };

  /** The repositories that have something to do, leased or not, each with what is to be done in order of arrival. */
  #queues() {
    const queued = [...this.#kept.values()].filter(({ setAside }) => !setAside);
    return [...Map.groupBy(queued, ({ delivery }) => repositoryKey(delivery.repository))].flatMap(
      ([key, queue]) => {
        const repository = this.#repository(key);
        const oldest = queue[0];
        if (oldest === undefined) return [];
        const heldReason = this.#heldReason(oldest);
        const free =
          heldReason === null
            ? Math.max(repository.notBefore, oldest.arrivedAt)
            : oldest.arrivedAt + KEPT_WHILE_UNREACHABLE_MS;
        const dueAt = repository.token === null ? free : repository.leasedUntil;
        return [{ repository, queue, oldest, heldReason, dueAt }];
      },
    );
  }

  #heldReason({ delivery: { repository, installationId } }: Kept): string | null {
    return this.#holds.get(holdKey(repository)) ?? this.#holds.get(holdKey(installationId ?? 0)) ?? null;
  }

  #repository(key: string): Repository {
    const known = this.#repositories.get(key);
    if (known !== undefined) return known;
    const fresh: Repository = { notBefore: 0, token: null, leasedUntil: 0, outbox: null };
    this.#repositories.set(key, fresh);
    return fresh;
  }

  #held(lease: Lease): Repository {
    const repository = this.#repository(repositoryKey(lease.repository));
    if (repository.token !== lease.token) throw new LeaseLost(lease);
    return repository;
  }

  #leased(lease: Lease): readonly Kept[] {
    return [...this.#kept.values()].filter(({ token }) => token === lease.token);
  }

  #finish(kept: Kept): void {
    const { delivery, arrivedAt, tries, reason } = kept;
    this.#kept.delete(delivery.id);
    this.#done.set(delivery.id, {
      repository: delivery.repository,
      arrivedAt,
      tries,
      reason,
      doneAt: this.#options.now(),
    });
  }

  #describe(kept: Kept): KeptDelivery {
    const { delivery, arrivedAt, tries, reason, setAside, token } = kept;
    const repository = this.#repository(repositoryKey(delivery.repository));
    const leased =
      token !== null && token === repository.token && repository.leasedUntil > this.#options.now();
    const heldReason = setAside ? null : this.#heldReason(kept);
    const free = heldReason === null ? "waiting" : "held";
    const state = setAside ? "set-aside" : leased ? "leased" : free;
    return {
      id: delivery.id,
      repository: delivery.repository,
      state,
      arrivedAt,
      tries,
      reason: state === "held" ? heldReason : reason,
      event: delivery.event,
    };
  }
}

function holdKey(what: Reachable): string {
  return typeof what === "number" ? `installation ${what}` : repositoryKey(what);
}
