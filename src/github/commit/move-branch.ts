/** Branches are made, or moved forward to a commit that comes after their head; never back. Null: it is there. */
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { type NotWritten, readOutcome } from "./outcome.ts";

export async function createBranch(
  { client, repository }: RepositoryClient,
  branch: string,
  sha: string,
): Promise<NotWritten | null> {
  try {
    const ref = `refs/heads/${branch}`;
    await client.request("POST /repos/{owner}/{repo}/git/refs", { ...pathOf(repository), ref, sha });
    return null;
  } catch (error) {
    return readOutcome(error);
  }
}

/** GitHub refuses where anybody else moved it meanwhile: https://docs.github.com/rest/git/refs#update-a-reference */
export async function moveBranch(
  { client, repository }: RepositoryClient,
  branch: string,
  sha: string,
): Promise<NotWritten | null> {
  try {
    await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...pathOf(repository),
      ref: `heads/${branch}`,
      sha,
      force: false,
    });
    return null;
  } catch (error) {
    return readOutcome(error);
  }
}
