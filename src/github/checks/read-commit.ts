/** Which pull requests a commit stands for, and whether the default branch waits for our checks. */
import { LRUCache } from "lru-cache";
import type { CommitQuestion } from "../../facts/check-facts.ts";
import { CHECK_NAMES, type CheckKind } from "../../facts/check-kind.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import {
  POSTED_RUNS,
  POSTED_RUNS_FIELDS,
  POSTED_RUNS_PARAMETERS,
  POSTED_RUNS_VARIABLES,
  type PostedRunsAnswer,
  pullRequestsOf,
  readPostedRuns,
} from "./posted-runs.ts";
import { readRequiredChecks } from "./required-checks.ts";

/** Those of a merge group in the queue's order; those of a suite as our runs in it name them. */
export async function readPullRequestsOf(
  repo: RepositoryClient,
  question: CommitQuestion,
): Promise<number[]> {
  const { headSha, queue } = question;
  return queue ? readGroup(repo, headSha, queue) : readSuite(repo, headSha);
}

async function readSuite({ client, repository }: RepositoryClient, sha: string): Promise<number[]> {
  const document = `query ReadSuite($owner: String!, $name: String!, $sha: GitObjectID!, ${POSTED_RUNS_PARAMETERS}) {
  repository(owner: $owner, name: $name) { object(oid: $sha) { ... on Commit { ${POSTED_RUNS} } } }
}`;
  const variables = { ...repository, sha, ...POSTED_RUNS_VARIABLES };
  const answer = await ask<{ repository: { object: PostedRunsAnswer | null } }>(
    client,
    document,
    variables,
    POSTED_RUNS_FIELDS,
  );
  const runs = readPostedRuns(answer.repository.object ?? {});
  return [...new Set(runs.flatMap(({ externalId }) => pullRequestsOf(externalId)))];
}

const GROUP = `query ReadMergeGroup($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) { mergeQueue(branch: $branch) { entries(first: 100) { nodes {
    headCommit { oid } baseCommit { oid } pullRequest { number }
  } } } }
}`;

interface QueueEntry {
  readonly headCommit: { readonly oid: string } | null;
  readonly baseCommit: { readonly oid: string } | null;
  readonly pullRequest: { readonly number: number } | null;
}

/**
 * From the group's head back to the commit that it begins after, each entry's base being the head of the one before. The
 * queue may have moved on since: then nothing is found, and the name of the group's branch has to do.
 */
async function readGroup(
  { client, repository }: RepositoryClient,
  headSha: string,
  { branch, baseSha }: NonNullable<CommitQuestion["queue"]>,
): Promise<number[]> {
  type Answer = {
    repository: { mergeQueue: { entries: { nodes: (QueueEntry | null)[] | null } | null } | null };
  };
  const answer = await ask<Answer>(client, GROUP, { ...repository, branch }, ["mergeQueue"]);
  const entries = (answer.repository.mergeQueue?.entries?.nodes ?? []).filter((entry) => entry !== null);
  const byHead = new Map(
    entries.flatMap((entry) => (entry.headCommit ? [[entry.headCommit.oid, entry]] : [])),
  );
  const numbers: number[] = [];
  for (let at = headSha, steps = 0; at !== baseSha && steps <= entries.length; steps++) {
    const entry = byHead.get(at);
    if (!entry?.pullRequest || !entry.baseCommit) return numbers;
    numbers.unshift(entry.pullRequest.number);
    at = entry.baseCommit.oid;
  }
  return numbers;
}

/** Rules change seldom. */
const KEPT_MS = 10 * 60_000;

/** Which of our checks a branch lets nothing past without. Where GitHub does not let us see that, none. */
export class RequiredChecks {
  private readonly cache: LRUCache<string, ReadonlySet<CheckKind>>;

  constructor({ now }: { now: () => number }) {
    // Resolution 0: the clock is asked each time, so that it may be a test's.
    this.cache = new LRUCache({ max: 10_000, ttl: KEPT_MS, ttlResolution: 0, perf: { now } });
  }

  async read(repo: RepositoryClient, branch: string): Promise<ReadonlySet<CheckKind>> {
    const { owner, name } = repo.repository;
    const key = `${owner}/${name} ${branch}`;
    const known = this.cache.get(key);
    if (known) return known;
    const names = new Set((await readRequiredChecks(repo, branch)).map((one) => one.name));
    const kinds = Object.keys(CHECK_NAMES) as CheckKind[];
    const found = new Set(kinds.filter((kind) => names.has(CHECK_NAMES[kind])));
    this.cache.set(key, found);
    return found;
  }
}
