import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { lineAt } from "./lines.ts";
import { assignmentOfRow, readRow } from "./read-row.ts";
import { findRegions } from "./regions.ts";
import { TABLE_HEAD } from "./render-row.ts";
import { columnsOf, parseMarkdown } from "./table.ts";

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

/** The rows of some diagrams in the documents' details regions, as they stand there, each without its line end. */
export function findRows(
  documents: readonly SourceFile[],
  ids: ReadonlySet<DiagramId>,
): Map<DiagramId, string> {
  const rows = new Map<DiagramId, string>();
  if (ids.size === 0) return rows;
  for (const document of documents) {
    for (const { name, start, end } of findRegions(document).regions) {
      if (name !== "details") continue;
      let ours = false;
      for (let at = start; at < end; ) {
        const { content, next } = lineAt(document.text, at);
        at = next;
        if (!content.startsWith("| ")) ours &&= content.startsWith("|");
        else if (content.startsWith("| ID |")) ours = content === TABLE_HEAD[0];
        else if (ours) {
          const id = content.slice(2, content.indexOf(" |", 2)) as DiagramId;
          if (ids.has(id) && !rows.has(id)) rows.set(id, content);
        }
      }
    }
  }
  return rows;
}

/** Reads a row of our own seven columns back; null when its status cannot be understood. */
export function parseRow(id: DiagramId, row: string): Assignment | null {
  const table = parseMarkdown([...TABLE_HEAD, row].join("\n")).children[0];
  if (table?.type !== "table") return null;
  const line = table.children[1];
  if (!line) return null;
  const state = readRow(line, columnsOf(table));
  return state.status && assignmentOfRow(id, state, state.status);
}
