import type { Lease } from "./inbox.ts";

/**
 * The lease expired and another worker has the repository now, or it was given back before. Whoever catches this stops
 * working on the repository: what it has done so far is found and finished by the other.
 */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";

  constructor(lease: Lease) {
    const { owner, name } = lease.repository;
    super(`The lease on ${owner}/${name} (${lease.deliveries.length} deliveries) is no longer held.`);
  }
}
