import { type Assignment, isVerified } from "../domain/assignment.ts";
import { buildCatalog } from "../domain/build-catalog.ts";
import type { Catalog } from "../domain/catalog.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import type { Problem } from "../domain/problem.ts";
import { progressOf } from "../domain/progress.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { UNNAMED_VERIFIER } from "./columns/verified.ts";
import { catalogFile, catalogParts, yamlFile } from "./import/catalog-files.ts";
import { findClaimsInProse, findDisagreements } from "./import/find-disagreements.ts";
import { withLinks } from "./import/kept-links.ts";
import { type Block, outlineOf, type Report } from "./import/outline.ts";
import { placeMarkers } from "./import/place-markers.ts";
import { readDetails } from "./import/read-details.ts";
import { readFooter } from "./import/read-footer.ts";
import { readPhases } from "./import/read-phases.ts";
import { readSummary } from "./import/read-summary.ts";
import { type DetailRow, type ImportWords, readTables } from "./import/read-tables.ts";
import { assignmentOfRow } from "./read-row.ts";
import { findRegions } from "./regions.ts";

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
  /** What was read, cell by cell. */
  readonly rows: readonly DetailRow[];
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
    managed.regions.some((region) => start >= region.start && start < region.end);
  const found = readTables(
    blocks.filter((block) => block !== summary?.block && isRead(block)),
    options.words ?? NO_WORDS,
    report,
  );
  const details = readDetails(blocks, found, (name) => names.has(name.toLowerCase()), report);
  const phases = readPhases(file.text, blocks, report);
  const footer = readFooter(blocks, options.canKeepReview ?? (() => true));
  if (found.length === 0) report(1, nothingFound(blocks), "error");

  const parts = catalogParts(details, summary, phases.phases);
  const { catalog } = buildCatalog(parts.map(({ name, content }) => ({ path: name, content })));
  const assignments = found.flatMap(({ rows }) =>
    rows.flatMap((row) => assignmentOf(withLinks(row, options.url ?? null), report)),
  );
  const progress = progressOf({
    catalog,
    assignments: new Map(assignments.map((one) => [one.diagram_id, one])),
  });
  findDisagreements({ summary, details, phases, footer }, catalog, progress, report);
  findClaimsInProse(blocks, phases, progress, report);

  problems.push(...managed.problems);
  const isMarked = managed.regions.length > 0 || managed.problems.length > 0;
  const owned = {
    summary: summary?.isWhole ? [summary.block] : [],
    details,
    phases: phases.isWhole ? phases.blocks : [],
    footer: footer?.blocks ?? [],
  };
  const text = isMarked ? file.text : placeMarkers(file.text, blocks, owned, report);
  return {
    catalogFiles: parts.map((part) => catalogFile(part, options.schemas.catalog)),
    configFile: configFile(footer?.nextReview ?? null, options),
    assignments,
    document: { path: options.documentPath, text },
    catalog,
    rows: found.flatMap(({ rows }) => rows),
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

/** What keeps a document from being one to import, with all that was found in it. */
function nothingFound(blocks: readonly Block[]): string {
  const tables = blocks.reduce(
    (sum, block) => sum + (block.kind === "table" ? 1 : "tables" in block ? block.tables.length : 0),
    0,
  );
  const lists = blocks.filter(({ kind }) => kind === "list").length;
  const what =
    tables + lists === 0 ? "" : ` Found: ${counted(tables, "table")} and ${counted(lists, "list")}.`;
  return `There is no table with the columns ID, Name and Status, so no diagram is imported.${what}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function assignmentOf({ id, line, row }: DetailRow, report: Report): Assignment[] {
  for (const { column, message } of row.remarks) {
    if (message === null) continue;
    report(line, `${id}, ${column}: ${message}`, column === "Status" ? "error" : "warning");
  }
  const status = row.status ?? (row.fields.assignee === undefined ? "pending" : "in_progress");
  const isUntouched = Object.keys(row.fields).length === 0 && row.remarks.length === 0;
  if (status === "pending" && isUntouched) return [];
  const assignment = assignmentOfRow(id, row, status);
  if (assignment.verification.verified_by === UNNAMED_VERIFIER) {
    report(
      line,
      `${id} is verified, but by nobody named; it is imported as verified by "${UNNAMED_VERIFIER}".`,
    );
  } else if (isVerified(assignment) && status === "pending") {
    report(line, `${id} is verified but Pending; it is imported as it stands.`);
  }
  const { assignee } = assignment;
  if (status === "pending" && assignee !== null) {
    report(line, `${id} is Pending although it names \`${assignee}\`; it is imported as it stands.`);
  } else if ((status === "in_progress" || status === "review") && assignee === null) {
    report(line, `${id} is being worked on, but the row names nobody; it is imported as it stands.`);
  }
  return [assignment];
}

function configFile(nextReview: string | null, { schemas }: ImportOptions): SourceFile | null {
  const content = {
    ...(nextReview === null ? {} : { tracker: { next_review: nextReview } }),
  };
  return Object.keys(content).length === 0 ? null : yamlFile(CONFIG_PATH, content, schemas.config);
}
