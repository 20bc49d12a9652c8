import { isNothing } from "../columns/column.ts";
import type { StatusWords } from "../columns/status-words.ts";
import type { ColumnTitle, TableColumns } from "../columns.ts";
import { readCell } from "../inline.ts";
import { type Row, readRow } from "../read-row.ts";
import type { TableBlock } from "./outline.ts";
import type { IdCell } from "./table-ids.ts";

export interface ReadTableRow {
  readonly line: number;
  /** As it stands there. */
  readonly source: string;
  readonly cells: readonly string[];
  readonly id: IdCell;
  readonly row: Row;
}

/** A column of ours by its title, but not by what stands in most of its cells. */
export interface UnfitColumn {
  readonly title: string;
  readonly column: ColumnTitle;
  readonly cells: readonly string[];
}

/** A row as Markdown has it, before anybody knows what its columns are. */
export interface RawRow {
  readonly cells: readonly string[];
  readonly line: number;
}

// What these columns hold can be told from what it should be; an ID and a name are what they are.
const JUDGED = ["Status", "PR", "Verified", "Source"] as const;

const MOST_EXAMPLES = 20;

/** Reads the rows by the columns, and says which columns hold most of the time what they cannot. */
export function readTableRows(
  table: TableBlock,
  raw: readonly RawRow[],
  ids: readonly IdCell[],
  head: readonly string[],
  columns: TableColumns,
  words: StatusWords,
): { readonly rows: readonly ReadTableRow[]; readonly unfit: readonly UnfitColumn[] } {
  const judged = JUDGED.flatMap((column) => {
    const position = columns.positions.get(column);
    return position === undefined ? [] : [{ column, position, filled: 0, wrong: 0, cells: [] as string[] }];
  });
  const rows = raw.map(({ cells, line }, index): ReadTableRow => {
    const row = readRow(cells, columns, words);
    for (const one of judged) {
      const cell = cells[one.position] ?? "";
      if (!isFilled(cell)) continue;
      one.filled++;
      const isWrong = row.remarks.some(({ column, message }) => column === one.column && message !== null);
      if (!isWrong || (one.column === "Status" && row.status !== null)) continue;
      one.wrong++;
      if (one.cells.length < MOST_EXAMPLES) one.cells.push(readCell(cell).text);
    }
    return {
      line,
      source: table.rows[line - table.line - 2] ?? "",
      cells,
      id: ids[index] ?? { kind: "none" },
      row,
    };
  });
  const unfit = judged.filter(({ filled, wrong }) => filled > 1 && wrong * 2 > filled);
  return {
    rows,
    unfit: unfit.map(({ column, position, cells }) => ({ column, cells, title: titleAt(head, position) })),
  };
}

/** The table's columns without those that do not fit: these have no place in ours. */
export function withoutUnfit(
  { positions, unknown }: TableColumns,
  unfit: readonly UnfitColumn[],
): TableColumns {
  const dropped = new Set(unfit.map(({ column }) => column));
  return {
    positions: new Map([...positions].filter(([title]) => !dropped.has(title))),
    unknown: [
      ...unknown,
      ...unfit.map(({ column, title }) => ({ title, position: positions.get(column) ?? 0 })),
    ],
  };
}

export function titleAt(head: readonly string[], position: number): string {
  return readCell(head[position] ?? "").text;
}

/** Whether something stands in the cell that must not be lost. */
export function isFilled(cell: string): boolean {
  return cell !== "" && !isNothing(cell) && !isNothing(readCell(cell).text || cell);
}

/** `A`, `B`, … */
export function shortList(texts: readonly string[]): string {
  const shown = [...new Set(texts)].slice(0, 4).map((text) => `\`${text.slice(0, 40)}\``);
  return new Set(texts).size > shown.length ? `${shown.join(", ")}, …` : shown.join(", ");
}
