import type { Assignment } from "../domain/assignment.ts";
import { type Ineligible, type Makers, whyNotEligible } from "../domain/eligible.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import { authorOf, committerOf } from "../facts/accounts.ts";
import type { CommitFacts, PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";
import type { Links } from "./links/find-links.ts";
import { drawingsAt, isSeen } from "./seen-drawings.ts";

/** Who brought the branch up to date more often than this is taken for one who changed it. */
const MERGES_LIMIT = 5;

/** Why somebody's word does not verify a diagram as this pull request has it; null: it does. */
export function whyMayNotVerify(
  fold: Fold,
  now: Pick<Assignment, "assignee" | "assignee_id" | "start_date" | "diagram_id">,
  { pr, links }: { readonly pr: PullRequestFacts | null; readonly links: Links },
  who: { readonly person: Person; readonly isBot: boolean },
  isReviewer: (person: Person) => boolean = (person) => fold.hasRole("reviewer", person),
): Ineligible | null {
  const makers: Makers = {
    holder: holderOf(now),
    author: pr && authorOf(pr),
    hasCommitted: (person) => (pr === null ? false : hasCommitted(fold, now, { pr, links }, person)),
  };
  return whyNotEligible(who, makers, isReviewer);
}

/**
 * By account: a commit whose e-mail belongs to nobody counts as the author's, and one that was only suggested, as that of
 * who applied it. Null: not all commits are known.
 */
function hasCommitted(
  fold: Fold,
  { diagram_id: id }: Pick<Assignment, "diagram_id">,
  { pr, links }: { readonly pr: PullRequestFacts; readonly links: Links },
  person: Person,
): boolean | null {
  if (pr.commits === null) return null;
  const own = pr.commits.filter((commit) => isSamePerson(committerOf(commit), person));
  if (own.some(({ parents }) => parents.length < 2) || own.length > MERGES_LIMIT) return true;
  const at = (oid: string) => drawingsAt(fold, pr, id, links, oid);
  return own.some(({ oid, parents }: CommitFacts) => {
    const merged = at(oid);
    const isTaken = (parent: string) => isSame(merged, at(parent));
    return !parents.some(isTaken);
  });
}

function isSame(one: ReadonlySet<string | null>, other: ReadonlySet<string | null>): boolean {
  return one.size === other.size && isSeen(one, other);
}
