import { relative, sep } from "node:path";
import { isMap, parseDocument } from "yaml";
import { CONFIG_PATH, DEFAULT_CONFIG } from "../domain/config.ts";
import { readConfig } from "../domain/read-config.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { columnOf, insertion, pairOf, splice, startOf } from "../domain/splice-yaml.ts";

/** Where an imported document is going to stand, and the configuration that says so. */
export interface TrackerLocation {
  readonly path: string;
  /** Null: there is none yet, and a new one has to say it. */
  readonly config: SourceFile | null;
}

/**
 * The document becomes the tracker where it is. A configuration that names another place has the last word; one that names
 * none gets this one. `file`: its absolute path; null: it came from elsewhere.
 */
export function locateTracker(root: string, file: string | null, config: SourceFile | null): TrackerLocation {
  const parsed = readConfig(config);
  const [configured = "TRACKER.md"] = (parsed.ok ? parsed.value : DEFAULT_CONFIG).paths.tracker;
  const inside = file === null ? null : relative(root, file).split(sep).join("/");
  if (inside === null || inside === "" || inside.startsWith("../")) return { path: configured, config };
  if (parsed.ok && parsed.value.paths.tracker.includes(inside)) return { path: inside, config };
  const asked = config ? withTracker(config, inside) : trackerConfig(inside);
  const read = asked && readConfig(asked);
  if (!read?.ok || !read.value.paths.tracker.includes(inside)) return { path: configured, config };
  return { path: inside, config: config && asked };
}

function trackerConfig(path: string): SourceFile {
  return { path: CONFIG_PATH, text: `paths:\n  tracker: ${JSON.stringify(path)}\n` };
}

/** The configuration with the tracker's path, every other byte as it is; null where it names one. */
function withTracker({ path, text }: SourceFile, tracker: string): SourceFile | null {
  const { contents } = parseDocument(text, { keepSourceTokens: true });
  const entry = `tracker: ${JSON.stringify(tracker)}`;
  if (contents === null)
    return { path, text: `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}paths:\n  ${entry}\n` };
  if (!isMap(contents) || contents.flow) return null;
  const paths = pairOf(contents, "paths");
  if (!paths) {
    const end = text.endsWith("\n") ? "" : "\n";
    return { path, text: `${text}${end}\npaths:\n  ${entry}\n` };
  }
  const { value } = paths;
  const [first] = isMap(value) ? value.items : [];
  if (!isMap(value) || !first || pairOf(value, "tracker")) return null;
  const at = startOf(first.key);
  const indent = value.flow ? ", " : `\n${" ".repeat(columnOf(text, at))}`;
  return { path, text: splice(text, [insertion(at, `${entry}${indent}`)]) };
}
