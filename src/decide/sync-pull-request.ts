import { type Assignment, unverified } from "../domain/assignment.ts";
import { chooseReviewer } from "../domain/choose-reviewer.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import { claimed, heldInProgress, released } from "../domain/claims.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { isLogin, isSamePerson } from "../domain/login.ts";
import { PULL_REQUEST, transition } from "../domain/status.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { adoptClaims } from "./adopt-claims.ts";
import type { Fold } from "./fold.ts";
import { isStandingPullRequest } from "./standing-pull-request.ts";
import { verifyByReviews } from "./verification.ts";

/**
 * Makes the assignments agree with a pull request as it is now, whatever happened to it in between: the order and the
 * number of events do not matter, a second look changes nothing.
 */
export function syncPullRequest(fold: Fold, pr: PullRequestFacts): string {
  if (isStandingPullRequest(pr, fold.state.config)) return "the bot's own pull request";
  fold.touched.add(pr.number);
  const before = fold.history.length;
  const references = referencesOf(fold, pr);
  for (const id of references) {
    if (!fold.isBroken(id)) carry(fold, pr, id);
  }
  for (const id of fold.linkedTo(pr.number)) {
    const now = fold.assignment(id);
    if (fold.isBroken(id) || now.status === "complete") continue;
    if (!references.has(id) || !isHolder(pr, now)) withdraw(fold, pr, now);
  }
  for (const id of fold.linkedTo(pr.number)) {
    if (!fold.isBroken(id)) judge(fold, pr, fold.assignment(id));
  }
  adoptClaims(fold, pr);
  const changes = fold.history.slice(before).map(({ id, what }) => `${id} ${what}`);
  return changes.length > 0 ? changes.join("; ") : `nothing to change for ${references.size} named diagrams`;
}

/** The diagrams that the pull request stands for: none once it was closed, or merged somewhere else. */
export function referencesOf(fold: Fold, pr: PullRequestFacts): ReadonlySet<DiagramId> {
  const counts = pr.state === "open" || (pr.state === "merged" && pr.base === fold.snapshot.defaultBranch);
  if (!counts || isStandingPullRequest(pr, fold.state.config)) return new Set();
  return fold.namedBy(pr);
}

/** An open pull request that came first and still stands for the diagram; another one has to wait for it. */
export function firstPullRequest(fold: Fold, pr: PullRequestFacts, now: Assignment): PullRequestFacts | null {
  if (now.pr_number === null || now.pr_number === pr.number) return null;
  const other = fold.pullRequest(now.pr_number);
  return other?.state === "open" && referencesOf(fold, other).has(now.diagram_id) ? other : null;
}

/** Whether the author may be given a diagram that nobody holds, just by the pull request. */
function mayClaimByPullRequest(fold: Fold, pr: PullRequestFacts): boolean {
  if (pr.author === null || pr.authorIsBot || fold.isBlocked(pr.author)) return false;
  // Finished work is never turned away; a draft is a claim like any other.
  const { limit } = fold.state.config.claims;
  return pr.state !== "open" || !pr.draft || heldInProgress(fold.campaign, pr.author).length < limit;
}

function carry(fold: Fold, pr: PullRequestFacts, id: DiagramId): void {
  const now = fold.assignment(id);
  if (now.status === "complete" || now.superseded?.includes(pr.number)) return;
  const merged = pr.state === "merged";
  const first = firstPullRequest(fold, pr, now);
  if (first && !merged) {
    fold.touched.add(first.number);
    return;
  }
  // What was verified with an earlier pull request says nothing about this one.
  const isNew = now.pr_number !== null && now.pr_number !== pr.number;
  const own = isNew ? { ...now, verification: unverified(now) } : now;
  const held = own.assignee === null ? claimByPullRequest(fold, pr, own) : own;
  if (held === null || (held.assignee !== null && !isHolder(pr, held))) return;
  if (merged) {
    if (first) fold.touched.add(first.number);
    const completion_date = civilDateOf(pr.mergedAt ?? fold.today);
    const done = transition(held, "complete", PULL_REQUEST);
    if ("refused" in done) return;
    fold.write(
      { ...held, status: done.to, pr_number: pr.number, completion_date },
      `completed by #${pr.number}`,
    );
    return;
  }
  const step = transition(held, pr.draft ? "withdraw" : "submit", PULL_REQUEST);
  if ("refused" in step) return;
  if (held.pr_number === pr.number && held.status === step.to) return;
  // The holder may be a name that is no login, and the pull request somebody's who was asked to review.
  const reviewer = isSamePerson(held.reviewer, pr.author)
    ? chooseReviewer(fold.campaign, held, [held.assignee, pr.author])
    : held.reviewer;
  const what = pr.draft ? `in progress with #${pr.number} (draft)` : `in review with #${pr.number}`;
  fold.write({ ...held, reviewer, status: step.to, pr_number: pr.number }, what);
}

function claimByPullRequest(fold: Fold, pr: PullRequestFacts, now: Assignment): Assignment | null {
  if (!mayClaimByPullRequest(fold, pr)) return pr.state === "merged" ? now : null;
  const step = transition(now, "claim", PULL_REQUEST);
  if (pr.author === null || "refused" in step) return null;
  return claimed(now, step.to, pr.author, fold.campaign).assignment;
}

function withdraw(fold: Fold, pr: PullRequestFacts, now: Assignment): void {
  if (isBeyondLimit(fold, pr, now)) {
    const free = transition(now, "release", PULL_REQUEST);
    if ("refused" in free) return;
    fold.write(released(now, free.to), `no longer with #${pr.number}, free beyond the limit`);
    handOn(fold, pr, now);
    return;
  }
  const step = transition(now, "withdraw", PULL_REQUEST);
  const status = "to" in step ? step.to : now.status;
  // Who verified it looked at what this pull request brought.
  const verification = unverified(now);
  fold.write({ ...now, status, pr_number: null, verification }, `no longer with #${pr.number}`);
  handOn(fold, pr, now);
}

/**
 * A pull request that was closed claimed its diagrams because their work was done, whatever the limit. Now it is not: of
 * those that it claimed itself the author keeps as many as anybody may have in progress.
 */
function isBeyondLimit(fold: Fold, pr: PullRequestFacts, now: Assignment): boolean {
  const isItsOwn = now.start_date !== null && now.start_date >= civilDateOf(pr.createdAt);
  if (now.assignee === null || !isSamePerson(now.assignee, pr.author) || !isItsOwn) return false;
  const others = heldInProgress(fold.campaign, now.assignee).filter((id) => id !== now.diagram_id);
  return others.length >= fold.state.config.claims.limit;
}

/** Another open pull request may have waited for this one. */
function handOn(fold: Fold, pr: PullRequestFacts, now: Assignment): void {
  for (const mention of fold.openPullRequests()) {
    if (mention.number === pr.number) continue;
    const isNamed = fold.namedBy(mention).has(now.diagram_id);
    const other = isNamed || !mention.filesComplete ? fold.pullRequest(mention.number) : null;
    if (!other || !referencesOf(fold, other).has(now.diagram_id)) continue;
    fold.touched.add(other.number);
    carry(fold, other, now.diagram_id);
    judge(fold, other, fold.assignment(now.diagram_id));
  }
}

function judge(fold: Fold, pr: PullRequestFacts, now: Assignment): void {
  if (now.pr_number !== pr.number) return;
  const next = verifyByReviews(now, pr, (login) => fold.hasRole("reviewer", login), {
    reverifyOnPush: fold.state.config.gates.reverify_on_push,
  });
  const by = next.verification.verified_by;
  if (next !== now) fold.write(next, by ? `verified by ${by}` : "no longer verified");
}

/**
 * Whether the pull request is the holder's. A holder who is named by something that is no login (`john.doe`) cannot be
 * compared; there the link that is already in the file counts.
 */
function isHolder(pr: PullRequestFacts, { assignee, pr_number }: Assignment): boolean {
  if (assignee === null) return pr.state === "merged";
  return isSamePerson(assignee, pr.author) || (!isLogin(assignee) && pr_number === pr.number);
}
