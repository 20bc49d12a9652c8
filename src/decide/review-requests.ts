import { isAway, isBlocked } from "../domain/config.ts";
import { holderOf, reviewerOf } from "../domain/people.ts";
import { isLogin, isSamePerson, type Person } from "../domain/person.ts";
import { authorOf, opinionOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";
import type { ReviewRequest } from "./plan.ts";

/** So many people are asked on one pull request, however many diagrams it has: GitHub takes few more, and each gets a mail. */
const MOST = 10;

/**
 * Who is to be asked on a pull request for a review, and whom we asked that is not named any more: a function of the
 * state, so that a second look asks nobody. Nobody is asked twice by us: who was asked has the request, or has reviewed
 * since, or was taken off by somebody, which is their word. Requests of others are left as they are.
 */
export function planReviewRequests(fold: Fold, pr: PullRequestFacts): ReviewRequest[] {
  const { reviewRequests: known } = pr;
  if (pr.state !== "open" || pr.draft || known === null) return [];
  const { config } = fold.state;
  const inReview = fold
    .linkedTo(pr.number)
    .map((id) => fold.assignment(id))
    .filter(({ status }) => status === "review");
  const isNamed = (person: Person) => inReview.some((now) => isSamePerson(reviewerOf(now), person));
  const mayBeAsked = (person: Person) =>
    isLogin(person.login) &&
    !isSamePerson(person, authorOf(pr)) &&
    !isBlocked(config, person) &&
    !isAway(config, person) &&
    !pr.reviews.some((review) => isSamePerson(opinionOf(review), person)) &&
    // What we took back because another one was named is nobody's wish that they be left alone.
    known.every((one) => !isSamePerson(opinionOf(one), person) || (one.state === "removed" && one.isOurs));

  const wanted = new Map<string, string>();
  for (const now of inReview) {
    const reviewer = reviewerOf(now);
    if (reviewer === null || now.verification.verified_by || fold.isBroken(now.diagram_id)) continue;
    if (mayBeAsked(reviewer) && !isSamePerson(reviewer, holderOf(now)))
      wanted.set(reviewer.login.toLowerCase(), reviewer.login);
  }
  const room = Math.max(0, MOST - known.filter(({ state }) => state === "stands").length);
  // Who is no reviewer of the campaign's may have been asked by another workflow that shares our account.
  const spare = known.filter(
    (one) =>
      one.state === "stands" &&
      one.isOurs &&
      !isNamed(opinionOf(one)) &&
      config.reviewers.some((reviewer) => isSamePerson(reviewer, opinionOf(one))),
  );
  const about = { pullRequest: pr.number };
  return [
    ...spare.map(({ reviewer }) => ({ ...about, reviewer, change: "withdraw" as const })),
    ...[...wanted.values()]
      .slice(0, room)
      .map((reviewer) => ({ ...about, reviewer, change: "ask" as const })),
  ];
}
