import { proseOf } from "../commands/parse-comment.ts";
import type { Config } from "../domain/config.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import { type DiagramId, findDiagramIds, findDiagramIdsInBranch } from "../domain/diagram-id.ts";
import type { PullRequestMention } from "../facts/pull-request-facts.ts";

/**
 * The diagrams of the catalog that a pull request is about: those named in its title, its branch or the prose of its
 * description, and those whose own file it adds or changes. Where none of these names one, the assignment files that
 * come with its diagrams tell what they are. Reverts and pull requests that only change the campaign's own files are
 * about none: they plan, claim or note something, and their merge makes no diagram.
 */
export function findReferences(
  pr: PullRequestMention,
  config: Config,
  isKnown: (id: DiagramId) => boolean,
): ReadonlySet<DiagramId> {
  if (isRevert(pr) || changesOnlyRecords(pr, config)) return new Set();
  const inFolder = (folder: string) =>
    pr.files
      .filter(({ path, change }) => change !== "removed" && isIn(path, folder))
      .flatMap(({ path }) => findDiagramIdsInBranch(path.slice(folder.length + 1), isKnown));
  const named = new Set([
    ...findDiagramIds(pr.title, isKnown),
    ...findDiagramIdsInBranch(pr.branch, isKnown),
    ...findDiagramIds(proseOf(pr.body), isKnown),
    ...inFolder(config.paths.diagrams),
  ]);
  // One diagram is made and another one claimed by the same pull request: the claim is none of its diagrams.
  const untold = named.size === 0 && touchesDiagrams(pr, config);
  return untold ? new Set(inFolder(config.paths.assignments)) : named;
}

/** Whether it touches the folder of the diagrams, so that naming none is most likely a slip. A revert does it on purpose. */
export function touchesDiagrams(pr: PullRequestMention, config: Config): boolean {
  return (
    !isRevert(pr) &&
    pr.files.some(({ path, change }) => change !== "removed" && isIn(path, config.paths.diagrams))
  );
}

/**
 * GitHub's Revert button writes the title, the branch name and the description in this way. So may anybody who wants no
 * drawing to be looked at: it counts only from who may push to the repository itself.
 */
function isRevert({ title, branch, fromFork }: PullRequestMention): boolean {
  return !fromFork && (/^revert\b/i.test(title) || /^revert-\d+-/.test(branch));
}

function changesOnlyRecords({ files, filesComplete }: PullRequestMention, { paths }: Config): boolean {
  if (files.length === 0 || !filesComplete) return false;
  const { catalog, assignments, tracker } = paths;
  return files.every(
    ({ path }) =>
      isIn(path, catalog) || isIn(path, assignments) || path === CONFIG_PATH || tracker.includes(path),
  );
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
