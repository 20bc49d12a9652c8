import { campaignFields, campaignParameters, campaignVariables } from "../campaign/campaign-paths.ts";
import { askForConfigHistory } from "../campaign/former-layouts.ts";
import type { Layout } from "../campaign/layout.ts";
import { RECENT_COMMITS, type SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { COMMIT_MODES } from "../commit/commit-modes.ts";
import { PULL_REQUEST_FRAGMENT, pullRequestFields, pullRequestVariables } from "./pull-request-facts.ts";
import { MAY_BE_HIDDEN, VIEWER_FIELDS } from "./review-requests.ts";

export interface SnapshotQuestion {
  readonly pullRequests: readonly number[];
  /** Whether to read the newest commits too, for looking for our own. */
  readonly recentCommits: boolean;
  /** Whether to read what the configuration said before. */
  readonly formerLayouts?: boolean;
}

/** The default branch, what the mode asks beside it, and the pull requests, in one query. */
export function askForSnapshot(
  { client, repository }: RepositoryClient,
  layout: Layout,
  { pullRequests, recentCommits, formerLayouts = false }: SnapshotQuestion,
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
    ${askForConfigHistory(formerLayouts)}
    ${asked.fields}
    ${pullRequestFields(pullRequests)}
  }
  ${pullRequests.length > 0 ? VIEWER_FIELDS : ""}
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    ...campaignVariables(paths),
    ...asked.variables,
    ...pullRequestVariables(pullRequests),
  };
  return ask<SnapshotAnswer>(client, document, variables, MAY_BE_HIDDEN);
}
