import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import { code } from "../../tracker/inert.ts";

/** What is said about checks beside what they found themselves. */
export const checks = {
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
