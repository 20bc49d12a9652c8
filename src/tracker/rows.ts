import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { COLUMNS, columnsOf, TABLE_HEAD, type TableColumns } from "./columns.ts";
import { readCell } from "./inline.ts";
import { lineAt } from "./lines.ts";
import { assignmentOfRow, readRow } from "./read-row.ts";
import { findRegions, type Region } from "./regions.ts";
import { joinCells, splitCells } from "./table-line.ts";

/**
 * What the documents' own rows say about some diagrams: their last good state, for those whose assignment file cannot
 * be read at the moment. Diagrams without a readable row are not in the map.
 */
export function lastGoodAssignments(
  documents: readonly SourceFile[],
  ids: ReadonlySet<DiagramId>,
): Map<DiagramId, Assignment> {
  const found = new Map<DiagramId, Assignment>();
  for (const [id, row] of findRows(documents, ids)) {
    const assignment = parseRow(id, row);
    if (assignment) found.set(id, assignment);
  }
  return found;
}

/**
 * The rows of some diagrams in the documents' details regions, also in those without an end, each without its line end. They stand as they are; one of
 * a table that was rendered when the columns were others keeps its cells, laid out in the columns of today.
 */
export function findRows(
  documents: readonly SourceFile[],
  ids: ReadonlySet<DiagramId>,
): Map<DiagramId, string> {
  const rows = new Map<DiagramId, string>();
  if (ids.size === 0) return rows;
  for (const document of documents) {
    const { regions, unclosed } = findRegions(document);
    for (const region of [...regions, ...unclosed]) {
      if (region.name !== "details") continue;
      for (const { id, row } of rowsIn(document.text, region)) {
        if (ids.has(id) && !rows.has(id)) rows.set(id, row);
      }
    }
  }
  return rows;
}

interface RowAt {
  readonly id: DiagramId;
  /** In the columns of today. */
  readonly row: string;
  /** Offset of its line. */
  readonly at: number;
}

/** The rows of a details region. */
export function* rowsIn(text: string, { start, end }: Region): Generator<RowAt> {
  let head: string | null = null;
  let columns: TableColumns | null = null;
  for (let at = start; at < end; ) {
    const { content, next } = lineAt(text, at);
    const begin = at;
    at = next;
    if (!content.startsWith("|")) {
      head = columns = null;
    } else if (columns) {
      const cells = splitCells(content);
      const id = readCell(cells[columns.positions.get("ID") ?? -1] ?? "").text as DiagramId;
      yield { id, row: head === TABLE_HEAD[0] ? content : inColumnsOfToday(cells, columns), at: begin };
    } else if (head !== null && isSeparator(content)) {
      columns = columnsOf(splitCells(head));
    } else head = content;
  }
}

function isSeparator(line: string): boolean {
  return splitCells(line).every((cell) => /^:?-+:?$/.test(cell));
}

function inColumnsOfToday(cells: readonly string[], { positions }: TableColumns): string {
  return joinCells(COLUMNS.map(({ title }) => cells[positions.get(title) ?? -1] || "-"));
}

const TODAY = columnsOf(splitCells(TABLE_HEAD[0]));

/** Reads a row of our own columns back; null when its status cannot be understood. */
export function parseRow(id: DiagramId, row: string): Assignment | null {
  const state = readRow(splitCells(row), TODAY);
  return state.status && assignmentOfRow(id, state, state.status);
}
