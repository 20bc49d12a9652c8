import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { decodeText, type FileText } from "../../domain/decode-text.ts";
import { readConfig } from "../../domain/read-config.ts";
import {
  NO_DEFAULTS,
  type OwnerDefaults,
  type RepositoryFiles,
  type SourceFile,
} from "../../domain/source-file.ts";
import { beneath } from "../read-clone.ts";
import { git, gitList } from "./git.ts";

/** The files of a commit, read as the bot reads them: regular files in UTF-8. */
export interface CommitFiles {
  readonly files: RepositoryFiles;
  /** The text of a path; null where there is none, or no text. */
  readonly textOf: (path: string) => Promise<string | null>;
}

export async function readRevision(
  root: string,
  commit: string,
  given: OwnerDefaults = NO_DEFAULTS,
): Promise<CommitFiles> {
  const blobs = await listBlobs(root, commit);
  const known = new Map<string, FileText>();
  const read = async (paths: readonly string[]): Promise<SourceFile[]> => {
    const wanted = paths.filter((path) => blobs.has(path));
    const fresh = wanted.filter((path) => !known.has(path));
    const texts = await readBlobs(
      root,
      fresh.map((path) => blobs.get(path) ?? ""),
    );
    for (const [index, path] of fresh.entries()) known.set(path, texts[index] ?? { text: "" });
    return wanted.map((path) => ({ path, ...(known.get(path) ?? { text: "" }) }));
  };
  const config = chooseConfig(await read([CONFIG_PATH, OTHER_CONFIG_PATH]));
  const defaults = beneath(config, given);
  const parsed = readConfig(config, defaults);
  const { paths } = parsed.ok ? parsed.value : DEFAULT_CONFIG;
  const yamlIn = (folder: string, isDeep: boolean) =>
    [...blobs.keys()].filter((path) => {
      if (!path.startsWith(`${folder}/`) || !/\.ya?ml$/i.test(path)) return false;
      return isDeep || !path.slice(folder.length + 1).includes("/");
    });
  return {
    files: {
      config,
      ...(defaults !== NO_DEFAULTS && { defaults }),
      catalog: await read(yamlIn(paths.catalog, false)),
      assignments: await read(yamlIn(paths.assignments, true)),
      trackers: await read(paths.tracker),
    },
    async textOf(path) {
      await read([path]);
      const found = known.get(path);
      return found && !found.unread ? found.text : null;
    },
  };
}

/** Paths of the regular files, with their object IDs; links and submodules are none. */
async function listBlobs(root: string, commit: string): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  for (const line of await gitList(root, ["ls-tree", "-r", "-z", "--full-tree", commit])) {
    const [, mode = "", oid = "", path = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    if (mode.startsWith("100")) blobs.set(path, oid);
  }
  return blobs;
}

/** In the given order. */
async function readBlobs(root: string, oids: readonly string[]): Promise<FileText[]> {
  if (oids.length === 0) return [];
  const output = await git(root, ["cat-file", "--batch"], `${oids.join("\n")}\n`);
  let at = 0;
  return oids.map(() => {
    const end = output.indexOf("\n", at);
    const size = Number(output.subarray(at, end).toString().split(" ")[2]);
    const found = decodeText(output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
    return found;
  });
}
