import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { basename, dirname } from "node:path/posix";
import { CONFIG_PATH, type Config } from "../domain/config.ts";
import { notReadProblem } from "../domain/not-read.ts";
import type { Problem } from "../domain/problem.ts";
import type { NotRead } from "../domain/source-file.ts";
import { gitList } from "./changes/git.ts";
import { statInside } from "./read-text.ts";
import { UserError } from "./user-error.ts";

/**
 * What a clone has at the campaign's places that the bot does not read there: links, submodules, a folder instead of a file, and
 * names that only a file system without upper and lower case takes for the same. Files that are links are told where they are read.
 */
export async function misplacedIn(
  root: string,
  { catalog, assignments, tracker }: Config["paths"],
): Promise<Problem[]> {
  const folders: [string, NotRead["role"]][] = [
    [catalog, "catalog"],
    [assignments, "assignments"],
  ];
  const found: Problem[] = [];
  const submodules = await submodulesIn(root);
  for (const [path, expected] of folders) {
    const stats = await statInside(root, path);
    const is = stats?.isSymbolicLink()
      ? "link"
      : submodules.has(path)
        ? "submodule"
        : stats?.isFile()
          ? "file"
          : null;
    if (is !== null) found.push(notReadProblem({ path, role: expected, is }));
  }
  for (const path of [CONFIG_PATH, catalog, assignments, ...tracker]) {
    const other = await otherCase(root, path);
    if (other !== null) found.push(caseProblem(other, path));
  }
  return found;
}

/** Empty where git is not there, or this is no clone. */
async function submodulesIn(root: string): Promise<ReadonlySet<string>> {
  const lines = await gitList(root, ["ls-files", "-z", "--stage"]).catch((error: unknown): string[] => {
    if (error instanceof UserError) return [];
    throw error;
  });
  return new Set(
    lines.flatMap((line) => (line.startsWith("160000 ") ? [line.slice(line.indexOf("\t") + 1)] : [])),
  );
}

/** The name that is there instead, where it differs only in upper and lower case; null: none does. */
async function otherCase(root: string, path: string): Promise<string | null> {
  const folder = dirname(path);
  const names = (await statInside(root, folder))?.isDirectory() ? await readdir(join(root, folder)) : [];
  const wanted = basename(path);
  if (names.includes(wanted)) return null;
  const other = names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  return other === undefined ? null : join(folder, other);
}

function caseProblem(file: string, path: string): Problem {
  const message = `GitHub tells upper and lower case apart, so this is not read. Expected ${path}.`;
  return { file, line: 1, column: 1, severity: "error", message };
}
