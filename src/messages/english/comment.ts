import { code, plain } from "../../tracker/inert.ts";

/** What is said instead of running a comment's commands, or beside them. */
export const comment = {
  /** Below the answer to the first claim that somebody ever makes here. */
  welcome: () =>
    `Welcome to the campaign! On your pull request I tell you what is still missing, a reviewer looks at it, and once it is merged the diagram is complete and counts as yours. If you need help, ask here; ${code("/help")} lists what I understand.`,
  tooMany: (count: number, limit: number) =>
    `This comment has ${count} commands, and I run at most ${limit} at a time, so I ran none. Split it into several comments.`,
  tooManyDiagrams: (count: number, limit: number) =>
    `The commands of this comment name ${count} diagrams, and I take at most ${limit} at a time. Nothing was changed. Split it into several comments.`,
  blocked: () =>
    "You are on this campaign's block list, so I did not run the commands. The maintainers can tell you why.",
  noCatalog: (folder: string) =>
    `This repository has no catalog yet, so there is nothing to claim. Next: a maintainer names the diagrams in ${code(`${folder}/*.yml`)}, or comments ${code("/onboard")} for a pull request that sets the campaign up.`,
  namesNothing: (folder: string) =>
    `The catalog names no diagram yet, so there is nothing to claim. Next: a maintainer names the diagrams in ${code(`${folder}/*.yml`)}.`,
  notRead: (path: string, message: string) =>
    `I cannot read ${code(path)}, so nothing was changed. Next: a maintainer corrects it; then comment again. ${plain(message)}`,
  configBroken: (where: string, message: string) =>
    `I cannot read the campaign's configuration, so nothing was changed. Next: a maintainer corrects it; then comment again. ${code(where)}: ${plain(message)}`,
  declinedTooOften: (limit: number) =>
    `I declined ${limit} of your comments within an hour. For the next hour I will not reply to comments that I can only decline. I still do and answer everything else; ${code("/help")} lists the commands.`,
  repliedToBotTooOften: (limit: number) =>
    `I replied ${limit} times to this bot within an hour. For the next hour I will not reply to it. I still run its commands; the tracker shows what they changed.`,
  notStored: () =>
    "A part of this comment looks like a password or a key, and GitHub refuses to store it. Nothing was changed. Leave that part out and try again. If it is a real key, make it invalid now: everybody can read it on this page.",
  carriedOut: (commit: string, tracker: string) =>
    `I did what this comment asks in [an earlier commit](${commit}), which lists what changed, but my answer was lost. ` +
    `[The tracker](${tracker}) shows how everything stands now. Repeat a command that the commit does not list, and I will say why.`,
} as const;
