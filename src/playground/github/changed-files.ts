import { mergeBase } from "./git/history.ts";
import { mergeTrees } from "./git/merge.ts";
import { diffTrees, type TreeDifference } from "./git/trees.ts";
import type { Pull, Repository } from "./model.ts";

/** GitHub lists no more files of a pull request, however many there are, and does not say so. */
export const mostListedFiles = 3_000;

export interface ChangedPath {
  readonly path: string;
  readonly change: "added" | "modified" | "removed" | "renamed";
  readonly previousPath: string | null;
  /** OIDs of the blobs. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The commit that a pull request is compared with: where its branch left the base. */
export function findComparisonBase(repository: Repository, pull: Pull): string | null {
  if (pull.merged !== null) return pull.merged.base;
  const tip = repository.branches.get(pull.base.branch) ?? pull.base.oid;
  return mergeBase(repository.objects, tip, pull.head.oid);
}

const known = new WeakMap<Pull, { key: string; files: readonly ChangedPath[] }>();

/** The files of a pull request as its "Files changed" tab has them: against the merge base, renames found by content. */
export function listChangedFiles(repository: Repository, pull: Pull): readonly ChangedPath[] {
  const base = findComparisonBase(repository, pull);
  const key = `${base} ${pull.head.oid}`;
  const cached = known.get(pull);
  if (cached?.key === key) return cached.files;
  const { objects } = repository;
  const before = base === null ? null : objects.commit(base).tree;
  const files = withRenames(diffTrees(objects, before, objects.commit(pull.head.oid).tree));
  known.set(pull, { key, files });
  return files;
}

function withRenames(differences: readonly TreeDifference[]): ChangedPath[] {
  const gone = new Map<string, string>();
  for (const { path, before, after } of differences) {
    if (before !== null && after === null) gone.set(before.oid, path);
  }
  const moved = new Set<string>();
  const files: ChangedPath[] = [];
  for (const { path, before, after } of differences) {
    const from = before === null && after !== null ? gone.get(after.oid) : undefined;
    if (from !== undefined && after !== null && !moved.has(from)) {
      moved.add(from);
      files.push({ path, change: "renamed", previousPath: from, before: after.oid, after: after.oid });
    } else {
      const change = before === null ? "added" : after === null ? "removed" : "modified";
      files.push({
        path,
        change,
        previousPath: null,
        before: before?.oid ?? null,
        after: after?.oid ?? null,
      });
    }
  }
  return files.filter((file) => file.change !== "removed" || !moved.has(file.path));
}

export function findMergeability(repository: Repository, pull: Pull): "MERGEABLE" | "CONFLICTING" {
  const tip = repository.branches.get(pull.base.branch);
  if (tip === undefined) return "CONFLICTING";
  return "conflicts" in mergeTrees(repository.objects, tip, pull.head.oid) ? "CONFLICTING" : "MERGEABLE";
}
