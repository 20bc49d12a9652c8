import { PULL_REQUEST_MEGABYTES } from "../facts/contents.ts";
import type { WaitingCommit } from "../facts/state-branch-facts.ts";
import { code } from "../tracker/inert.ts";

interface Branches {
  /** The bot's own. */
  readonly own: string;
  readonly base: string;
}

/** What is said about checks beside what they found themselves. */
export const sayOfChecks = {
  nothingTitle: () => "Nothing to check",
  nothing: () =>
    "There is nothing in this pull request that this check is about: no diagram of the campaign, or none of its files, or only what the bot itself wrote.",
  tooManyTitle: () => "Too many files",
  leftOut: (checked: number, leftOut: number) =>
    `Only the first ${checked} files of the campaign were read; ${leftOut} more were not. Split the pull request into smaller ones.`,
  overBudget: (files: number) =>
    `${files} ${files === 1 ? "file was" : "files were"} not looked at, because the files of this pull request come to more than ${PULL_REQUEST_MEGABYTES} MB. Split the pull request into smaller ones.`,
  notListed: () =>
    "GitHub lists at most 3,000 files of a pull request, so the rest could not be checked. Split the pull request into smaller ones.",
  foreignCommits: ({ own, base }: Branches, commits: readonly WaitingCommit[]) =>
    `The bot's branch ${code(own)} has commits that are not the bot's: ${commits.slice(0, 5).map(commitOf).join(", ")}${commits.length > 5 ? ` and ${commits.length - 5} more` : ""}. So this pull request is compared with ${code(base)}, and not with what waits on ${code(own)}. Take these commits off ${code(own)}, and make such changes in a pull request of your own.`,
  tooManyWait: ({ own, base }: Branches) =>
    `So many commits wait on the bot's branch ${code(own)} that nobody can tell whose they are. So this pull request is compared with ${code(base)}. Merge the bot's pull request.`,
  fromStateBranch: ({ own, base }: Branches) =>
    `Only the bot's own pull request may bring what waits on its branch ${code(own)}. This one is compared with ${code(base)}, like a change by hand. Close it: the bot opens its own with its next change.`,
  groupTitle: (failed: number, total: number) =>
    failed === 0
      ? `All ${total} pull requests of the group pass`
      : `${failed} of ${total} pull requests of the group fail`,
  sameHeadTitle: (failed: number, total: number) =>
    failed === 0
      ? `All ${total} pull requests of this commit pass`
      : `${failed} of ${total} pull requests of this commit fail`,
  groupPart: (number: number, title: string) => `### #${number}: ${title}`,
  overrideHow: (ids: readonly string[]) =>
    `an override takes a reason, which is kept in the diagram's assignment file. Comment here: ${code(
      `/override ${ids.length === 0 ? "" : `${ids.slice(0, 10).join(" ")} `}the reason`,
    )}.`,
  overrideNotYours: (permission: string) =>
    `only maintainers can override a check (${code(permission)} permission, or named in the configuration). Nothing was changed.`,
} as const;

function commitOf({ oid, madeBy }: WaitingCommit): string {
  return `${code(oid.slice(0, 7))}${madeBy === null ? "" : ` by ${code(madeBy)}`}`;
}
