/** Writes whole files: each is there as before or as it shall be, never half. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileChange } from "../domain/source-file.ts";
import { statInside } from "./read-text.ts";
import { reasonOf, UserError } from "./user-error.ts";

export async function writeFiles(root: string, changes: readonly FileChange[]): Promise<void> {
  for (const change of changes) {
    try {
      await write(root, change);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      throw new UserError(`${change.path} cannot be written: ${reason}.`, { cause: error });
    }
  }
}

async function write(root: string, { path, text }: FileChange): Promise<void> {
  const stats = await statInside(root, path);
  if (stats?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: it is a symbolic link, or lies behind one.`);
  }
  const target = join(root, path);
  if (text === null) return rm(target, { force: true });
  const folder = dirname(path);
  if (folder !== "." && (await statInside(root, folder))?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: a folder on the way to it is a symbolic link.`);
  }
  await mkdir(dirname(target), { recursive: true });
  const fresh = `${target}.${process.pid}.new`;
  try {
    await writeFile(fresh, text, { flag: "wx", ...(stats && { mode: stats.mode & 0o777 }) });
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
