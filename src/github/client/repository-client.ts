import type { Octokit } from "@octokit/rest";
import type { RepositoryId } from "../../domain/repository-id.ts";

/** What we need of an Octokit; Probot's and that of the Action are both good. */
export type GitHubClient = Pick<Octokit, "request" | "graphql">;

/** A repository, and a client that may read and write there. */
export interface RepositoryClient {
  readonly client: GitHubClient;
  readonly repository: RepositoryId;
}

export function pathOf({ owner, name }: RepositoryId): { owner: string; repo: string } {
  return { owner, repo: name };
}

/** The same client, whose requests end when the signal says so. What was sent by then may have taken effect. */
export function untilAborted({ request, graphql }: GitHubClient, signal: AbortSignal): GitHubClient {
  const options = { request: { signal } };
  return { request: request.defaults(options), graphql: graphql.defaults(options) };
}
