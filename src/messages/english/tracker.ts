import { quote, words } from "../words.ts";

const COUNTED = "I make it from the assignments and the catalog, so there is nothing to change by hand.";

const INSTEAD = {
  details:
    "Change the diagram's file in the assignments folder, or comment `/claim`, `/release` or `/source` with its ID.",
  summary: "I count its numbers from the assignments and the catalog, so there is nothing to change by hand.",
  phases: "Change the `phases` in the catalog.",
  footer: "Change `tracker.next_review` in the configuration; I count the rest.",
  chart: COUNTED,
  people: COUNTED,
  recent: COUNTED,
  review: COUNTED,
  overdue: COUNTED,
} as const;

export const tracker = {
  edited: (region: keyof typeof INSTEAD, id: string | null) =>
    words(
      "Edited by hand",
      `The bot writes everything between the markers of ${quote(region)}, so this change${id === null ? "" : ` of ${quote(id)}`} would be lost. ${INSTEAD[region]} If you did not change it, bring the branch up to date.`,
    ),
  regionGone: (region: string, begin: string) =>
    words(
      "A region removed",
      `The region ${quote(region)} with its markers is gone, so the bot could no longer update it. Put ${quote(begin)} and its end marker back.`,
    ),
  documentGone: () =>
    words(
      "Tracker removed",
      "This is one of the configured tracker documents, so the bot would write it again, without what people wrote in it. Keep it, or take it out of `paths.tracker` first.",
    ),
} as const;
