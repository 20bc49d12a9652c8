import type { RepositoryId } from "../../domain/repository-id.ts";
import { ask } from "../client/ask.ts";
import type { Page } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

export interface OnePullRequest {
  readonly repo: RepositoryClient;
  readonly number: number;
}

/** GitHub lists no more files of a pull request, and fewer of anything else that is read so. */
const NODES_LIMIT = 3_000;

/** The first page is there already; the rest is asked for page by page. */
export async function allPages<T>(
  { repo, number }: OnePullRequest,
  first: Page<T> | null,
  field: string,
): Promise<T[]> {
  const nodes = [...(first?.nodes ?? [])];
  let info = first?.pageInfo;
  while (info?.hasNextPage && nodes.length < NODES_LIMIT) {
    const page = await nextPage<T>(repo, number, field, info.endCursor);
    nodes.push(...(page.nodes ?? []));
    info = page.pageInfo;
  }
  return nodes.filter((node) => node !== null);
}

async function nextPage<T>(
  { client, repository }: { client: RepositoryClient["client"]; repository: RepositoryId },
  number: number,
  field: string,
  after: string | null,
): Promise<Page<T>> {
  const document = `query ReadMore($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) { pullRequest(number: $number) { page: ${field} } }
}`;
  const answer = await ask<{ repository: { pullRequest: { page: Page<T> } } }>(client, document, {
    ...repository,
    number,
    after,
  });
  return answer.repository.pullRequest.page;
}
