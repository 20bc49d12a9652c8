/** Everything that was written or edited in a repository since a moment, and what we answered. */
import { ACCOUNT, type AccountNode, accountOfNode } from "../client/account.ts";
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page, present } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { answersOf } from "../post/reply-marker.ts";
import { isWorthReading } from "../webhooks/texts.ts";
import { CAMPAIGN, type CampaignSigns, mayContainCampaign } from "./campaign-signs.ts";
import type { WrittenText } from "./comments-since.ts";
import { readReviews } from "./read-reviews.ts";
import { numberIn, type RestComment, readUpdated, textOfComment } from "./read-updated.ts";

export interface RecentActivity {
  /** GitHub's ID of the repository; absent: it does not say. */
  readonly databaseId: number | undefined;
  readonly texts: readonly WrittenText[];
  /** Keys that our replies since then answer. */
  readonly answered: ReadonlySet<string>;
  /** Pull requests that changed since then, each with when it did last. */
  readonly pullRequests: ReadonlyMap<number, string>;
  /** Issues that did. */
  readonly issues: readonly Pick<ThreadNode, "number" | "title" | "updatedAt">[];
}

/** Null: the repository is archived, or holds neither a configuration nor a catalog. */
export async function readRecentActivity(
  repo: RepositoryClient,
  since: string,
): Promise<RecentActivity | null> {
  const changed = await readPullRequests(repo, since);
  if (changed === null) return null;
  const { viewer, databaseId, pulls } = changed;
  const issues = await readIssues(repo, since);
  const comments = await readComments(repo, since);
  const isOwn = ({ user }: RestComment) => user !== null && plainLogin(user.login) === plainLogin(viewer);
  const answered = new Set(comments.filter(isOwn).flatMap(({ body }) => answersOf(body ?? "")));
  const openings = [
    ...issues.map((node) => openingOf(node, false)),
    ...pulls.map((node) => openingOf(node, true)),
  ];
  const titles = new Map(openings.map(({ thread, title }) => [thread, title]));
  const others = comments.filter(
    (comment) => !isOwn(comment) && isWorthReading(comment.user?.type, comment.body ?? ""),
  );
  const reviews = await readReviews(repo, pulls, since);
  const untitled = new Set(
    [...others.map(threadOf), ...reviews.map(({ thread }) => thread)].filter((thread) => !titles.has(thread)),
  );
  for (const [thread, title] of await readTitles(repo, [...untitled])) titles.set(thread, title);
  const titled = reviews.map((text): WrittenText => ({ ...text, title: titles.get(text.thread) ?? "" }));
  const texts = [...openings, ...others.map((comment) => commentOf(comment, titles)), ...titled];
  const transfers = new Map(issues.map(({ number, transfers }) => [number, transfers?.nodes[0]?.createdAt]));
  return {
    databaseId,
    // What came with an issue from another repository was said there.
    texts: texts.filter(({ thread, createdAt }) => createdAt > (transfers.get(thread) ?? "")),
    answered,
    pullRequests: new Map(pulls.map(({ number, updatedAt }) => [number, updatedAt])),
    issues,
  };
}

const THREAD = `nodes { id number title body createdAt updatedAt lastEditedAt author { ${ACCOUNT} } } ${PAGE_INFO}`;

interface ThreadNode {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly author: AccountNode | null;
  readonly transfers?: { readonly nodes: readonly { readonly createdAt: string }[] };
}

const PULLS = `query ReadChangedPullRequests($owner: String!, $name: String!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    databaseId
    ${CAMPAIGN}
    page: pullRequests(first: 50, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) { ${THREAD} }
  }
}`;

interface PullsAnswer {
  readonly viewer: { readonly login: string };
  readonly repository: CampaignSigns & {
    readonly databaseId: number | null;
    readonly page: Page<ThreadNode>;
  };
}

async function readPullRequests(
  { client, repository }: RepositoryClient,
  since: string,
): Promise<{ viewer: string; databaseId: number | undefined; pulls: ThreadNode[] } | null> {
  const pulls: ThreadNode[] = [];
  for (let after: string | null = null; ; ) {
    const answer: PullsAnswer = await ask<PullsAnswer>(client, PULLS, { ...repository, after });
    if (!mayContainCampaign(answer.repository)) return null;
    const { databaseId, page } = answer.repository;
    const nodes = present(page.nodes);
    const near = nodes.filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(since));
    pulls.push(...near);
    if (near.length < nodes.length || !page.pageInfo.hasNextPage) {
      return { viewer: answer.viewer.login, databaseId: databaseId ?? undefined, pulls };
    }
    after = page.pageInfo.endCursor;
  }
}

const TRANSFERS = `transfers: timelineItems(last: 1, itemTypes: [TRANSFERRED_EVENT]) {
  nodes { ... on TransferredEvent { createdAt } }
}`;

const ISSUES = `query ReadChangedIssues($owner: String!, $name: String!, $since: DateTime!, $after: String) {
  repository(owner: $owner, name: $name) {
    page: issues(
      first: 50, after: $after, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: ASC }
    ) { ${THREAD.replace("nodes {", `nodes { ${TRANSFERS}`)} }
  }
}`;

async function readIssues({ client, repository }: RepositoryClient, since: string): Promise<ThreadNode[]> {
  const issues: ThreadNode[] = [];
  for (let after: string | null = null; ; ) {
    type Answer = { readonly repository: { readonly page: Page<ThreadNode> } };
    const answer: Answer = await ask<Answer>(client, ISSUES, { ...repository, since, after });
    const { nodes, pageInfo } = answer.repository.page;
    issues.push(...present(nodes));
    if (!pageInfo.hasNextPage) return issues;
    after = pageInfo.endCursor;
  }
}

interface ThreadComment extends RestComment {
  readonly html_url: string;
  readonly issue_url: string;
}

/** REST gives the comments of all threads in one list, which GraphQL cannot. */
async function readComments(
  { client, repository }: RepositoryClient,
  since: string,
): Promise<ThreadComment[]> {
  return readUpdated(since, async (page) => {
    const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments", {
      ...pathOf(repository),
      ...page,
    });
    return data;
  });
}

const TITLES_AT_ONCE = 50;

/** Of threads that did not change themselves: only one of their comments was edited. */
async function readTitles(
  { client, repository }: RepositoryClient,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  const titles = new Map<number, string>();
  for (let at = 0; at < numbers.length; at += TITLES_AT_ONCE) {
    const some = numbers.slice(at, at + TITLES_AT_ONCE);
    const fields = some.map((_, index) => {
      return `t${index}: issueOrPullRequest(number: $n${index}) { ... on Issue { title } ... on PullRequest { title } }`;
    });
    const document = `query ReadTitles($owner: String!, $name: String!${some.map((_, index) => `, $n${index}: Int!`).join("")}) {
  repository(owner: $owner, name: $name) {
    ${fields.join("\n    ")}
  }
}`;
    const named = Object.fromEntries(some.map((number, index) => [`n${index}`, number]));
    type Answer = { readonly repository: Readonly<Record<string, { readonly title: string } | null>> };
    const answer = await ask<Answer>(client, document, { ...repository, ...named });
    for (const [index, number] of some.entries()) {
      titles.set(number, answer.repository[`t${index}`]?.title ?? "");
    }
  }
  return titles;
}

function openingOf(node: ThreadNode, onPullRequest: boolean): WrittenText {
  return {
    nodeId: node.id,
    kind: "opening",
    commentId: null,
    thread: node.number,
    title: node.title,
    onPullRequest,
    author: accountOfNode(node.author),
    body: node.body,
    createdAt: node.createdAt,
    editedAt: node.lastEditedAt,
  };
}

function commentOf(comment: ThreadComment, titles: ReadonlyMap<number, string>): WrittenText {
  const thread = threadOf(comment);
  return {
    ...textOfComment(comment),
    kind: "comment",
    thread,
    title: titles.get(thread) ?? "",
    onPullRequest: /\/pull\/\d+#/.test(comment.html_url),
  };
}

function threadOf({ issue_url }: ThreadComment): number {
  return numberIn(issue_url);
}

/** An App is `name[bot]` here and `name` there. */
function plainLogin(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}
