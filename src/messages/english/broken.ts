import { findings } from "../../domain/findings.ts";
import type { Problem } from "../../domain/problem.ts";
import { code, plain } from "../../tracker/inert.ts";
import { locateProblem } from "../locate-problem.ts";
import { sayProblem } from "../say-problem.ts";
import { listed, word } from "./grammar.ts";

/** Of the files, those beside the one that is named: nobody mends them all from one comment. */
const andOthers = (more: number) =>
  more === 0 ? "" : ` (and ${more} more, in the issue about broken files)`;

/** What is said where a file of the campaign cannot be read. Everything that can be read goes on. */
export const broken = {
  /** Of names that are not in the part of the catalog that can be read. */
  perhapsUnread: (typed: readonly string[], first: Problem, more: number) =>
    `I cannot find ${listed(typed.map(code), 20)}, because I cannot read a file of the catalog. Nothing was changed: whoever holds ${word(typed.length, "it keeps it", "one of them keeps it")}. Next: a maintainer corrects the file; then ask again. ${locateProblem(first, findings)}${andOthers(more)}`,
  /** Goes on from another sentence. */
  notAll: (first: Problem, more: number) =>
    `But I cannot read a file of the catalog, so I do not see every diagram. Next: a maintainer corrects it. ${locateProblem(first, findings)}${andOthers(more)}`,
  wholeCatalog: (first: Problem, more: number) =>
    `I cannot read the catalog, so nothing was changed: everybody keeps what they hold. Next: a maintainer corrects it; then comment again. ${locateProblem(first, findings)}${andOthers(more)}`,
  onPullRequest: (first: Problem, more: number, isMerged: boolean) =>
    `I cannot read a file of the campaign's catalog, so I do not know every diagram of this pull request. Nothing is lost: whoever holds one keeps it. Next: a maintainer corrects the file. ${isMerged ? `Then they comment ${code("/complete ID")} here for each diagram that this merge should have completed.` : "Then I look at this pull request again."} ${locateProblem(first, findings)}${andOthers(more)}`,

  issueTitle: (count: number) =>
    count === 1
      ? "Diagram Tracker found an error in a file of the campaign"
      : `Diagram Tracker found errors in ${count} files of the campaign`,
  issueIntro: () =>
    "Something in the files below is wrong. Everything else goes on, and nobody loses what they hold. I keep this issue up to date, and close it when everything is corrected.",
  issueFile: (file: string, link: string) => `[${code(file)}](${link})`,
  issueLine: (problem: Problem, link: string) =>
    `[line ${problem.line}, column ${problem.column}](${link}): ${plain(sayProblem(problem, { findings }))}`,
  issueMore: (count: number) => `…and ${count} more.`,
  whileConfig: () =>
    "**Until this is corrected, I change nothing.** I answer comments with the place of the error.",
  whileCatalog: () =>
    "**The catalog:** nothing changes for the diagrams of its other files. In the tracker, the rows and numbers of a file that I cannot read stay as they are.",
  whileAssignment: () =>
    "**A diagram's own file:** nobody can change this diagram, and its row in the tracker stays as it is.",
  whileTracker: () =>
    "**The tracker:** the parts that I cannot read stay as they are until somebody corrects them. I update the rest.",
  issueHow: () => `${code("diagram-tracker validate")} shows the same list in a clone, before you push.`,
  mended: () => "Everything is correct again, and I could read all of it. Thank you!",
} as const;
