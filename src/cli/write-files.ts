/**
 * Writes whole files: all that can be known to fail fails before the first of them is changed, and each is there as before or as
 * it shall be, never half.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { FileChange } from "../domain/source-file.ts";
import { statInside } from "./read-text.ts";
import { reasonOf, UserError } from "./user-error.ts";

/** A file as it shall be, beside where it shall stand; null: it is to be removed. */
interface Prepared {
  readonly path: string;
  readonly fresh: string | null;
}

/**
 * One after the other: of the tens of thousands of an import the promises would cost more time and memory than the system does.
 */
export async function writeFiles(root: string, changes: readonly FileChange[]): Promise<void> {
  const folders = new Set<string>();
  const prepared: Prepared[] = [];
  try {
    for (const change of changes) {
      const { path } = change;
      prepared.push({ path, fresh: await named(path, () => prepare(root, change, folders)) });
    }
    for (const { path, fresh } of prepared) {
      const target = join(root, path);
      await named(path, async () => {
        if (fresh === null) rmSync(target, { force: true });
        else renameSync(fresh, target);
      });
    }
  } catch (error) {
    for (const { fresh } of prepared) if (fresh !== null) rmSync(fresh, { force: true });
    throw error;
  }
}

/** What the system refuses is said of the file. */
async function named<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new UserError(`${path} cannot be written: ${reason}.`, { cause: error });
  }
}

/** Gives the path of the file as it shall be, beside where it shall stand; null: it is to be removed. */
async function prepare(
  root: string,
  { path, text }: FileChange,
  folders: Set<string>,
): Promise<string | null> {
  const stats = await statInside(root, path);
  if (stats?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: it is a symbolic link, or lies behind one.`);
  }
  if (stats?.isDirectory()) throw new UserError(`${path} cannot be written: it is a folder.`);
  if (text === null) return null;
  const folder = dirname(path);
  if (!folders.has(folder)) {
    await makeFolder(root, folder, path);
    folders.add(folder);
  }
  const fresh = `${join(root, path)}.${process.pid}.new`;
  try {
    writeFileSync(fresh, text, { flag: "wx", ...(stats && { mode: stats.mode & 0o777 }) });
    return fresh;
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

async function makeFolder(root: string, folder: string, path: string): Promise<void> {
  if (folder !== "." && (await statInside(root, folder))?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: a folder on the way to it is a symbolic link.`);
  }
  mkdirSync(join(root, folder), { recursive: true });
}
