/**
 * An issue of the bot's for one purpose. It is found again among the repository's issues by its author and its marker, so it is
 * never doubled: it is opened, brought up to date, and opened again.
 */
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

export interface OwnIssue {
  /** An HTML comment, which nobody sees. It becomes the last line. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
}

export interface KnownIssue {
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly title: string;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly comments: {
    readonly nodes: readonly ({ readonly body: string; readonly viewerDidAuthor: boolean } | null)[] | null;
  };
}

/** An issue that was touched longer ago than a thousand others is taken for gone. */
const PAGES = 20;

const ISSUES = `query ReadIssues($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 50, after: $after, states: [OPEN, CLOSED], orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes { number state title body viewerDidAuthor comments(last: 1) { nodes { body viewerDidAuthor } } }
      ${PAGE_INFO}
    }
  }
}`;

interface Answer {
  readonly repository: { readonly issues: Page<KnownIssue> };
}

export async function keepIssue(
  repo: RepositoryClient,
  { marker, title, ...issue }: OwnIssue,
): Promise<void> {
  const { client, repository } = repo;
  const body = `${issue.body}\n\n${marker}`;
  const known = await findIssue(repo, marker);
  if (known === null) {
    await client.request("POST /repos/{owner}/{repo}/issues", { ...pathOf(repository), title, body });
    return;
  }
  const isUpToDate = known.title === title && known.body.replace(/\r\n/g, "\n").trim() === body;
  if (known.state === "OPEN" && isUpToDate) return;
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...pathOf(repository),
    issue_number: known.number,
    state: "open",
    title,
    body,
  });
}

export async function findIssue(
  { client, repository }: RepositoryClient,
  marker: string,
): Promise<KnownIssue | null> {
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const answer: Answer = await ask<Answer>(client, ISSUES, { ...repository, after });
    const { nodes, pageInfo } = answer.repository.issues;
    const found = nodes?.find((node) => node?.viewerDidAuthor && node.body.includes(marker));
    if (found) return found;
    if (!pageInfo.hasNextPage) return null;
    after = pageInfo.endCursor;
  }
  return null;
}
