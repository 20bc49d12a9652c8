import { isRefusal, readFailure } from "./failure.ts";
import type { RepositoryClient } from "./repository-client.ts";

const READ_ID = `query ReadReached($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { id }
}`;

/**
 * GitHub's words where it takes a write now and never: what the write is about is gone, locked, or not ours. Throws whatever is
 * no such refusal.
 *
 * A repository that was renamed, transferred or taken from the App while a batch was at work on it is not found either: then
 * the write has to wait until the repository is reached again. So that is asked first.
 */
export async function readFinalRefusal(
  { client, repository }: RepositoryClient,
  error: unknown,
): Promise<string> {
  if (!isRefusal(error)) throw error;
  const { status, message } = readFailure(error);
  if (status === 404) await client.graphql(READ_ID, { ...repository });
  return message;
}
