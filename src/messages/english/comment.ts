import { code, plain } from "../../tracker/inert.ts";

/** What is said instead of running a comment's commands. */
export const comment = {
  tooMany: (count: number, limit: number) =>
    `This comment has ${count} commands; at most ${limit} are run at a time, so none was. Split it into several comments.`,
  tooManyDiagrams: (count: number, limit: number) =>
    `The commands of this comment name ${count} diagrams; at most ${limit} are taken at a time, so nothing was changed. Split it into several comments.`,
  blocked: () =>
    "You are on this campaign's block list, so the commands were not run. The maintainers can tell you why.",
  noCatalog: (folder: string) =>
    `This repository has no catalog yet, so there is nothing to claim. A maintainer names the diagrams in ${code(`${folder}/*.yml`)} first.`,
  configBroken: (where: string, message: string) =>
    `The campaign's configuration cannot be read, so nothing was changed. A maintainer has to mend it first, then comment again. ${code(where)}: ${plain(message)}`,
  declinedTooOften: (limit: number) =>
    `${limit} of your comments were declined within an hour, so comments that can only be declined get no reply until an hour after the first of them. What can be done is done and answered as ever; ${code("/help")} lists the commands.`,
  carriedOut: (commit: string, tracker: string) =>
    `This comment was carried out in [an earlier commit](${commit}), which lists what changed; the answer to it was lost on the way. ` +
    `[The tracker](${tracker}) shows how everything stands now. Repeat a command that the commit does not list, and you hear why.`,
} as const;
