import { code } from "../../tracker/inert.ts";
import { counted } from "./grammar.ts";

/** What maintainers read in the pull request that the bot keeps open for its own changes. */
export const maintainers = {
  standingTitle: () => "Update assignments and tracker",
  standingIntro: ({ own, base }: { readonly own: string; readonly base: string }) =>
    `Diagram Tracker keeps its changes of ${code(base)} in this pull request. They count as soon as they are on ${code(own)}, so nobody has to wait for the merge. Merge whenever you like, and in any way. Later changes come with the next pull request.`,
  sinceMerge: () => "Since the last merge:",
  earlier: (count: number) => `${counted(count, "earlier change", "earlier changes")}, listed in the commits`,
  editElsewhere: (base: string) =>
    `Please edit assignments and the text of the tracker on ${code(base)}, not on this branch: from here only assignment files and the tracker are carried on.`,
} as const;
