import { CONFIG_PATH } from "../../domain/config.ts";
import { campaignFields, campaignParameters, campaignVariables } from "../campaign/campaign-paths.ts";
import { askForConfigHistory, type ConfigHistory, DEFAULTS_HISTORY } from "../campaign/former-layouts.ts";
import type { Layout } from "../campaign/layout.ts";
import { askForDefaults } from "../campaign/read-owner-defaults.ts";
import { RECENT_COMMITS, type SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { COMMIT_MODES } from "../commit/commit-modes.ts";
import { ISSUE_FRAGMENT, issueFields, issueParameters, issueVariables, LABEL_FIELDS } from "./issue-facts.ts";
import { pullRequestFields, pullRequestVariables } from "./pull-request-facts.ts";
import { PULL_REQUEST_FRAGMENT } from "./pull-request-fields.ts";
import { QUIET_FIELDS } from "./quiet-pull-requests.ts";
import { MAY_BE_HIDDEN, VIEWER_FIELDS } from "./review-requests.ts";

export interface SnapshotQuestion {
  readonly pullRequests: readonly number[];
  /** Numbers of issues whose sidebars matter. */
  readonly issues?: readonly number[];
  /** Whether to read the newest commits too, for looking for our own. */
  readonly recentCommits: boolean;
  /** What to read of the configuration's history. */
  readonly configHistory?: ConfigHistory;
  /** Logins of people who write: how old their accounts are. */
  readonly writers?: readonly string[];
  /** Whether to read on which open pull requests nothing happened for longest. */
  readonly quiet?: boolean;
  /** Whether a decision has to tell our own account from others. */
  readonly self?: boolean;
}

/** The default branch, what the mode asks beside it, and the pull requests, in one query. */
export async function askForSnapshot(
  { client, repository }: RepositoryClient,
  layout: Layout,
  {
    pullRequests,
    recentCommits,
    issues = [],
    configHistory = CONFIG_PATH,
    writers = [],
    quiet = false,
  }: SnapshotQuestion,
): Promise<SnapshotAnswer> {
  const { paths, mode } = layout;
  const branch = `name target { ... on Commit {
      oid ${recentCommits ? `history(first: 100) { ${RECENT_COMMITS} }` : ""}
      ${campaignFields(paths)}
    } }`;
  const asked = COMMIT_MODES[mode].ask(layout, branch);
  const beneath = askForDefaults(
    { repository, extends: layout.extends },
    configHistory === "whole" ? DEFAULTS_HISTORY : "",
  );
  const parameters = [
    campaignParameters(paths),
    ...asked.parameters,
    ...beneath.parameters,
    ...pullRequests.map((_, at) => `$n${at}: Int!`),
    ...issueParameters(issues),
    ...writers.map((_, at) => `$writer${at}: String!`),
  ].join(", ");
  const document = `query ReadSnapshot($owner: String!, $name: String!, ${parameters}) {
  repository(owner: $owner, name: $name) {
    url
    defaultBranchRef { ${branch} }
    ${askForConfigHistory(configHistory)}
    ${asked.fields}
    ${pullRequestFields(pullRequests)}
    ${issues.length > 0 ? `${issueFields(issues)} ${LABEL_FIELDS}` : ""}
    ${quiet ? QUIET_FIELDS : ""}
  }
  ${beneath.fields}
  ${VIEWER_FIELDS}
  ${writers.map((_, at) => `writer${at}: user(login: $writer${at}) { databaseId createdAt }`).join("\n  ")}
}
${pullRequests.length > 0 ? PULL_REQUEST_FRAGMENT : ""}
${issues.length > 0 ? ISSUE_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    ...campaignVariables(paths),
    ...asked.variables,
    ...beneath.variables,
    ...pullRequestVariables(pullRequests),
    ...issueVariables(issues),
    ...Object.fromEntries(writers.map((login, at) => [`writer${at}`, login])),
  };
  // An account may be gone since.
  const optional = [...MAY_BE_HIDDEN, ...beneath.optional, ...writers.map((_, at) => `writer${at}`)];
  const refused: string[] = [];
  const answer = await ask<SnapshotAnswer>(client, document, variables, optional, (name) =>
    refused.push(name),
  );
  return { ...answer, refused };
}
