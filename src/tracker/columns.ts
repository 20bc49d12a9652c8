import { cell } from "./cell.ts";
import { assignee } from "./columns/assignee.ts";
import type { Column } from "./columns/column.ts";
import { pullRequest } from "./columns/pull-request.ts";
import { source } from "./columns/source.ts";
import { status } from "./columns/status.ts";
import { verified } from "./columns/verified.ts";
import { readCell } from "./inline.ts";
import { joinCells } from "./table-line.ts";

const id = {
  title: "ID",
  aliases: ["diagramid"],
  separator: "----",
  render: ({ id }) => id,
  read: ({ text }) => ({ id: text }),
} as const satisfies Column;

const name = {
  title: "Name",
  aliases: ["title", "diagram", "diagramname"],
  separator: "------",
  render: ({ name }) => cell(name),
  read: ({ text }) => ({ name: text }),
} as const satisfies Column;

/**
 * The columns of the detail tables, in their order. A column is one entry here: the head of the tables, their rows, and
 * how rows are read back follow from it, of documents that were rendered before it was here, too.
 */
export const COLUMNS = [
  id,
  name,
  status,
  assignee,
  pullRequest,
  verified,
  source,
] as const satisfies readonly Column[];

export type ColumnTitle = (typeof COLUMNS)[number]["title"];

export const TABLE_HEAD: readonly [titles: string, separator: string] = [
  joinCells(COLUMNS.map(({ title }) => title)),
  `|${COLUMNS.map(({ separator }) => separator).join("|")}|`,
];

const TITLES: ReadonlyMap<string, ColumnTitle> = new Map(
  COLUMNS.flatMap(({ title, aliases }) => [letters(title), ...aliases].map((word) => [word, title] as const)),
);

/** Which of our columns a table has. */
export interface TableColumns {
  /** Position of each column that is there. */
  readonly positions: ReadonlyMap<ColumnTitle, number>;
  /** Titles that mean nothing here, or that are there twice. */
  readonly unknown: readonly { readonly title: string; readonly position: number }[];
}

/** Finds the columns by the cells of a table's head, as `splitCells` gives them. */
export function columnsOf(head: readonly string[]): TableColumns {
  const positions = new Map<ColumnTitle, number>();
  const unknown: { title: string; position: number }[] = [];
  for (const [position, heading] of head.entries()) {
    const title = readCell(heading).text;
    const column = TITLES.get(letters(title));
    if (column === undefined || positions.has(column)) unknown.push({ title, position });
    else positions.set(column, position);
  }
  return { positions, unknown };
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, "");
}
