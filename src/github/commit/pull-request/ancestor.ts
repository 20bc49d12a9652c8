import {
  type CampaignEntries,
  type CampaignPaths,
  campaignFields,
  campaignParameters,
  campaignVariables,
  readEntries,
} from "../../campaign/campaign-paths.ts";
import { ask } from "../../client/ask.ts";
import { pathOf, type RepositoryClient } from "../../client/repository-client.ts";
import type { OwnBranch } from "./standing.ts";

/**
 * The commit from which the bot's branch and the default branch went apart. That is git's merge base, unless the branch was
 * merged by a commit that does not name it (squash, rebase) and went on from there: then it is what was merged.
 */
export async function findAncestor(
  repo: RepositoryClient,
  { own, base, merged }: { own: string; base: string; merged: OwnBranch["merged"] },
): Promise<string> {
  if (merged?.mergeCommit) {
    const { status } = await compare(repo, merged.mergeCommit.oid, own);
    if (status !== "ahead" && status !== "identical") return merged.headRefOid;
  }
  return (await compare(repo, own, base)).merge_base_commit.sha;
}

/** Whether a commit is among those that a head comes after. */
export async function isContained(repo: RepositoryClient, oid: string, head: string): Promise<boolean> {
  const { status } = await compare(repo, head, oid);
  return status === "behind" || status === "identical";
}

/** The commits of a page of a comparison. */
export const COMMITS_PER_PAGE = 100;

/** The commits that a head has and a base has not, oldest first; of very many the newest ones. */
export async function readAhead(
  repo: RepositoryClient,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<{ readonly oid: string; readonly message: string }[]> {
  const read = (page: number) => compare(repo, base, head, { perPage: COMMITS_PER_PAGE, page });
  const first = await read(1);
  const last = Math.ceil(first.total_commits / COMMITS_PER_PAGE);
  const pages = [first];
  if (last > 1) {
    if (last > 2) pages[0] = await read(last - 1);
    pages.push(await read(last));
  }
  return pages.flatMap(({ commits }) =>
    commits.map(({ sha, commit }) => ({ oid: sha, message: commit.message })),
  );
}

/**
 * How a head stands to a base, with a page of the commits that the base has not, oldest first. Who asks
 * only how they stand gets one commit along anyway. https://docs.github.com/rest/commits/commits#compare-two-commits
 */
export async function compare(
  { client, repository }: RepositoryClient,
  base: string,
  head: string,
  { perPage, page } = { perPage: 1, page: 1 },
) {
  const { data } = await client.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
    ...pathOf(repository),
    basehead: `${base}...${head}`,
    per_page: perPage,
    page,
  });
  return data;
}

/** The campaign's paths at any commit. */
export async function readEntriesAt(
  { client, repository }: RepositoryClient,
  oid: string,
  paths: CampaignPaths,
): Promise<CampaignEntries> {
  const document = `query ReadPaths($owner: String!, $name: String!, $oid: GitObjectID!, ${campaignParameters(paths)}) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { ${campaignFields(paths)} } }
  }
}`;
  type Answer = { repository: { object: Record<string, unknown> | null } };
  const variables = { ...repository, oid, ...campaignVariables(paths) };
  const answer = await ask<Answer>(client, document, variables);
  return readEntries(answer.repository.object ?? {}, paths);
}
