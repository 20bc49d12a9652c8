import type { Account, PullThread, Repository, Review, ReviewState } from "../model.ts";
import { pullSummaryJson, reviewJson } from "../shapes/pull.ts";
import type { World } from "../world.ts";
import { Refused } from "./refused.ts";

export function submitReview(
  world: World,
  repository: Repository,
  thread: PullThread,
  given: { author: Account; state: Exclude<ReviewState, "DISMISSED">; body: string },
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
  };
  thread.pull.reviews.push(review);
  thread.updatedAt = at;
  announceReview(world, repository, given.author, thread, review, "submitted");
  return review;
}

export function dismissReview(
  world: World,
  repository: Repository,
  thread: PullThread,
  review: Review,
  sender: Account,
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
  sender: Account,
  thread: PullThread,
  review: Review,
  action: string,
): void {
  const shape = reviewJson(world, repository, thread, review);
  world.announce("pull_request_review", repository, sender, {
    action,
    // Webhooks write the state in lower case, REST and GraphQL in upper case.
    review: { ...shape, state: review.state.toLowerCase() },
    pull_request: pullSummaryJson(world, repository, thread),
  });
}
