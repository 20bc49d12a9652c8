import type { FileHistory } from "../../facts/file-history.ts";
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

/** Commits of one file. What is older is on GitHub's own page, which the answer links. */
const COMMITS = 30;

const HISTORY = `query ReadFileHistory($owner: String!, $name: String!, $ref: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) {
      target {
        ... on Commit {
          history(first: ${COMMITS}, path: $path) {
            nodes { oid committedDate message author { name user { login } } }
            pageInfo { hasNextPage }
          }
        }
      }
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly ref: {
      readonly target: {
        readonly history?: {
          readonly nodes: readonly (Commit | null)[] | null;
          readonly pageInfo: { readonly hasNextPage: boolean };
        };
      } | null;
    } | null;
  };
}

interface Commit {
  readonly oid: string;
  readonly committedDate: string;
  readonly message: string;
  readonly author: { readonly name: string | null; readonly user: { readonly login: string } | null } | null;
}

/** The commits of a branch that touched each file, by its path; null: the branch is not there. */
export async function readFileHistories(
  { client, repository }: RepositoryClient,
  branch: string,
  paths: readonly string[],
): Promise<Map<string, FileHistory | null>> {
  const histories = new Map<string, FileHistory | null>();
  for (const path of paths) {
    const variables = { ...repository, ref: `refs/heads/${branch}`, path };
    const { history } = (await ask<Answer>(client, HISTORY, variables)).repository.ref?.target ?? {};
    const commits = present(history?.nodes ?? []).map(({ oid, committedDate, message, author }) => ({
      oid,
      at: committedDate,
      message,
      author: author?.user?.login ?? author?.name ?? null,
    }));
    histories.set(path, history ? { commits, hasMore: history.pageInfo.hasNextPage } : null);
  }
  return histories;
}
