import { type Assignment, unverified } from "../domain/assignment.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import type { Ineligible } from "../domain/eligible.ts";
import { verifiedAs, verifierOf } from "../domain/people.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import { opinionOf } from "../facts/accounts.ts";
import type { PullRequestFacts, ReviewFacts } from "../facts/pull-request-facts.ts";
import type { Uncounted } from "../messages/uncounted.ts";
import type { Fold } from "./fold.ts";
import type { Links } from "./links/find-links.ts";
import { whyMayNotVerify } from "./makers.ts";
import { type DrawingHashes, drawingsAt, isSeen, nameOf, standingCommit } from "./seen-drawings.ts";

/** A pull request and what it is to the diagrams. */
export interface Brought {
  readonly pr: PullRequestFacts;
  readonly links: Links;
}

/**
 * What the reviews of a pull request make of a diagram. Verified: somebody eligible approved the drawing as it stands, and
 * nobody eligible asks for changes. An approval holds for what it saw: the branch may be brought up to date, and who goes
 * back to the approved drawing is covered again. A verification by `/verify` holds for the drawing that it names.
 *
 * What another pull request verified since is that one's. Once merged, the drawing is what the default branch has.
 */
export function verifyByReviews(fold: Fold, now: Assignment, brought: Brought): Assignment {
  const { pr } = brought;
  const { verified_by, verified_in } = now.verification;
  const isAnothers = verified_by && verified_in != null && verified_in !== pr.number;
  if (pr.state === "merged" && isAnothers) return now;
  const next = judgedAt(fold, now, brought, pr.headSha);
  if (pr.state !== "merged" || next === now) return next;
  // Something would change: so it matters what stands there now, which takes one more request.
  return judgedAt(fold, now, brought, standingCommit(fold, pr));
}

/**
 * A complete diagram whose drawing a merged pull request changed: the old verification says nothing of the new drawing,
 * unless they are the same. The reviews of that change may verify it.
 */
export function verifyChanged(fold: Fold, now: Assignment, brought: Brought): Assignment {
  const { pr, links } = brought;
  const { verified_by, verified_on, verified_in, verified_drawing } = now.verification;
  if (!verified_by && !pr.reviews.some(({ opinion }) => opinion === "approved")) return now;
  const standing = drawingsAt(fold, pr, now.diagram_id, links, standingCommit(fold, pr));
  // It was moved or taken away since, so that this pull request tells nothing of it.
  if (standing.size === 0) return now;
  if (verified_in === pr.number) return judgedAt(fold, now, brought, standingCommit(fold, pr));
  const isKept = verified_drawing
    ? verified_drawing === nameOf(standing)
    : verified_on != null && pr.mergedAt !== null && verified_on > civilDateOf(pr.mergedAt);
  if (verified_by && isKept) return now;
  const { verification } = judgedAt(
    fold,
    { ...now, verification: unverified(now) },
    brought,
    standingCommit(fold, pr),
  );
  return verified_by || verification.verified_by ? { ...now, verification } : now;
}

/** The verification that a pull request's checks go by: the record where it carries the diagram, else its own reviews. */
export function verificationFor(fold: Fold, now: Assignment, brought: Brought): Assignment["verification"] {
  const { pr } = brought;
  if (now.pr_number === pr.number) return now.verification;
  return judgedAt(fold, { ...now, verification: unverified(now) }, brought, pr.headSha).verification;
}

/** The approvals by people with the role that verify nothing, and why. */
export function uncountedApprovals(fold: Fold, now: Assignment, brought: Brought): Uncounted[] {
  const standing = drawingsAt(fold, brought.pr, now.diagram_id, brought.links, brought.pr.headSha);
  return brought.pr.reviews.flatMap((review): Uncounted[] => {
    if (review.opinion !== "approved") return [];
    const why =
      whyNotBy(fold, now, brought, review) ??
      (covers(fold, now, brought, standing, sightOf(review)) ? null : "not-seen");
    const isSilent = why === null || why === "no-role" || why === "bot";
    return isSilent ? [] : [{ reviewer: review.reviewer, why }];
  });
}

function judgedAt(fold: Fold, now: Assignment, brought: Brought, commit: string): Assignment {
  const { pr, links } = brought;
  const standing = drawingsAt(fold, pr, now.diagram_id, links, commit);
  const opinions = pr.reviews.filter(
    (review) => review.opinion !== "dismissed" && whyNotBy(fold, now, brought, review) === null,
  );
  const none = now.verification.verified_by ? { ...now, verification: unverified(now) } : now;
  if (opinions.some(({ opinion }) => opinion === "changes_requested")) return none;
  const approvals = opinions.filter(
    (review) => review.opinion === "approved" && covers(fold, now, brought, standing, sightOf(review)),
  );
  const verifier = verifierOf(now.verification);
  const own = approvals.find((review) => isSamePerson(opinionOf(review), verifier));
  const [first] = own ? [own] : approvals.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (first) return approved(now, pr, first, nameOf(standing));
  if (!now.verification.verified_by) return now;
  return isValidByWord(fold, now, brought, standing) ? bound(now, standing) : none;
}

/** Who verified by file, or before drawings were noted, meant what stands there when that is first looked at. */
function bound(now: Assignment, standing: DrawingHashes): Assignment {
  const { verified_drawing, verified_commit } = now.verification;
  const name = nameOf(standing);
  if (verified_drawing || verified_commit || name === null) return now;
  return { ...now, verification: { ...now.verification, verified_drawing: name } };
}

function whyNotBy(fold: Fold, now: Assignment, brought: Brought, review: ReviewFacts): Ineligible | null {
  const { isBot = false } = review;
  return whyMayNotVerify(fold, now, brought, { person: opinionOf(review), isBot });
}

/** Who looked, and at which commit, where that is known. */
interface Sight {
  readonly person: Person;
  readonly commit: string | undefined;
}

function sightOf(review: ReviewFacts): Sight {
  return { person: opinionOf(review), commit: review.commit };
}

/** Whether a review saw what stands. Where no drawing is asked for (translations), its commit has to be the newest. */
function covers(
  fold: Fold,
  now: Assignment,
  { pr, links }: Brought,
  standing: DrawingHashes,
  { commit, person }: Sight,
): boolean {
  const { gates, completion } = fold.state.config;
  if (!gates.reverify_on_push) return true;
  const { verified_in, verified_drawing } = now.verification;
  // It is written down what this reviewer's approval saw, so that an ordinary push reads nothing more.
  const isNoted = verified_in === pr.number && isSamePerson(verifierOf(now.verification), person);
  if (isNoted && verified_drawing && verified_drawing === nameOf(standing)) return true;
  if (commit === undefined) return false;
  if (standing.size === 0) {
    // Of files that nobody can read only the paths tell.
    const isDrawn = completion.requires !== "drawing" || links.drawn.has(now.diagram_id);
    return isDrawn && commit === pr.headSha;
  }
  return isSeen(standing, drawingsAt(fold, pr, now.diagram_id, links, commit));
}

/** Whether what `/verify` or a file said still holds. Who has lost the role since was right when they said it. */
function isValidByWord(fold: Fold, now: Assignment, brought: Brought, standing: DrawingHashes): boolean {
  const { verified_in, verified_commit, verified_drawing } = now.verification;
  const person = verifierOf(now.verification);
  if (person === null || verified_in === brought.pr.number) return false;
  const word = { person, isBot: false };
  if (whyMayNotVerify(fold, now, brought, word, () => true) !== null) return false;
  if (!fold.state.config.gates.reverify_on_push) return true;
  if (verified_drawing) return verified_drawing === nameOf(standing);
  if (!verified_commit) return true;
  return covers(fold, now, brought, standing, { commit: verified_commit, person });
}

function approved(
  now: Assignment,
  pr: PullRequestFacts,
  review: ReviewFacts,
  drawing: string | null,
): Assignment {
  const { verified_in, verified_drawing = null } = now.verification;
  const isNoted =
    isSamePerson(verifierOf(now.verification), opinionOf(review)) && verified_drawing === drawing;
  if (isNoted && (verified_in == null || verified_in === pr.number)) return now;
  return {
    ...now,
    verification: {
      ...unverified(now),
      ...verifiedAs(opinionOf(review)),
      verified_on: civilDateOf(review.at),
      verified_in: pr.number,
      ...(drawing !== null && { verified_drawing: drawing }),
    },
  };
}
