import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileContent, ProposedFile } from "../../facts/contents.ts";
import type { ChangedFile } from "../../facts/pull-request-facts.ts";
import { decode, statInside } from "../read-text.ts";
import { gitList, gitText } from "./git.ts";
import type { CommitFiles } from "./read-revision.ts";

/** Larger files are not read on GitHub either. */
const BYTES_LIMIT = 5_000_000;
const SUBMODULE = "160000";

export interface LocalChange extends ChangedFile {
  readonly isSubmodule: boolean;
}

/**
 * What a pull request from this work tree would change: everything since it left the base, committed or not. Ignored
 * files are not in it. A file that was moved is one that was removed and one that was added.
 */
export async function listChanges(root: string, base: string): Promise<LocalChange[]> {
  const since = await gitText(root, ["merge-base", base, "HEAD"]);
  const raw = await gitList(root, ["diff", "--raw", "-z", "--no-renames", "--no-ext-diff", since, "--"]);
  const changes = new Map<string, LocalChange>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [, mode = "", , , status = ""] = (raw[at] ?? "").split(" ");
    const path = raw[at + 1] ?? "";
    changes.set(path, { path, change: changeOf(status), isSubmodule: mode === SUBMODULE });
  }
  for (const path of await gitList(root, ["ls-files", "-z", "--others", "--exclude-standard"])) {
    // A clone within the clone is named with a slash at the end, and would be a submodule.
    const isSubmodule = path.endsWith("/");
    const name = path.replace(/\/$/, "");
    changes.set(name, { path: name, change: "added", isSubmodule });
  }
  return [...changes.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function changeOf(status: string): ChangedFile["change"] {
  if (status === "A") return "added";
  return status === "D" ? "removed" : "modified";
}

export async function readProposed(
  root: string,
  changes: readonly LocalChange[],
  base: CommitFiles,
): Promise<ProposedFile[]> {
  const files: ProposedFile[] = [];
  for (const change of changes) {
    const content = await readContent(root, change);
    const before = await base.textOf(change.path);
    files.push({ path: change.path, change: change.change, content, before });
  }
  return files;
}

async function readContent(root: string, { path, isSubmodule }: LocalChange): Promise<FileContent> {
  if (isSubmodule) return { kind: "submodule", bytes: null };
  const stats = await statInside(root, path);
  if (stats === null) return { kind: "removed", bytes: null };
  if (stats.isSymbolicLink()) return { kind: "symlink", bytes: null };
  if (!stats.isFile()) return { kind: "unreadable", bytes: null };
  if (stats.size > BYTES_LIMIT) return { kind: "too-large", bytes: stats.size };
  const read = decode(await readFile(join(root, path)));
  return read.kind === "text" ? { kind: "text", text: read.text } : { kind: "binary", bytes: stats.size };
}
