import type { Assignment } from "../domain/assignment.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import { authorOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Links } from "./links/find-links.ts";

/**
 * A maintainer changes a drawing without naming its diagram: new colours, a formatter. That is no work on it, so nothing is
 * claimed and nothing refused.
 */
export function isMaintenanceBy(
  pr: Pick<PullRequestFacts, "author" | "authorId" | "authorIsBot">,
  now: Assignment,
  { linked }: Pick<Links, "linked">,
  isMaintainer: (person: Person) => boolean,
): boolean {
  const author = authorOf(pr);
  if (linked.get(now.diagram_id) !== "drawing" || author === null) return false;
  return !isSamePerson(holderOf(now), author) && isMaintainer(author);
}
