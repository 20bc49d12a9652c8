/** Where a branch of the bot's was before it was deleted. GitHub still has the commits, and tells which was the last one. */
import { ask } from "../../client/ask.ts";
import { readFailure } from "../../client/failure.ts";
import { type Page, present } from "../../client/page.ts";
import { pathOf, type RepositoryClient } from "../../client/repository-client.ts";
import { looksLikeOurs } from "../../trailer.ts";

export interface LastOfBranch {
  /** The OID of its head. */
  readonly oid: string;
  /** Login of who deleted it; null where GitHub does not tell. */
  readonly by: string | null;
  /** Null: GitHub has that commit no more. */
  readonly isOurs: boolean | null;
  /** Its pull requests, the newest first. Those of forks are none of them. */
  readonly pulls: readonly PullOfBranch[];
}

interface PullOfBranch {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly body: string;
  readonly isOpen: boolean;
  readonly isMerged: boolean;
  /** What the merge made; null: nothing, or nobody knows. */
  readonly mergeCommit: string | null;
}

/** Null: there never was such a branch, as far as GitHub remembers. */
export async function lastOfBranch(repo: RepositoryClient, branch: string): Promise<LastOfBranch | null> {
  const deletion = await readDeletion(repo, branch);
  const pulls = await readPulls(repo, branch);
  const oid = deletion?.oid ?? pulls[0]?.head;
  if (oid === undefined) return null;
  return { oid, by: deletion?.by ?? null, isOurs: await isOurs(repo, oid), pulls };
}

async function readDeletion({ client, repository }: RepositoryClient, branch: string) {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/activity", {
      ...pathOf(repository),
      ref: `refs/heads/${branch}`,
      activity_type: "branch_deletion",
      per_page: 1,
    });
    const [newest] = data;
    return newest ? { oid: newest.before, by: newest.actor?.login ?? null } : null;
  } catch (error) {
    // An older GitHub Enterprise Server has no such list, or the App may not see it: pull requests tell, too.
    const { status } = readFailure(error);
    if (status === 403 || status === 404 || status === 422) return null;
    throw error;
  }
}

/** The newest first. */
export async function readPulls(
  { client, repository }: RepositoryClient,
  branch: string,
): Promise<PullOfBranch[]> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/pulls", {
    ...pathOf(repository),
    head: `${repository.owner}:${branch}`,
    state: "all",
    sort: "created",
    direction: "desc",
    per_page: 10,
  });
  return data.map(({ number, head, base, body, state, merged_at, merge_commit_sha }) => {
    const isMerged = merged_at !== null;
    return {
      number,
      head: head.sha,
      base: base.ref,
      body: body ?? "",
      isOpen: state === "open",
      isMerged,
      mergeCommit: isMerged ? merge_commit_sha : null,
    };
  });
}

const COMMITS = `query ReadLostCommits($owner: String!, $name: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { history(first: 100) { nodes { message } } } }
  }
}`;

/** A branch on which the bot never committed was somebody's own. */
async function isOurs({ client, repository }: RepositoryClient, oid: string): Promise<boolean | null> {
  type History = { readonly history: Pick<Page<{ readonly message: string }>, "nodes"> };
  type Answer = { repository: { object: History | null } };
  const answer = await ask<Answer>(client, COMMITS, { ...repository, oid });
  const { object } = answer.repository;
  return object && present(object.history.nodes).some(({ message }) => looksLikeOurs(message));
}
