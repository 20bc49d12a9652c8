import { applyPatch, structuredPatch } from "diff";
import { mergeBase } from "./history.ts";
import type { ObjectStore, TreeEntry } from "./objects.ts";
import { changeTree, diffTrees } from "./trees.ts";

/** The tree that merging `theirs` into `ours` gives, or the paths where the two disagree. */
export function mergeTrees(
  store: ObjectStore,
  ours: string,
  theirs: string,
): { readonly tree: string } | { readonly conflicts: readonly string[] } {
  const base = mergeBase(store, ours, theirs);
  const baseTree = base === null ? null : store.commit(base).tree;
  const ourTree = store.commit(ours).tree;
  const ourChanges = new Map(
    diffTrees(store, baseTree, ourTree).map((change) => [change.path, change.after]),
  );
  const changes = new Map<string, { oid: string; mode?: TreeEntry["mode"] } | null>();
  const conflicts: string[] = [];
  for (const { path, before, after } of diffTrees(store, baseTree, store.commit(theirs).tree)) {
    const our = ourChanges.get(path);
    if (our === undefined) {
      changes.set(path, after);
    } else if (our?.oid !== after?.oid) {
      const merged = our && after && before ? mergeText(store, before.oid, our.oid, after.oid) : null;
      if (merged === null) conflicts.push(path);
      else changes.set(path, { oid: merged });
    }
  }
  if (conflicts.length > 0) return { conflicts };
  return { tree: changeTree(store, ourTree, changes).oid };
}

/** Their change replayed on our text; null where it does not fit, which git would call a conflict. */
function mergeText(store: ObjectStore, base: string, ours: string, theirs: string): string | null {
  const text = (oid: string) => store.blob(oid).bytes.toString("utf8");
  const patch = structuredPatch("", "", text(base), text(theirs), "", "", { context: 1 });
  const merged = applyPatch(text(ours), patch, { autoConvertLineEndings: false });
  return merged === false ? null : store.writeBlob(merged).oid;
}
