/**
 * The bot's branch was deleted, and what counted there counts on: the branch is put back at the very commit where it was.
 * Its pull request, which GitHub closed with it, is opened again, and the maintainers are told. GitHub opens it only where the
 * head descends from the commit at which it was closed: https://github.com/cli/cli/issues/14223
 */
import { STANDING_MARKER } from "../../../decide/standing-pull-request.ts";
import { messagesIn } from "../../../messages/messages.ts";
import { BranchRefused, classifyFailure } from "../../client/failure.ts";
import { pathOf, type RepositoryClient } from "../../client/repository-client.ts";
import type { StateReading } from "../commit-mode.ts";
import { createBranch } from "../move-branch.ts";
import { keepIssue } from "../own-issue.ts";
import { isContained } from "../pull-request/ancestor.ts";
import { type LastOfBranch, lastOfBranch } from "./last-of-branch.ts";
import { type LostBranches, renderLost, renderRestored } from "./wording.ts";

/**
 * Whether the branch is there again, so that all has to be read anew. False: nothing was lost. A branch that GitHub deleted once
 * it was merged is missed by nobody. Throws `BranchRefused` where it cannot be put back, once the maintainers were told.
 */
export async function restoreWaiting({
  repo,
  config,
  layout,
  base,
}: Pick<StateReading, "repo" | "config" | "layout" | "base">): Promise<boolean> {
  const branches = { own: layout.stateBranch, base: base.name };
  const last = await lastOfBranch(repo, branches.own);
  if (last === null || last.isOurs === false) return false;
  if (await isTakenOver(repo, last, base.commit.oid)) return false;
  const say = messagesIn(config.language).lost;
  const gone = { kind: "refused", reason: say.noCommit() } as const;
  const failed = last.isOurs ? await createBranch(repo, branches.own, last.oid) : gone;
  if (failed?.kind === "refused") {
    await keepIssue(repo, renderLost({ branches, oid: last.oid, by: last.by, say, reason: failed.reason }));
    throw new BranchRefused(`${branches.own} was deleted and cannot be put back: ${failed.reason}`);
  }
  // Somebody else was quicker, or the answer was lost: what is read next tells.
  if (failed) return true;
  const number = await reopen(repo, branches, last);
  await keepIssue(repo, renderRestored({ branches, oid: last.oid, by: last.by, say, number }));
  return true;
}

/** Whether what was on a branch of the bot's is on the default branch, too. */
export async function isTakenOver(
  repo: RepositoryClient,
  { oid, isOurs, pulls }: LastOfBranch,
  base: string,
): Promise<boolean> {
  if (pulls.some(({ isMerged, head }) => isMerged && head === oid)) return true;
  // What GitHub has no more is in no history.
  return isOurs !== null && (await isContained(repo, oid, base));
}

/** The number of the pull request that is open again; null: none was closed, or it stays so. */
async function reopen(
  { client, repository }: RepositoryClient,
  { base }: LostBranches,
  { oid, pulls }: LastOfBranch,
): Promise<number | null> {
  const closed = pulls.find((pull) => !pull.isMerged && pull.head === oid && pull.base === base);
  if (!closed?.body.includes(STANDING_MARKER)) return null;
  try {
    await client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...pathOf(repository),
      pull_number: closed.number,
      state: "open",
    });
    return closed.number;
  } catch (error) {
    // The next commit opens another one, which lists all that waits.
    if (classifyFailure(error, 0).transient) throw error;
    return null;
  }
}
