import type { Assignment } from "../domain/assignment.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import { authorOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Links } from "./links/find-links.ts";

/**
 * A maintainer changes a drawing without naming its diagram: new colours, a formatter. That is no work on it, so nothing is
 * claimed and nothing refused. The same where a bot changes what was drawn before (a formatter, smaller pictures): an agent
 * that makes somebody's drawing adds it, or names the diagram.
 */
export function isMaintenanceBy(
  pr: Pick<PullRequestFacts, "author" | "authorId" | "authorIsBot">,
  now: Assignment,
  { linked, drawings }: Pick<Links, "linked" | "drawings">,
  isMaintainer: (person: Person) => boolean,
): boolean {
  const id = now.diagram_id;
  if (linked.get(id) !== "drawing") return false;
  if (pr.authorIsBot) return !drawings.some(({ owners, isNew }) => isNew && owners.includes(id));
  const author = authorOf(pr);
  if (author === null) return false;
  return !isSamePerson(holderOf(now), author) && isMaintainer(author);
}
