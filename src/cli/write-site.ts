/** Writes a site into its folder: only what differs, and takes away what an earlier one left. */
import { mkdirSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { digestOf } from "../domain/digest.ts";
import type { SiteFile } from "../site/site-input.ts";
import { reasonOf, UserError } from "./user-error.ts";

/** Lists what a site wrote, so that nothing else in its folder is ever touched. */
const LIST = ".diagram-tracker-site";
const VERSION_FILE = "version.txt";
const listSchema = z.record(z.string(), z.string());

export interface Written {
  readonly files: number;
  readonly changed: number;
  readonly removed: number;
  /** Of everything: two sites with the same digest are the same. */
  readonly digest: string;
}

/** Throws a `UserError` where the folder holds anything that no site wrote. */
export async function writeSite(folder: string, files: Iterable<SiteFile>): Promise<Written> {
  const before = await readList(folder);
  const now = new Map<string, string>();
  const writer = new Writer(folder);
  let changed = 0;
  for (const { path, content } of files) {
    const hash = digestOf(content);
    now.set(path, hash);
    if (before.get(path) === hash) continue;
    changed++;
    writer.write(path, content);
  }
  const gone = [...before.keys()].filter((path) => !now.has(path) && path !== VERSION_FILE);
  for (const path of gone) {
    await rm(join(folder, path), { force: true });
    // A folder in which nothing is left goes, too; one that holds something stays.
    await rmdir(join(folder, dirname(path))).catch(() => {});
  }
  const entries = [...now].sort(([one], [other]) => (one < other ? -1 : 1));
  const digest = digestOf(JSON.stringify(entries));
  // Whoever publishes the folder sees by it whether that was done already.
  const version = `${digest}\n`;
  writer.write(VERSION_FILE, version);
  writer.write(LIST, JSON.stringify(Object.fromEntries([...entries, [VERSION_FILE, digestOf(version)]])));
  return { files: now.size + 1, changed, removed: gone.length, digest };
}

/** One after the other and in place: of 25,000 small files the promises would cost three times what the system does. */
class Writer {
  private readonly root: string;
  private readonly made = new Set<string>();

  constructor(root: string) {
    this.root = root;
  }

  write(path: string, content: string | Uint8Array): void {
    try {
      this.ensure(dirname(path));
      writeFileSync(join(this.root, path), content);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === null) throw error;
      throw new UserError(`${join(this.root, path)} cannot be written: ${reason}.`, { cause: error });
    }
  }

  private ensure(folder: string): void {
    if (this.made.has(folder)) return;
    if (folder === ".") mkdirSync(this.root, { recursive: true });
    else {
      this.ensure(dirname(folder));
      try {
        mkdirSync(join(this.root, folder));
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      }
    }
    this.made.add(folder);
  }
}

async function readList(folder: string): Promise<ReadonlyMap<string, string>> {
  const names: readonly string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (names.length === 0) return new Map();
  if (!names.includes(LIST)) {
    throw new UserError(
      `${folder} holds files that no site wrote, and they would lie among its pages. --out names an empty folder, or one that does not exist yet.`,
    );
  }
  const parsed = listSchema.safeParse(parseJson(await readFile(join(folder, LIST), "utf8")));
  const isOwn = (path: string) => !path.startsWith("/") && !path.split(/[/\\]/).includes("..");
  if (parsed.success && Object.keys(parsed.data).every(isOwn)) return new Map(Object.entries(parsed.data));
  throw new UserError(
    `${join(folder, LIST)} is not as it was written. Delete the folder, and build it anew.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
