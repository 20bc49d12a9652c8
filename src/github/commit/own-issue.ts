/**
 * An issue of the bot's for one purpose. It is found again among the repository's issues by its author and its marker, so it is
 * never doubled: it is opened, brought up to date, and opened again.
 */
import type { MaintainersIssue } from "../../decide/plan.ts";
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

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

export async function keepIssue(repo: RepositoryClient, issue: MaintainersIssue): Promise<void> {
  const known = await findIssue(repo, issue.marker);
  if (known === null) await openMaintainersIssue(repo, issue);
  else await updateIssue(repo, known, issue);
}

/** The marker is its last line. */
export function bodyOf({ marker, body }: MaintainersIssue): string {
  return `${body}\n\n${marker}`;
}

/** Gives its number. */
export async function openMaintainersIssue(
  { client, repository }: RepositoryClient,
  issue: MaintainersIssue,
): Promise<number> {
  const { data } = await client.request("POST /repos/{owner}/{repo}/issues", {
    ...pathOf(repository),
    title: issue.title,
    body: bodyOf(issue),
  });
  return data.number;
}

/** Opens it again where it was closed. `known`: with its number alone where no read shows it yet. */
export async function updateIssue(
  { client, repository }: RepositoryClient,
  known: Pick<KnownIssue, "number"> & Partial<KnownIssue>,
  issue: MaintainersIssue,
): Promise<void> {
  const { title } = issue;
  const body = bodyOf(issue);
  const isUpToDate = known.title === title && known.body?.replace(/\r\n/g, "\n").trim() === body;
  if (known.state === "OPEN" && isUpToDate) return;
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...pathOf(repository),
    issue_number: known.number,
    state: "open",
    title,
    body,
  });
}

/** Gives the comment's ID. */
export async function commentOnIssue(
  { client, repository }: RepositoryClient,
  issue_number: number,
  body: string,
): Promise<number> {
  const { data } = await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...pathOf(repository),
    issue_number,
    body,
  });
  return Number(data.id);
}

/** As done. */
export async function closeIssue(
  { client, repository }: RepositoryClient,
  issue_number: number,
): Promise<void> {
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...pathOf(repository),
    issue_number,
    state: "closed",
    state_reason: "completed",
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
