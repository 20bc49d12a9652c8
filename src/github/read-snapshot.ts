/**
 * Reads a repository at one moment, with one query when nothing but our own commits happened since the last time. What
 * changed is read anew, pinned to commits by its OIDs; a reader that fails leaves the cache as it was.
 */
import { LRUCache } from "lru-cache";
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";
import type { FileChange } from "../domain/source-file.ts";
import type { Snapshot } from "../facts/repository-facts.ts";
import {
  askForSnapshot,
  NO_COMMITS,
  type RecentCommits,
  type SnapshotAnswer,
  type SnapshotQuestion,
} from "./ask-for-snapshot.ts";
import {
  afterCommit,
  type CachedFile,
  type CampaignFiles,
  NO_FILES,
  readCampaignFiles,
  readConfigFile,
} from "./campaign-files.ts";
import { type CampaignEntries, readEntries } from "./campaign-paths.ts";
import type { RepositoryClient } from "./client.ts";
import { HeadMoved } from "./failure.ts";
import { DEFAULT_LAYOUT, type Layout, layoutOf, sameLayout } from "./layout.ts";
import { bringTogether, type Together } from "./pending.ts";
import { type Apart, type Heads, headsOf, readPlace } from "./place.ts";
import { PULL_REQUESTS_PER_QUERY, readFacts, readPullRequests } from "./pull-request-facts.ts";
import type { Both, Target } from "./target.ts";

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  readonly target: Target;
  /** The newest 100 commits before a commit to the target, if they were asked for. */
  readonly recent: RecentCommits;
}

/** What is known of a repository from the last time. */
interface Known {
  readonly layout: Layout;
  readonly files: CampaignFiles;
}

/** An answer to the query that the layout asks for. */
interface Understood {
  readonly answer: SnapshotAnswer;
  readonly heads: Heads;
  readonly layout: Layout;
  readonly config: CachedFile | null;
  readonly known: CampaignFiles;
}

const NOTHING: Known = { layout: DEFAULT_LAYOUT, files: NO_FILES };

/** How often the configuration may say something else while the repository is read. */
const ROUNDS = 4;
const CACHE_BYTES = 256 * 1024 * 1024;

/** What was read of each repository, those that were used least are forgotten. */
export class SnapshotReader {
  private readonly cache: LRUCache<string, Known>;

  constructor({ cacheBytes = CACHE_BYTES }: { cacheBytes?: number } = {}) {
    this.cache = new LRUCache({ maxSize: cacheBytes, sizeCalculation: bytesOf });
  }

  /** Null: the repository has no commit yet. */
  async read(repo: RepositoryClient, question: SnapshotQuestion): Promise<ReadSnapshot | null> {
    const known = this.cache.get(repositoryKey(repo.repository)) ?? NOTHING;
    let { layout } = known;
    let { config } = known.files;
    const near = { ...question, pullRequests: question.pullRequests.slice(0, PULL_REQUESTS_PER_QUERY) };
    for (let round = 0; round < ROUNDS; round++) {
      const answer = await askForSnapshot(repo, layout, near);
      const heads = headsOf(answer);
      if (heads === null) return null;
      config = await readConfigFile(repo, config, readEntries(heads.base.target, layout.paths));
      const next = layoutOf(config?.file ?? null, heads.base.name, layout);
      const isSame = sameLayout(layout, next);
      layout = isSame ? { ...next, paths: layout.paths } : next;
      if (isSame) return this.compose(repo, question, { answer, heads, layout, config, known: known.files });
    }
    throw new HeadMoved(`the configuration changed ${ROUNDS} times while it was read`);
  }

  /** Takes over what a commit of ours wrote, so that the next snapshot need not read it. */
  noteCommit(repository: RepositoryId, changes: readonly FileChange[], entries: CampaignEntries): void {
    const known = this.cache.get(repositoryKey(repository));
    if (!known) return;
    this.cache.set(repositoryKey(repository), {
      ...known,
      files: afterCommit(known.files, changes, entries),
    });
  }

  private async compose(
    repo: RepositoryClient,
    { pullRequests: numbers }: SnapshotQuestion,
    { answer, heads, layout, config, known }: Understood,
  ): Promise<ReadSnapshot> {
    const { entries, target, apart } = await readPlace(repo, layout, heads, answer);
    const campaign = await readCampaignFiles(repo, known, { paths: layout.paths, config, entries });
    this.cache.set(repositoryKey(repo.repository), { layout, files: campaign });
    const both = apart && (await bringTogether(repo, campaign, apart));
    const pullRequests = new Map([
      ...(await readFacts(repo, numbers.slice(0, PULL_REQUESTS_PER_QUERY), answer.repository)),
      ...(await readPullRequests(repo, numbers.slice(PULL_REQUESTS_PER_QUERY))),
    ]);
    return {
      snapshot: {
        repository: repo.repository,
        url: answer.repository.url.replace(/\/$/, ""),
        defaultBranch: heads.base.name,
        trackerBranch: layout.mode === "branch" ? layout.stateBranch : heads.base.name,
        head: heads.base.target.oid,
        files: (both?.files ?? campaign).files,
        pullRequests,
        openPullRequests: null,
      },
      target: apart && both ? { ...target, after: bothHeads(apart, both) } : target,
      recent: historyOf(heads, target) ?? NO_COMMITS,
    };
  }
}

function bothHeads({ head, base }: Apart, { pending, mustMerge, lost }: Together): Both {
  return { kind: "both", head, base, pending, mustMerge, lost };
}

function historyOf({ base, state }: Heads, { after }: Target): RecentCommits | undefined {
  return [state?.target, base.target].find((commit) => commit?.oid === after.head)?.history;
}

/** Two bytes a character, and something for each object. */
function bytesOf({ files: { files } }: Known): number {
  let bytes = 1_000;
  for (const file of [...files.catalog, ...files.assignments, ...files.trackers]) {
    bytes += 300 + 2 * (file.text.length + file.path.length);
  }
  return bytes;
}
