import { structuredPatch } from "diff";
import type { ChangedPath } from "../changed-files.ts";
import type { ObjectStore } from "../git/objects.ts";
import type { Pull, Repository } from "../model.ts";
import type { World } from "../world.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";

/** GitHub leaves out the patch of what is large or binary. */
const longestPatched = 100_000;

export function changedFileJson(world: World, repository: Repository, pull: Pull, file: ChangedPath) {
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  const { oid } = pull.head;
  return {
    sha: file.after ?? file.before,
    filename: file.path,
    status: file.change,
    ...(file.previousPath !== null && { previous_filename: file.previousPath }),
    ...readPatch(repository.objects, file),
    blob_url: `${repositoryPage(world, repository)}/blob/${oid}/${path}`,
    raw_url: `${repositoryPage(world, repository)}/raw/${oid}/${path}`,
    contents_url: `${repositoryApi(world, repository)}/contents/${path}?ref=${oid}`,
  };
}

/** Lines added and removed in all files together. */
export function countLines(objects: ObjectStore, files: readonly ChangedPath[]) {
  const known = counts.get(files);
  if (known !== undefined) return known;
  const sum = { additions: 0, deletions: 0 };
  for (const file of files) {
    const { additions, deletions } = readPatch(objects, file);
    sum.additions += additions;
    sum.deletions += deletions;
  }
  counts.set(files, sum);
  return sum;
}

const counts = new WeakMap<readonly ChangedPath[], { additions: number; deletions: number }>();

/** A submodule's commit is in another repository: its patch is one line that names it. */
function bytesOf(objects: ObjectStore, oid: string | null): Buffer {
  if (oid === null) return Buffer.alloc(0);
  const object = objects.get(oid);
  return object?.kind === "blob" ? object.bytes : Buffer.from(`Subproject commit ${oid}\n`);
}

function readPatch(objects: ObjectStore, file: ChangedPath) {
  const before = bytesOf(objects, file.before);
  const after = bytesOf(objects, file.after);
  if (
    before.length > longestPatched ||
    after.length > longestPatched ||
    before.includes(0) ||
    after.includes(0)
  ) {
    return { additions: 0, deletions: 0, changes: 0 };
  }
  const { hunks } = structuredPatch("", "", before.toString("utf8"), after.toString("utf8"), "", "", {
    context: 3,
  });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const additions = lines.filter((line) => line.startsWith("+")).length;
  const deletions = lines.filter((line) => line.startsWith("-")).length;
  const patch = hunks.map((hunk) => {
    const head = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
    return [head, ...hunk.lines].join("\n");
  });
  return { additions, deletions, changes: additions + deletions, patch: patch.join("\n") };
}
