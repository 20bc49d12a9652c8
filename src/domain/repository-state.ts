import { readAssignments, type StateOfAssignments } from "./assignments-state.ts";
import { buildCatalog } from "./build-catalog.ts";
import type { Catalog } from "./catalog.ts";
import { type CatalogFile, catalogFileSchema } from "./catalog-file.ts";
import { offsetOfWas } from "./catalog-renames.ts";
import { type Config, DEFAULT_CONFIG } from "./config.ts";
import { languageIn } from "./language.ts";
import { isDecisive, notReadProblem } from "./not-read.ts";
import { parseYaml } from "./parse-yaml.ts";
import { parsedAs } from "./parsed-file.ts";
import { type Pause, pausePath, readPause } from "./pause.ts";
import type { Parsed, Problem } from "./problem.ts";
import { readConfig } from "./read-config.ts";
import { type RepositoryFiles, type SourceFile, unreadProblem } from "./source-file.ts";

/** The campaign's files, understood. One bad file never hides the others. */
export interface RepositoryState extends Pick<StateOfAssignments, "assignments" | "broken" | "vanished"> {
  /** The defaults when the configuration is broken: then ask `configBroken` before acting on it. */
  readonly config: Config;
  /** It cannot be read, or a folder of the campaign cannot: nothing is decided. */
  readonly configBroken: boolean;
  readonly catalog: Catalog;
  /**
   * What is wrong first in each catalog file that cannot be read. While there is one the catalog is not whole: a diagram that is
   * not in it may be in that file, and keeps its holder and its rows.
   */
  readonly catalogBroken: readonly Problem[];
  /** Null: the campaign goes on. */
  readonly pause: Pause | null;
  readonly problems: readonly Problem[];
}

/** Reads everything. What was read from the same objects before is not read again. */
export function readRepositoryState(files: RepositoryFiles): RepositoryState {
  const config = readConfig(files.config, files.defaults);
  const {
    catalog,
    catalogBroken,
    problems: inCatalog,
  } = remember(catalogs, files.catalog, () => readCatalog(files.catalog));
  const path = pausePath(config.ok ? config.value : DEFAULT_CONFIG);
  const { pause, problems: inPause } = readPause(files.assignments.find((file) => file.path === path));
  const { problems, ...read } = readAssignments(files.assignments, { catalog, pause: path });
  const notRead = files.notRead ?? [];
  return {
    config: config.ok ? config.value : { ...DEFAULT_CONFIG, language: languageOf(files) },
    configBroken: !config.ok || notRead.some(isDecisive),
    catalog,
    catalogBroken,
    ...read,
    pause,
    problems: [
      ...notRead.map(notReadProblem),
      ...(config.ok ? config.warnings : config.problems),
      ...inCatalog,
      ...inPause,
      ...problems,
    ],
  };
}

const catalogFiles = new WeakMap<SourceFile, Parsed<CatalogFile>>();
const catalogs = new WeakMap<readonly SourceFile[], ReadCatalog>();

type ReadCatalog = Pick<RepositoryState, "catalog" | "catalogBroken" | "problems">;

function remember<K extends object, V>(memory: WeakMap<K, V>, key: K, read: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = read();
    memory.set(key, value);
  }
  return value;
}

/** Of a configuration that cannot be read. */
function languageOf({ config, defaults }: RepositoryFiles): Config["language"] {
  const files = [config, ...(defaults?.layers.toReversed() ?? [])];
  return languageIn(...files.map((file) => file?.text ?? ""));
}

function readCatalog(files: readonly SourceFile[]): ReadCatalog {
  const problems: Problem[] = [];
  const catalogBroken: Problem[] = [];
  const contents: { path: string; content: CatalogFile }[] = [];
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  for (const file of sorted) {
    const parsed = parseCatalogFile(file);
    if (parsed.ok) contents.push({ path: file.path, content: parsed.value });
    else catalogBroken.push(...parsed.problems.slice(0, 1));
    problems.push(...(parsed.ok ? parsed.warnings : parsed.problems));
  }
  const { catalog, findings } = buildCatalog(contents, { isWhole: catalogBroken.length === 0 });
  for (const { file: path, token, isRename, severity, message, finding } of findings) {
    const text = files.find((file) => file.path === path)?.text ?? "";
    const at = isRename ? offsetOfWas(text, token) : null;
    const where = at === null ? locate(text, token) : positionAt(text, at);
    problems.push({ file: path, ...where, severity, message, finding });
  }
  return { catalog, catalogBroken, problems };
}

function parseCatalogFile(file: SourceFile): Parsed<CatalogFile> {
  if (file.unread) return { ok: false, problems: [unreadProblem(file, file.unread)] };
  const known = parsedAs("catalog", file)?.read;
  return known ?? remember(catalogFiles, file, () => parseYaml(file.path, file.text, catalogFileSchema));
}

/** The last place where the token stands as a whole word: of two with the same name, the later one is the double. */
function locate(text: string, token: string): { line: number; column: number } {
  for (let at = text.lastIndexOf(token); at !== -1; at = at === 0 ? -1 : text.lastIndexOf(token, at - 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + token.length] ?? " "}`;
    if (/[\p{L}\p{N}-]/u.test(around)) continue;
    return positionAt(text, at);
  }
  return { line: 1, column: 1 };
}

function positionAt(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
