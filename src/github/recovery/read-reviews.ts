/**
 * The texts of reviews, and the comments on lines, of the pull requests that changed since a moment: writing one changes its
 * pull request, so where none changed nothing is asked. An edit is found in the newest hundred reviews of such a pull request.
 */
import { ACCOUNT, type AccountNode, accountOfNode } from "../client/account.ts";
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { isWorthReading } from "../webhooks/texts.ts";
import type { WrittenText } from "./comments-since.ts";
import { numberIn, readUpdated, textOfComment } from "./read-updated.ts";

/** A pull request by its node ID. */
interface Changed {
  readonly id: string;
  readonly number: number;
}

export async function readReviews(
  repo: RepositoryClient,
  pulls: readonly Changed[],
  since: string,
): Promise<WrittenText[]> {
  if (pulls.length === 0) return [];
  return [...(await readBodies(repo, pulls, since)), ...(await readLineComments(repo, since))];
}

const PULLS_AT_ONCE = 50;

const REVIEWS = `query ReadReviews($ids: [ID!]!) {
  nodes(ids: $ids) { ... on PullRequest {
    number
    reviews(last: 100) { nodes {
      id fullDatabaseId body submittedAt updatedAt lastEditedAt author { ${ACCOUNT} }
    } }
  } }
}`;

interface ReviewsAnswer {
  readonly nodes: readonly ({
    readonly number?: number;
    readonly reviews?: { readonly nodes: readonly (ReviewNode | null)[] | null };
  } | null)[];
}

interface ReviewNode {
  readonly id: string;
  readonly fullDatabaseId: string;
  readonly body: string;
  /** Null while it is only a draft, which nobody else sees. */
  readonly submittedAt: string | null;
  readonly updatedAt: string;
  readonly lastEditedAt: string | null;
  readonly author: AccountNode | null;
}

async function readBodies(
  { client }: RepositoryClient,
  pulls: readonly Changed[],
  since: string,
): Promise<WrittenText[]> {
  const texts: WrittenText[] = [];
  for (let at = 0; at < pulls.length; at += PULLS_AT_ONCE) {
    const ids = pulls.slice(at, at + PULLS_AT_ONCE).map(({ id }) => id);
    const { nodes } = await ask<ReviewsAnswer>(client, REVIEWS, { ids });
    for (const pull of present(nodes)) {
      for (const review of present(pull.reviews?.nodes ?? null)) {
        const text = pull.number === undefined ? null : bodyOf(review, pull.number);
        // Every reply to a line comes with a review that says nothing.
        if (text !== null && text.body !== "" && Date.parse(review.updatedAt) >= Date.parse(since))
          texts.push(text);
      }
    }
  }
  return texts;
}

function bodyOf(review: ReviewNode, thread: number): WrittenText | null {
  if (review.submittedAt === null || !isWorthReading(review.author?.__typename, review.body)) return null;
  return {
    nodeId: review.id,
    kind: "review",
    commentId: Number(review.fullDatabaseId),
    thread,
    title: "",
    onPullRequest: true,
    author: accountOfNode(review.author),
    body: review.body,
    createdAt: review.submittedAt,
    editedAt: review.lastEditedAt,
  };
}

async function readLineComments(
  { client, repository }: RepositoryClient,
  since: string,
): Promise<WrittenText[]> {
  const comments = await readUpdated(since, async (page) => {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/comments", {
      ...pathOf(repository),
      ...page,
    });
    return data;
  });
  return comments
    .filter(({ user, body }) => isWorthReading(user?.type, body))
    .map(
      (comment): WrittenText => ({
        ...textOfComment(comment),
        kind: "review-comment",
        thread: numberIn(comment.pull_request_url),
        title: "",
        onPullRequest: true,
      }),
    );
}
