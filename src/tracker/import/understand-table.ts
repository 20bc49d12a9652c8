import { isNothing } from "../columns/column.ts";
import type { StatusWords } from "../columns/status-words.ts";
import { type ColumnTitle, columnsOf, type TableColumns } from "../columns.ts";
import { readCell } from "../inline.ts";
import { type Row, readRow } from "../read-row.ts";
import { splitCells } from "../table-line.ts";
import { rowsOf, type TableBlock } from "./outline.ts";
import { areIds, parseTableId, type SaidId } from "./table-ids.ts";

export interface ReadTableRow {
  readonly line: number;
  /** As it stands there. */
  readonly source: string;
  readonly cells: readonly string[];
  readonly id: SaidId;
  readonly row: Row;
}

/** A table whose rows are diagrams. */
export interface DiagramTable {
  readonly kind: "diagrams";
  readonly table: TableBlock;
  readonly head: readonly string[];
  readonly columns: TableColumns;
  readonly rows: readonly ReadTableRow[];
  /** Columns of ours by their titles, but not by what stands in most of their cells. */
  readonly unfit: readonly {
    readonly title: string;
    readonly column: ColumnTitle;
    readonly cells: readonly string[];
  }[];
}

/** Any other, with what keeps it from being one and what to write, in whole sentences. */
export interface ForeignTable {
  readonly kind: "foreign";
  readonly table: TableBlock;
  readonly why: string;
  readonly advice: string;
  /** Whether numbering its rows would make it one. */
  readonly isNumberable: boolean;
}

// What these columns hold can be told from what it should be; an ID and a name are what they are.
const JUDGED = ["Status", "PR", "Verified", "Source"] as const;

export interface Understanding {
  readonly words: StatusWords;
  /** Give the rows of tables without IDs numbers. */
  readonly isNumbering: boolean;
}

/** Whether a table is one of diagrams, and what its rows say then. */
export function understandTable(
  table: TableBlock,
  { words, isNumbering }: Understanding,
): DiagramTable | ForeignTable {
  const head = splitCells(table.head);
  const lines = Array.from(rowsOf(table)).filter(({ cells }) => cells.some(isFilled));
  const textAt = (cells: readonly string[], position: number) => readCell(cells[position] ?? "").text;
  const found = columnsOf(head);
  const positions = new Map(found.positions);
  if (!positions.has("ID")) {
    const byCells = head.findIndex((_, at) => areIds(lines.map(({ cells }) => textAt(cells, at))));
    if (byCells !== -1) {
      for (const [title, position] of positions) if (position === byCells) positions.delete(title);
      positions.set("ID", byCells);
    }
  }
  const foreign = (why: string, advice: string, isNumberable = false): ForeignTable => ({
    kind: "foreign",
    table,
    why,
    advice,
    isNumberable,
  });
  const idAt = positions.get("ID");
  // A table of servers or of phases calls its first column so, and that is what its rows are called.
  const first = lines.map(({ cells }) => textAt(cells, 0));
  const isNaming =
    idAt !== 0 && ![...positions].some(([title, at]) => at === 0 && title !== "Name") && areDistinct(first);
  if (isNaming && WEAK_NAMES.test(titleAt(head, positions.get("Name") ?? -1))) positions.set("Name", 0);
  const nameAt = positions.get("Name");
  const hasProgress = positions.has("Status") || positions.has("Assignee");
  if (lines.length === 0) return foreign("it has no rows", "There is nothing to import from it.");
  if (idAt === undefined && !(isNumbering && nameAt !== undefined && hasProgress)) {
    if (nameAt === undefined || !hasProgress) {
      return foreign(
        "no column of it holds IDs, names and statuses of diagrams",
        `If its rows are diagrams, begin it like this: ${EXAMPLE}.`,
      );
    }
    const name = textAt(lines[0]?.cells ?? [], nameAt).slice(0, 40);
    const why = `no column holds an ID for ${lines.length === 1 ? "its row" : `each of its ${lines.length} rows`}`;
    return foreign(
      why,
      `Put one before the others, such as \`| ID | ${titleAt(head, nameAt)} |\` with \`| DOC-1 | ${name} |\` below it, or let \`--prefix DOC\` number the rows.`,
      true,
    );
  }
  const ids = lines.map(
    ({ cells }): SaidId => (idAt === undefined ? { kind: "none" } : parseTableId(textAt(cells, idAt))),
  );
  const readable = ids.filter(({ kind }) => kind !== "none").length;
  if (idAt !== undefined && readable * 2 <= ids.length) {
    const examples = shortList(lines.map(({ cells }) => textAt(cells, idAt)));
    const which =
      ids.length === 1 ? "its row has" : `${ids.length - readable} of its ${ids.length} rows have`;
    const why = `${which} no ID in \`${titleAt(head, idAt)}\` (${examples})`;
    return foreign(why, `${FORM}.`);
  }
  const bare = ids.flatMap((id) => (id.kind === "bare" ? [id.bare] : []));
  const met = new Set<string>();
  const again = bare.filter((one) => met.size === met.add(one).size);
  if (idAt !== undefined && again.length * 10 > ids.length) {
    const why = `${again.length} of its ${ids.length} rows have what another has in \`${titleAt(head, idAt)}\` (${shortList(again)})`;
    return foreign(why, "An ID is one row's alone. Put a column of IDs before the others.");
  }
  const taken = new Set(positions.values());
  const unknown = head.flatMap((cell, position) =>
    taken.has(position) ? [] : [{ title: readCell(cell).text, position }],
  );
  if (nameAt === undefined) {
    const other = unknown.find(({ title }) => !ASIDE.test(title));
    if (other) {
      const why = `no column holds the names of its ${lines.length} rows`;
      return foreign(
        why,
        `If they are diagrams, call the column of their names \`Name\`: is it \`${other.title}\`?`,
      );
    }
    if (!positions.has("Status")) return foreign("it has nothing but IDs", `Begin it like this: ${EXAMPLE}.`);
  }
  const columns = { positions, unknown };
  const { rows, unfit } = readRows(table, lines, ids, head, columns, words);
  const isSure = ids.filter(({ kind }) => kind === "whole").length * 2 > ids.length;
  const isStatusUnfit = unfit.some(({ column }) => column === "Status");
  if (!isSure && idAt !== undefined && (isStatusUnfit || !hasProgress)) {
    const cells = unfit.find(({ column }) => column === "Status")?.cells ?? [];
    return isStatusUnfit
      ? foreign(
          `the cells of its status are none that is known (${shortList(cells)})`,
          "Write `Pending`, `In Progress`, `Review` or `Complete`, or give your words a meaning in the configuration, `tracker.status_words`.",
        )
      : foreign("it has no column for a status", `If its rows are diagrams, add one: ${EXAMPLE}.`);
  }
  if (unfit.length === 0) return { kind: "diagrams", table, head, columns, rows, unfit };
  const dropped = new Set(unfit.map(({ column }) => column));
  const fitting = {
    positions: new Map([...positions].filter(([title]) => !dropped.has(title))),
    unknown: [
      ...unknown,
      ...unfit.map(({ column, title }) => ({ title, position: positions.get(column) ?? 0 })),
    ],
  };
  const reread = readRows(table, lines, ids, head, fitting, words);
  return { kind: "diagrams", table, head, columns: fitting, rows: reread.rows, unfit };
}

export const EXAMPLE =
  "`| ID | Name | Status |`, `|----|------|--------|`, `| DOC-INTRO | Introduction | Pending |`";
const FORM =
  "An ID is made of letters, digits and hyphens, such as G-LIN-FL; a number or a word of that kind gets a prefix";

function readRows(
  table: TableBlock,
  lines: readonly { readonly cells: string[]; readonly line: number }[],
  ids: readonly SaidId[],
  head: readonly string[],
  columns: TableColumns,
  words: StatusWords,
): Pick<DiagramTable, "rows" | "unfit"> {
  const judged = JUDGED.flatMap((column) => {
    const position = columns.positions.get(column);
    return position === undefined ? [] : [{ column, position, filled: 0, wrong: 0, cells: [] as string[] }];
  });
  const rows = lines.map(({ cells, line }, index): ReadTableRow => {
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

const MOST_EXAMPLES = 20;

/** No title at all, or one that says what a row is about rather than what it is called. */
const WEAK_NAMES = /^(?:|description|beschreibung|action|what|goal|function|use)$/i;

/** What no row is called by. */
const ASIDE =
  /^(?:notes?|comments?|remarks?|details|dependenc(?:y|ies)|priority|due|date|updated|last updated)$/i;

function areDistinct(texts: readonly string[]): boolean {
  return texts.every((text) => text !== "") && new Set(texts).size === texts.length;
}

function titleAt(head: readonly string[], position: number): string {
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
