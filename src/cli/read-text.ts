/**
 * Reads files of a clone as the bot reads blobs: regular files only, no symbolic links on the way, as UTF-8 whose bytes
 * come back unchanged, up to a size. A file that cannot be read so is a value, since one bad file stops nothing else.
 */
import { lstatSync, type Stats } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeText } from "../domain/decode-text.ts";
import { reasonOf } from "./user-error.ts";

export type ReadText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "absent" }
  /** `line` and `column`: where that begins, from 1; 1:1 where the whole file is meant. */
  | {
      readonly kind: "unread";
      readonly reason: string;
      readonly line: number;
      readonly column: number;
    };

const MB = 1_000_000;

export async function readText(root: string, path: string, limit: number): Promise<ReadText> {
  try {
    const stats = await statInside(root, path);
    if (stats === null) return { kind: "absent" };
    if (stats.isSymbolicLink())
      return unread("It is a symbolic link, or lies behind one; links are not followed.");
    if (!stats.isFile()) return unread("It is no file.");
    if (stats.size > limit) {
      return unread(`It has ${megabytes(stats.size)}; at most ${megabytes(limit)} are read.`);
    }
    return decode(await readFile(join(root, path)));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return unread(`It cannot be read: ${reason}.`);
  }
}

export function decode(bytes: Uint8Array): ReadText {
  const { text, unread: why } = decodeText(bytes);
  return why
    ? { kind: "unread", reason: why.message, line: why.line, column: why.column }
    : { kind: "text", text };
}

/** The YAML files of a folder with their paths, in their order. Links are among them, to be told of, and submodules are not. */
export function listYaml(root: string, folder: string, depth: number): Promise<string[]> {
  return listFiles(root, folder, depth, (name) => /\.ya?ml$/i.test(name), true);
}

/** The same for files of any name; links only on request. */
export async function listFiles(
  root: string,
  folder: string,
  depth: number,
  isWanted: (name: string) => boolean,
  withLinks = false,
): Promise<string[]> {
  const stats = await statInside(root, folder);
  if (!stats?.isDirectory()) return [];
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return depth > 0 ? listFiles(root, path, depth - 1, isWanted, withLinks) : [];
      const isThere = entry.isFile() || (withLinks && entry.isSymbolicLink());
      return isThere && isWanted(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort((one, other) => (one < other ? -1 : 1));
}

/** Of the path, or of the first link on the way to it; null: there is nothing. */
export async function statInside(root: string, path: string): Promise<Stats | null> {
  let at = root;
  let stats: Stats | null = null;
  for (const step of path.split("/")) {
    if (stats !== null && !stats.isDirectory()) return stats.isSymbolicLink() ? stats : null;
    at = join(at, step);
    // An import asks for tens of thousands that are not there: as an error with its stack each would cost a kilobyte.
    stats = lstatSync(at, { throwIfNoEntry: false }) ?? null;
    if (stats === null) return null;
  }
  return stats;
}

function unread(reason: string): ReadText {
  return { kind: "unread", reason, line: 1, column: 1 };
}

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;
}
