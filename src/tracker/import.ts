import type { Assignment } from "../domain/assignment.ts";
import { buildCatalog } from "../domain/build-catalog.ts";
import type { Catalog } from "../domain/catalog.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import type { Problem } from "../domain/problem.ts";
import { progressOf } from "../domain/progress.ts";
import type { SourceFile } from "../domain/source-file.ts";
import type { StatusWords } from "./columns/status-words.ts";
import { catalogFile, catalogParts, yamlFile } from "./import/catalog-files.ts";
import { findClaimsInProse, findDisagreements } from "./import/find-disagreements.ts";
import { insertMarkers } from "./import/insert-markers.ts";
import { readLegend } from "./import/legend.ts";
import { type Block, outlineOf, type Report } from "./import/outline.ts";
import { readImportedAssignments } from "./import/read-assignments.ts";
import { readDetails } from "./import/read-details.ts";
import { readFooter } from "./import/read-footer.ts";
import { readPhases } from "./import/read-phases.ts";
import { readSummary } from "./import/read-summary.ts";
import { type ImportWords, readTables, type SourceRow } from "./import/read-tables.ts";
import { countedNoun } from "./import/report-tables.ts";
import { EXAMPLE } from "./import/understand-table.ts";
import { findRegions, isReadBack } from "./regions.ts";

export interface ImportOptions {
  /** Where the document will stand in the repository. */
  readonly documentPath: string;
  /** What the first line of the files says about their schema, for editors; null: nothing. */
  readonly schemas: { readonly catalog: string | null; readonly config: string | null };
  readonly words?: ImportWords;
  /** Whether the configuration can say this of the next review. Default: always. */
  readonly canKeepReview?: (text: string) => boolean;
  /** The repository's page, to tell its own pull requests from others; absent: all are its own. */
  readonly url?: string;
}

const NO_WORDS: ImportWords = { prefix: null, words: {} };

export interface ImportedTracker {
  readonly catalogFiles: readonly SourceFile[];
  /** Null where the defaults are right. */
  readonly configFile: SourceFile | null;
  /** Of every row with progress in its cells. */
  readonly assignments: readonly Assignment[];
  /** The document with markers around what is managed from now on, else byte for byte. */
  readonly document: SourceFile;
  readonly catalog: Catalog;
  /** What statuses are called in the document: by its legend, and by the configuration. */
  readonly words: StatusWords;
  /** What was read, cell by cell. */
  readonly rows: readonly SourceRow[];
  /** What could not be imported (errors) and what the document disagrees about (warnings), in the order of its lines. */
  readonly problems: readonly Problem[];
}

/** Reads a tracker that was kept by hand: a summary table, detail tables under headings, phases as lists, a footer. */
export function importTracker(file: SourceFile, options: ImportOptions): ImportedTracker {
  const problems: Problem[] = [];
  const report: Report = (line, message, severity = "warning") =>
    problems.push({ file: file.path, line, column: 1, severity, message });

  const managed = findRegions(file);
  const blocks = outlineOf(file.text);
  const summary = readSummary(blocks, report);
  const names = new Set(summary?.categories.map(({ name }) => name.toLowerCase()));
  // Of a document that is managed already, what stands outside was left there on purpose.
  const isRead = ({ start }: Block) =>
    managed.regions.length === 0 ||
    managed.regions.some((region) => isReadBack(region) && start >= region.start && start < region.end);
  const { prefix, words: own } = options.words ?? NO_WORDS;
  const words = { ...readLegend(blocks), ...own };
  const found = readTables(
    blocks.filter((block) => block !== summary?.block && isRead(block)),
    { prefix, words },
    report,
  );
  const details = readDetails(blocks, found, (name) => names.has(name.toLowerCase()), report);
  const phases = readPhases(file.text, blocks, report);
  const footer = readFooter(blocks, options.canKeepReview ?? (() => true));
  if (found.length === 0) report(1, nothingFound(blocks), "error");

  const parts = catalogParts(details, summary, phases.phases);
  const { catalog } = buildCatalog(parts.map(({ name, content }) => ({ path: name, content })));
  const assignments = readImportedAssignments(found, options.url ?? null, report);
  const progress = progressOf({
    catalog,
    assignments: new Map(assignments.map((one) => [one.diagram_id, one])),
  });
  findDisagreements({ summary, details, phases, footer }, catalog, progress, report);
  findClaimsInProse(blocks, phases, progress, report);

  problems.push(...managed.problems);
  const isManaged = managed.regions.length > 0 || managed.problems.length > 0;
  const owned = {
    summary: summary?.isWhole ? [summary.block] : [],
    details,
    phases: phases.isWhole ? phases.blocks : [],
    footer: footer?.blocks ?? [],
  };
  const text = isManaged ? file.text : insertMarkers(file.text, blocks, owned, report);
  return {
    catalogFiles: parts.map((part) => catalogFile(part, options.schemas.catalog)),
    configFile: configFile(footer?.nextReview ?? null, options),
    assignments,
    document: { path: options.documentPath, text },
    catalog,
    words,
    rows: found.flatMap(({ rows }) => rows.map(({ id, line, source }) => ({ id, line, source }))),
    problems: withoutRepeats(problems.sort((one, other) => one.line - other.line)),
  };
}

const MOST_LINES = 12;

/** What is said in the same words of several places is said of the first, with the lines of the others. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const groups = Map.groupBy(problems, ({ severity, message }) => `${severity} ${message}`);
  return [...groups.values()]
    .flatMap(([first, ...others]): Problem[] => {
      if (!first || others.length < 2) return first ? [first, ...others] : [];
      const lines = others.slice(0, MOST_LINES).map(({ line }) => line);
      const more = others.length > lines.length ? " and others" : "";
      return [{ ...first, message: `${first.message} The same on the lines ${lines.join(", ")}${more}.` }];
    })
    .sort((one, other) => one.line - other.line);
}

/** What keeps a document from being one to import, with all that was found in it. */
function nothingFound(blocks: readonly Block[]): string {
  const tables = blocks.reduce(
    (sum, block) => sum + (block.kind === "table" ? 1 : "tables" in block ? block.tables.length : 0),
    0,
  );
  const lists = blocks.filter(({ kind }) => kind === "list").length;
  const html = blocks.reduce((sum, block) => sum + ("htmlTables" in block ? block.htmlTables.length : 0), 0);
  const there = [
    ...(tables > 0 ? [countedNoun(tables, "table")] : []),
    ...(html > 0 ? [`${countedNoun(html, "table")} in HTML`] : []),
    ...(lists > 0 ? [countedNoun(lists, "list")] : []),
  ];
  const found = there.length === 0 ? "no table and no list" : there.join(" and ");
  return `Nothing here is taken for a list of diagrams: found ${found}. Expected a table such as ${EXAMPLE}, or a task list.`;
}

function configFile(nextReview: string | null, { schemas }: ImportOptions): SourceFile | null {
  const content = {
    ...(nextReview === null ? {} : { tracker: { next_review: nextReview } }),
  };
  return Object.keys(content).length === 0 ? null : yamlFile(CONFIG_PATH, content, schemas.config);
}
