import type { Commit, ObjectStore } from "./objects.ts";
import { findEntry } from "./trees.ts";

/** The commit and all that it builds on, newest first; where dates are equal, children before parents. */
export function* walkHistory(
  store: ObjectStore,
  from: string,
  isExcluded: (oid: string) => boolean = () => false,
): Generator<Commit> {
  const seen = new Set([from]);
  const waiting = isExcluded(from) ? [] : [store.commit(from)];
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    yield commit;
    for (const oid of commit.parents) {
      if (seen.has(oid)) continue;
      seen.add(oid);
      if (isExcluded(oid)) continue;
      const parent = store.commit(oid);
      const index = waiting.findIndex((other) => isNewer(other, parent));
      waiting.splice(index < 0 ? waiting.length : index, 0, parent);
    }
  }
}

/** The commits that changed what is at a path, as `git log -- PATH` finds them: a merge that took one side over is none. */
export function* walkPathHistory(store: ObjectStore, from: string, path: string): Generator<Commit> {
  const at = (oid: string) => findEntry(store, store.commit(oid).tree, path)?.oid;
  const seen = new Set([from]);
  const waiting = [store.commit(from)];
  for (let commit = waiting.pop(); commit !== undefined; commit = waiting.pop()) {
    const { oid, parents } = commit;
    const same = parents.find((parent) => at(parent) === at(oid));
    if (same === undefined && (parents.length > 0 || at(oid) !== undefined)) yield commit;
    for (const next of same === undefined ? parents : [same]) {
      if (seen.has(next)) continue;
      seen.add(next);
      const parent = store.commit(next);
      const index = waiting.findIndex((other) => isNewer(other, parent));
      waiting.splice(index < 0 ? waiting.length : index, 0, parent);
    }
  }
}

function isNewer(a: Commit, b: Commit): boolean {
  return a.committer.at !== b.committer.at ? a.committer.at > b.committer.at : a.generation > b.generation;
}

/** Whether `ancestor` is `descendant` or one of the commits that it builds on. */
export function isAncestor(store: ObjectStore, ancestor: string, descendant: string): boolean {
  const least = store.commit(ancestor).generation;
  const seen = new Set<string>();
  const waiting = [descendant];
  for (let oid = waiting.pop(); oid !== undefined; oid = waiting.pop()) {
    if (oid === ancestor) return true;
    if (seen.has(oid)) continue;
    seen.add(oid);
    const commit = store.commit(oid);
    if (commit.generation > least) waiting.push(...commit.parents);
  }
  return false;
}

/** What `tip` builds on and `known` does not, newest first. */
export function* commitsSince(store: ObjectStore, known: string | null, tip: string): Generator<Commit> {
  yield* walkHistory(store, tip, (oid) => known !== null && isAncestor(store, oid, known));
}

/** The newest commit that both build on, or null when they share no history. */
export function mergeBase(store: ObjectStore, left: string, right: string): string | null {
  const found = new Map<string, number>();
  const waiting: Commit[] = [];
  const visit = (oid: string, sides: number) => {
    const before = found.get(oid) ?? 0;
    found.set(oid, before | sides);
    if (before === 0) waiting.push(store.commit(oid));
  };
  visit(left, 1);
  visit(right, 2);
  while (waiting.length > 0) {
    // The highest generation first: all its children were seen, so its sides are final.
    waiting.sort((a, b) => a.generation - b.generation);
    const commit = waiting.pop();
    if (commit === undefined) break;
    const sides = found.get(commit.oid) ?? 0;
    if (sides === 3) return commit.oid;
    for (const parent of commit.parents) visit(parent, sides);
  }
  return null;
}
