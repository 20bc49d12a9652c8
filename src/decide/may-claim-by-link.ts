import type { Assignment } from "../domain/assignment.ts";
import { limitReached } from "../domain/claim-limits.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { isSamePerson } from "../domain/person.ts";
import { authorOf, headAuthorOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { bringsWhatCompletes } from "./completion.ts";
import type { Fold } from "./fold.ts";
import type { Links } from "./links/find-links.ts";

/**
 * Whether the author is given a free diagram just by the pull request. What is drawn is never turned away; what is only
 * named counts against the limits like a claim by command, so that no list of IDs takes a campaign.
 */
export function mayClaimByLink(fold: Fold, pr: PullRequestFacts, id: DiagramId, links: Links): boolean {
  const author = authorOf(pr);
  if (author === null || fold.isBlocked(author) || (fold.pause && pr.state === "open")) return false;
  if (isLetGo(pr, fold.assignment(id))) return false;
  if (links.drawn.has(id)) return true;
  if (pr.state === "merged") return bringsWhatCompletes(fold, pr, id, links);
  const named = fold.assignedTo(
    author,
    ({ status, pr_number, diagram_id }) =>
      status === "review" && pr_number === pr.number && !links.drawn.has(diagram_id),
  );
  return limitReached(fold.campaign, author, named.length) === null;
}

/**
 * It was open when a timer gave the diagram back, and its author pushed nothing since: it does not take it again by
 * itself. That a branch is brought up to date is not its author's work.
 */
function isLetGo(pr: PullRequestFacts, { let_go }: Assignment): boolean {
  if (pr.state !== "open" || let_go?.pr !== pr.number) return false;
  const head = headAuthorOf(pr);
  return let_go.head === pr.headSha || (head !== null && !isSamePerson(head, authorOf(pr)));
}
