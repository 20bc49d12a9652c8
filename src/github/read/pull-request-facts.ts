/** Pull requests as they are now: 3,000 files at most (GitHub lists no more), all reviewers, and our own notice. */

import { NOTICE_MARKER } from "../../decide/notice.ts";
import { type Person, personOf } from "../../domain/person.ts";
import type { RepositoryId } from "../../domain/repository-id.ts";
import type {
  ClosedIssue,
  CommitFacts,
  PullRequestFacts,
  ReviewFacts,
} from "../../facts/pull-request-facts.ts";
import { type AccountNode, idOf, madeOn } from "../client/account.ts";
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { answersOf } from "../post/reply-marker.ts";
import { changedFiles } from "./changed-files.ts";
import { allPages, type OnePullRequest } from "./more-pages.ts";
import {
  COMMENT_FIELDS,
  COMMIT_FIELDS,
  type CommentNode,
  type CommitNode,
  FILE_FIELDS,
  PULL_REQUEST_FRAGMENT,
  type PullRequestAnswer,
  type PullRequestFields,
  RENAMES,
  REVIEW_FIELDS,
  type ReviewNode,
} from "./pull-request-fields.ts";
import { MAY_BE_HIDDEN, reviewRequestFacts, VIEWER_FIELDS, type ViewerAnswer } from "./review-requests.ts";

/** The nodes of a hundred files each add up; a query has ten seconds. */
export const PULL_REQUESTS_PER_QUERY = 25;

export async function readPullRequests(
  repo: RepositoryClient,
  numbers: readonly number[],
): Promise<Map<number, PullRequestFacts | null>> {
  const facts = new Map<number, PullRequestFacts | null>();
  for (let at = 0; at < numbers.length; at += PULL_REQUESTS_PER_QUERY) {
    const some = numbers.slice(at, at + PULL_REQUESTS_PER_QUERY);
    const declared = some.map((_, index) => `, $n${index}: Int!`).join("");
    const document = `query ReadPullRequests($owner: String!, $name: String!${declared}) {
  repository(owner: $owner, name: $name) {
    ${pullRequestFields(some)}
  }
  ${VIEWER_FIELDS}
}
${PULL_REQUEST_FRAGMENT}`;
    const variables = { ...repo.repository, ...pullRequestVariables(some) };
    type Answer = ViewerAnswer & { readonly repository: Record<string, PullRequestAnswer> };
    const { repository, viewer } = await ask<Answer>(repo.client, document, variables, MAY_BE_HIDDEN);
    const read = await readPullRequestFacts(repo, some, { fields: repository, viewer });
    for (const [number, found] of read) facts.set(number, found);
  }
  return facts;
}

export function pullRequestFields(numbers: readonly number[]): string {
  return numbers.map((_, at) => `pr${at}: issueOrPullRequest(number: $n${at}) { ...Facts }`).join("\n    ");
}

export function pullRequestVariables(numbers: readonly number[]): Record<string, number> {
  return Object.fromEntries(numbers.map((number, at) => [`n${at}`, number]));
}

export async function readPullRequestFacts(
  repo: RepositoryClient,
  numbers: readonly number[],
  { fields: answer, viewer }: ViewerAnswer & { readonly fields: Readonly<Record<string, unknown>> },
): Promise<Map<number, PullRequestFacts | null>> {
  const facts = new Map<number, PullRequestFacts | null>();
  for (const [at, number] of numbers.entries()) {
    const fields = answer[`pr${at}`];
    facts.set(number, isPullRequest(fields) ? await complete(repo, fields, { viewer }) : null);
  }
  return facts;
}

function isPullRequest(fields: unknown): fields is PullRequestFields {
  return typeof fields === "object" && fields !== null && "headRefOid" in fields;
}

async function complete(
  repo: RepositoryClient,
  fields: PullRequestFields,
  viewer: ViewerAnswer,
): Promise<PullRequestFacts> {
  const { number } = fields;
  const more = { repo, number };
  const fileNodes = await allPages(more, fields.files, `files(first: 100, after: $after) { ${FILE_FIELDS} }`);
  const opinions = await allPages(
    more,
    fields.latestOpinionatedReviews,
    `latestOpinionatedReviews(first: 100, after: $after) { ${REVIEW_FIELDS} }`,
  );
  const commitNodes = await allPages(
    more,
    fields.commits,
    `commits(first: 100, after: $after) { ${COMMIT_FIELDS} }`,
  );
  return {
    number,
    title: fields.title,
    body: fields.body.replace(/\r\n?/g, "\n"),
    author: fields.author?.login ?? null,
    authorId: idOf(fields.author),
    authorSince: madeOn(fields.author),
    authorIsBot: fields.author?.__typename === "Bot",
    bodyEditedAt: fields.lastEditedAt,
    bodyEditors: bodyEditors(fields),
    bodyEditedByBot: isEditedByBot(fields),
    titleAtMerge: titleAtMerge(fields),
    closes: closedHere(repo.repository, fields),
    branch: fields.headRefName,
    fromFork: fields.isCrossRepository,
    headSha: fields.headRefOid,
    ...headOf(fields),
    base: fields.baseRefName,
    baseSha: fields.baseRefOid,
    state: ({ OPEN: "open", CLOSED: "closed", MERGED: "merged" } as const)[fields.state],
    draft: fields.isDraft,
    createdAt: fields.createdAt,
    updatedAt: fields.updatedAt,
    mergedAt: fields.mergedAt,
    files: await changedFiles(more, fileNodes),
    filesComplete: fileNodes.length >= fields.changedFiles,
    commits: commitNodes.length >= fields.commits.totalCount ? commitNodes.map(commitFacts) : null,
    reviews: opinions.flatMap(reviewFacts),
    reviewRequests: reviewRequestFacts(fields, viewer),
    notice: await findNotice(more, fields),
  };
}

/** The first of them is the author, who wrote it. */
function bodyEditors({ lastEditedAt, edits }: PullRequestFields): PullRequestFacts["bodyEditors"] {
  if (lastEditedAt === null) return [];
  const isWhole = edits !== null && edits.nodes !== null && edits.nodes.length > 0;
  if (!isWhole || edits.pageInfo.hasNextPage) return null;
  const editors = present(edits.nodes).map(({ editor }) => personIn(editor));
  return [...new Map(editors.map((editor) => [editor?.login, editor])).values()];
}

/** GitHub tells the newest edits first. Where none of them tells how it was at the merge, nobody can say. */
function isEditedByBot({ lastEditedAt, mergedAt, editor, edits }: PullRequestFields): boolean {
  if (lastEditedAt === null) return false;
  if (mergedAt === null || lastEditedAt <= mergedAt) return isBot(editor);
  const last = present(edits?.nodes ?? []).find(({ editedAt }) => editedAt <= mergedAt);
  return last === undefined || isBot(last.editor);
}

const isBot = (account: AccountNode | null) => account?.__typename === "Bot";

/** An App may be called like a person. */
function personIn(editor: AccountNode | null): Person | null {
  return (
    editor && personOf(editor.__typename === "Bot" ? `${editor.login}[bot]` : editor.login, idOf(editor))
  );
}

/** Before the first change of the title that came after the merge; null where that is further back than was looked. */
function titleAtMerge({ title, mergedAt, timelineItems }: PullRequestFields): string | null {
  if (mergedAt === null) return title;
  const renames = present(timelineItems.nodes);
  const later = renames.filter(({ createdAt }) => createdAt > mergedAt);
  if (later.length === RENAMES) return null;
  const [first] = later.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
  return first ? first.previousTitle : title;
}

function headOf({
  number,
  headRefOid,
  heads,
}: PullRequestFields): Pick<PullRequestFacts, "headAuthor" | "headAuthorId" | "sameHead"> {
  const [head] = present(heads?.nodes);
  const others = present(head?.commit.associatedPullRequests?.nodes);
  return {
    headAuthor: head?.commit.author?.user?.login ?? null,
    headAuthorId: idOf(head?.commit.author?.user),
    sameHead: others
      .filter((other) => other.headRefOid === headRefOid && other.number !== number)
      .map((other) => other.number),
  };
}

/** GitHub links issues of other repositories, too. */
function closedHere(
  { owner, name }: RepositoryId,
  { closingIssuesReferences }: PullRequestFields,
): ClosedIssue[] {
  const here = `${owner}/${name}`.toLowerCase();
  return present(closingIssuesReferences?.nodes)
    .filter(({ repository }) => repository.nameWithOwner.toLowerCase() === here)
    .map(({ number, title }) => ({ number, title }));
}

/** GitHub lists 250 commits at most: https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request */
function commitFacts({ commit: { oid, committedDate, author, parents } }: CommitNode): CommitFacts {
  const user = author?.user;
  return {
    oid,
    author: user?.login ?? null,
    authorId: idOf(user),
    at: committedDate,
    parents: present(parents.nodes).map((one) => one.oid),
  };
}

function reviewFacts({ author, state, submittedAt, commit }: ReviewNode): ReviewFacts[] {
  const opinions: Readonly<Record<string, ReviewFacts["opinion"]>> = {
    APPROVED: "approved",
    CHANGES_REQUESTED: "changes_requested",
    DISMISSED: "dismissed",
  };
  const opinion = opinions[state];
  if (!author || !submittedAt || !opinion) return [];
  return [
    {
      reviewer: author.login,
      reviewerId: idOf(author),
      reviewerSince: madeOn(author),
      ...(author.__typename !== "User" && { isBot: true }),
      opinion,
      at: submittedAt,
      ...(commit && { commit: commit.oid }),
    },
  ];
}

/** Our notice is among the first comments or the last; on a long thread all are looked through, so that it is one. */
async function findNotice(
  more: OnePullRequest,
  { first, last }: PullRequestFields,
): Promise<PullRequestFacts["notice"]> {
  const near = notice([...(first.nodes ?? []), ...(last.nodes ?? [])]);
  if (near || last.totalCount <= 40) return near;
  const field = `comments(first: 100, after: $after) { ${COMMENT_FIELDS} }`;
  return notice(await allPages(more, first, field));
}

function notice(nodes: readonly (CommentNode | null)[]): PullRequestFacts["notice"] {
  // A reply may quote the marker that somebody wrote behind a command.
  const found = nodes.find(
    (node) => node?.viewerDidAuthor && node.body.includes(NOTICE_MARKER) && answersOf(node.body).length === 0,
  );
  return found?.fullDatabaseId ? { commentId: Number(found.fullDatabaseId), body: found.body } : null;
}
