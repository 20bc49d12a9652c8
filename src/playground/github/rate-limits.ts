import type { Actor } from "./credentials.ts";

export type RateResource = "core" | "graphql";

export interface RateLimit {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since the epoch, by the injected clock. */
  readonly reset: number;
}

const hour = 3_600_000;
/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const ACTIONS_LIMIT = 1_000;

/** Points by the hour: each installation and each person has a budget for REST and one for GraphQL. */
export class RateLimits {
  readonly limits: Record<RateResource, number>;
  private readonly now: () => number;
  private readonly budgets = new Map<string, { used: number; resetAt: number }>();

  constructor(now: () => number, limits: Partial<Record<RateResource, number>>) {
    this.now = now;
    this.limits = { core: 12_500, graphql: 10_000, ...limits };
  }

  /** Takes a point; false when there is none left. */
  spend(actor: Actor | null, resource: RateResource): boolean {
    const budget = this.budgetOf(actor, resource);
    if (budget.used >= this.limitFor(actor, resource)) return false;
    budget.used += 1;
    return true;
  }

  look(actor: Actor | null, resource: RateResource): RateLimit {
    const { used, resetAt } = this.budgetOf(actor, resource);
    const limit = this.limitFor(actor, resource);
    return { limit, used, remaining: limit - used, reset: Math.ceil(resetAt / 1000) };
  }

  headers(actor: Actor | null, resource: RateResource): Record<string, string> {
    const { limit, used, remaining, reset } = this.look(actor, resource);
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-used": String(used),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(reset),
      "x-ratelimit-resource": resource,
    };
  }

  /** All runs of a repository have one budget together. */
  private limitFor(actor: Actor | null, resource: RateResource): number {
    return actor?.kind === "actions" ? Math.min(ACTIONS_LIMIT, this.limits[resource]) : this.limits[resource];
  }

  private budgetOf(actor: Actor | null, resource: RateResource) {
    const owner = actor === null ? "nobody" : ownerOf(actor);
    const key = `${owner} ${resource}`;
    const budget = this.budgets.get(key);
    if (budget !== undefined && budget.resetAt > this.now()) return budget;
    const fresh = { used: 0, resetAt: this.now() + hour };
    this.budgets.set(key, fresh);
    return fresh;
  }
}

function ownerOf(actor: Actor): number {
  if (actor.kind === "installation") return actor.installation.id;
  return actor.kind === "actions" ? actor.repository.id : actor.account.id;
}
