import { type Config, DEFAULT_CONFIG } from "../../domain/config.ts";
import type { Parsed } from "../../domain/problem.ts";
import type { CampaignPaths } from "./campaign-paths.ts";

/** What has to be known of a repository before it can be read with one query: what its configuration said the last time. */
export interface Layout {
  readonly paths: CampaignPaths;
  readonly mode: Config["commit"];
  /** The branch that assignments and tracker are kept on, unless the mode is `direct`. */
  readonly stateBranch: string;
  /** Of the repository's own configuration: which other ones have to be asked with it. */
  readonly extends: Config["extends"];
  /** Empty while it was never read. */
  readonly defaultBranch: string;
}

export const DEFAULT_LAYOUT: Layout = { ...layoutIn(DEFAULT_CONFIG), extends: undefined, defaultBranch: "" };

/** A configuration that cannot be read leaves the layout where it was: nothing is decided until it is mended. */
export function layoutOf(config: Parsed<Config>, defaultBranch: string, known: Layout): Layout {
  const next = { ...known, ...(config.ok && layoutIn(config.value)), defaultBranch };
  // The default branch cannot be the other one: that is what `direct` does.
  return next.stateBranch === defaultBranch ? { ...next, mode: "direct" } : next;
}

function layoutIn({ paths, commit, commit_branch }: Config): Omit<Layout, "defaultBranch" | "extends"> {
  return { paths, mode: commit, stateBranch: commit_branch };
}

/** Whether a query for the one gives all that the other asks for, as long as both ask the same repositories. */
export function sameLayout(one: Layout, other: Layout): boolean {
  const samePaths =
    one.paths.catalog === other.paths.catalog &&
    one.paths.assignments === other.paths.assignments &&
    one.paths.tracker.join("\n") === other.paths.tracker.join("\n");
  if (!samePaths || one.mode !== other.mode) return false;
  return (
    one.mode === "direct" ||
    (one.stateBranch === other.stateBranch && one.defaultBranch === other.defaultBranch)
  );
}
