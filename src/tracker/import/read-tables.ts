import type { DiagramId } from "../../domain/diagram-id.ts";
import type { StatusWords } from "../columns/status-words.ts";
import type { TableColumns } from "../columns.ts";
import { readCell } from "../inline.ts";
import type { Row } from "../read-row.ts";
import { type Candidate, chooseMostConfident } from "./candidates.ts";
import { DIAGRAM_NAME_LENGTH, emptyTitles, keptColumns, keptRows } from "./kept-columns.ts";
import { type Block, clip, type Report, type TableBlock } from "./outline.ts";
import { readLists } from "./read-lists.ts";
import { isFilled, type ReadTableRow, shortList } from "./read-table-rows.ts";
import type { CandidateItems } from "./read-tasks.ts";
import {
  reportBad,
  reportBeside,
  reportEmpty,
  reportForeign,
  reportHtml,
  reportKept,
  reportLeft,
  reportQuiet,
} from "./report-tables.ts";
import { prefixesFor, RowIds } from "./row-ids.ts";
import { asForeignTable, type DiagramTable, type ForeignTable, understandTable } from "./understand-table.ts";

export interface ImportWords {
  /** What stands before IDs that have no prefix; null: one is proposed. */
  readonly prefix: string | null;
  readonly words: StatusWords;
}

/** What must not be lost of a row. */
export interface SourceRow {
  readonly id: DiagramId;
  readonly line: number;
  /** Its cells as they stand there, which must not be lost. Null: it is the item of a list. */
  readonly source: { readonly cells: readonly string[]; readonly columns: TableColumns } | null;
}

export interface DetailRow extends SourceRow {
  readonly name: string;
  readonly row: Row;
}

/** A table or list that names diagrams. */
export interface FoundTable {
  /** The block of the document that it is, or stands in. */
  readonly block: Block;
  readonly rows: readonly DetailRow[];
  /** What of it has no place in our table, as lines to stand behind that. */
  readonly kept: readonly string[];
  /** It stays as it is, and our table comes behind it. */
  readonly isBeside: boolean;
}

/**
 * All tables and task lists that name diagrams, in order. Of every other it is said why it stays as it is. Rows without IDs
 * are numbered where no row of the document has one, or where a prefix for them was given.
 */
export function readTables(
  blocks: readonly Block[],
  { prefix, words }: ImportWords,
  report: Report,
): FoundTable[] {
  const candidates: Candidate[] = [];
  const foreign: ForeignTable[] = [];
  for (const block of blocks) {
    for (const table of tablesOf(block)) {
      const read = isTemplate(block, table) ? templateTable(table) : understandTable(table, words);
      if (read.kind === "foreign") foreign.push(read);
      else if (read.kind === "diagrams") {
        candidates.push({ block, kind: "table", confidence: read.confidence, table: read });
      } else {
        const { tasks } = read;
        candidates.push({ block, kind: "items", what: "cell", confidence: "guess", line: table.line, tasks });
      }
    }
  }
  reportHtml(
    blocks.flatMap((block) => ("htmlTables" in block ? block.htmlTables : [])),
    report,
  );
  const inTables = new Set(candidates.flatMap((one) => (one.kind === "table" ? wholeIds(one.table) : [])));
  candidates.push(...readLists(blocks, inTables, words, report));
  candidates.sort((one, other) => one.block.index - other.block.index);
  const taken = chooseMostConfident(candidates, prefix !== null);
  const hasIds = candidates.some(({ confidence }) => confidence === "ids");
  for (const one of candidates) {
    if (taken.has(one)) continue;
    if (one.kind === "table") foreign.push(asForeignTable(one.table, hasIds));
    else reportLeft(one, hasIds, report);
  }
  reportForeign(foreign, report);

  const found = candidates.filter((one) => taken.has(one));
  const ids = new RowIds(found, prefixesFor(blocks, found, prefix), prefix !== null);
  const seen = new Map<DiagramId, number>();
  return found.flatMap((candidate) =>
    candidate.kind === "table"
      ? foundTable(candidate, ids, seen, report)
      : foundItems(candidate, ids, seen, report),
  );
}

function tablesOf(block: Block): readonly TableBlock[] {
  if (block.kind === "table") return [block];
  return "tables" in block ? block.tables : [];
}

/** A row or two under "Template" show how to write one. */
function isTemplate({ under }: Block, { rows }: TableBlock): boolean {
  return (
    rows.length <= 2 &&
    /\b(?:templates?|vorlagen?|plantillas?|mod[eè]les?)$|テンプレート$|模板$/i.test(under.at(-1)?.text ?? "")
  );
}

function templateTable(table: TableBlock): ForeignTable {
  const why = "it stands under a heading that calls it a template";
  return { kind: "foreign", table, why, advice: "If its rows are diagrams, call the heading otherwise." };
}

function wholeIds({ rows }: DiagramTable): DiagramId[] {
  return rows.flatMap(({ id }) => (id.kind === "whole" ? [id.id] : []));
}

function foundTable(
  candidate: Extract<Candidate, { kind: "table" }>,
  ids: RowIds,
  seen: Map<DiagramId, number>,
  report: Report,
): FoundTable[] {
  const { block, table } = candidate;
  const hasIds = table.confidence === "ids";
  const taken = new Map<ReadTableRow, DiagramId>();
  const prefixed: [from: string, to: string][] = [];
  const bad: { readonly line: number; readonly why: string; readonly severity: "error" | "warning" }[] = [];
  for (const row of table.rows) {
    const text = row.row.id;
    if (!hasIds && (!isFilled(row.row.name) || isNoWork(row.cells))) {
      const why = isFilled(row.row.name)
        ? "This row is a sum or a placeholder, so it is not imported."
        : "This row has neither an ID nor a name, so it is not imported.";
      bad.push({ line: row.line, why, severity: "warning" });
      continue;
    }
    const id = ids.idOf(candidate, row.id);
    const first = id === null ? undefined : seen.get(id);
    if (id === null || first !== undefined) {
      const why =
        id === null
          ? `\`${text}\` is no diagram ID, so the row is not imported. Expected capitals and digits joined by hyphens, such as G-LIN-FL.`
          : `\`${id}\` is already on line ${first}; this second row is not imported.`;
      // A row of one cell is a heading within the table.
      const isHeading = row.cells.filter(isFilled).length === 1;
      const severity = isHeading || isNoWork(row.cells) ? "warning" : "error";
      bad.push({ line: row.line, why, severity });
      continue;
    }
    seen.set(id, row.line);
    taken.set(row, id);
    if (text !== "" && text.toUpperCase() !== id) prefixed.push([text, id]);
  }
  reportBad(bad, table, report);
  if (taken.size === 0) return [];
  ids.report(prefixed, table.table.line, report);
  if (!hasIds) {
    const what = taken.size === 1 ? "The row without an ID is" : `${taken.size} rows without an ID are`;
    report(table.table.line, `${what} numbered, ${ids.beginning(candidate)}`);
  }
  for (const { title, cells, column } of table.unfit) {
    const what = `Most cells of the column \`${title}\` are nothing that our column ${column} can hold (${shortList(cells)})`;
    report(
      table.table.line,
      `${what}; it stays in the document, beside the table.`,
      column === "Status" ? "error" : "warning",
    );
  }
  reportQuiet(table, report);
  const columns = keptColumns(table, taken);
  const others = keptRows(table, taken);
  const isBeside = table.table.within !== null;
  reportKept(table, columns?.titles ?? [], isBeside, report);
  if (columns === null && !isBeside) reportEmpty(emptyTitles(table), table.table.line, report);
  const rows = table.rows.flatMap((row): DetailRow[] => {
    const id = taken.get(row);
    if (id === undefined) return [];
    if (
      row.cells.length > table.head.length &&
      row.cells.slice(table.head.length).some((cell) => cell !== "")
    ) {
      const message = `This row has ${row.cells.length} cells but the table ${table.head.length} columns. Write a \`|\` in a cell as \`\\|\`.`;
      report(row.line, message);
    }
    return [
      {
        id,
        name: nameFor(id, row.row.name, row.line, report),
        line: row.line,
        row: row.row,
        source: { cells: row.cells, columns: table.columns },
      },
    ];
  });
  const kept = isBeside
    ? []
    : [...(columns?.lines ?? []), ...(columns && others.length > 0 ? [""] : []), ...others];
  return [{ block, rows, kept, isBeside }];
}

function foundItems(
  candidate: CandidateItems,
  ids: RowIds,
  seen: Map<DiagramId, number>,
  report: Report,
): FoundTable[] {
  const { block, line: first, tasks, what, confidence } = candidate;
  const prefixed: [from: string, to: string][] = [];
  const rows = tasks.flatMap(({ id: cell, line, row }): DetailRow[] => {
    const id = ids.idOf(candidate, cell);
    if (id === null) {
      report(line, `\`${row.id}\` has no prefix, unlike the others; this item is not imported.`, "error");
      return [];
    }
    const before = seen.get(id);
    if (before !== undefined) {
      report(line, `\`${id}\` is already on line ${before}; this second item is not imported.`, "error");
      return [];
    }
    seen.set(id, line);
    if (cell.kind === "bare") prefixed.push([row.id, id]);
    return [{ id, name: nameFor(id, row.name, line, report), line, row, source: null }];
  });
  ids.report(prefixed, first, report);
  if (rows.length === 0) return [];
  const isNumbered = confidence !== "ids";
  reportBeside(rows.length, what, isNumbered ? ids.beginning(candidate) : null, first, report);
  return [{ block, rows, kept: [], isBeside: true }];
}

/** Sums and ellipses are nobody's work. */
function isNoWork(cells: readonly string[]): boolean {
  const texts = cells.filter(isFilled).map((cell) => readCell(cell).text);
  return (
    /^(?:grand )?(?:total|sum|gesamt|summe|totale|всего|итого|合计|总计|合計|합계)(?![\p{L}\p{N}])/iu.test(
      texts[0] ?? "",
    ) || !texts.some((text) => /[\p{L}\p{N}]/u.test(text))
  );
}

function nameFor(id: DiagramId, name: string, line: number, report: Report): string {
  if (name !== "" && name !== "-") return clip(name, DIAGRAM_NAME_LENGTH, line, report);
  report(line, `\`${id}\` has no name; the ID stands in for it.`);
  return id;
}
