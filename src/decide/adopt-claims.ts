import { currentId } from "../domain/catalog.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import { claimed } from "../domain/claims.ts";
import { type DiagramId, parseDiagramId } from "../domain/diagram-id.ts";
import { boundTo, holderOf, reviewedAs, reviewerOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { authorOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";

/**
 * An assignment file that was added by a pull request and merged is a claim, exactly as if it had been commanded: what
 * the file leaves out of the term is set as `/claim` would have set it on that day. The rest of a merged file counts as
 * it is, also where the check had failed: whoever merged it may write to the default branch, and has decided.
 */
export function adoptClaims(fold: Fold, pr: PullRequestFacts): void {
  for (const id of claimsMergedBy(fold, pr)) {
    const now = fold.assignment(id);
    const holder = holderOf(boundTo(now, authorOf(pr)));
    if (holder === null || now.start_date !== null) continue;
    const campaign = { ...fold.campaign, today: civilDateOf(pr.mergedAt ?? fold.today) };
    const { assignment } = claimed(now, now.status, holder, campaign, now.due_date);
    const reviewed = reviewedAs(reviewerOf(now) ?? reviewerOf(assignment));
    fold.write({ ...assignment, ...reviewed, pr_number: now.pr_number }, `claimed by #${pr.number}`);
  }
}

/** The diagrams that the author has in progress by an assignment file which this pull request brought in. */
export function claimsMergedBy(fold: Fold, pr: PullRequestFacts): DiagramId[] {
  if (pr.state !== "merged" || pr.base !== fold.snapshot.defaultBranch) return [];
  const folder = `${fold.state.config.paths.assignments}/`;
  return pr.files.flatMap(({ path, change }) => {
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, "");
    const named = path.startsWith(folder) && change !== "removed" ? parseDiagramId(name) : null;
    const id = named === null ? null : currentId(fold.state.catalog, named);
    if (id === null || fold.isBroken(id)) return [];
    const now = fold.assignment(id);
    return now.status === "in_progress" && isSamePerson(holderOf(now), authorOf(pr)) ? [id] : [];
  });
}
