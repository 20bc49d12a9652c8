/** What an import says of a table: why it stays, and what of it is kept where. */
import { readCell } from "../inline.ts";
import { splitCells } from "../table-line.ts";
import type { Report } from "./outline.ts";
import { type DiagramTable, EXAMPLE, type ForeignTable, shortList } from "./understand-table.ts";

export function reportForeign({ table, why, advice }: ForeignTable, report: Report): void {
  const titles = splitCells(table.head).map((cell) => `\`${readCell(cell).text}\``);
  const columns = titles.length > 12 ? `${titles.slice(0, 12).join(", ")}, …` : titles.join(", ");
  report(table.line, `This table (${columns}) stays as it stands, since ${why}. ${advice}`);
}

export function reportHtml(line: number, report: Report): void {
  report(
    line,
    `This table is written in HTML and stays as it stands. To import it, write it in Markdown: ${EXAMPLE}.`,
  );
}

const MOST_LINES = 10;

export function reportBad(
  bad: readonly { readonly line: number; readonly why: string; readonly severity: "error" | "warning" }[],
  { table, rows }: DiagramTable,
  report: Report,
): void {
  for (const { line, why, severity } of bad.slice(0, MOST_LINES)) report(line, why, severity);
  if (bad.length === 0) return;
  const what = `${bad.length} of the ${rows.length} rows of this table are not imported`;
  const how =
    "They stay in the document as they stand, below the table. Mend them in the catalog, or take this import back, mend them here and import again";
  if (bad.length > 1 || bad.length < rows.length) report(table.line, `${what}. ${how}.`);
}

export function reportPrefixed(
  prefixed: readonly (readonly [from: string, to: string])[],
  numbered: number | null,
  prefix: string,
  line: number,
  report: Report,
): void {
  if (numbered !== null)
    report(line, `${numbered} rows without an ID are numbered, beginning with \`${prefix}-\`.`);
  const [first] = prefixed;
  if (!first) return;
  const others = prefixed.length === 1 ? "" : ` and ${prefixed.length - 1} more likewise`;
  const choose = first[1].startsWith(`${prefix}-`) ? " `--prefix` chooses another beginning." : "";
  report(
    line,
    `\`${first[0]}\` becomes \`${first[1]}\`${others}, since an ID needs at least two parts of letters and digits.${choose}`,
  );
}

/** What is kept in the notes without a word of its own. */
export function reportQuiet({ table, rows }: DiagramTable, report: Report): void {
  const more = rows.flatMap(({ row }) =>
    row.remarks.filter(({ message }) => message === null).map(({ text }) => text),
  );
  if (more.length === 0) return;
  const what = more.length === 1 ? "1 status says" : `${more.length} statuses say`;
  report(
    table.line,
    `${what} more than a status (${shortList(more)}); all of it is kept in the notes of their files.`,
  );
}

const KEPT_COLUMNS = [
  [true, ["has no place in the tracker's table", "have no place in the tracker's table"]],
  [false, ["holds more than the tracker's table shows", "hold more than the tracker's table shows"]],
] as const;

export function reportKept(
  { table, columns }: DiagramTable,
  titles: readonly string[],
  isBeside: boolean,
  report: Report,
): void {
  if (isBeside) {
    const what = `This table stands in a ${table.within}, where nothing is managed. It stays as it stands; what is kept up to date is the table behind the ${table.within}`;
    report(table.line, `${what}. When you have compared the two, take this one out.`);
    return;
  }
  const own = new Set(columns.unknown.map(({ title }) => title));
  const shown = titles.map((title) => readCell(title).text);
  for (const [isOwn, why] of KEPT_COLUMNS) {
    const some = shown.filter((title) => own.has(title) === isOwn).map((title) => `\`${title}\``);
    if (some.length === 0) continue;
    const what =
      some.length === 1 ? `The column ${some[0]} ${why[0]}` : `The columns ${some.join(", ")} ${why[1]}`;
    report(
      table.line,
      `${what}; ${some.length === 1 ? "it is" : "they are"} kept as a table of its own below.`,
    );
  }
}
