import type { FilePatch } from "../../facts/contents.ts";

/**
 * Whether what one pull request did to some files was undone by another one, by their diffs: what the first took out is put
 * in again and the other way round, line by line. A file of which GitHub gives no diff was undone if the one added and the
 * other removed it.
 */
export function isUndone(
  done: readonly FilePatch[],
  undone: readonly FilePatch[],
  paths: readonly string[],
): boolean {
  return (
    paths.length > 0 &&
    paths.every((path) => {
      const first = done.find((file) => file.path === path);
      const second = undone.find((file) => file.path === path);
      return first !== undefined && second !== undefined && isInverse(first, second);
    })
  );
}

function isInverse(first: FilePatch, second: FilePatch): boolean {
  const opposite = { added: "removed", removed: "added", modified: "modified", renamed: "renamed" } as const;
  if (second.change !== opposite[first.change]) return false;
  if (first.patch === null || second.patch === null)
    return first.change === "added" || first.change === "removed";
  const [one, other] = [linesOf(first.patch), linesOf(second.patch)];
  return same(one.added, other.removed) && same(one.removed, other.added);
}

function linesOf(patch: string): { added: string[]; removed: string[] } {
  const lines = patch.split("\n");
  const beginningWith = (sign: string) =>
    lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  return { added: beginningWith("+"), removed: beginningWith("-") };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}
