import type { Config } from "../domain/config.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";

/** Marks the description of the pull request that carries the bot's changes, also once its branch has another name. */
export const STANDING_MARKER = "<!-- diagram-tracker:standing -->";

/**
 * Whether this is the bot's own pull request. It names and changes every diagram that waits in it, and is nobody's work on
 * any of them: it links, completes and verifies nothing.
 */
export function isStandingPullRequest(
  pr: Pick<PullRequestFacts, "branch" | "fromFork" | "authorIsBot" | "body">,
  { commit_branch }: Pick<Config, "commit_branch">,
): boolean {
  if (pr.fromFork) return false;
  return pr.branch === commit_branch || (pr.authorIsBot && pr.body.includes(STANDING_MARKER));
}
