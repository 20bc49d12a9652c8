import { LRUCache } from "lru-cache";
import type { RepositoryId } from "../../domain/repository-id.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import type { FileChange } from "../../domain/source-file.ts";
import { afterCommit, type CampaignFiles, NO_FILES } from "./campaign-files.ts";
import type { CampaignEntries } from "./campaign-paths.ts";
import { DEFAULT_LAYOUT, type Layout } from "./layout.ts";

/** What is known of a repository from the last time. */
export interface KnownRepository {
  readonly layout: Layout;
  readonly files: CampaignFiles;
  /** The last commit of the configuration when all was in the place that it names, as the reader has it; null: never looked at. */
  readonly settled: string | null;
}

const NOTHING: KnownRepository = { layout: DEFAULT_LAYOUT, files: NO_FILES, settled: null };
const CACHE_BYTES = 256 * 1024 * 1024;

/** What was read of each repository and what we committed there. What was used least is forgotten. */
export class KnownRepositories {
  private readonly cache: LRUCache<string, KnownRepository>;

  constructor({ cacheBytes = CACHE_BYTES }: { cacheBytes?: number } = {}) {
    this.cache = new LRUCache({ maxSize: cacheBytes, sizeCalculation: bytesOf });
  }

  of(repository: RepositoryId): KnownRepository {
    return this.cache.get(repositoryKey(repository)) ?? NOTHING;
  }

  noteRead(repository: RepositoryId, known: KnownRepository): void {
    this.cache.set(repositoryKey(repository), known);
  }

  /** Takes over what a commit of ours wrote, so that the next snapshot need not read it. */
  noteCommit(repository: RepositoryId, changes: readonly FileChange[], entries: CampaignEntries): void {
    const key = repositoryKey(repository);
    const known = this.cache.get(key);
    if (known) this.cache.set(key, { ...known, files: afterCommit(known.files, changes, entries) });
  }
}

/** Two bytes a character, and something for each object. */
function bytesOf({ files: { files } }: KnownRepository): number {
  let bytes = 1_000;
  for (const file of [...files.catalog, ...files.assignments, ...files.trackers]) {
    bytes += 300 + 2 * (file.text.length + file.path.length);
  }
  return bytes;
}
