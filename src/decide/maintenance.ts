import type { Assignment } from "../domain/assignment.ts";
import { isSamePerson } from "../domain/login.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Links } from "./links/find-links.ts";

/**
 * A maintainer changes a drawing without naming its diagram: new colours, a formatter. That is no work on it, so nothing is
 * claimed and nothing refused.
 */
export function isMaintenanceBy(
  pr: Pick<PullRequestFacts, "author" | "authorIsBot">,
  now: Assignment,
  { linked }: Pick<Links, "linked">,
  isMaintainer: (login: string) => boolean,
): boolean {
  if (linked.get(now.diagram_id) !== "drawing" || pr.author === null || pr.authorIsBot) return false;
  return !isSamePerson(now.assignee, pr.author) && isMaintainer(pr.author);
}
