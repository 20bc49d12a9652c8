import type { Assignment } from "../domain/assignment.ts";
import { parseAssignmentFile } from "../domain/assignment-file.ts";
import type { Catalog } from "../domain/catalog.ts";
import { type DiagramId, diagramIdOf } from "../domain/diagram-id.ts";
import { YAML_SIZE_LIMIT } from "../domain/parse-yaml.ts";
import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { grouped } from "../tracker/grouped.ts";
import { findLosses, type ImportResult } from "../tracker/import/find-losses.ts";
import type { Report } from "../tracker/import/outline.ts";
import type { ImportedTracker } from "../tracker/import.ts";

/** Reads what an import is going to write back, and compares it with the document. */
export function checkImport(
  tracker: SourceFile,
  { document, rows }: ImportedTracker,
  written: Omit<ImportResult, "assignmentOf" | "withMarkers"> & {
    readonly assignments: readonly SourceFile[];
  },
): Problem[] {
  const found: Problem[] = [];
  const report: Report = (line, message, severity = "error") =>
    found.push({ file: tracker.path, line, column: 1, severity, message });
  const files = new Map(written.assignments.map((file) => [diagramIdOf(file.path), file]));
  const assignmentOf = (id: DiagramId): Assignment | undefined => {
    const file = files.get(id);
    if (file === undefined) return undefined;
    files.delete(id);
    const { assignment, problems } = parseAssignmentFile(file);
    if (!assignment) found.push(...problems);
    return assignment ?? undefined;
  };
  findLosses(tracker.text, rows, { ...written, assignmentOf, withMarkers: document.text }, report);
  // Of rows that stand as they stood nothing was compared, and their files have to be right all the same.
  for (const id of files.keys()) if (id !== null) assignmentOf(id);
  return found;
}

/** A category is one file; what is larger than a file may be has to become several. */
export function findTooLarge(files: readonly SourceFile[], { categories }: Catalog): Problem[] {
  return files.flatMap(({ path, text }, index): Problem[] => {
    const category = categories[index];
    if (text.length <= YAML_SIZE_LIMIT || !category) return [];
    const diagrams = category.groups.reduce((sum, group) => sum + group.diagrams.length, 0);
    const parts = Math.ceil(text.length / (YAML_SIZE_LIMIT * 0.9));
    const size = `${grouped(diagrams)} diagrams, which come to ${(text.length / 1_000_000).toFixed(1)} MB of catalog`;
    const advice = `Divide its table into at least ${parts}, of at most ${grouped(Math.floor(diagrams / parts))} rows, each under a heading of its own such as \`## ${category.name} 1\`, and import again`;
    const message = `The category \`${category.name}\` has ${size}; a file of it holds at most 1 MB. ${advice}.`;
    return [{ file: path, line: 1, column: 1, severity: "error", message }];
  });
}
