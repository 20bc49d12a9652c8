/**
 * Reads a repository at one commit, with one query when nothing but our own commits happened since the last time. What
 * changed is read anew, pinned to the commit by its OIDs; a reader that fails leaves the cache as it was.
 */
import { LRUCache } from "lru-cache";
import type { RepositoryId } from "../decide/event.ts";
import type { Snapshot } from "../decide/snapshot.ts";
import { readConfig } from "../domain/repository-state.ts";
import type { FileChange } from "../domain/source-file.ts";
import { ask } from "./ask.ts";
import {
  afterCommit,
  type CachedFile,
  type CampaignFiles,
  NO_FILES,
  readCampaignFiles,
  readConfigFile,
} from "./campaign-files.ts";
import {
  type CampaignEntries,
  type CampaignPaths,
  campaignFields,
  campaignParameters,
  campaignVariables,
  readEntries,
  samePaths,
} from "./campaign-paths.ts";
import type { Reach } from "./client.ts";
import {
  PULL_REQUEST_FRAGMENT,
  PULL_REQUESTS_PER_QUERY,
  pullRequestFields,
  pullRequestVariables,
  readFacts,
  readPullRequests,
} from "./pull-request-facts.ts";

export interface SnapshotQuestion {
  readonly pullRequests: readonly number[];
  /** Whether to read the newest commits too, for looking for our own. */
  readonly recentCommits: boolean;
}

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  readonly paths: CampaignPaths;
  /** The newest 100 commits, if they were asked for. */
  readonly recent: RecentCommits;
}

export interface RecentCommits {
  readonly nodes:
    | readonly ({ readonly oid: string; readonly message: string; readonly committedDate: string } | null)[]
    | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export const RECENT_COMMITS = "nodes { oid message committedDate } pageInfo { hasNextPage endCursor }";

export const NO_COMMITS: RecentCommits = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

const CACHE_BYTES = 256 * 1024 * 1024;

/** What was read of each repository, those that were used least are forgotten. */
export class SnapshotReader {
  private readonly cache: LRUCache<string, CampaignFiles>;

  constructor({ cacheBytes = CACHE_BYTES }: { cacheBytes?: number } = {}) {
    this.cache = new LRUCache({ maxSize: cacheBytes, sizeCalculation: bytesOf });
  }

  /** Null: the repository has no commit yet. */
  async read(reach: Reach, question: SnapshotQuestion): Promise<ReadSnapshot | null> {
    const known = this.cache.get(keyOf(reach.repository)) ?? NO_FILES;
    const near = question.pullRequests.slice(0, PULL_REQUESTS_PER_QUERY);
    const answer = await askForSnapshot(reach, known.paths, { ...question, pullRequests: near });
    const { url, defaultBranchRef } = answer.repository;
    const commit = defaultBranchRef?.target;
    if (!defaultBranchRef || !commit?.oid) return null;

    const campaign = await this.readCampaign(reach, known, commit);
    this.cache.set(keyOf(reach.repository), campaign);
    const pullRequests = new Map([
      ...(await readFacts(reach, near, answer.repository)),
      ...(await readPullRequests(reach, question.pullRequests.slice(near.length))),
    ]);
    return {
      snapshot: {
        repository: reach.repository,
        url: url.replace(/\/$/, ""),
        defaultBranch: defaultBranchRef.name,
        head: commit.oid,
        files: campaign.files,
        pullRequests,
        openPullRequests: null,
      },
      paths: campaign.paths,
      recent: commit.history ?? NO_COMMITS,
    };
  }

  /** Takes over what a commit of ours wrote, so that the next snapshot need not read it. */
  noteCommit(repository: RepositoryId, changes: readonly FileChange[], entries: CampaignEntries): void {
    const known = this.cache.get(keyOf(repository));
    if (known) this.cache.set(keyOf(repository), afterCommit(known, changes, entries));
  }

  private async readCampaign(
    reach: Reach,
    known: CampaignFiles,
    commit: CommitAnswer,
  ): Promise<CampaignFiles> {
    let entries = readEntries(commit, known.paths);
    const config = await readConfigFile(reach, known, entries);
    const paths = config === known.config ? known.paths : pathsOf(config, known.paths);
    if (paths !== known.paths) entries = await readEntriesAt(reach, commit.oid, paths);
    return readCampaignFiles(reach, known, { paths, config, entries });
  }
}

function keyOf({ owner, name }: RepositoryId): string {
  return `${owner}/${name}`.toLowerCase();
}

/** Two bytes a character, and something for each object. */
function bytesOf({ files }: CampaignFiles): number {
  let bytes = 1_000;
  for (const file of [...files.catalog, ...files.assignments, ...files.trackers]) {
    bytes += 300 + 2 * (file.text.length + file.path.length);
  }
  return bytes;
}

/** A configuration that cannot be read leaves the paths where they were: nothing is decided until it is mended. */
function pathsOf(config: CachedFile | null, known: CampaignPaths): CampaignPaths {
  const parsed = readConfig(config?.file ?? null);
  return parsed.ok && !samePaths(parsed.value.paths, known) ? parsed.value.paths : known;
}

interface CommitAnswer {
  readonly oid: string;
  readonly history?: RecentCommits;
  /** `config`, `catalog` and so on. */
  readonly [path: string]: unknown;
}

interface SnapshotAnswer {
  readonly repository: {
    readonly url: string;
    readonly defaultBranchRef: { readonly name: string; readonly target: CommitAnswer | null } | null;
    /** `pr0` and so on. */
    readonly [number: string]: unknown;
  };
}

function askForSnapshot(
  { client, repository }: Reach,
  paths: CampaignPaths,
  { pullRequests, recentCommits }: SnapshotQuestion,
): Promise<SnapshotAnswer> {
  const numbers = pullRequests.map((_, at) => `, $n${at}: Int!`).join("");
  const document = `query ReadSnapshot($owner: String!, $name: String!, ${campaignParameters(paths)}${numbers}) {
  repository(owner: $owner, name: $name) {
    url
    defaultBranchRef { name target { ... on Commit {
      oid
      ${recentCommits ? `history(first: 100) { ${RECENT_COMMITS} }` : ""}
      ${campaignFields(paths)}
    } } }
    ${pullRequestFields(pullRequests)}
  }
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}`;
  const variables = { ...repository, ...campaignVariables(paths), ...pullRequestVariables(pullRequests) };
  return ask<SnapshotAnswer>(client, document, variables);
}

/** The campaign's paths at a commit: the configuration had moved them. */
async function readEntriesAt(
  { client, repository }: Reach,
  oid: string,
  paths: CampaignPaths,
): Promise<CampaignEntries> {
  const document = `query ReadPaths($owner: String!, $name: String!, $oid: GitObjectID!, ${campaignParameters(paths)}) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { ${campaignFields(paths)} } }
  }
}`;
  const variables = { ...repository, oid, ...campaignVariables(paths) };
  const answer = await ask<{ repository: { object: Record<string, unknown> | null } }>(
    client,
    document,
    variables,
  );
  return readEntries(answer.repository.object ?? {}, paths);
}
