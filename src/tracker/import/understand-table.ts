import { type StatusWords, statusIn, symbolIn } from "../columns/status-words.ts";
import { type ColumnTitle, columnsOf, type TableColumns } from "../columns.ts";
import { readCell } from "../inline.ts";
import { splitCells } from "../table-line.ts";
import { isLegend } from "./legend.ts";
import { INCIDENTAL_TITLE, NO_WORK, WEAK_NAMES } from "./name-titles.ts";
import { rowsOf, type TableBlock } from "./outline.ts";
import {
  isFilled,
  type RawRow,
  type ReadTableRow,
  readTableRows,
  shortList,
  titleAt,
  type UnfitColumn,
  withoutUnfit,
} from "./read-table-rows.ts";
import type { Task } from "./read-tasks.ts";
import { areIds, areNumbers, type IdCell, parseTableId } from "./table-ids.ts";

/**
 * How sure it is that rows are diagrams. `ids`: they have IDs. `titles`: its titles say that it has names and statuses. `guess`:
 * only what stands in its cells says so.
 */
export type Confidence = "ids" | "titles" | "guess";

/** A table whose rows are diagrams. */
export interface DiagramTable {
  readonly kind: "diagrams";
  readonly confidence: Confidence;
  readonly table: TableBlock;
  readonly head: readonly string[];
  readonly columns: TableColumns;
  readonly rows: readonly ReadTableRow[];
  readonly unfit: readonly UnfitColumn[];
}

/** Any other, with what keeps it from being one and what to write, in whole sentences. */
export interface ForeignTable {
  readonly kind: "foreign";
  readonly table: TableBlock;
  readonly why: string;
  readonly advice: string;
}

/** A table with several statuses in each row: pages by languages. Each of its cells may be a diagram. */
export interface MatrixTable {
  readonly kind: "matrix";
  readonly table: TableBlock;
  readonly tasks: readonly Task[];
}

/** A table, and what its titles say. */
interface Seen {
  readonly table: TableBlock;
  readonly head: readonly string[];
  readonly raw: readonly RawRow[];
  readonly positions: Map<ColumnTitle, number>;
  /** Whether the title says which column holds the names; else it is the first. */
  readonly isNameTitled: boolean;
}

/** Whether a table is one of diagrams, and what its rows say then. `words`: what statuses are called there. */
export function understandTable(
  table: TableBlock,
  words: StatusWords,
): DiagramTable | MatrixTable | ForeignTable {
  const head = splitCells(table.head);
  const raw = Array.from(rowsOf(table)).filter(({ cells }) => cells.some(isFilled));
  const positions = new Map(columnsOf(head).positions);
  if (raw.length === 0) return foreign(table, "it has no rows", "There is nothing to import from it.");
  if (isLegend(head, raw)) return foreign(table, "it says what marks mean", "It is read as that.");
  if (!positions.has("ID")) {
    const textsAt = (at: number) => raw.map(({ cells }) => textAt(cells, at));
    const isOther = (at: number) => [...positions].some(([title, own]) => own === at && title !== "Name");
    const whole = head.findIndex((_, at) => areIds(textsAt(at)));
    // The numbers of issues are IDs once a prefix stands before them.
    const byCells = whole === -1 ? head.findIndex((_, at) => !isOther(at) && areNumbers(textsAt(at))) : whole;
    if (byCells !== -1) {
      for (const [title, position] of positions) if (position === byCells) positions.delete(title);
      positions.set("ID", byCells);
    }
  }
  const idAt = positions.get("ID");
  // A table of servers or of phases calls its first column so, and that is what its rows are called.
  const first = raw.map(({ cells }) => textAt(cells, 0));
  const isNaming =
    idAt !== 0 && ![...positions].some(([title, at]) => at === 0 && title !== "Name") && areDistinct(first);
  const isWeak = WEAK_NAMES.test(titleAt(head, positions.get("Name") ?? -1));
  if (isNaming && isWeak) positions.set("Name", 0);
  const seen = { table, head, raw, positions, isNameTitled: !isWeak };
  return idAt === undefined ? understandUnnumbered(seen, words) : understandNumbered(seen, idAt, words);
}

function foreign(table: TableBlock, why: string, advice: string): ForeignTable {
  return { kind: "foreign", table, why, advice };
}

/** A table with a column of IDs is one of diagrams when it has names, and a status or IDs beyond doubt. */
function understandNumbered(seen: Seen, idAt: number, words: StatusWords): DiagramTable | ForeignTable {
  const { table, head, raw, positions } = seen;
  const ids = raw.map(({ cells }): IdCell => parseTableId(textAt(cells, idAt)));
  const readable = ids.filter(({ kind }) => kind !== "none").length;
  if (readable * 2 <= ids.length) {
    const examples = shortList(raw.map(({ cells }) => textAt(cells, idAt)));
    const which =
      ids.length === 1 ? "its row has" : `${ids.length - readable} of its ${ids.length} rows have`;
    return foreign(table, `${which} no ID in \`${titleAt(head, idAt)}\` (${examples})`, `${FORM}.`);
  }
  const bare = ids.flatMap((id) => (id.kind === "bare" ? [id.bare] : []));
  const met = new Set<string>();
  const again = bare.filter((one) => met.size === met.add(one).size);
  if (again.length * 10 > ids.length) {
    const why = `${again.length} of its ${ids.length} rows have what another has in \`${titleAt(head, idAt)}\` (${shortList(again)})`;
    return foreign(table, why, "An ID is one row's alone. Put a column of IDs before the others.");
  }
  const columns = columnsBy(head, positions);
  if (!positions.has("Name")) {
    const others = columns.unknown.filter(({ title }) => !INCIDENTAL_TITLE.test(title));
    const isStatus = (at: number) => raw.every(({ cells }) => statusIn(textAt(cells, at), words) !== null);
    const other = others.find(({ position }) => !isStatus(position)) ?? others[0];
    if (other) {
      const why = `no column holds the names of its ${raw.length} rows`;
      const advice = `If they are diagrams, call the column of their names \`Name\`: is it \`${other.title}\`?`;
      return foreign(table, why, advice);
    }
    if (!positions.has("Status"))
      return foreign(table, "it has nothing but IDs", `Begin it like this: ${EXAMPLE}.`);
  }
  const readBy = (taken: TableColumns) => readTableRows(table, raw, ids, head, taken, words);
  const { rows, unfit } = readBy(columns);
  const isSure = ids.filter(({ kind }) => kind === "whole").length * 2 > ids.length;
  const wrong = unfit.find(({ column }) => column === "Status");
  if (!isSure && wrong) return foreign(table, ...unknownStatuses(wrong));
  if (!isSure && !positions.has("Status") && !positions.has("Assignee")) {
    return foreign(table, "it has no column for a status", `If its rows are diagrams, add one: ${EXAMPLE}.`);
  }
  const read = { kind: "diagrams", confidence: "ids", table, head } as const;
  return { ...read, ...withWhatFits(columns, { rows, unfit }, readBy) };
}

type ReadRows = ReturnType<typeof readTableRows>;

/** By the columns whose cells fit; the others stay in the document. */
function withWhatFits(
  columns: TableColumns,
  { rows, unfit }: ReadRows,
  readBy: (columns: TableColumns) => ReadRows,
): Pick<DiagramTable, "columns" | "rows" | "unfit"> {
  if (unfit.length === 0) return { columns, rows, unfit };
  const fitting = withoutUnfit(columns, unfit);
  return { columns: fitting, rows: readBy(fitting).rows, unfit };
}

/** A table without IDs has to have names, and statuses that are understood. */
function understandUnnumbered(seen: Seen, words: StatusWords): DiagramTable | MatrixTable | ForeignTable {
  const { table, head, raw, positions, isNameTitled } = seen;
  const nameAt = positions.get("Name");
  const isTitled = positions.has("Status");
  const isWork = nameAt !== undefined && (isNameTitled || !NO_WORK.test(titleAt(head, nameAt)));
  if (isWork && !isTitled) {
    const statusColumns = statusOnlyColumns(seen, words);
    if (statusColumns.length > 1)
      return { kind: "matrix", table, tasks: tasksOf(seen, nameAt, statusColumns, words) };
    for (const [title, position] of positions) if (position === statusColumns[0]) positions.delete(title);
    if (statusColumns[0] !== undefined) positions.set("Status", statusColumns[0]);
  }
  if (!isWork || !(positions.has("Status") || (isNameTitled && positions.has("Assignee")))) {
    const advice = `If its rows are diagrams, begin it like this: ${EXAMPLE}.`;
    return foreign(table, "no column of it holds IDs, names and statuses of diagrams", advice);
  }
  const columns = columnsBy(head, positions);
  const ids = raw.map((): IdCell => ({ kind: "none" }));
  const readBy = (taken: TableColumns) => readTableRows(table, raw, ids, head, taken, words);
  const { rows, unfit } = readBy(columns);
  const known = rows.filter(({ row }) => row.status !== null);
  const wrong =
    unfit.find(({ column }) => column === "Status") ??
    (known.length === 0
      ? { cells: raw.map(({ cells }) => textAt(cells, positions.get("Status") ?? 0)) }
      : undefined);
  if (wrong) return foreign(table, ...unknownStatuses(wrong));
  const read = {
    kind: "diagrams",
    confidence: isTitled && isNameTitled ? "titles" : "guess",
    table,
    head,
  } as const;
  return { ...read, ...withWhatFits(columns, { rows, unfit }, readBy) };
}

function tasksOf(
  { head, raw }: Seen,
  nameAt: number,
  statusColumns: readonly number[],
  words: StatusWords,
): Task[] {
  return raw.flatMap(({ cells, line }) => {
    const name = textAt(cells, nameAt);
    return statusColumns.map((at): Task => {
      const status = statusIn(textAt(cells, at), words)?.status ?? "pending";
      const row = { id: "", name: `${name} (${titleAt(head, at)})`, status, fields: {}, remarks: [] };
      return { line, id: { kind: "none" }, row };
    });
  });
}

/** A table of diagrams that is not imported since others are surer ones. */
export function asForeignTable(
  { table, head, columns, rows, confidence }: DiagramTable,
  hasIds: boolean,
): ForeignTable {
  const nameAt = columns.positions.get("Name") ?? 0;
  const name = textAt(rows[0]?.cells ?? [], nameAt).slice(0, 40);
  const why = `its ${rows.length === 1 ? "row has no ID" : `${rows.length} rows have no IDs`}, while ${hasIds ? "other rows of the document have" : "others are surer to be diagrams"}`;
  const column = `put a column of IDs before the others, such as \`| ID | ${titleAt(head, nameAt)} |\` with \`| DOC-1 | ${name} |\` below it`;
  // What is only guessed is numbered where there is nothing better.
  const flag = hasIds && confidence === "guess" ? "" : ", or let `--prefix DOC` number its rows, too";
  return foreign(table, why, `If they are diagrams, ${column}${flag}.`);
}

function columnsBy(head: readonly string[], positions: ReadonlyMap<ColumnTitle, number>): TableColumns {
  const taken = new Set(positions.values());
  const unknown = head.flatMap((cell, position) =>
    taken.has(position) ? [] : [{ title: readCell(cell).text, position }],
  );
  return { positions, unknown };
}

/** The columns of which every cell is a status and nothing else: marks, words, how far it is. Of the latter the first will do. */
function statusOnlyColumns({ head, raw, positions }: Seen, words: StatusWords): number[] {
  const others = new Set([...positions].flatMap(([title, at]) => (title === "Status" ? [] : [at])));
  const found = head.flatMap((_, at): { at: number; isFar: boolean }[] => {
    const texts = raw
      .map(({ cells }) => cells[at] ?? "")
      .filter(isFilled)
      .map((cell) => readCell(cell).text);
    // Marks may stand here and there; of words there have to be more.
    const hasSymbols = texts.some((text) => symbolIn(text) !== null);
    if (others.has(at) || !(hasSymbols || texts.length * 2 > raw.length)) return [];
    const isFar = texts.every((text) => /^~?\d/.test(text));
    const isStatus = texts.every((text) => {
      const parsed = statusIn(text, words);
      return parsed !== null && (parsed.rest === "" || isFar);
    });
    return isStatus ? [{ at, isFar }] : [];
  });
  const plain = found.filter(({ isFar }) => !isFar);
  return (plain.length > 0 ? plain : found.slice(0, 1)).map(({ at }) => at);
}

function unknownStatuses({ cells }: Pick<UnfitColumn, "cells">): [why: string, advice: string] {
  return [
    `the cells of its status are none that is known (${shortList(cells)})`,
    "Write `Pending`, `In Progress`, `Review` or `Complete`, or give your words a meaning in the configuration, `tracker.status_words`.",
  ];
}

export const EXAMPLE =
  "`| ID | Name | Status |`, `|----|------|--------|`, `| DOC-INTRO | Introduction | Pending |`";
const FORM =
  "An ID is made of letters, digits and hyphens, such as G-LIN-FL; a number or a word of that kind gets a prefix";

function areDistinct(texts: readonly string[]): boolean {
  return texts.every((text) => text !== "") && new Set(texts).size === texts.length;
}

function textAt(cells: readonly string[], position: number): string {
  return readCell(cells[position] ?? "").text;
}
