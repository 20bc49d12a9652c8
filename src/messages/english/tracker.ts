import { quote, words } from "../words.ts";

const INSTEAD = {
  details:
    "Edit the diagram's file in the assignments' folder, or comment `/claim`, `/release` or `/source` with its ID.",
  summary: "Its numbers are counted from the assignments and the catalog; there is nothing to edit.",
  phases: "Edit the `phases` in the catalog.",
  footer: "Edit `tracker.next_review` in the configuration; the rest is counted.",
} as const;

export const tracker = {
  edited: (region: keyof typeof INSTEAD, id: string | null) =>
    words(
      "Edited by hand",
      `The bot writes what stands between the markers of ${quote(region)}, so this edit${id === null ? "" : ` of ${quote(id)}`} would be lost. ${INSTEAD[region]} If you did not change it, bring the branch up to date.`,
    ),
  regionGone: (region: string, begin: string) =>
    words(
      "A region removed",
      `The region ${quote(region)} with its markers is gone, so the bot would keep it up to date no more. Put ${quote(begin)} and its end back.`,
    ),
  documentGone: () =>
    words(
      "Tracker removed",
      "This is one of the configured tracker documents, so the bot would write it anew without what people wrote in it. Keep it, or take it out of `paths.tracker` first.",
    ),
} as const;
