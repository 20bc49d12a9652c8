/**
 * Replies and notices. Each reply carries a hidden marker with the keys that it answers, so that a try whose answer was
 * lost is found again. A thread that is gone or locked is no error: nobody can be answered there.
 */
import type { Notice, Reply } from "../decide/plan.ts";
import { ask } from "./ask.ts";
import { pathOf, type RepositoryClient } from "./client.ts";
import { isRefusal, readFailure } from "./failure.ts";
import { present } from "./page.ts";

export type Posted = "posted" | { readonly refused: string };

function markerOf(answers: readonly string[]): string {
  return `<!-- diagram-tracker:reply ${answers.join(" ")} -->`;
}

const ANSWERS = /<!-{2} diagram-tracker:reply ([^>]+) -->\s*$/;

/** The keys that a reply of ours says it answers; none for any other text. */
export function answersOf(body: string): string[] {
  return (ANSWERS.exec(body)?.[1] ?? "").split(" ").filter((key) => key !== "");
}

/** The decision sees to it that there is room for the marker. */
export function postReply(repo: RepositoryClient, { thread, body, answers }: Reply): Promise<Posted> {
  return post(repo, thread, `${body}\n\n${markerOf(answers)}`);
}

/** Makes the notice, or changes it to its new text. */
export async function postNotice(
  repo: RepositoryClient,
  { thread, commentId, body }: Notice,
): Promise<Posted> {
  if (commentId === null) return post(repo, thread, body);
  return orRefused(() =>
    repo.client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...pathOf(repo.repository),
      comment_id: commentId,
      body,
    }),
  );
}

function post({ client, repository }: RepositoryClient, issue_number: number, body: string): Promise<Posted> {
  return orRefused(() =>
    client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...pathOf(repository),
      issue_number,
      body,
    }),
  );
}

async function orRefused(write: () => Promise<unknown>): Promise<Posted> {
  try {
    await write();
    return "posted";
  } catch (error) {
    if (isRefusal(error)) return { refused: readFailure(error).message };
    throw error;
  }
}

const COMMENTS = `query ReadComments($owner: String!, $name: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $name) {
    thread: issueOrPullRequest(number: $number) {
      ... on Issue { comments(last: 100, before: $before) { ...Comments } }
      ... on PullRequest { comments(last: 100, before: $before) { ...Comments } }
    }
  }
}
fragment Comments on IssueCommentConnection {
  nodes { body viewerDidAuthor createdAt }
  pageInfo { hasPreviousPage startCursor }
}`;

interface CommentsAnswer {
  readonly repository: {
    readonly thread: {
      readonly comments?: {
        readonly nodes: readonly (OwnComment | null)[] | null;
        readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
      };
    } | null;
  };
}

type OwnComment = { readonly body: string; readonly viewerDidAuthor: boolean; readonly createdAt: string };

/** The texts of our own comments on a thread, back to an instant (ISO): among them are all answers to what came since. */
export async function readOwnComments(
  { client, repository }: RepositoryClient,
  number: number,
  since: string,
): Promise<string[]> {
  const bodies: string[] = [];
  for (let before: string | null = null; ; ) {
    const variables: Record<string, unknown> = { ...repository, number, before };
    const answer: CommentsAnswer = await ask<CommentsAnswer>(client, COMMENTS, variables);
    const comments = answer.repository.thread?.comments;
    if (!comments) return bodies;
    const nodes = present(comments.nodes);
    bodies.push(...nodes.filter(({ viewerDidAuthor }) => viewerDidAuthor).map(({ body }) => body));
    const [oldest] = nodes;
    const isFar = oldest !== undefined && Date.parse(oldest.createdAt) < Date.parse(since);
    if (isFar || !comments.pageInfo.hasPreviousPage) return bodies;
    before = comments.pageInfo.startCursor;
  }
}
