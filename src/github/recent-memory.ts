import { type RepositoryId, repositoryKey } from "../domain/repository-id.ts";
import { LONGEST_LAG_MS, type RecentWrite } from "../facts/recent-write.ts";

/** What a process without an inbox wrote lately, by repository. */
export class RecentMemory {
  readonly #now: () => number;
  readonly #writes: { readonly key: string; readonly at: number; readonly write: RecentWrite }[] = [];

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Oldest first. */
  of(repository: RepositoryId): readonly RecentWrite[] {
    const since = this.#now() - LONGEST_LAG_MS;
    const old = this.#writes.findIndex(({ at }) => at > since);
    this.#writes.splice(0, old === -1 ? this.#writes.length : old);
    const key = repositoryKey(repository);
    return this.#writes.filter((one) => one.key === key).map(({ write }) => write);
  }

  note(repository: RepositoryId, writes: readonly RecentWrite[] = []): void {
    const [key, at] = [repositoryKey(repository), this.#now()];
    for (const write of writes) this.#writes.push({ key, at, write });
  }
}
