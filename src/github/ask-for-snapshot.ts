import { ask } from "./ask.ts";
import { campaignFields, campaignParameters, campaignVariables } from "./campaign-paths.ts";
import type { Reach } from "./client.ts";
import type { Layout } from "./layout.ts";
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
    /** `pr0` and so on. */
    readonly [number: string]: unknown;
  };
}

export interface BranchAnswer {
  readonly name: string;
  readonly target: CommitAnswer | null;
}

export type StateAnswer = BranchAnswer;

export interface CommitAnswer {
  readonly oid: string;
  readonly history?: RecentCommits;
  /** `config`, `catalog` and so on. */
  readonly [path: string]: unknown;
}

export interface RecentCommits {
  readonly nodes:
    | readonly ({ readonly oid: string; readonly message: string; readonly committedDate: string } | null)[]
    | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export const RECENT_COMMITS = "nodes { oid message committedDate } pageInfo { hasNextPage endCursor }";

export const NO_COMMITS: RecentCommits = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Everything that the layout names, at the heads of its branches, in one query. */
export function askForSnapshot(
  { client, repository }: Reach,
  { paths, mode, stateBranch }: Layout,
  { pullRequests, recentCommits }: SnapshotQuestion,
): Promise<SnapshotAnswer> {
  const commit = `name target { ... on Commit {
      oid
      ${recentCommits ? `history(first: 100) { ${RECENT_COMMITS} }` : ""}
      ${campaignFields(paths)}
    } }`;
  const parameters = [
    campaignParameters(paths),
    ...(mode === "direct" ? [] : ["$state: String!"]),
    ...pullRequests.map((_, at) => `$n${at}: Int!`),
  ].join(", ");
  const document = `query ReadSnapshot($owner: String!, $name: String!, ${parameters}) {
  repository(owner: $owner, name: $name) {
    url
    defaultBranchRef { ${commit} }
    ${mode === "direct" ? "" : `state: ref(qualifiedName: $state) { ${commit} }`}
    ${pullRequestFields(pullRequests)}
  }
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    ...campaignVariables(paths),
    ...(mode === "direct" ? {} : { state: `refs/heads/${stateBranch}` }),
    ...pullRequestVariables(pullRequests),
  };
  return ask<SnapshotAnswer>(client, document, variables);
}
