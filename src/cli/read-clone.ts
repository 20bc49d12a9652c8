import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { chooseConfig } from "../domain/choose-config.ts";
import { CONFIG_PATH, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../domain/config.ts";
import type { Problem } from "../domain/problem.ts";
import { readConfig } from "../domain/read-config.ts";
import {
  NO_DEFAULTS,
  type OwnerDefaults,
  type RepositoryFiles,
  type SourceFile,
  unreadProblem,
} from "../domain/source-file.ts";
import { misplacedIn } from "./misplaced.ts";
import { listYaml, readText } from "./read-text.ts";
import type { Shell } from "./shell.ts";
import { UserError } from "./user-error.ts";

/** The work tree of a clone, read into what the bot reads of a commit. */
export interface Clone {
  /** Absolute path of its folder. */
  readonly root: string;
  readonly files: RepositoryFiles;
  /** Files that are there but could not be read. Each is in `files`, too, without a text. */
  readonly unread: readonly Problem[];
}

/** The parsers refuse more than that anyhow, and say so; this keeps a huge file out of memory. */
const YAML_BYTES = 8_000_000;
/** GitHub takes about 40 MB in one commit. */
export const DOCUMENT_BYTES = 40_000_000;
/** Assignments may be sharded; nobody nests them deeper. */
const DEPTH = 8;
const PARALLEL = 64;

/** The folder that `--repo` names. Throws a `UserError` where it is not there. */
export async function findRoot(shell: Pick<Shell, "cwd">, repo: string): Promise<string> {
  const root = resolve(shell.cwd, repo);
  const stats = await stat(root).catch(() => null);
  if (!stats?.isDirectory())
    throw new UserError(`There is no folder ${root}: --repo names the clone's folder.`);
  return root;
}

export async function readClone(root: string, given: OwnerDefaults = NO_DEFAULTS): Promise<Clone> {
  const unread: Problem[] = [];
  const read = async (path: string, limit: number): Promise<SourceFile | null> => {
    const found = await readText(root, path, limit);
    if (found.kind === "absent") return null;
    if (found.kind === "text") return { path, text: found.text };
    const why = { line: found.line, column: found.column, message: found.reason };
    unread.push(unreadProblem({ path }, why));
    return { path, text: "", unread: why };
  };
  const configs = [await read(CONFIG_PATH, YAML_BYTES), await read(OTHER_CONFIG_PATH, YAML_BYTES)];
  const config = chooseConfig(configs.filter((file) => file !== null));
  const defaults = beneath(config, given);
  const parsed = readConfig(config, defaults);
  const { paths } = parsed.ok ? parsed.value : DEFAULT_CONFIG;
  const readAll = (files: readonly string[], limit: number) => inLanes(files, (path) => read(path, limit));
  const files: RepositoryFiles = {
    config,
    ...(defaults !== NO_DEFAULTS && { defaults }),
    catalog: await readAll(await listYaml(root, paths.catalog, 0), YAML_BYTES),
    assignments: await readAll(await listYaml(root, paths.assignments, DEPTH), YAML_BYTES),
    trackers: await readAll(paths.tracker, DOCUMENT_BYTES),
  };
  // While the configuration cannot be read, nobody knows which places it names.
  if (parsed.ok) unread.push(...(await misplacedIn(root, paths)));
  return { root, files, unread };
}

/** A configuration may want to have nothing beneath it. */
export function beneath(config: SourceFile | null, given: OwnerDefaults): OwnerDefaults {
  const own = readConfig(config);
  return own.ok && own.value.extends === false ? NO_DEFAULTS : given;
}

/** Some at a time: a hundred thousand open files are more than a process may have. */
async function inLanes(
  paths: readonly string[],
  read: (path: string) => Promise<SourceFile | null>,
): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (let at = 0; at < paths.length; at += PARALLEL) {
    const some = await Promise.all(paths.slice(at, at + PARALLEL).map(read));
    found.push(...some.filter((file) => file !== null));
  }
  return found;
}
