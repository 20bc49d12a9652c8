/** What GraphQL is asked of a pull request, and what it answers. */

import { ACCOUNT, type AccountNode } from "../client/account.ts";
import { PAGE_INFO, type Page } from "../client/page.ts";
import type { FileNode } from "./changed-files.ts";
import { REVIEW_REQUEST_FIELDS, type ReviewRequestAnswer } from "./review-requests.ts";

/** So many changes of a title are looked through for the one that it was merged with. */
export const RENAMES = 20;

export const FILE_FIELDS = `nodes { path changeType } ${PAGE_INFO}`;
export const REVIEW_FIELDS = `nodes { author { ${ACCOUNT} } state submittedAt commit { oid } } ${PAGE_INFO}`;
export const COMMIT_FIELDS = `totalCount nodes { commit { oid committedDate author { user { login databaseId } } parents(first: 2) { nodes { oid } } } } ${PAGE_INFO}`;
export const COMMENT_FIELDS = `nodes { fullDatabaseId body viewerDidAuthor } ${PAGE_INFO}`;

/** Spread this on `issueOrPullRequest`: an issue then gives an empty object instead of an error. */
export const PULL_REQUEST_FRAGMENT = `fragment Facts on PullRequest {
  number title body author { ${ACCOUNT} } editor { ${ACCOUNT} } lastEditedAt edits: userContentEdits(first: 100) { nodes { editedAt editor { ${ACCOUNT} } } pageInfo { hasNextPage } } headRefName isCrossRepository headRefOid baseRefName baseRefOid
  state isDraft createdAt updatedAt mergedAt changedFiles
  files(first: 100) { ${FILE_FIELDS} }
  latestOpinionatedReviews(first: 100) { ${REVIEW_FIELDS} }
  ${REVIEW_REQUEST_FIELDS}
  commits(first: 100) { ${COMMIT_FIELDS} }
  closingIssuesReferences(first: 20) { nodes { number title repository { nameWithOwner } } }
  timelineItems(itemTypes: [RENAMED_TITLE_EVENT], last: ${RENAMES}) { nodes { ... on RenamedTitleEvent { createdAt previousTitle } } }
  heads: commits(last: 1) { nodes { commit {
    author { user { login databaseId } } associatedPullRequests(first: 100) { nodes { number headRefOid } }
  } } }
  first: comments(first: 20) { ${COMMENT_FIELDS} }
  last: comments(last: 20) { totalCount ${COMMENT_FIELDS} }
}`;

export type PullRequestAnswer = PullRequestFields | Readonly<Record<string, never>> | null;

export interface PullRequestFields extends ReviewRequestAnswer {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: AccountNode | null;
  readonly editor: AccountNode | null;
  readonly lastEditedAt: string | null;
  readonly edits: {
    readonly nodes: Page<{
      readonly editedAt: string;
      readonly editor: AccountNode | null;
    }>["nodes"];
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
  readonly headRefName: string;
  readonly isCrossRepository: boolean;
  readonly headRefOid: string;
  readonly baseRefName: string;
  readonly baseRefOid: string;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly isDraft: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly mergedAt: string | null;
  readonly changedFiles: number;
  readonly files: Page<FileNode> | null;
  readonly latestOpinionatedReviews: Page<ReviewNode> | null;
  readonly commits: Page<CommitNode> & { readonly totalCount: number };
  readonly closingIssuesReferences: Pick<Page<ClosingNode>, "nodes"> | null;
  readonly timelineItems: Pick<Page<RenameNode>, "nodes">;
  readonly heads: Pick<Page<{ readonly commit: HeadCommit }>, "nodes"> | null;
  readonly first: Page<CommentNode>;
  readonly last: Page<CommentNode> & { readonly totalCount: number };
}

export type ReviewNode = {
  readonly author: AccountNode | null;
  readonly state: string;
  readonly submittedAt: string | null;
  readonly commit: { readonly oid: string } | null;
};
type UserNode = { readonly login: string; readonly databaseId: number | null };
interface HeadCommit {
  readonly author: { readonly user: UserNode | null } | null;
  readonly associatedPullRequests: Pick<
    Page<{ readonly number: number; readonly headRefOid: string }>,
    "nodes"
  > | null;
}
export type CommitNode = {
  readonly commit: {
    readonly oid: string;
    readonly committedDate: string;
    readonly author: { readonly user: UserNode | null } | null;
    readonly parents: Pick<Page<{ readonly oid: string }>, "nodes">;
  };
};
type ClosingNode = {
  readonly number: number;
  readonly title: string;
  readonly repository: { readonly nameWithOwner: string };
};
type RenameNode = { readonly createdAt: string; readonly previousTitle: string };
export type CommentNode = {
  readonly fullDatabaseId: string | number | null;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
};
