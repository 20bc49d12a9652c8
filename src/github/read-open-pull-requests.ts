import { ask } from "./ask.ts";
import type { Reach } from "./client.ts";

const DOCUMENT = `query ReadOpenPullRequests($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: [OPEN], first: 100, after: $after) {
      nodes { number }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly pullRequests: {
      readonly nodes: readonly ({ readonly number: number } | null)[] | null;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** The numbers of all open pull requests. */
export async function readOpenPullRequests({ client, repository }: Reach): Promise<number[]> {
  const numbers: number[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer = await ask<Answer>(client, DOCUMENT, { ...repository, after });
    const { nodes, pageInfo } = answer.repository.pullRequests;
    numbers.push(...(nodes ?? []).flatMap((node) => (node ? [node.number] : [])));
    if (!pageInfo.hasNextPage) return numbers;
    after = pageInfo.endCursor;
  }
}
