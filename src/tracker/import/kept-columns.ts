import { DIAGRAM_ID_FORM, type DiagramId } from "../../domain/diagram-id.ts";
import { readCell } from "../inline.ts";
import { joinCells } from "../table-line.ts";
import { isFilled, type ReadTableRow } from "./read-table-rows.ts";
import type { DiagramTable } from "./understand-table.ts";

/** What a table says that has no place in ours, as a table of its own, each cell as it stands there. */
export interface KeptColumns {
  readonly titles: readonly string[];
  readonly lines: readonly string[];
}

/** How long the name of a diagram may be. */
export const DIAGRAM_NAME_LENGTH = 300;

/** Null: nothing of the table has to be kept beside ours. `taken`: the rows that are diagrams now. */
export function keptColumns(
  { head, columns, rows }: DiagramTable,
  taken: ReadonlyMap<ReadTableRow, DiagramId>,
): KeptColumns | null {
  const width = Math.max(head.length, widest(rows));
  const filled = (position: number, needsKeeping: (cell: string) => boolean) =>
    rows.some((row) => taken.has(row) && needsKeeping(row.cells[position] ?? ""));
  const positions = new Set<number>();
  for (const { position } of columns.unknown) if (filled(position, isFilled)) positions.add(position);
  for (let position = head.length; position < width; position++)
    if (filled(position, isFilled)) positions.add(position);
  const [idAt, nameAt] = [columns.positions.get("ID"), columns.positions.get("Name")];
  for (const position of [idAt, nameAt]) {
    if (position !== undefined && filled(position, hasMoreThanText)) positions.add(position);
  }
  if (positions.size === 0) return null;
  // An empty column is there to be filled: it goes along where a table is kept.
  for (const { title, position } of columns.unknown) if (title !== "") positions.add(position);
  const order = [...positions].sort((one, other) => one - other);
  const titles = order.map((position) => head[position] ?? "");
  const shown = titles.map((title, index) => title || `Column ${(order[index] ?? 0) + 1}`);
  const lines = rows.flatMap((row) => {
    const id = taken.get(row);
    const cells = order.map((position) => row.cells[position] ?? "");
    return id === undefined || !cells.some(isFilled) ? [] : [joinCells([id, ...cells])];
  });
  const first = columns.positions.has("ID") && order.includes(idAt ?? -1) ? "Diagram" : "ID";
  return {
    titles: shown,
    lines: [joinCells([first, ...shown]), `|${"----|".repeat(shown.length + 1)}`, ...lines],
  };
}

/** The titles of columns that hold nothing, where no table is kept that they could go along with. */
export function emptyTitles({ columns, rows }: DiagramTable): string[] {
  return columns.unknown.flatMap(({ title, position }) =>
    title === "" || rows.some(({ cells }) => isFilled(cells[position] ?? "")) ? [] : [title],
  );
}

function widest(rows: readonly ReadTableRow[]): number {
  return rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
}

/** Links, pictures, struck words, tags: what a name in the catalog cannot be. */
function hasMoreThanText(cell: string): boolean {
  if (DIAGRAM_ID_FORM.test(cell)) return false;
  if (cell.length > DIAGRAM_NAME_LENGTH && readCell(cell).text.length > DIAGRAM_NAME_LENGTH) return true;
  return /~~|\]\(|:\/\/|www\.|<[A-Za-z!/]/.test(cell);
}

/** The rows that are none of ours, with the head of their table. */
export function keptRows(
  { table, rows }: DiagramTable,
  taken: ReadonlyMap<ReadTableRow, DiagramId>,
): string[] {
  const others = rows.filter((row) => !taken.has(row));
  return others.length === 0 ? [] : [table.head, table.separator, ...others.map(({ source }) => source)];
}
