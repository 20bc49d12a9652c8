import { type Assignment, unverified } from "../domain/assignment.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import { isSamePerson } from "../domain/login.ts";
import type { PullRequestFacts, ReviewFacts } from "../facts/pull-request-facts.ts";

/**
 * What the reviews of the linked pull request make of a diagram. Verified: an eligible reviewer approves and none asks
 * for changes. Nobody verifies their own work, neither the assignee nor the pull request's author. Where a push takes
 * approvals back, only those of the newest commit count. A verification by `/verify` stays where a push takes
 * nothing back, unless an eligible reviewer asks for changes.
 */
export function verifyByReviews(
  now: Assignment,
  pr: PullRequestFacts,
  isReviewer: (login: string) => boolean,
  { reverifyOnPush }: { reverifyOnPush: boolean },
): Assignment {
  const opinions = pr.reviews.filter(
    ({ reviewer, opinion }) =>
      opinion !== "dismissed" &&
      !isSamePerson(reviewer, now.assignee) &&
      !isSamePerson(reviewer, pr.author) &&
      isReviewer(reviewer),
  );
  const contested = opinions.some(({ opinion }) => opinion === "changes_requested");
  const approvals = opinions.filter(
    ({ opinion, commit }) =>
      opinion === "approved" && (!reverifyOnPush || commit === undefined || commit === pr.headSha),
  );
  const { verified_by, verified_in, verified_commit } = now.verification;

  if (contested) return verified_by ? { ...now, verification: unverified(now) } : now;
  if (approvals.some(({ reviewer }) => isSamePerson(reviewer, verified_by ?? null))) return now;
  const [first] = [...approvals].sort((one, other) => (one.at < other.at ? -1 : 1));
  if (first) return approve(now, pr, first);
  const isPushedOver = reverifyOnPush && verified_commit != null && verified_commit !== pr.headSha;
  const lapsed = verified_by && (verified_in === pr.number || isPushedOver);
  return lapsed ? { ...now, verification: unverified(now) } : now;
}

function approve(now: Assignment, pr: PullRequestFacts, review: ReviewFacts): Assignment {
  return {
    ...now,
    verification: {
      ...unverified(now),
      verified_by: review.reviewer,
      verified_on: civilDateOf(review.at),
      verified_in: pr.number,
    },
  };
}
