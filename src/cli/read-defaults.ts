import { stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../domain/config.ts";
import { NO_DEFAULTS, type OwnerDefaults, type SourceFile } from "../domain/source-file.ts";
import { readText } from "./read-text.ts";
import { UserError } from "./user-error.ts";

const BYTES = 8_000_000;

/**
 * What the owner says for all campaigns, from files of this machine: GitHub is not asked. Each is a configuration, or the folder
 * of a clone that holds one; the weakest first. Problems in them are told with the path as it was given.
 */
export async function readDefaults(cwd: string, given: readonly string[]): Promise<OwnerDefaults> {
  if (given.length === 0) return NO_DEFAULTS;
  const layers: SourceFile[] = [];
  for (const one of given) layers.push(await readLayer(cwd, one));
  return { layers, problems: [] };
}

async function readLayer(cwd: string, given: string): Promise<SourceFile> {
  const path = resolve(cwd, given);
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  const root = isFolder ? path : dirname(path);
  for (const name of isFolder ? [CONFIG_PATH, OTHER_CONFIG_PATH] : [basename(path)]) {
    const read = await readText(root, name, BYTES);
    if (read.kind === "absent") continue;
    const shown = isFolder ? `${given.endsWith("/") ? given.slice(0, -1) : given}/${name}` : given;
    if (read.kind === "text") return { path: shown, text: read.text };
    const { line, column, reason: message } = read;
    return { path: shown, text: "", unread: { line, column, message } };
  }
  throw new UserError(
    `--defaults ${given}: there is no such file${isFolder ? `, and no ${CONFIG_PATH} in that folder` : ""}.`,
  );
}
