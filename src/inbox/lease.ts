import type { Batch } from "../facts/batch.ts";

/** A batch, and the right to work on its repository. */
export interface Lease extends Batch {
  readonly token: string;
  /** What waited in the repository and cannot be read: it is set aside already. */
  readonly unreadable: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * The lease expired and another worker has the repository now, or it was given back before. Whoever catches this stops
 * working on the repository: what it has done so far is found and finished by the other.
 */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";

  constructor({ repository, deliveries }: Pick<Lease, "repository" | "deliveries">) {
    super(
      `The lease on ${repository.owner}/${repository.name} (${deliveries.length} deliveries) is no longer held.`,
    );
  }
}
