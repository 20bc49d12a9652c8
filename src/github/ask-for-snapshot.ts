import { ask } from "./ask.ts";
import { campaignFields, campaignParameters, campaignVariables } from "./campaign-paths.ts";
import type { RepositoryClient } from "./client.ts";
import { COMMIT_MODES } from "./commit/commit-modes.ts";
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
    /** The bot's own branch, where the mode asks for one and there is one. */
    readonly own?: BranchAnswer | null;
    /** `pr0` and so on, and what the mode asks. */
    readonly [more: string]: unknown;
  };
}

interface BranchAnswer {
  readonly name: string;
  readonly target: CommitAnswer | null;
}

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

/** The default branch, what the mode asks beside it, and the pull requests, in one query. */
export function askForSnapshot(
  { client, repository }: RepositoryClient,
  layout: Layout,
  { pullRequests, recentCommits }: SnapshotQuestion,
): Promise<SnapshotAnswer> {
  const { paths, mode } = layout;
  const branch = `name target { ... on Commit {
      oid ${recentCommits ? `history(first: 100) { ${RECENT_COMMITS} }` : ""}
      ${campaignFields(paths)}
    } }`;
  const asked = COMMIT_MODES[mode].ask(layout, branch);
  const parameters = [
    campaignParameters(paths),
    ...asked.parameters,
    ...pullRequests.map((_, at) => `$n${at}: Int!`),
  ].join(", ");
  const document = `query ReadSnapshot($owner: String!, $name: String!, ${parameters}) {
  repository(owner: $owner, name: $name) {
    url
    defaultBranchRef { ${branch} }
    ${asked.fields}
    ${pullRequestFields(pullRequests)}
  }
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    ...campaignVariables(paths),
    ...asked.variables,
    ...pullRequestVariables(pullRequests),
  };
  return ask<SnapshotAnswer>(client, document, variables);
}
