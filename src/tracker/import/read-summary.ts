import { isNothing } from "../columns/column.ts";
import { readCell } from "../inline.ts";
import { markers } from "../regions.ts";
import { splitCells } from "../table-line.ts";
import { parseNumber } from "./numbers.ts";
import { type Block, clip, NAME_LENGTH, type Report, rowsOf, type TableBlock } from "./outline.ts";

/** The figures of a summary row as they stand there; null where a cell holds no number. */
export interface Figures {
  readonly name: string;
  readonly line: number;
  readonly total: number | null;
  readonly complete: number | null;
  readonly inProgress: number | null;
  readonly pending: number | null;
  readonly percent: number | null;
}

export interface Summary {
  readonly block: Block;
  /** Whether ours in its place would show all that it does. */
  readonly isWhole: boolean;
  readonly categories: readonly Figures[];
  /** The row of the totals, where there is one. */
  readonly total: Figures | null;
}

/** The first table with a column for the category and one for the total. */
export function readSummary(blocks: readonly Block[], report: Report): Summary | null {
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    const headings = splitCells(block.head).map((cell) => letters(readCell(cell).text));
    if (!headings.includes("category") || !headings.includes("total")) continue;
    const rows = readRows(block, headings, report);
    const seen = new Set<string>();
    const isFirst = ({ name, line }: Figures) => {
      const isNew = !seen.has(name.toLowerCase());
      seen.add(name.toLowerCase());
      if (!isNew)
        report(line, `The category \`${name}\` is in the summary twice; this row is left out.`, "error");
      return isNew;
    };
    const isTotal = (row: Figures) => letters(row.name) === "total";
    for (const row of rows) {
      if (row.total === null && !isTotal(row)) {
        report(row.line, `The total of \`${row.name}\` is no number; its rows are counted instead.`);
      }
    }
    const categories = rows.filter((row) => !isTotal(row) && row.name !== "" && isFirst(row));
    const lost = lostIn(block, headings);
    if (lost !== null) {
      const { begin, end } = markers("summary");
      const what = `The summary stays as it stands, since ours has no place for ${lost}`;
      report(
        block.line,
        `${what}. To have one kept up to date, put \`${begin}\` and \`${end}\` where it shall stand.`,
      );
    }
    return { block, isWhole: lost === null, categories, total: rows.find(isTotal) ?? null };
  }
  return null;
}

function readRows(table: TableBlock, headings: readonly string[], report: Report): Figures[] {
  return Array.from(rowsOf(table), ({ cells, line }) => {
    const text = (...names: string[]) =>
      readCell(cells[headings.findIndex((heading) => names.includes(heading))] ?? "").text;
    return {
      name: clip(text("category"), NAME_LENGTH, line, report),
      line,
      total: parseNumber(text("total")),
      complete: parseNumber(text("complete", "completed", "done")),
      inProgress: parseNumber(text("inprogress")),
      pending: parseNumber(text("pending")),
      percent: parseNumber(text("percentdone", "percent", "percentcomplete").replace(/ ?%$/, "")),
    };
  });
}

const FIGURES: ReadonlySet<string> = new Set([
  ...["total", "complete", "completed", "done", "inprogress", "pending"],
  ...["percentdone", "percent", "percentcomplete"],
]);

/** The first thing of the table that is neither a category nor a figure; null: there is none. */
function lostIn(table: TableBlock, headings: readonly string[]): string | null {
  const foreign = headings.findIndex((heading) => heading !== "category" && !FIGURES.has(heading));
  if (foreign !== -1) return `the column \`${readCell(splitCells(table.head)[foreign] ?? "").text}\``;
  for (const { cells } of rowsOf(table)) {
    for (const [at, cell] of cells.entries()) {
      const { text } = readCell(cell);
      const isFigure = headings[at] !== "category";
      const isNumber = parseNumber(text.replace(/ ?%$/, "")) !== null || isNothing(text);
      if (at >= headings.length ? text !== "" : isFigure ? !isNumber : /\]\(|<[A-Za-z!/]|:\/\//.test(cell)) {
        return `\`${(text || cell).slice(0, 60)}\``;
      }
    }
  }
  return null;
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("%", "percent")
    .replace(/[^\p{L}]/gu, "");
}
