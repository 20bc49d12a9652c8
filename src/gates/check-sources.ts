/**
 * Where a rule of the repository takes a required check from. A rule that names no source, or GitHub Actions, is passed by
 * people, too: https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
 */
export type CheckSource = "app" | "any" | "actions" | "other";

interface SourceWords {
  /** As it stands in the rule's settings. */
  readonly name: string;
  /** Who can make the required check pass: completes "A check passes by …". */
  readonly passedBy: string;
  readonly isSafe: boolean;
}

/** The best one first. */
export const CHECK_SOURCES: Readonly<Record<CheckSource, SourceWords>> = {
  app: { name: "the App", passedBy: "only the App", isSafe: true },
  any: {
    name: "any source",
    passedBy: "everybody with write access, by a check or status of that name",
    isSafe: false,
  },
  actions: {
    name: "GitHub Actions",
    passedBy: "every job of that name, also one from the pull request's own workflow",
    isSafe: false,
  },
  other: {
    name: "another App",
    passedBy: "only that App, so nothing can be merged: the App's own report does not count",
    isSafe: false,
  },
};

/** The App that github.com's workflows report as. A server of GitHub Enterprise has another one. */
const ACTIONS = 15_368;

/** `pinned`: the ID of the App that the rule names; null: none. */
export function checkSourceOf(pinned: number | null, appId: number): CheckSource {
  if (pinned === null) return "any";
  if (pinned === appId) return "app";
  return pinned === ACTIONS ? "actions" : "other";
}
