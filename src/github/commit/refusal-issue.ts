/**
 * The one issue that tells the maintainers that the bot cannot write. It is found again among the repository's issues by its
 * author and its marker, so it is never doubled: it is opened, brought up to date, opened again, and closed when it works.
 */
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Writes } from "../writes.ts";
import { MENDED_MARKER, REFUSAL_MARKER, type RefusalFacts, renderMended, renderRefusal } from "./refusal.ts";

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

interface IssueNode {
  readonly number: number;
  readonly state: "OPEN" | "CLOSED";
  readonly title: string;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly comments: {
    readonly nodes: readonly ({ readonly body: string; readonly viewerDidAuthor: boolean } | null)[] | null;
  };
}

interface Answer {
  readonly repository: { readonly issues: Page<IssueNode> };
}

export async function reportRefusal(repo: RepositoryClient, facts: RefusalFacts): Promise<void> {
  const { client, repository } = repo;
  const wanted = renderRefusal(facts);
  const known = await findIssue(repo);
  if (known === null) {
    await client.request("POST /repos/{owner}/{repo}/issues", { ...pathOf(repository), ...wanted });
    return;
  }
  const isUpToDate = known.title === wanted.title && known.body.replace(/\r\n/g, "\n").trim() === wanted.body;
  if (known.state === "OPEN" && isUpToDate) return;
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...pathOf(repository),
    issue_number: known.number,
    state: "open",
    ...wanted,
  });
}

/** Of a write: the issue, or what was tried to make it. */
export const REFUSED = "refusal";

/** The branch takes commits again. */
export async function settleRefusal(
  {
    repo,
    outbox: { writes },
  }: { readonly repo: RepositoryClient; readonly outbox: { readonly writes: Writes } },
  branch: string,
): Promise<void> {
  if (writes.isThere(REFUSED) === false) return;
  await closeIssue(repo, writes, branch);
  writes.gone(REFUSED);
}

async function closeIssue(repo: RepositoryClient, writes: Writes, branch: string): Promise<void> {
  const { client, repository } = repo;
  const known = await findIssue(repo);
  if (known?.state !== "OPEN") return;
  const where = { ...pathOf(repository), issue_number: known.number };
  const [last] = known.comments.nodes ?? [];
  const isSaid = last?.viewerDidAuthor && last.body.endsWith(MENDED_MARKER);
  if (!isSaid) {
    const body = renderMended(branch);
    await writes.once(`mended ${known.number}`, async () => {
      await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { ...where, body });
    });
  }
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...where,
    state: "closed",
    state_reason: "completed",
  });
}

async function findIssue({ client, repository }: RepositoryClient): Promise<IssueNode | null> {
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const answer: Answer = await ask<Answer>(client, ISSUES, { ...repository, after });
    const { nodes, pageInfo } = answer.repository.issues;
    const found = nodes?.find((node) => node?.viewerDidAuthor && node.body.includes(REFUSAL_MARKER));
    if (found) return found;
    if (!pageInfo.hasNextPage) return null;
    after = pageInfo.endCursor;
  }
  return null;
}
