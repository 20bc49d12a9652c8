/**
 * The one issue that tells the maintainers which files are broken, and where. A pure function of the files, so that the same
 * state changes nothing however often it is looked at.
 */
import { splitRepositoryPath } from "../domain/owner-defaults.ts";
import type { Problem } from "../domain/problem.ts";
import type { Fold } from "./fold.ts";
import type { MaintainersIssue } from "./plan.ts";

export const BROKEN_MARKER = "<!-- diagram-tracker:broken -->";

/** A person mends these first. */
const FILES = 20;
const LINES = 10;

/** Null: nothing is broken, or there is no campaign that it would concern. */
export function planBrokenIssue(fold: Fold, ofTrackers: readonly Problem[]): MaintainersIssue | null {
  const problems = [...fold.state.problems, ...ofTrackers].filter(({ severity }) => severity === "error");
  if (problems.length === 0 || !isCampaign(fold)) return null;
  const { say } = fold;
  const files = Map.groupBy(problems, ({ file }) => file);
  const blocks = [...files].slice(0, FILES).map(([file, found]) => {
    const lines = found
      .toSorted((one, other) => one.line - other.line || one.column - other.column)
      .slice(0, LINES)
      .map((problem) => `- ${say.broken.issueLine(problem, linkTo(fold, file, problem.line))}`);
    const more = found.length - lines.length;
    return [
      say.broken.issueFile(file, linkTo(fold, file, null)),
      "",
      ...lines,
      ...(more > 0 ? [`- ${say.broken.issueMore(more)}`] : []),
    ].join("\n");
  });
  const paragraphs = [
    say.broken.issueIntro(),
    ...blocks,
    ...(files.size > FILES ? [say.broken.issueMore(files.size - FILES)] : []),
    ...meanwhile(fold, files),
    say.broken.issueHow(),
  ];
  return { marker: BROKEN_MARKER, title: say.broken.issueTitle(files.size), body: paragraphs.join("\n\n") };
}

/** A folder called `catalog` with files of somebody else's is no campaign, and none of our business. */
function isCampaign({ state, snapshot: { files } }: Fold): boolean {
  return (
    files.config !== null ||
    files.assignments.length > 0 ||
    state.catalog.categories.length > 0 ||
    files.trackers.some(({ text }) => text.includes("diagram-tracker:begin"))
  );
}

function meanwhile({ state, say }: Fold, files: ReadonlyMap<string, unknown>): string[] {
  const { paths } = state.config;
  if (state.configBroken) return [say.broken.whileConfig()];
  return [
    ...(state.catalogBroken.length > 0 ? [say.broken.whileCatalog()] : []),
    ...(state.broken.size > 0 ? [say.broken.whileAssignment()] : []),
    ...(paths.tracker.some((path) => files.has(path)) ? [say.broken.whileTracker()] : []),
  ];
}

function linkTo({ snapshot, state }: Fold, file: string, line: number | null): string {
  const there = splitRepositoryPath(file);
  if (there) return pageOf(siblingOf(snapshot.url, there.repository), "HEAD", there.path, line);
  const { assignments, tracker } = state.config.paths;
  const isState = file.startsWith(`${assignments}/`) || tracker.includes(file);
  const branch = isState ? snapshot.trackerBranch : snapshot.defaultBranch;
  return pageOf(snapshot.url, branch, file, line);
}

/** The page of another repository of the same server. */
function siblingOf(url: string, repository: string): string {
  return [...url.split("/").slice(0, -2), repository].join("/");
}

function pageOf(repository: string, branch: string, file: string, line: number | null): string {
  const page = encodeURI(`${repository}/blob/${branch}/${file}`).replaceAll(/[()#?]/g, encodeURIComponent);
  return line === null ? page : `${page}?plain=1#L${line}`;
}
