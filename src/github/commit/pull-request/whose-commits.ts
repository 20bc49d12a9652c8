/**
 * Whose commits wait on the bot's branch. What a merge took over is done, also where the branch still lists it: after a squash
 * the commits before it are in no other branch's history.
 */
import type { StateBranchFacts } from "../../../facts/state-branch-facts.ts";
import type { RepositoryClient } from "../../client/repository-client.ts";
import { CommitAuthors, type ListedCommit, readSelf } from "../../own-commits.ts";
import { COMMITS_PER_PAGE, compare } from "./ancestor.ts";
import type { OwnBranch } from "./standing.ts";

/** More are one merge's no more: then nobody tells whose they are. */
const PAGES = 30;

export async function readWhoseCommits(
  repo: RepositoryClient,
  own: OwnBranch | null,
  base: { readonly oid: string },
): Promise<StateBranchFacts> {
  const open = own?.open?.viewerDidAuthor ? own.open : null;
  const standing = open?.number ?? null;
  const isTakenOver = own?.merged?.headRefOid === own?.commit.oid || own?.compare?.behindBy === 0;
  if (own === null || isTakenOver) return { standing, commits: [] };
  const listed = await listCommits(repo, base.oid, own.commit.oid);
  if (listed === null) return { standing, commits: null };
  const since = listed.slice(listed.findIndex(({ sha }) => sha === own.merged?.headRefOid) + 1);
  const authors = new CommitAuthors(repo, open?.author?.login ?? (await readSelf(repo)), listed);
  return {
    standing,
    commits: since.map((one) => {
      return { oid: one.sha, isOurs: authors.isOurs(one), madeBy: authors.madeBy(one) };
    }),
  };
}

/** Oldest first; null: there are too many. */
async function listCommits(
  repo: RepositoryClient,
  base: string,
  head: string,
): Promise<readonly ListedCommit[] | null> {
  const commits: ListedCommit[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const data = await compare(repo, base, head, { perPage: COMMITS_PER_PAGE, page });
    commits.push(...data.commits);
    if (commits.length >= data.total_commits) return commits;
    // Fewer than there are: what is left out may be anybody's.
    if (data.commits.length === 0) return null;
  }
  return null;
}
