/** The configuration that a clone has already, for `init`, which keeps it. */
import { chooseConfig } from "../domain/choose-config.ts";
import { CONFIG_PATH, type Config, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../domain/config.ts";
import { renderProblem } from "../domain/problem.ts";
import { readConfig } from "../domain/read-config.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { DOCUMENT_BYTES } from "./read-clone.ts";
import { listYaml, readText } from "./read-text.ts";
import { UserError } from "./user-error.ts";

/**
 * The configuration that the clone has already; null: it has none. Throws a `UserError` where it cannot be read: it says nothing about
 * where files go then, and nothing is written.
 */
export async function readKeptConfig(root: string): Promise<SourceFile | null> {
  const found: SourceFile[] = [];
  for (const path of [CONFIG_PATH, OTHER_CONFIG_PATH]) {
    const read = await readText(root, path, DOCUMENT_BYTES);
    if (read.kind === "unread") throw new UserError(`${path}: ${read.reason}`);
    if (read.kind === "text") found.push({ path, text: read.text });
  }
  const file = chooseConfig(found);
  if (file === null) return null;
  const parsed = readConfig(file);
  const [first] = parsed.ok ? [] : parsed.problems;
  if (first)
    throw new UserError(`The configuration is there already but cannot be read. ${renderProblem(first)}`);
  return file;
}

/** What a configuration says, or what holds without one. */
export function configuredBy(file: SourceFile | null): Config {
  const parsed = readConfig(file);
  return parsed.ok ? parsed.value : DEFAULT_CONFIG;
}

export async function hasCatalog(root: string, config: SourceFile | null): Promise<boolean> {
  return (await listYaml(root, configuredBy(config).paths.catalog, 0)).length > 0;
}
