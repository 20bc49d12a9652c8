import type { Config } from "../domain/config.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import type { ChangedFile, PullRequestFacts } from "../facts/pull-request-facts.ts";

/** How many files of one pull request are read. */
const CHECKED_FILES_LIMIT = 300;

/**
 * The files of a pull request that the campaign cares about, those of the bookkeeping first. Markdown counts where the
 * diagrams lie, and anywhere in a pull request that is about a diagram, since that may be drawn in it.
 */
export function filesToCheck(
  pr: Pick<PullRequestFacts, "files">,
  config: Config,
  { aboutDiagrams }: { aboutDiagrams: boolean },
): { files: readonly ChangedFile[]; leftOut: number } {
  const bookkeeping = pr.files.filter(({ path }) => isBookkeeping(path, config));
  const diagrams = pr.files.filter(
    ({ path }) => !isBookkeeping(path, config) && mayDraw(path, config, aboutDiagrams),
  );
  const all = [...bookkeeping, ...diagrams];
  return {
    files: all.slice(0, CHECKED_FILES_LIMIT),
    leftOut: Math.max(0, all.length - CHECKED_FILES_LIMIT),
  };
}

function isBookkeeping(path: string, { paths }: Config): boolean {
  return (
    path === CONFIG_PATH ||
    paths.tracker.includes(path) ||
    path.startsWith(`${paths.catalog}/`) ||
    path.startsWith(`${paths.assignments}/`)
  );
}

function mayDraw(path: string, { paths }: Config, aboutDiagrams: boolean): boolean {
  if (path.startsWith(`${paths.diagrams}/`) || /\.(?:mmd|mermaid)$/i.test(path)) return true;
  return aboutDiagrams && /\.(?:md|mdx|markdown)$/i.test(path);
}
