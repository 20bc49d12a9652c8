import { type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";
import { columnsOf } from "../columns.ts";
import { readCell } from "../inline.ts";
import { type Row, readRow } from "../read-row.ts";
import { splitCells } from "../table-line.ts";
import {
  type Block,
  clip,
  type HeadingBlock,
  NAME_LENGTH,
  parseHeading,
  type Report,
  rowsOf,
  type TableBlock,
} from "./outline.ts";

export interface DetailRow {
  readonly id: DiagramId;
  readonly name: string;
  readonly line: number;
  readonly row: Row;
}

export interface DetailGroup {
  readonly key: string;
  readonly name: string;
  /** What the heading says; null where it says nothing. */
  readonly planned: number | null;
  readonly line: number;
  /** Its heading and tables. */
  readonly blocks: Block[];
  readonly rows: DetailRow[];
}

export interface DetailCategory {
  readonly name: string;
  readonly planned: number | null;
  readonly line: number;
  readonly heading: Block | null;
  readonly groups: DetailGroup[];
}

const DIAGRAM_NAME_LENGTH = 300;

/** The detail tables with the headings that they stand under, as categories and groups in the document's order. */
export function readDetails(
  blocks: readonly Block[],
  isCategory: (name: string) => boolean,
  report: Report,
): DetailCategory[] {
  const categories = new Map<string, DetailCategory>();
  const groups = new Map<Block["index"] | string, DetailGroup>();
  const keys = new Set<string>();
  const seen = new Map<DiagramId, number>();

  const categoryFor = (name: string, line: number, heading: Block | null, planned: number | null) => {
    const found = categories.get(name.toLowerCase());
    if (found) return found;
    const made = { name: clip(name, NAME_LENGTH, line, report), planned, line, heading, groups: [] };
    categories.set(name.toLowerCase(), made);
    return made;
  };
  const groupFor = (place: Place, line: number, ids: readonly DiagramId[]) => {
    const known = groups.get(place.group?.index ?? place.category);
    if (known) return known;
    const { key, name, count } = parseHeading(place.group?.text ?? place.category);
    const wanted = key ?? prefixOf(ids) ?? name;
    const group: DetailGroup = {
      key: uniqueKey(clip(wanted, 36, line, report), keys, line, report),
      name: clip(name, NAME_LENGTH, line, report),
      planned: place.group === place.heading ? null : count,
      line,
      blocks: place.group && place.group !== place.heading ? [place.group] : [],
      rows: [],
    };
    groups.set(place.group?.index ?? place.category, group);
    const { name: categoryName, count: planned } = parseHeading(place.category);
    categoryFor(categoryName, place.heading?.line ?? line, place.heading, planned).groups.push(group);
    return group;
  };

  for (const block of blocks) {
    if (block.kind === "heading") {
      // A heading with a count but without a table is a plan that names nothing yet.
      const { key, name, count } = parseHeading(block.text);
      if (count === null || !startsSection(blocks, block)) continue;
      const parent = block.under.at(-1);
      if (key !== null && parent && categories.has(parseHeading(parent.text).name.toLowerCase())) {
        groupFor({ group: block, category: parent.text, heading: parent }, block.line, []);
      } else if (key === null) categoryFor(name, block.line, block, count);
      continue;
    }
    if (block.kind !== "table" || !isDetailTable(block)) continue;
    const rows = readTable(block, seen, report);
    const place = placeOf(block, isCategory);
    const group = groupFor(
      place,
      (place.group ?? block).line,
      rows.map(({ id }) => id),
    );
    group.blocks.push(block);
    group.rows.push(...rows);
  }
  return [...categories.values()];
}

interface Place {
  readonly group: Block | null;
  /** Text of the category's heading. */
  readonly category: string;
  readonly heading: Block | null;
}

const GENERIC = /\b(?:track|detail|diagram|table|list|inventor|overview|progress)/i;

/** Which of the headings above a table is its group's and which its category's. */
function placeOf({ under }: Block, isCategory: (name: string) => boolean): Place {
  const [parent, nearest] = [under.at(-2), under.at(-1)];
  if (!nearest) return { group: null, category: "Diagrams", heading: null };
  const isNamed = (heading: HeadingBlock) => {
    const { name, count, key } = parseHeading(heading.text);
    return isCategory(name) || (key === null && count !== null);
  };
  const isOuter = parent && (isNamed(parent) || (parent.depth > 1 && !GENERIC.test(parent.text)));
  if (isOuter && !(isNamed(nearest) && !isNamed(parent))) {
    return { group: nearest, category: parent.text, heading: parent };
  }
  if (parseHeading(nearest.text).key === null)
    return { group: nearest, category: nearest.text, heading: nearest };
  return { group: nearest, category: parent?.text ?? "Diagrams", heading: null };
}

/** Whether the heading opens a part of the details: others with a number in brackets are prose. */
function startsSection(blocks: readonly Block[], heading: Block): boolean {
  const next = blocks[heading.index + 1]?.kind;
  return next === undefined || next === "heading" || next === "table" || next === "rule";
}

function isDetailTable({ head }: TableBlock): boolean {
  const { positions } = columnsOf(splitCells(head));
  return positions.has("ID") && (positions.has("Name") || positions.has("Status"));
}

function readTable(table: TableBlock, seen: Map<DiagramId, number>, report: Report): DetailRow[] {
  const head = splitCells(table.head);
  const columns = columnsOf(head);
  const unknown = columns.unknown.map(({ title, position }) => ({ title, position, filled: 0 }));
  const read: DetailRow[] = [];
  for (const { cells, line } of rowsOf(table)) {
    for (const column of unknown) if (isFilled(cells[column.position] ?? "")) column.filled++;
    if (cells.length > head.length) {
      const message = `This row has ${cells.length} cells but the table ${head.length} columns. Write a \`|\` in a cell as \`\\|\`.`;
      report(line, message);
    }
    const row = readDetailRow(readRow(cells, columns), line, seen, report);
    if (row) read.push(row);
  }
  for (const { title, filled } of unknown) {
    const what = `The column \`${title}\` has no place in the tracker`;
    report(table.line, `${what}; its ${filled} filled cells are not imported.`);
  }
  return read;
}

function readDetailRow(
  row: Row,
  line: number,
  seen: Map<DiagramId, number>,
  report: Report,
): DetailRow | null {
  const id = parseDiagramId(row.id);
  if (!id) {
    const expected = "Expected capitals and digits joined by hyphens, such as G-LIN-FL";
    report(line, `\`${row.id}\` is no diagram ID, so the row is not imported. ${expected}.`, "error");
    return null;
  }
  const first = seen.get(id);
  if (first !== undefined) {
    report(line, `\`${id}\` is already on line ${first}; this second row is not imported.`, "error");
    return null;
  }
  seen.set(id, line);
  const isUnnamed = row.name === "" || row.name === "-";
  if (isUnnamed) report(line, `\`${id}\` has no name; the ID stands in for it.`);
  return { id, name: isUnnamed ? id : clip(row.name, DIAGRAM_NAME_LENGTH, line, report), line, row };
}

function isFilled(cell: string): boolean {
  return /[\p{L}\p{N}]/u.test(readCell(cell).text);
}

/** `G-LIN-FL` → `G-LIN`, for a group whose heading has no key. */
function prefixOf([first]: readonly DiagramId[]): string | null {
  return first === undefined ? null : first.slice(0, first.lastIndexOf("-"));
}

function uniqueKey(wanted: string, keys: Set<string>, line: number, report: Report): string {
  let key = wanted;
  for (let number = 2; keys.has(key); number++) key = `${wanted}-${number}`;
  if (key !== wanted)
    report(line, `The group key \`${wanted}\` is used before; this group becomes \`${key}\`.`);
  keys.add(key);
  return key;
}
