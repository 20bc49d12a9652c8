import { type Assignment, pendingAssignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Status } from "../domain/status.ts";
import type { CellFields } from "./columns/column.ts";
import type { StatusWords } from "./columns/status-words.ts";
import { COLUMNS, type ColumnTitle, type TableColumns } from "./columns.ts";
import { readCell } from "./inline.ts";

/** What a row of a detail table says, whoever wrote it. */
export interface Row {
  /** As it stands there; empty where the table has no such column. */
  readonly id: string;
  readonly name: string;
  /** Null when it cannot be understood; a remark says so. */
  readonly status: Status | null;
  /** What the other columns say of its assignment. */
  readonly fields: Omit<CellFields, "id" | "name" | "status">;
  /** What could not be understood or has no place of its own in an assignment. */
  readonly remarks: readonly RowRemark[];
}

export interface RowRemark {
  readonly column: ColumnTitle;
  /** A whole sentence; null: there is nothing to say about it. */
  readonly message: string | null;
  /** What would be lost, to be kept in the assignment's notes. */
  readonly text: string;
}

/** Reads the cells of a row, as `splitCells` gives them, in the columns that its table has. */
export function readRow(cells: readonly string[], { positions }: TableColumns, words?: StatusWords): Row {
  const remarks: RowRemark[] = [];
  const all: CellFields = {};
  for (const { title, read } of COLUMNS) {
    const position = positions.get(title);
    if (position === undefined) continue;
    const cell = readCell(cells[position] ?? "");
    const remark = (message: string | null, lost = cell.text) =>
      remarks.push({ column: title, message, text: lost });
    Object.assign(all, read(cell, remark, words));
  }
  const { id = "", name = "", status = "pending", ...fields } = all;
  return { id, name, status, fields, remarks };
}

/** The assignment that a row stands for. What a row does not show (dates, reviewer) is empty. */
export function assignmentOfRow(id: DiagramId, { fields, remarks }: Row, status: Status): Assignment {
  const pending = pendingAssignment(id);
  const notes = remarks.map(({ column, text }) => `${column} in the imported tracker: ${text}`).join("\n");
  return {
    ...pending,
    ...fields,
    status,
    verification: { ...pending.verification, ...fields.verification },
    ...(notes === "" ? {} : { notes }),
  };
}
