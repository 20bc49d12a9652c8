import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

/** Our own comments on threads, each thread read once, or again when an earlier moment is asked for. */
export class OwnComments {
  private readonly repo: RepositoryClient;
  private readonly read = new Map<
    number,
    { readonly since: string; readonly comments: readonly OwnComment[] }
  >();

  constructor(repo: RepositoryClient) {
    this.repo = repo;
  }

  /** Their texts. */
  async on(thread: number, since: string): Promise<readonly string[]> {
    return (await this.since(thread, since)).map(({ body }) => body);
  }

  async since(thread: number, since: string): Promise<readonly OwnComment[]> {
    const known = this.read.get(thread);
    if (known && known.since <= since) return known.comments;
    const comments = await readOwnComments(this.repo, thread, since);
    this.read.set(thread, { since, comments });
    return comments;
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

/** Our own comments on a thread, back to an instant (ISO): among them are all answers to what came since. */
async function readOwnComments(
  { client, repository }: RepositoryClient,
  number: number,
  since: string,
): Promise<OwnComment[]> {
  const own: OwnComment[] = [];
  for (let before: string | null = null; ; ) {
    const variables: Record<string, unknown> = { ...repository, number, before };
    const answer: CommentsAnswer = await ask<CommentsAnswer>(client, COMMENTS, variables);
    const comments = answer.repository.thread?.comments;
    if (!comments) return own;
    const nodes = present(comments.nodes);
    own.push(...nodes.filter(({ viewerDidAuthor }) => viewerDidAuthor));
    const [oldest] = nodes;
    const isFar = oldest !== undefined && Date.parse(oldest.createdAt) < Date.parse(since);
    if (isFar || !comments.pageInfo.hasPreviousPage) return own;
    before = comments.pageInfo.startCursor;
  }
}
