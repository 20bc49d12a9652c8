import type { Octokit } from "@octokit/rest";
import type { RepositoryId } from "../domain/repository-id.ts";

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

/**
 * A write whose answer is lost may have taken effect: it must not be repeated blindly, as Octokit's retry plugin would.
 */
export const ONCE = { request: { retries: 0 } } as const;
