import { proseOf } from "../commands/parse-comment.ts";
import type { Config } from "../domain/config.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import { type DiagramId, findDiagramIds, findDiagramIdsInBranch } from "../domain/diagram-id.ts";
import type { PullRequestMention } from "./snapshot.ts";

/**
 * The diagrams of the catalog that a pull request is about: those named in its title, its branch or the prose of its
 * description, and those whose own file or assignment file it adds or changes. Reverts and pull requests that only
 * change the catalog or the configuration are about none: they name IDs without making diagrams.
 */
export function findReferences(
  pr: PullRequestMention,
  config: Config,
  isKnown: (id: DiagramId) => boolean,
): ReadonlySet<DiagramId> {
  if (isRevert(pr) || changesOnlyThePlan(pr, config)) return new Set();
  const { diagrams, assignments } = config.paths;
  const inFiles = pr.files
    .filter(({ path, change }) => change !== "removed" && (isIn(path, diagrams) || isIn(path, assignments)))
    .flatMap(({ path }) => findDiagramIdsInBranch(path.slice(path.indexOf("/") + 1), isKnown));
  return new Set([
    ...findDiagramIds(pr.title, isKnown),
    ...findDiagramIdsInBranch(pr.branch, isKnown),
    ...findDiagramIds(proseOf(pr.body), isKnown),
    ...inFiles,
  ]);
}

/** Whether it touches the folder of the diagrams, so that naming none is most likely a slip. A revert does it on purpose. */
export function touchesDiagrams(pr: PullRequestMention, config: Config): boolean {
  return (
    !isRevert(pr) &&
    pr.files.some(({ path, change }) => change !== "removed" && isIn(path, config.paths.diagrams))
  );
}

// GitHub's Revert button writes the title, the branch name and the description in this way.
function isRevert({ title, branch }: PullRequestMention): boolean {
  return /^revert\b/i.test(title) || /^revert-\d+-/.test(branch);
}

function changesOnlyThePlan({ files, filesComplete }: PullRequestMention, { paths }: Config): boolean {
  if (files.length === 0 || !filesComplete) return false;
  return files.every(({ path }) => isIn(path, paths.catalog) || path === CONFIG_PATH);
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
