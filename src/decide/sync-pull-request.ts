import { type Assignment, unverified } from "../domain/assignment.ts";
import { chooseReviewer } from "../domain/choose-reviewer.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import { claimed, completed, released } from "../domain/claims.ts";
import { isAway } from "../domain/config.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { boundTo, holderOf, reviewedAs, reviewerOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { PULL_REQUEST, transition } from "../domain/status.ts";
import { authorOf, isHoldersWork } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { adoptClaims } from "./adopt-claims.ts";
import { bringsWhatCompletes } from "./completion.ts";
import type { Fold } from "./fold.ts";
import { evidenceOf } from "./links/evidence.ts";
import type { Links } from "./links/find-links.ts";
import { isMergedHome, isUnread, mayWorkOn, worksOn } from "./links/links-of.ts";
import { isMaintenanceBy } from "./maintenance.ts";
import { mayClaimByLink } from "./may-claim-by-link.ts";
import { reopenUndone, undoneBy } from "./reopen-undone.ts";
import { standsInFor } from "./same-head.ts";
import { isStandingPullRequest } from "./standing-pull-request.ts";
import { verifyByReviews, verifyChanged } from "./verification.ts";

/**
 * Makes the assignments agree with a pull request as it is now, whatever happened to it in between: the order and the
 * number of events do not matter, a second look changes nothing.
 */
export function syncPullRequest(fold: Fold, pr: PullRequestFacts): string {
  if (isStandingPullRequest(fold, pr)) return "the bot's own pull request";
  fold.touched.add(pr.number);
  if (isUnread(fold, pr)) return "its files are not known yet";
  const before = fold.history.length;
  const wasComplete = completeWith(fold, pr);
  const links = worksOn(fold, pr);
  const left: DiagramId[] = [];
  for (const id of fold.linkedTo(pr.number)) {
    const now = fold.assignment(id);
    if (fold.isBroken(id) || now.status === "complete") continue;
    if (!isCarried(fold, pr, now, links) && withdraw(fold, pr, now)) left.push(id);
  }
  // What it takes back is not its own work, also where an earlier drawing is what it leaves.
  const undone = undoneBy(fold, pr, links);
  const isUndone = (id: DiagramId) => undone.some((one) => one.id === id);
  const carryAll = () => {
    for (const id of finishedFirst(fold, links)) {
      if (!fold.isBroken(id) && !isUndone(id)) carry(fold, pr, id, links);
    }
  };
  carryAll();
  // Only now: what its author claims with it comes before what another one of theirs claims.
  for (const id of left) handOn(fold, pr, id);
  // What is in review with another one leaves room for what its author may have in progress.
  if (left.length > 0) carryAll();
  for (const id of fold.linkedTo(pr.number)) {
    const now = fold.assignment(id);
    if (!fold.isBroken(id) && !(wasComplete.has(id) && isLeftAlone(fold, pr, now)))
      judge(fold, pr, now, links);
  }
  if (!standsInFor(fold, pr)) {
    reopenUndone(fold, pr, undone);
    if (isMergedHome(fold, pr)) verifyMaintained(fold, pr, links);
    adoptClaims(fold, pr);
  }
  const changes = fold.history.slice(before).map(({ id, what }) => `${id} ${what}`);
  return changes.length > 0
    ? changes.join("; ")
    : `nothing to change for ${links.linked.size} linked diagrams`;
}

function completeWith(fold: Fold, pr: PullRequestFacts): ReadonlySet<DiagramId> {
  return new Set(fold.linkedTo(pr.number).filter((id) => fold.assignment(id).status === "complete"));
}

/**
 * What the files say of a merged pull request stands for words of it that are not known. What it left free at an earlier look is
 * no longer among that: so a drawing that names nobody may seem to be that of the one that a maintainer called complete, and
 * an approval of it verifies nothing.
 */
function isLeftAlone(fold: Fold, pr: PullRequestFacts, { verification }: Assignment): boolean {
  return (
    isMergedHome(fold, pr) &&
    !verification.verified_by &&
    evidenceOf(pr, fold.closedWith.get(pr.number)).isPartial
  );
}

/** What is drawn, then what is held already, then what is only named: so the limits see at once what a second look would. */
function finishedFirst(fold: Fold, { linked, drawn }: Links): DiagramId[] {
  const rank = (id: DiagramId) => (drawn.has(id) ? 0 : fold.assignment(id).assignee === null ? 2 : 1);
  return [...linked.keys()].toSorted((one, other) => rank(one) - rank(other));
}

/** An open pull request that came first and still stands for the diagram; another one has to wait for it. */
export function firstPullRequest(fold: Fold, pr: PullRequestFacts, now: Assignment): PullRequestFacts | null {
  if (now.pr_number === null || now.pr_number === pr.number) return null;
  const other = fold.pullRequest(now.pr_number);
  return other?.state === "open" && worksOn(fold, other).linked.has(now.diagram_id) ? other : null;
}

export function isMaintenance(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): boolean {
  return isMaintenanceBy(pr, now, links, (person) => fold.hasRole("maintainer", person));
}

function isCarried(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): boolean {
  const id = now.diagram_id;
  if (!links.linked.has(id) || !isHoldersWork(pr, now) || isMaintenance(fold, pr, now, links)) return false;
  return pr.state !== "merged" || bringsWhatCompletes(fold, pr, id, links);
}

function carry(fold: Fold, pr: PullRequestFacts, id: DiagramId, links: Links): void {
  const now = fold.assignment(id);
  const isMerged = pr.state === "merged";
  if (now.status === "complete" || (isMerged && now.superseded?.includes(pr.number))) return;
  if (isMaintenance(fold, pr, now, links)) return;
  if (isMerged && !bringsWhatCompletes(fold, pr, id, links)) return;
  const first = firstPullRequest(fold, pr, now);
  if (first) fold.touched.add(first.number);
  if (first && !isMerged) return;
  // What was verified with an earlier pull request says nothing about this one.
  const isNew = now.pr_number !== null && now.pr_number !== pr.number;
  const own = isNew ? { ...now, verification: unverified(now) } : now;
  const claimed = own.assignee === null ? claimByLink(fold, pr, own, links) : own;
  if (claimed === null || !isHoldersWork(pr, claimed)) return;
  if (isMerged) complete(fold, pr, claimed);
  else move(fold, pr, claimed);
}

function complete(fold: Fold, pr: PullRequestFacts, claimed: Assignment): void {
  const step = transition(claimed, "complete", PULL_REQUEST);
  if ("refused" in step) return;
  const on = civilDateOf(pr.mergedAt ?? fold.today);
  const done = completed(claimed, step.to, { pr: pr.number, on });
  fold.write(boundTo(done, authorOf(pr)), `completed by #${pr.number}`);
}

function move(fold: Fold, pr: PullRequestFacts, claimed: Assignment): void {
  const step = transition(claimed, pr.draft ? "withdraw" : "submit", PULL_REQUEST);
  if ("refused" in step) return;
  if (claimed.pr_number === pr.number && claimed.status === step.to) return;
  // The holder may be a name that is no login, and the pull request somebody's who was asked to review.
  const author = authorOf(pr);
  const asked = reviewerOf(claimed);
  const isUnfit = isSamePerson(asked, author) || isAway(fold.state.config, asked);
  const reviewer = isUnfit ? chooseReviewer(fold.campaign, claimed, [holderOf(claimed), author]) : asked;
  const own = { ...notSuperseded(claimed, pr.number), ...reviewedAs(reviewer) };
  fold.write(
    boundTo({ ...own, status: step.to, pr_number: pr.number }, author),
    pr.draft ? `in progress with #${pr.number} (draft)` : `in review with #${pr.number}`,
  );
}

/** A maintainer had said that it was complete, and took that back, while the pull request was open: it may complete it yet. */
function notSuperseded({ superseded = [], ...rest }: Assignment, number: number): Assignment {
  const others = superseded.filter((one) => one !== number);
  return others.length > 0 ? { ...rest, superseded: others } : rest;
}

/** Null: the author may not have it. What is finished is complete all the same, with nobody for its holder. */
function claimByLink(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): Assignment | null {
  const step = transition(now, "claim", PULL_REQUEST);
  const author = authorOf(pr);
  if (author === null || "refused" in step || !mayClaimByLink(fold, pr, now.diagram_id, links)) {
    return pr.state === "merged" ? now : null;
  }
  const { assignment } = claimed(now, step.to, author, fold.campaign);
  return { ...assignment, claimed_by_pr: pr.number };
}

/** A claim that nothing but this pull request made goes with it. False: the diagram is not what could be left. */
function withdraw(fold: Fold, pr: PullRequestFacts, now: Assignment): boolean {
  const isOnlyClaim = now.claimed_by_pr === pr.number;
  const step = transition(now, isOnlyClaim ? "release" : "withdraw", PULL_REQUEST);
  if ("refused" in step) return false;
  // Who verified it looked at what this pull request brought.
  const next = isOnlyClaim
    ? released(now, step.to, fold.campaign)
    : {
        ...now,
        status: step.to,
        pr_number: null,
        verification: unverified(now),
        clock_rests_until: undefined,
      };
  fold.write(next, `no longer with #${pr.number}${isOnlyClaim ? ", free again" : ""}`);
  return true;
}

/** Another open pull request may have waited for this one. */
function handOn(fold: Fold, pr: PullRequestFacts, id: DiagramId): void {
  for (const mention of fold.openPullRequests()) {
    if (mention.number === pr.number || !mayWorkOn(fold, mention, id)) continue;
    const other = fold.pullRequest(mention.number);
    const links = other && worksOn(fold, other);
    if (!other || !links?.linked.has(id)) continue;
    fold.touched.add(other.number);
    carry(fold, other, id, links);
    judge(fold, other, fold.assignment(id), links);
  }
}

function judge(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): void {
  if (now.pr_number !== pr.number) return;
  noteVerification(fold, now, verifyByReviews(fold, now, { pr, links }));
}

/** Complete diagrams of others whose drawing its merge changed, whether it names them or not. */
function verifyMaintained(fold: Fold, pr: PullRequestFacts, links: Links): void {
  const changed = new Set([...links.drawn, ...links.drawings.flatMap(({ owners }) => owners)]);
  for (const id of changed) {
    const now = fold.assignment(id);
    if (fold.isBroken(id) || now.status !== "complete" || now.pr_number === pr.number) continue;
    noteVerification(fold, now, verifyChanged(fold, now, { pr, links }));
  }
}

function noteVerification(fold: Fold, now: Assignment, next: Assignment): void {
  const by = next.verification.verified_by;
  if (next !== now) fold.write(next, by ? `verified by ${by}` : "no longer verified");
}
