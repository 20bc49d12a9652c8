import type { Quota } from "../metrics/metrics.ts";

/**
 * What is left of GitHub's hourly quotas. Every installation has its own, and an answer does not say whose it speaks of;
 * the end of the hour tells most of them apart. What is shown is the scarcest, since that one stops first.
 */
export class Quotas {
  readonly #hours = new Map<string, Map<number, Quota>>();

  note(quota: Quota): void {
    const hours = this.#hours.get(quota.resource) ?? new Map<number, Quota>();
    hours.set(quota.reset, quota);
    this.#hours.set(quota.resource, hours);
  }

  /** One for each resource that has a running hour at `now` (seconds since the epoch). */
  scarcest(now: number): Quota[] {
    return [...this.#hours.values()].flatMap((hours) => {
      for (const reset of hours.keys()) if (reset <= now) hours.delete(reset);
      const [scarcest] = [...hours.values()].sort((one, other) => one.remaining - other.remaining);
      return scarcest ? [scarcest] : [];
    });
  }
}
