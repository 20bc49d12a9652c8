/** The configuration of a repository: its own file over what its owner says for all. Maps merge; everything else replaces. */
import { type Config, configSchema, DEFAULT_CONFIG } from "./config.ts";
import { type FindingText, found } from "./findings.ts";
import { type ParsedConfig, parseConfig } from "./parse-config.ts";
import { parsedAs } from "./parsed-file.ts";
import type { Parsed, Problem } from "./problem.ts";
import { NO_DEFAULTS, type OwnerDefaults, type SourceFile, unreadProblem } from "./source-file.ts";
import { positionKey, positionsIn } from "./yaml-positions.ts";

/** A value that somebody wrote, and the file that it comes from. */
export interface WrittenValue {
  /** `claims.limit` */
  readonly key: string;
  readonly value: unknown;
  readonly file: string;
}

const alone = new WeakMap<SourceFile, ParsedConfig>();
const layered = new WeakMap<OwnerDefaults, WeakMap<object, Parsed<Config>>>();
const NO_FILE = {};

/** Without `defaults`, what the file says for itself. */
export function readConfig(file: SourceFile | null, defaults: OwnerDefaults = NO_DEFAULTS): Parsed<Config> {
  if (defaults.layers.length + defaults.problems.length === 0) return readAlone(file);
  const known = layered.get(defaults) ?? new WeakMap<object, Parsed<Config>>();
  layered.set(defaults, known);
  const read = known.get(file ?? NO_FILE) ?? merge(file, defaults);
  known.set(file ?? NO_FILE, read);
  return read;
}

/** Everything that is written in the files, each value from the one that counts. Files that cannot be read say nothing. */
export function writtenValues(
  file: SourceFile | null,
  { layers }: OwnerDefaults = NO_DEFAULTS,
): WrittenValue[] {
  const values = new Map<string, WrittenValue>();
  for (const one of [...layers, ...(file ? [file] : [])]) {
    for (const [key, value] of leavesOf(writtenIn(one, one === file))) {
      // A list or word takes the place of all that stood below its key, and keys that of a word.
      for (const other of values.keys()) {
        if (other.startsWith(`${key}.`) || key.startsWith(`${other}.`)) values.delete(other);
      }
      values.set(key, { key, value, file: one.path });
    }
  }
  return [...values.values()];
}

function readAlone(file: SourceFile | null): Parsed<Config> {
  return file === null ? { ok: true, value: DEFAULT_CONFIG, warnings: [] } : read(file).read;
}

function read(file: SourceFile): ParsedConfig {
  if (file.unread) return { read: { ok: false, problems: [unreadProblem(file, file.unread)] }, written: {} };
  const known = parsedAs("config", file) ?? alone.get(file) ?? parseConfig(file.path, file.text);
  alone.set(file, known);
  return known;
}

function merge(file: SourceFile | null, { layers, problems }: OwnerDefaults): Parsed<Config> {
  const files = [...layers, ...(file ? [file] : [])];
  const reads = files.map((one) => read(one).read);
  const broken = [...problems, ...reads.flatMap((one) => (one.ok ? [] : one.problems))];
  if (broken.length > 0) return { ok: false, problems: broken };
  const merged = files.map((one) => writtenIn(one, one === file)).reduce(over, {});
  const result = configSchema.safeParse(merged);
  const warnings = reads.flatMap((one) => (one.ok ? one.warnings : []));
  if (result.success) return { ok: true, value: result.data, warnings };
  // Each file is right by itself, so this is about what they say together.
  return { ok: false, problems: result.error.issues.map((issue) => locate(files, issue)) };
}

/** `extends` counts in a repository's own file only. */
function writtenIn(file: SourceFile, isOwn: boolean): object {
  const { written } = read(file);
  if (isOwn || !Object.hasOwn(written, "extends")) return written;
  return Object.fromEntries(Object.entries(written).filter(([key]) => key !== "extends"));
}

function over(below: object, above: object): object {
  const merged = new Map<string, unknown>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const other = merged.get(key);
    merged.set(key, isMap(other) && isMap(value) ? over(other, value) : value);
  }
  return Object.fromEntries(merged);
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function leavesOf(written: object, above = ""): [key: string, value: unknown][] {
  return Object.entries(written).flatMap(([name, value]): [string, unknown][] => {
    const key = `${above}${name}`;
    return isMap(value) && Object.keys(value).length > 0 ? leavesOf(value, `${key}.`) : [[key, value]];
  });
}

type Issue = NonNullable<ReturnType<typeof configSchema.safeParse>["error"]>["issues"][number];

/** In the last file that has something there. */
function locate(files: readonly SourceFile[], issue: Issue): Problem {
  const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const why = whyIn(issue, path.join("."));
  for (const { path: file, text } of files.toReversed()) {
    const position = positionsIn(text).get(positionKey(path));
    if (position) return { file, line: position[0], column: position[1], severity: "error", ...why };
  }
  return { file: files.at(-1)?.path ?? "", line: 1, column: 1, severity: "error", ...why };
}

function whyIn(issue: Issue, path: string): FindingText {
  const finding = issue.code === "custom" ? issue.params?.["finding"] : undefined;
  if (finding !== undefined) return { message: issue.message, finding: finding as FindingText["finding"] };
  return found("schema", path, issue.message, null);
}
