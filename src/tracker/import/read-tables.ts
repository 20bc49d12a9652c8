import { type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";
import type { StatusWords } from "../columns/status-words.ts";
import type { Row } from "../read-row.ts";
import { DIAGRAM_NAME_LENGTH, keptColumns, keptRows } from "./kept-columns.ts";
import { type Block, clip, type ListBlock, type Report, type TableBlock } from "./outline.ts";
import { readTasks, type Task } from "./read-tasks.ts";
import {
  reportBad,
  reportForeign,
  reportHtml,
  reportKept,
  reportPrefixed,
  reportQuiet,
} from "./report-tables.ts";
import { proposePrefix } from "./table-ids.ts";
import {
  type DiagramTable,
  isFilled,
  type ReadTableRow,
  shortList,
  understandTable,
} from "./understand-table.ts";

export interface ImportWords {
  /** What stands before IDs that have no prefix; null: one is proposed. */
  readonly prefix: string | null;
  readonly words: StatusWords;
}

export interface DetailRow {
  readonly id: DiagramId;
  readonly name: string;
  readonly line: number;
  readonly row: Row;
  /** Its cells as they stand there, which must not be lost. Null: it is the item of a list. */
  readonly source: { readonly cells: readonly string[]; readonly table: DiagramTable } | null;
}

/** A table or list that names diagrams. */
export interface Found {
  /** The block of the document that it is, or stands in. */
  readonly block: Block;
  readonly rows: readonly DetailRow[];
  /** What of it has no place in our table, as lines to stand behind that. */
  readonly kept: readonly string[];
  /** It stays as it is, and our table comes behind it. */
  readonly isBeside: boolean;
}

type Candidate =
  | { readonly block: Block; readonly kind: "table"; readonly table: DiagramTable }
  | {
      readonly block: Block;
      readonly kind: "list";
      readonly list: ListBlock;
      readonly tasks: readonly Task[];
    };

/** All tables and task lists that name diagrams, in order. Of every other it is said why it stays as it is. */
export function readTables(
  blocks: readonly Block[],
  { prefix, words }: ImportWords,
  report: Report,
): Found[] {
  const tables = blocks.flatMap((block) => tablesOf(block).map((table) => ({ block, table })));
  const understood = tables.map(({ block, table }) => ({
    block,
    read: understandTable(table, { words, isNumbering: false }),
  }));
  const hasAny = understood.some(({ read }) => read.kind === "diagrams") || blocks.some(hasTasksWithIds);
  const isNumbering = prefix !== null && !hasAny;
  const read = isNumbering
    ? tables.map(({ block, table }) => ({ block, read: understandTable(table, { words, isNumbering }) }))
    : understood;
  const candidates: Candidate[] = read.flatMap(({ block, read: one }): Candidate[] => {
    if (one.kind === "diagrams") return [{ block, kind: "table", table: one }];
    reportForeign(one, report);
    return [];
  });
  const inTables = new Set(candidates.flatMap((one) => (one.kind === "table" ? wholeIds(one.table) : [])));
  for (const block of blocks) {
    if (block.kind !== "list" || block.tasks.length === 0) continue;
    const tasks = readTasks(block);
    if (isTakenList(tasks, inTables, isNumbering, { list: block, isAlone: !hasAny }, report))
      candidates.push({ block, kind: "list", list: block, tasks });
  }
  candidates.sort((one, other) => one.block.index - other.block.index);
  for (const block of blocks)
    if ("htmlTables" in block) for (const line of block.htmlTables) reportHtml(line, report);
  const prefixes = prefixesFor(candidates, prefix, isNumbering);
  const seen = new Map<DiagramId, number>();
  const count = candidates.reduce(
    (sum, one) => sum + (one.kind === "table" ? one.table.rows.length : one.tasks.length),
    0,
  );
  const numbers = { next: 1, digits: Math.max(2, String(count).length) };
  return candidates.flatMap((candidate) => {
    const before = prefixes.get(candidate) ?? "T";
    return candidate.kind === "table"
      ? foundTable(candidate, before, numbers, seen, report)
      : foundList(candidate, before, numbers, seen, report);
  });
}

function tablesOf(block: Block): readonly TableBlock[] {
  if (block.kind === "table") return [block];
  return "tables" in block ? block.tables : [];
}

function hasTasksWithIds(block: Block): boolean {
  return block.kind === "list" && block.tasks.length > 0 && readTasks(block).some(({ id }) => id !== null);
}

function wholeIds({ rows }: DiagramTable): DiagramId[] {
  return rows.flatMap(({ id }) => (id.kind === "whole" ? [id.id] : []));
}

function isTakenList(
  tasks: readonly Task[],
  inTables: ReadonlySet<DiagramId>,
  isNumbering: boolean,
  { list: { line }, isAlone }: { readonly list: ListBlock; readonly isAlone: boolean },
  report: Report,
): boolean {
  if (isNumbering) return true;
  const ids = tasks.flatMap(({ id }) => id ?? []);
  const fresh = ids.filter((id) => !inTables.has(id));
  if (ids.length === tasks.length && fresh.length === ids.length) return true;
  // Beside tables of diagrams, a list without IDs is a checklist.
  if (ids.length === 0 ? !isAlone : fresh.length === 0) return false;
  const example = tasks.find(({ id }) => id === null)?.row.name.slice(0, 40) ?? "";
  const why =
    ids.length === 0
      ? "none of them begins with an ID"
      : `${tasks.length - fresh.length} of them begin with no ID, or with one that a table has`;
  const advice = `To import it, write an ID behind each box, as in \`- [ ] DOC-1 ${example}\`, or begin anew with \`--prefix DOC\`, which numbers what has no ID`;
  report(line, `This list of ${tasks.length} tasks stays as it stands, since ${why}. ${advice}.`);
  return false;
}

/** What stands before the IDs of each candidate that have no prefix. */
function prefixesFor(
  candidates: readonly Candidate[],
  wanted: string | null,
  isNumbering: boolean,
): Map<Candidate, string> {
  const prefixes = new Map<Candidate, string>();
  const bare = candidates.filter((one) => isNumbering || (one.kind === "table" && isMostlyBare(one.table)));
  const all = bare.flatMap((one) =>
    one.kind === "table" ? one.table.rows.flatMap(({ id }) => (id.kind === "bare" ? [id.bare] : [])) : [],
  );
  if (wanted !== null && (isNumbering || new Set(all).size === all.length)) {
    return new Map(bare.map((one) => [one, wanted]));
  }
  const taken = new Map<string, number>();
  for (const one of bare) {
    const heading = one.block.under.at(-1);
    const base = proposePrefix(heading?.text ?? "");
    let own = base;
    for (let number = 2; taken.has(own) && taken.get(own) !== heading?.index; number++)
      own = `${base}${number}`;
    taken.set(own, heading?.index ?? -1);
    prefixes.set(one, wanted === null ? own : `${wanted}-${own}`);
  }
  return prefixes;
}

/** Where most IDs have their prefix, one without is a slip. */
function isMostlyBare({ rows }: DiagramTable): boolean {
  const bare = rows.filter(({ id }) => id.kind === "bare").length;
  return bare * 2 >= rows.length || bare > wholeIdsCount(rows);
}

function wholeIdsCount(rows: readonly ReadTableRow[]): number {
  return rows.filter(({ id }) => id.kind === "whole").length;
}

interface Numbers {
  next: number;
  readonly digits: number;
}

function foundTable(
  { block, table }: Extract<Candidate, { kind: "table" }>,
  prefix: string,
  numbers: Numbers,
  seen: Map<DiagramId, number>,
  report: Report,
): Found[] {
  const takesBare = isMostlyBare(table);
  const hasIds = table.columns.positions.has("ID");
  const taken = new Map<ReadTableRow, DiagramId>();
  const prefixed: [from: string, to: string][] = [];
  const bad: { readonly line: number; readonly why: string; readonly severity: "error" | "warning" }[] = [];
  for (const row of table.rows) {
    const text = row.row.id;
    const id =
      row.id.kind === "whole"
        ? row.id.id
        : row.id.kind === "bare" && takesBare
          ? parseDiagramId(`${prefix}-${row.id.bare}`)
          : hasIds
            ? null
            : nextNumber(prefix, numbers);
    const first = id === null ? undefined : seen.get(id);
    if (id === null || first !== undefined) {
      const why =
        id === null
          ? `\`${text}\` is no diagram ID, so the row is not imported. Expected capitals and digits joined by hyphens, such as G-LIN-FL.`
          : `\`${id}\` is already on line ${first}; this second row is not imported.`;
      // A row of one cell is a heading within the table.
      const severity = row.cells.filter(isFilled).length === 1 ? "warning" : "error";
      bad.push({ line: row.line, why, severity });
      continue;
    }
    seen.set(id, row.line);
    taken.set(row, id);
    if (text !== "" && text.toUpperCase() !== id) prefixed.push([text, id]);
  }
  reportBad(bad, table, report);
  if (taken.size === 0) return [];
  reportPrefixed(prefixed, hasIds ? null : taken.size, prefix, table.table.line, report);
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
        source: { cells: row.cells, table },
      },
    ];
  });
  const kept = isBeside
    ? []
    : [...(columns?.lines ?? []), ...(columns && others.length > 0 ? [""] : []), ...others];
  return [{ block, rows, kept, isBeside }];
}

function foundList(
  { block, list, tasks }: Extract<Candidate, { kind: "list" }>,
  prefix: string,
  numbers: Numbers,
  seen: Map<DiagramId, number>,
  report: Report,
): Found[] {
  let numbered = 0;
  const rows = tasks.flatMap(({ id: said, line, row }): DetailRow[] => {
    const id = said ?? nextNumber(prefix, numbers);
    if (id === null) return [];
    if (said === null) numbered++;
    const first = seen.get(id);
    if (first !== undefined) {
      report(line, `\`${id}\` is already on line ${first}; this second item is not imported.`, "error");
      return [];
    }
    seen.set(id, line);
    return [{ id, name: nameFor(id, row.name, line, report), line, row, source: null }];
  });
  reportPrefixed([], numbered === 0 ? null : numbered, prefix, list.line, report);
  if (rows.length === 0) return [];
  report(
    list.line,
    `The ${rows.length} tasks of this list are imported. The list stays as it stands; what is kept up to date is the table behind it.`,
  );
  return [{ block, rows, kept: [], isBeside: true }];
}

function nextNumber(prefix: string, numbers: Numbers): DiagramId | null {
  return parseDiagramId(`${prefix}-${String(numbers.next++).padStart(numbers.digits, "0")}`);
}

function nameFor(id: DiagramId, name: string, line: number, report: Report): string {
  if (name !== "" && name !== "-") return clip(name, DIAGRAM_NAME_LENGTH, line, report);
  report(line, `\`${id}\` has no name; the ID stands in for it.`);
  return id;
}
