import type { Table } from "mdast";
import { textOf } from "../table.ts";
import { type Block, clip, lineOf, NAME_LENGTH, parseNumber, type Report } from "./outline.ts";

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
  readonly categories: readonly Figures[];
  /** The row of the totals, where there is one. */
  readonly total: Figures | null;
}

/** The first table with a column for the category and one for the total. */
export function readSummary(blocks: readonly Block[], report: Report): Summary | null {
  for (const block of blocks) {
    if (block.node.type !== "table") continue;
    const headings = block.node.children[0]?.children.map((cell) => letters(textOf(cell))) ?? [];
    if (!headings.includes("category") || !headings.includes("total")) continue;
    const rows = readRows(block.node, headings, report);
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
    return { block, categories, total: rows.find(isTotal) ?? null };
  }
  report(
    1,
    "There is no summary table with the columns Category and Total; totals are taken from the headings.",
  );
  return null;
}

function readRows(table: Table, headings: readonly string[], report: Report): Figures[] {
  return table.children.slice(1).map((row) => {
    const text = (...names: string[]) => {
      const cell = row.children[headings.findIndex((heading) => names.includes(heading))];
      return cell ? textOf(cell) : "";
    };
    return {
      name: clip(text("category"), NAME_LENGTH, lineOf(row), report),
      line: lineOf(row),
      total: parseNumber(text("total")),
      complete: parseNumber(text("complete", "completed", "done")),
      inProgress: parseNumber(text("inprogress")),
      pending: parseNumber(text("pending")),
      percent: parseNumber(text("percentdone", "percent", "percentcomplete").replace(/ ?%$/, "")),
    };
  });
}

function letters(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("%", "percent")
    .replace(/[^\p{L}]/gu, "");
}
