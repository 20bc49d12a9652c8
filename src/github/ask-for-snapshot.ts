import { ask } from "./ask.ts";
import { campaignFields, campaignParameters, campaignVariables } from "./campaign-paths.ts";
import type { RepositoryClient } from "./client.ts";
import type { Layout } from "./layout.ts";
import { PAGE_INFO, type Page } from "./page.ts";
import { PULL_REQUEST_FRAGMENT, pullRequestFields, pullRequestVariables } from "./pull-request-facts.ts";

export interface SnapshotQuestion {
  readonly pullRequests: readonly number[];
  /** Whether to read the newest commits too, for looking for our own. */
  readonly recentCommits: boolean;
}

export interface SnapshotAnswer {
  readonly repository: {
    readonly url: string;
    readonly defaultBranchRef: BranchAnswer | null;
    /** The bot's own branch, where the layout has one. */
    readonly state?: StateAnswer | null;
    readonly autoMergeAllowed?: boolean;
    readonly mergeCommitAllowed?: boolean;
    readonly squashMergeAllowed?: boolean;
    readonly rebaseMergeAllowed?: boolean;
    /** `pr0` and so on. */
    readonly [number: string]: unknown;
  };
}

export interface BranchAnswer {
  readonly name: string;
  readonly target: CommitAnswer | null;
}

/** In the modes without a pull request it is a branch like any other. */
export interface StateAnswer extends BranchAnswer {
  /** Between this branch and the default branch; null where they share no history. */
  readonly compare?: { readonly aheadBy: number; readonly behindBy: number } | null;
  readonly standing?: Nodes<StandingAnswer>;
  readonly merged?: Nodes<{
    readonly headRefOid: string;
    readonly mergeCommit: { readonly oid: string } | null;
  }>;
}

type Nodes<T> = Pick<Page<T>, "nodes">;

export interface StandingAnswer {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly headRefOid: string;
  readonly autoMergeRequest: { readonly enabledAt: string | null } | null;
  readonly commits: Nodes<{ readonly commit: { readonly oid: string; readonly message: string } }>;
}

// Pull requests of forks whose branch has the same name are not among those of a ref.
const PUBLICATION = `compare(headRef: $base) { aheadBy behindBy }
      standing: associatedPullRequests(first: 1, states: [OPEN], baseRefName: $base) { nodes {
        id number body viewerDidAuthor headRefOid autoMergeRequest { enabledAt }
        commits(last: 50) { nodes { commit { oid message } } }
      } }
      merged: associatedPullRequests(
        first: 1, states: [MERGED], baseRefName: $base, orderBy: { field: CREATED_AT, direction: DESC }
      ) { nodes { headRefOid mergeCommit { oid } } }`;

const MERGING = "autoMergeAllowed mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed";

export interface CommitAnswer {
  readonly oid: string;
  readonly tree?: { readonly oid: string };
  readonly history?: RecentCommits;
  /** `config`, `catalog` and so on. */
  readonly [path: string]: unknown;
}

export type RecentCommits = Page<{
  readonly oid: string;
  readonly message: string;
  readonly committedDate: string;
}>;

export const RECENT_COMMITS = `nodes { oid message committedDate } ${PAGE_INFO}`;

export const NO_COMMITS: RecentCommits = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Everything that the layout names, at the heads of its branches, in one query. */
export function askForSnapshot(
  { client, repository }: RepositoryClient,
  { paths, mode, stateBranch, defaultBranch }: Layout,
  { pullRequests, recentCommits }: SnapshotQuestion,
): Promise<SnapshotAnswer> {
  const isPublished = mode === "pull-request";
  const commit = `name target { ... on Commit {
      oid ${isPublished ? "tree { oid }" : ""}
      ${recentCommits ? `history(first: 100) { ${RECENT_COMMITS} }` : ""}
      ${campaignFields(paths)}
    } }`;
  const parameters = [
    campaignParameters(paths),
    ...(mode === "direct" ? [] : ["$state: String!"]),
    ...(isPublished ? ["$base: String!"] : []),
    ...pullRequests.map((_, at) => `$n${at}: Int!`),
  ].join(", ");
  const document = `query ReadSnapshot($owner: String!, $name: String!, ${parameters}) {
  repository(owner: $owner, name: $name) {
    url ${isPublished ? MERGING : ""}
    defaultBranchRef { ${commit} }
    ${mode === "direct" ? "" : `state: ref(qualifiedName: $state) { ${commit} ${isPublished ? PUBLICATION : ""} }`}
    ${pullRequestFields(pullRequests)}
  }
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    ...campaignVariables(paths),
    ...(mode === "direct" ? {} : { state: `refs/heads/${stateBranch}` }),
    ...(isPublished ? { base: defaultBranch } : {}),
    ...pullRequestVariables(pullRequests),
  };
  return ask<SnapshotAnswer>(client, document, variables);
}
