import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import type { WaitingCommit } from "../../facts/state-branch-facts.ts";
import { code } from "../../tracker/inert.ts";
import { counted, listed, word } from "./grammar.ts";

interface Branches {
  /** The bot's own. */
  readonly own: string;
  readonly base: string;
}

/** What is said about checks beside what they found themselves. */
export const checks = {
  nothingTitle: () => "Nothing to check",
  nothing: () =>
    "There is nothing to check: this pull request names no diagram of the campaign and changes none of its files, or only the bot wrote in it.",
  tooManyTitle: () => "Too many files",
  leftOut: (checked: number, leftOut: number) =>
    `I read only the first ${checked} files of the campaign, and not the ${leftOut} others. Split the pull request into smaller ones.`,
  overBudget: (files: number) =>
    `I did not look at ${counted(files, "file", "files")}, because the files of this pull request have more than ${PULL_REQUEST_MEGABYTES} MB together. Split the pull request into smaller ones.`,
  notListed: () =>
    "GitHub lists at most 3,000 files of a pull request, so I could not check the others. Split the pull request into smaller ones.",
  foreignCommits: ({ own, base }: Branches, commits: readonly WaitingCommit[]) =>
    `The bot's branch ${code(own)} has commits that are not the bot's: ${listed(commits.map(commitOf), 5)}. So I compare this pull request with ${code(base)}, and not with what waits on ${code(own)}. Take these commits off ${code(own)}, and make such changes in a pull request of your own.`,
  tooManyWait: ({ own, base }: Branches) =>
    `So many commits wait on the bot's branch ${code(own)} that I cannot tell whose they are. So I compare this pull request with ${code(base)}. Next: merge the bot's pull request.`,
  fromStateBranch: ({ own, base }: Branches) =>
    `Only the bot's own pull request may bring what waits on its branch ${code(own)}. I compare this one with ${code(base)}, like a change by hand. Close it: the bot opens its own with its next change.`,
  groupTitle: (failed: number, total: number) =>
    failed === 0
      ? `All ${counted(total, "pull request", "pull requests")} of the group pass`
      : `${failed} of ${total} pull requests of the group ${word(failed, "fails", "fail")}`,
  sameHeadTitle: (failed: number, total: number) =>
    failed === 0
      ? `All ${counted(total, "pull request", "pull requests")} of this commit pass`
      : `${failed} of ${total} pull requests of this commit ${word(failed, "fails", "fail")}`,
  groupPart: (number: number, title: string) => `### #${number}: ${title}`,
  overrideHow: (ids: readonly string[]) =>
    `to waive missing points, comment here with a reason: ${code(
      `/override ${ids.length === 0 ? "" : `${ids.slice(0, 10).join(" ")} `}the reason`,
    )}. The diagram's assignment file keeps the reason.`,
  overrideNotYours: (permission: string) =>
    `only maintainers can waive points (${code(permission)} permission, or named in the configuration). Nothing was changed.`,
} as const;

function commitOf({ oid, madeBy }: WaitingCommit): string {
  return `${code(oid.slice(0, 7))}${madeBy === null ? "" : ` by ${code(madeBy)}`}`;
}
