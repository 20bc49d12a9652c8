import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";

/** Marks the description of the pull request that carries the bot's changes. It proves nothing: anybody may write it. */
export const STANDING_MARKER = "<!-- diagram-tracker:standing -->";

/**
 * Whether this is the bot's own pull request, and holds nothing but its work. It names and changes every diagram that waits
 * in it, and is nobody's work on any of them: it links, completes and verifies nothing, and no check judges it.
 *
 * A branch of the bot's name makes none, as long as it is open: anybody may push there, and open a pull request from it.
 */
export function isStandingPullRequest(fold: Fold, pr: PullRequestFacts): boolean {
  if (pr.fromFork || !pr.authorIsBot) return false;
  const hasMarker = pr.body.includes(STANDING_MARKER);
  // Nothing is judged any more, and the branch may have gone.
  if (pr.state !== "open") return hasMarker || pr.branch === fold.state.config.commit_branch;
  if (commitMode(fold) !== "pull-request" || !isFromStateBranch(fold, pr)) return false;
  // What is in it matters to the checks alone.
  if (!fold.checks.wanted) return true;
  const facts = fold.stateBranch();
  if (facts === null) return hasMarker;
  const commits = facts.commits ?? [];
  return (
    facts.standing === pr.number &&
    commits.some(({ oid }) => oid === pr.headSha) &&
    commits.every(({ isOurs }) => isOurs)
  );
}

/** It comes from the branch that the bot keeps its changes on, whoever opened it. */
export function isFromStateBranch(fold: Fold, pr: Pick<PullRequestFacts, "branch" | "fromFork">): boolean {
  return commitMode(fold) !== "direct" && !pr.fromFork && pr.branch === fold.state.config.commit_branch;
}

export function commitMode({ state, snapshot }: Fold): "direct" | "branch" | "pull-request" {
  const { commit, commit_branch } = state.config;
  return commit_branch === snapshot.defaultBranch ? "direct" : commit;
}
