import { type AssignmentFile, readAssignmentFile } from "./assignment-file.ts";
import { buildCatalog } from "./build-catalog.ts";
import type { Catalog } from "./catalog.ts";
import { type CatalogFile, catalogFileSchema } from "./catalog-file.ts";
import { type Config, configSchema, DEFAULT_CONFIG } from "./config.ts";
import type { DiagramId } from "./diagram-id.ts";
import { found } from "./findings.ts";
import { languageIn } from "./language.ts";
import { parseYaml } from "./parse-yaml.ts";
import { parsedAs } from "./parsed-file.ts";
import { type Pause, pausePath, readPause } from "./pause.ts";
import type { Parsed, Problem } from "./problem.ts";
import { type RepositoryFiles, type SourceFile, unreadProblem } from "./source-file.ts";
import { suggestDiagram } from "./suggest-diagram.ts";

/** An assignment file that could be read. */
interface GoodAssignmentFile extends AssignmentFile {
  readonly assignment: NonNullable<AssignmentFile["assignment"]>;
}

/** The campaign's files, understood. One bad file never hides the others. */
export interface RepositoryState {
  /** The defaults when the configuration is broken: then ask `configBroken` before acting on it. */
  readonly config: Config;
  readonly configBroken: boolean;
  readonly catalog: Catalog;
  /**
   * What is wrong first in each catalog file that cannot be read. While there is one the catalog is not whole: a diagram that is
   * not in it may be in that file, and keeps its holder and its rows.
   */
  readonly catalogBroken: readonly Problem[];
  /** Of the catalog's diagrams, and while it is not whole of any others. */
  readonly assignments: ReadonlyMap<DiagramId, GoodAssignmentFile>;
  /** Files of these that cannot be read: nobody is given one of these diagrams. */
  readonly broken: ReadonlyMap<DiagramId, AssignmentFile>;
  /** Null: the campaign goes on. */
  readonly pause: Pause | null;
  readonly problems: readonly Problem[];
}

/** Reads everything. What was read from the same objects before is not read again. */
export function readRepositoryState(files: RepositoryFiles): RepositoryState {
  const config = readConfig(files.config);
  const {
    catalog,
    catalogBroken,
    problems: inCatalog,
  } = remember(catalogs, files.catalog, () => readCatalog(files.catalog));
  const path = pausePath(config.ok ? config.value : DEFAULT_CONFIG);
  const { pause, problems: inPause } = readPause(files.assignments.find((file) => file.path === path));
  const { good, broken, problems } = readAssignments(files.assignments, catalog, path);
  return {
    config: config.ok ? config.value : { ...DEFAULT_CONFIG, language: languageIn(files.config?.text ?? "") },
    configBroken: !config.ok,
    catalog,
    catalogBroken,
    assignments: good,
    broken,
    pause,
    problems: [...(config.ok ? config.warnings : config.problems), ...inCatalog, ...inPause, ...problems],
  };
}

const configs = new WeakMap<SourceFile, Parsed<Config>>();
const catalogFiles = new WeakMap<SourceFile, Parsed<CatalogFile>>();
const catalogs = new WeakMap<readonly SourceFile[], ReadCatalog>();
/** A catalog of which a file was taken away may leave thousands of strays, at every reading. */
const strays = new WeakMap<Catalog, WeakMap<SourceFile, Problem>>();

type ReadCatalog = Pick<RepositoryState, "catalog" | "catalogBroken" | "problems">;

function remember<K extends object, V>(memory: WeakMap<K, V>, key: K, read: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = read();
    memory.set(key, value);
  }
  return value;
}

export function readConfig(file: SourceFile | null): Parsed<Config> {
  if (file === null) return { ok: true, value: DEFAULT_CONFIG, warnings: [] };
  if (file.unread) return { ok: false, problems: [unreadProblem(file, file.unread)] };
  const known = parsedAs("config", file)?.read;
  return known ?? remember(configs, file, () => parseYaml(file.path, file.text, configSchema));
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
  for (const { file: path, token, severity, message, finding } of findings) {
    const text = files.find((file) => file.path === path)?.text ?? "";
    problems.push({ file: path, ...locate(text, token), severity, message, finding });
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
    const before = text.slice(0, at);
    return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
  }
  return { line: 1, column: 1 };
}

function readAssignments(files: readonly SourceFile[], catalog: Catalog, pause: string) {
  const good = new Map<DiagramId, GoodAssignmentFile>();
  const broken = new Map<DiagramId, AssignmentFile>();
  const problems: Problem[] = [];
  for (const file of files) {
    if (file.path === pause) continue;
    const read = readAssignmentFile(file);
    const { id, assignment } = read;
    if (read.problems.length > 0) problems.push(...read.problems);
    if (id === null) continue;
    const whole = { file: file.path, line: 1, column: 1 };
    const first = good.get(id) ?? broken.get(id);
    if (first) {
      problems.push({ ...whole, severity: "error", ...found("secondFile", first.path, id) });
    } else if (catalog.isWhole && !catalog.diagrams.has(id)) {
      const known = remember(strays, catalog, () => new WeakMap<SourceFile, Problem>());
      problems.push(
        remember(known, file, () => ({
          ...whole,
          severity: "warning",
          ...found("notInCatalog", id, suggestDiagram(id, catalog)),
        })),
      );
    } else if (assignment === null) broken.set(id, read);
    else good.set(id, { ...read, assignment });
  }
  return { good, broken, problems };
}
