import type { Comment, GitHubAccount, PullThread, Repository, Review, ReviewState } from "../model.ts";
import { pullSummaryJson, reviewCommentJson, reviewJson } from "../shapes/pull.ts";
import type { World } from "../world.ts";
import { Refused } from "./refused.ts";
import { answerRequest } from "./review-requests.ts";
import { noteRevision } from "./threads.ts";

export function submitReview(
  world: World,
  repository: Repository,
  thread: PullThread,
  given: { author: GitHubAccount; state: Exclude<ReviewState, "DISMISSED">; body: string },
): Review {
  if (given.state !== "COMMENTED" && given.author === thread.author) {
    const verb = given.state === "APPROVED" ? "approve" : "request changes on";
    throw new Refused(422, `Can not ${verb} your own pull request`);
  }
  const id = world.nextId();
  const at = world.now();
  const review: Review = {
    ...given,
    id,
    nodeId: `PRR_${id}`,
    commit: thread.pull.head.oid,
    submittedAt: at,
    updatedAt: at,
    revisions: [],
  };
  thread.pull.reviews.push(review);
  answerRequest(thread.pull, given.author);
  thread.updatedAt = at;
  announceReview(world, repository, given.author, thread, review, "submitted");
  return review;
}

/** People with write access may edit what others wrote. */
export function editReview(
  world: World,
  repository: Repository,
  thread: PullThread,
  { review, editor, body }: { review: Review; editor: GitHubAccount; body: string },
): void {
  const from = review.body;
  noteRevision(world, { ...review, createdAt: review.submittedAt }, editor, body);
  review.body = body;
  review.updatedAt = world.now();
  thread.updatedAt = world.now();
  announceReview(world, repository, editor, thread, review, "edited", { changes: { body: { from } } });
}

/** A comment on a line, or a reply to one: GitHub makes a review without a body for it, and announces both. */
export function postReviewComment(
  world: World,
  repository: Repository,
  thread: PullThread,
  { author, body }: { author: GitHubAccount; body: string },
): Comment {
  submitReview(world, repository, thread, { author, state: "COMMENTED", body: "" });
  const id = world.nextId();
  const at = world.now();
  const comment = {
    author,
    body,
    id,
    nodeId: `PRRC_${id}`,
    thread,
    createdAt: at,
    updatedAt: at,
    revisions: [],
  };
  thread.pull.reviewComments.push(comment);
  announceReviewComment(world, repository, author, thread, comment, "created");
  return comment;
}

export function editReviewComment(
  world: World,
  repository: Repository,
  thread: PullThread,
  { comment, editor, body }: { comment: Comment; editor: GitHubAccount; body: string },
): void {
  const from = comment.body;
  noteRevision(world, comment, editor, body);
  comment.body = body;
  comment.updatedAt = world.now();
  thread.updatedAt = world.now();
  announceReviewComment(world, repository, editor, thread, comment, "edited", {
    changes: { body: { from } },
  });
}

function announceReviewComment(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  comment: Comment,
  action: string,
  more: object = {},
): void {
  world.announce("pull_request_review_comment", repository, sender, {
    action,
    ...more,
    comment: reviewCommentJson(world, repository, thread, comment),
    pull_request: pullSummaryJson(world, repository, thread),
  });
}

export function dismissReview(
  world: World,
  repository: Repository,
  thread: PullThread,
  review: Review,
  sender: GitHubAccount,
): void {
  if (review.state === "COMMENTED") throw new Refused(422, "Can not dismiss a commented pull request review");
  review.state = "DISMISSED";
  review.updatedAt = world.now();
  thread.updatedAt = world.now();
  announceReview(world, repository, sender, thread, review, "dismissed");
}

/** The last review of each person that is an opinion: comments are none, a dismissed opinion still counts as one. */
export function latestOpinions(reviews: readonly Review[]): Review[] {
  const latest = new Map<number, Review>();
  for (const review of reviews) {
    if (review.state === "COMMENTED") continue;
    latest.delete(review.author.id);
    latest.set(review.author.id, review);
  }
  return [...latest.values()];
}

function announceReview(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  review: Review,
  action: string,
  more: object = {},
): void {
  const shape = reviewJson(world, repository, thread, review);
  world.announce("pull_request_review", repository, sender, {
    action,
    ...more,
    // Webhooks write the state in lower case, REST and GraphQL in upper case.
    review: { ...shape, body: review.body || null, state: review.state.toLowerCase() },
    pull_request: pullSummaryJson(world, repository, thread),
  });
}
