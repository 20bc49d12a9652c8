/**
 * Writes whole files: all that can be known to fail fails before the first of them is changed, and each is there as before or as
 * it shall be, never half.
 */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileChange } from "../domain/source-file.ts";
import { statInside } from "./read-text.ts";
import { reasonOf, UserError } from "./user-error.ts";

/** An import writes tens of thousands. */
const PARALLEL = 16;

/** A file as it shall be, beside where it shall stand; null: it is to be removed. */
interface Prepared {
  readonly path: string;
  readonly fresh: string | null;
}

export async function writeFiles(root: string, changes: readonly FileChange[]): Promise<void> {
  const folders = new Map<string, Promise<void>>();
  const prepared: Prepared[] = [];
  try {
    for (let at = 0; at < changes.length; at += PARALLEL) {
      const some = changes.slice(at, at + PARALLEL).map(async (change) => {
        prepared.push(await named(change.path, () => prepare(root, change, folders)));
      });
      // The others of a lane are waited for, too, so that none is left behind.
      for (const one of await Promise.allSettled(some)) if (one.status === "rejected") throw one.reason;
    }
    for (const { path, fresh } of prepared) {
      const target = join(root, path);
      await named(path, () => (fresh === null ? rm(target, { force: true }) : rename(fresh, target)));
    }
  } catch (error) {
    for (const { fresh } of prepared) if (fresh !== null) await rm(fresh, { force: true });
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

async function prepare(
  root: string,
  { path, text }: FileChange,
  folders: Map<string, Promise<void>>,
): Promise<Prepared> {
  const stats = await statInside(root, path);
  if (stats?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: it is a symbolic link, or lies behind one.`);
  }
  if (stats?.isDirectory()) throw new UserError(`${path} cannot be written: it is a folder.`);
  if (text === null) return { path, fresh: null };
  const folder = dirname(path);
  let made = folders.get(folder);
  if (!made) {
    made = makeFolder(root, folder, path);
    folders.set(folder, made);
  }
  await made;
  const fresh = `${join(root, path)}.${process.pid}.new`;
  try {
    await writeFile(fresh, text, { flag: "wx", ...(stats && { mode: stats.mode & 0o777 }) });
    return { path, fresh };
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

async function makeFolder(root: string, folder: string, path: string): Promise<void> {
  if (folder !== "." && (await statInside(root, folder))?.isSymbolicLink()) {
    throw new UserError(`${path} cannot be written: a folder on the way to it is a symbolic link.`);
  }
  await mkdir(join(root, folder), { recursive: true });
}
