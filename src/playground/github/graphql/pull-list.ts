import { isPullThread, type PullThread, type Repository } from "../model.ts";
import type { PullAt, Typed } from "./resolver.ts";

export interface Order {
  readonly field: "CREATED_AT" | "UPDATED_AT" | "COMMENTS";
  readonly direction: "ASC" | "DESC";
}

/** The pull requests of a repository, as the arguments of GitHub's connections narrow and order them. */
export function pullsOf(
  repository: Repository,
  wanted: {
    readonly states?: readonly string[];
    readonly orderBy?: Order;
    readonly baseRefName?: string;
    readonly headRefName?: string;
  },
): PullThread[] {
  const { states, orderBy, baseRefName, headRefName } = wanted;
  const by = orderBy?.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  const sign = orderBy?.direction === "DESC" ? -1 : 1;
  return [...repository.threads.values()]
    .filter(isPullThread)
    .filter(({ state, pull }) => states?.includes(pull.merged ? "MERGED" : state.toUpperCase()) ?? true)
    .filter(({ pull }) => !baseRefName || pull.base.branch === baseRefName)
    .filter(({ pull }) => !headRefName || pull.head.branch === headRefName)
    .sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
}

export function pullAt(repository: Repository, value: PullThread): PullAt & Typed {
  return { __typename: "PullRequest", repository, value };
}
