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
import { outlineOf, type Report } from "./import/outline.ts";
import { placeMarkers } from "./import/place-markers.ts";
import { type DetailCategory, type DetailRow, readDetails } from "./import/read-details.ts";
import { readFooter } from "./import/read-footer.ts";
import { readPhases } from "./import/read-phases.ts";
import { readSummary } from "./import/read-summary.ts";
import { assignmentOfRow } from "./read-row.ts";
import { findRegions } from "./regions.ts";

export interface ImportOptions {
  /** Where the document will stand in the repository. */
  readonly documentPath: string;
  /** What the first line of the files says about their schema, for editors; null: nothing. */
  readonly schemas: { readonly catalog: string | null; readonly config: string | null };
}

export interface ImportedTracker {
  readonly catalogFiles: readonly SourceFile[];
  /** Null where the defaults are right. */
  readonly configFile: SourceFile | null;
  /** Of every row with progress in its cells. */
  readonly assignments: readonly Assignment[];
  /** The document with markers around what is managed from now on, else byte for byte. */
  readonly document: SourceFile;
  readonly catalog: Catalog;
  /** What could not be imported (errors) and what the document disagrees about (warnings), in the order of its lines. */
  readonly problems: readonly Problem[];
}

/** Reads a tracker that was kept by hand: a summary table, detail tables under headings, phases as lists, a footer. */
export function importTracker(file: SourceFile, options: ImportOptions): ImportedTracker {
  const problems: Problem[] = [];
  const report: Report = (line, message, severity = "warning") =>
    problems.push({ file: file.path, line, column: 1, severity, message });

  const blocks = outlineOf(file.text);
  const summary = readSummary(blocks, report);
  const names = new Set(summary?.categories.map(({ name }) => name.toLowerCase()));
  const details = readDetails(blocks, (name) => names.has(name.toLowerCase()), report);
  const phases = readPhases(blocks, report);
  const footer = readFooter(blocks);
  if (details.every(({ groups }) => groups.length === 0)) {
    report(1, "There is no table with the columns ID, Name and Status, so no diagram is imported.", "error");
  }

  const parts = catalogParts(details, summary, phases.phases);
  const { catalog } = buildCatalog(parts.map(({ name, content }) => ({ path: name, content })));
  const assignments = details.flatMap((category) => assignmentsOf(category, report));
  const progress = progressOf({
    catalog,
    assignments: new Map(assignments.map((one) => [one.diagram_id, one])),
  });
  findDisagreements({ summary, details, phases, footer }, catalog, progress, report);
  findClaimsInProse(blocks, phases, progress, report);

  const managed = findRegions(file);
  problems.push(...managed.problems);
  const isMarked = managed.regions.length > 0 || managed.problems.length > 0;
  const owned = {
    summary: summary ? [summary.block] : [],
    details,
    phases: phases.blocks,
    footer: footer?.blocks ?? [],
  };
  const text = isMarked ? file.text : placeMarkers(file.text, blocks, owned, report);
  return {
    catalogFiles: parts.map((part) => catalogFile(part, options.schemas.catalog)),
    configFile: configFile(footer?.nextReview ?? null, options),
    assignments,
    document: { path: options.documentPath, text },
    catalog,
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

function assignmentsOf({ groups }: DetailCategory, report: Report): Assignment[] {
  return groups.flatMap(({ rows }) => rows.flatMap((row) => assignmentOf(row, report)));
}

function assignmentOf({ id, line, row }: DetailRow, report: Report): Assignment[] {
  for (const { column, message } of row.remarks) {
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

function configFile(nextReview: string | null, { documentPath, schemas }: ImportOptions): SourceFile | null {
  const content = {
    ...(documentPath === "TRACKER.md" ? {} : { paths: { tracker: documentPath } }),
    ...(nextReview === null ? {} : { tracker: { next_review: nextReview } }),
  };
  return Object.keys(content).length === 0 ? null : yamlFile(CONFIG_PATH, content, schemas.config);
}
