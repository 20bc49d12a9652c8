import { PULL_REQUEST_MEGABYTES } from "../facts/contents.ts";

/** What is said of a file that nobody looked at, because the others were too much already. */
export const sayOverBudget = () =>
  `The files of this pull request come to more than ${PULL_REQUEST_MEGABYTES} MB, so this one was not looked at. Split the pull request into smaller ones.`;
