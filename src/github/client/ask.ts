import { readFailure } from "./failure.ts";
import type { GitHubClient } from "./repository-client.ts";

/**
 * A GraphQL query. A number that names nothing gives null there and an error beside the data: that is an answer. So
 * is a field of `optional` (names in the answer) that the App may not see, or that is about nobody. Any other error throws, since half an answer
 * is none.
 */
export async function ask<T>(
  client: GitHubClient,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  optional: readonly string[] = [],
  /** Told of each of these that GitHub refuses, and does not merely not find. */
  refused: (name: string) => void = () => {},
): Promise<T> {
  try {
    return await client.graphql<T>(document, { ...variables });
  } catch (error) {
    const { errors } = readFailure(error);
    const isPartial =
      errors.length > 0 &&
      errors.every(({ type, path }) => {
        const isHidden = type === "FORBIDDEN" && path?.some((step) => optional.includes(String(step)));
        return isHidden || (type === "NOT_FOUND" && (isDeep(path) || optional.includes(String(path?.[0]))));
      });
    if (isPartial && hasData<T>(error)) {
      for (const { type, path } of errors) if (type === "FORBIDDEN") refused(String(path?.[0]));
      return error.data;
    }
    throw error;
  }
}

/** The repository itself is the first step of every path. */
function isDeep(path: readonly (string | number)[] | undefined): boolean {
  return path !== undefined && path.length > 1;
}

function hasData<T>(error: unknown): error is { data: T } {
  return typeof error === "object" && error !== null && "data" in error && Boolean(error.data);
}
