import type { QuietPullRequests } from "../../facts/thread-facts.ts";
import { type Page, present } from "../client/page.ts";

/** Of the repository: the open pull requests on which nothing happened for longest. */
export const QUIET_FIELDS = `quiet: pullRequests(states: [OPEN], first: 100, orderBy: { field: UPDATED_AT, direction: ASC }) {
      nodes { number updatedAt } pageInfo { hasNextPage }
    }`;

export interface QuietAnswer {
  readonly quiet?: {
    readonly nodes: Page<{ readonly number: number; readonly updatedAt: string }>["nodes"];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

/** Null: nobody asked. */
export function quietIn({ quiet }: QuietAnswer): QuietPullRequests | null {
  if (!quiet) return null;
  const updated = present(quiet.nodes).map(({ number, updatedAt }) => [number, updatedAt] as const);
  return { updated: new Map(updated), isWhole: !quiet.pageInfo.hasNextPage };
}
