import { PAGE_INFO, type Page } from "../client/page.ts";
import type { DefaultsAnswer } from "./read-owner-defaults.ts";

export interface SnapshotAnswer extends DefaultsAnswer {
  /** Fields that GitHub refused; absent: none. */
  readonly refused?: readonly string[];
  /** Absent where nobody asked. */
  readonly viewer?: { readonly login: string; readonly databaseId: number | null };
  readonly repository: {
    readonly url: string;
    readonly defaultBranchRef: BranchAnswer | null;
    /** The bot's own branch, where the mode asks for one and there is one. */
    readonly own?: BranchAnswer | null;
    /** `pr0` and so on, and what the mode asks. */
    readonly [more: string]: unknown;
  };
  /** `writer0` and so on. */
  readonly [writer: `writer${number}`]:
    | { readonly databaseId: number | null; readonly createdAt: string }
    | null
    | undefined;
}

interface BranchAnswer {
  readonly name: string;
  readonly target: CommitAnswer | null;
}

export interface CommitAnswer {
  readonly oid: string;
  readonly tree?: { readonly oid: string };
  readonly history?: RecentCommits;
  /** `config`, `catalog` and so on. */
  readonly [path: string]: unknown;
}

export type RecentCommits = Page<{
  readonly oid: string;
  readonly message: string;
  readonly committedDate: string;
}>;

export const RECENT_COMMITS = `nodes { oid message committedDate } ${PAGE_INFO}`;

export const NO_COMMITS: RecentCommits = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
