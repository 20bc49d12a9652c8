import type { Mode, ObjectStore, Tree, TreeEntry } from "./objects.ts";

/** What becomes of a path: the blob that it then holds, or null when it is deleted. */
export type TreeChanges = ReadonlyMap<string, { readonly oid: string; readonly mode?: Mode } | null>;

/** A path that was to be deleted is not there. */
export class MissingPath extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`no file at ${path}`);
    this.path = path;
  }
}

/** Writes only the trees on the way to a changed path; every other folder is shared with the tree before. */
export function changeTree(store: ObjectStore, root: string | null, changes: TreeChanges): Tree {
  return store.writeTree(changedEntries(store, root, changes, ""));
}

function changedEntries(
  store: ObjectStore,
  oid: string | null,
  changes: TreeChanges,
  prefix: string,
): TreeEntry[] {
  const entries = new Map(oid === null ? [] : store.entriesOf(oid));
  const folders = new Map<string, Map<string, { oid: string; mode?: Mode } | null>>();
  for (const [path, change] of changes) {
    const slash = path.indexOf("/");
    if (slash >= 0) {
      const folder = path.slice(0, slash);
      const inside = folders.get(folder) ?? new Map();
      inside.set(path.slice(slash + 1), change);
      folders.set(folder, inside);
    } else if (change === null) {
      if (!entries.delete(path)) throw new MissingPath(prefix + path);
    } else {
      entries.set(path, {
        name: path,
        oid: change.oid,
        mode: change.mode ?? (entries.get(path)?.mode === "100755" ? "100755" : "100644"),
      });
    }
  }
  for (const [name, inside] of folders) {
    const before = entries.get(name);
    const folder = before?.mode === "40000" ? before.oid : null;
    const after = changedEntries(store, folder, inside, `${prefix}${name}/`);
    // Git knows no empty folders.
    if (after.length === 0) entries.delete(name);
    else entries.set(name, { name, mode: "40000", oid: store.writeTree(after).oid });
  }
  return [...entries.values()];
}

/** The entry at a path, or undefined. An empty path is the root itself. */
export function findEntry(store: ObjectStore, root: string, path: string): TreeEntry | undefined {
  let entry: TreeEntry = { name: "", mode: "40000", oid: root };
  for (const name of path.split("/").filter(Boolean)) {
    if (entry.mode !== "40000") return undefined;
    const next = store.entriesOf(entry.oid).get(name);
    if (next === undefined) return undefined;
    entry = next;
  }
  return entry;
}

/** Every entry below a tree, folders before their content, as `git ls-tree -r -t` lists them. */
export function* walkTree(
  store: ObjectStore,
  root: string,
  prefix = "",
): Generator<TreeEntry & { path: string }> {
  for (const entry of store.tree(root).entries) {
    const path = prefix + entry.name;
    yield { ...entry, path };
    if (entry.mode === "40000") yield* walkTree(store, entry.oid, `${path}/`);
  }
}

export interface TreeDifference {
  readonly path: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

/** Differing files, in the order of their paths. Folders with the same OID are not looked into. */
export function diffTrees(store: ObjectStore, before: string | null, after: string | null): TreeDifference[] {
  const found: TreeDifference[] = [];
  collectDifferences(store, before, after, "", found);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function collectDifferences(
  store: ObjectStore,
  before: string | null,
  after: string | null,
  prefix: string,
  found: TreeDifference[],
): void {
  if (before === after) return;
  const old = before === null ? new Map<string, TreeEntry>() : store.entriesOf(before);
  const now = after === null ? new Map<string, TreeEntry>() : store.entriesOf(after);
  const compare = (name: string, a: TreeEntry | undefined, b: TreeEntry | undefined) => {
    if (a?.oid === b?.oid && a?.mode === b?.mode) return;
    const path = prefix + name;
    const folderBefore = a?.mode === "40000" ? a.oid : null;
    const folderAfter = b?.mode === "40000" ? b.oid : null;
    if (folderBefore !== null || folderAfter !== null) {
      collectDifferences(store, folderBefore, folderAfter, `${path}/`, found);
    }
    const fileBefore = a !== undefined && a.mode !== "40000" ? a : null;
    const fileAfter = b !== undefined && b.mode !== "40000" ? b : null;
    if (fileBefore !== null || fileAfter !== null) found.push({ path, before: fileBefore, after: fileAfter });
  };
  for (const [name, entry] of now) compare(name, old.get(name), entry);
  for (const [name, entry] of old) if (!now.has(name)) compare(name, entry, undefined);
}
