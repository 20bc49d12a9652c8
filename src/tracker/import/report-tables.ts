/** What an import says of a table: why it stays, and what of it is kept where. */
import { readCell } from "../inline.ts";
import { splitCells } from "../table-line.ts";
import type { Report } from "./outline.ts";
import { shortList } from "./read-table-rows.ts";
import type { CandidateItems } from "./read-tasks.ts";
import { type DiagramTable, EXAMPLE, type ForeignTable } from "./understand-table.ts";

/** The example of a whole table is given once. */
export function reportForeign(foreign: readonly ForeignTable[], report: Report): void {
  let isShown = false;
  for (const { table, why, advice } of foreign) {
    const titles = splitCells(table.head).map((cell) => `\`${readCell(cell).text}\``);
    const columns = titles.length > 12 ? `${titles.slice(0, 12).join(", ")}, …` : titles.join(", ");
    const hasExample = advice.includes(EXAMPLE);
    const advised = hasExample && isShown ? "" : ` ${advice}`;
    isShown ||= hasExample;
    report(table.line, `This table (${columns}) stays as it stands, since ${why}.${advised}`);
  }
}

export function reportHtml(lines: readonly number[], report: Report): void {
  const [first, ...others] = lines;
  if (first === undefined) return;
  const advice = `To import ${others.length === 0 ? "it, write it" : "them, write them"} in Markdown: ${EXAMPLE}`;
  const what =
    others.length === 0
      ? "This table is written in HTML and stays as it stands"
      : `This table and ${countedNoun(others.length, "other")} (${others.length === 1 ? "line" : "lines"} ${others.join(", ")}) are written in HTML and stay as they stand`;
  report(first, `${what}. ${advice}.`);
}

/** What was taken out of a list or of a table of many statuses, which itself stays. */
export function reportBeside(
  count: number,
  what: "task" | "cell",
  numbered: string | null,
  line: number,
  report: Report,
): void {
  const container = what === "task" ? "list" : "table";
  const those =
    count === 1 ? `The ${what} of this ${container} is` : `The ${count} ${what}s of this ${container} are`;
  const each = what === "cell" ? ", each as a diagram of its own," : "";
  const how = numbered === null ? "imported." : `imported${each} and numbered, ${numbered}`;
  report(
    line,
    `${those} ${how} The ${container} stays as it stands; what is kept up to date is the table behind it.`,
  );
}

/** Beside rows with IDs, a list without them is a checklist, and nothing is said of it. */
export function reportLeft({ what, line, tasks }: CandidateItems, hasIds: boolean, report: Report): void {
  if (hasIds && what === "task") return;
  const [container, those] = what === "task" ? ["list", "task"] : ["table", "cell"];
  const why = hasIds
    ? "other rows of the document have IDs"
    : "a table of the document is surer to be of diagrams";
  const example = tasks[0]?.row.name.slice(0, 40) ?? "";
  const write =
    what === "task"
      ? `write an ID behind each box, as in \`- [ ] DOC-1 ${example}\``
      : `write a row for each, such as \`| DOC-1 | ${example} | … |\``;
  const flag = hasIds ? "" : ", or let `--prefix DOC` number them";
  report(
    line,
    `This ${container} of ${countedNoun(tasks.length, those)} stays as it stands, since ${why}. To import it, too, ${write}${flag}.`,
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

/** Whether it gave the advice. */
export function reportPrefixed(
  prefixed: readonly (readonly [from: string, to: string])[],
  line: number,
  isAdvising: boolean,
  report: Report,
): boolean {
  const [first] = prefixed;
  if (!first) return false;
  const others = prefixed.length === 1 ? "" : ` and ${prefixed.length - 1} more likewise`;
  const choose = isAdvising ? " `--prefix` chooses another beginning." : "";
  report(
    line,
    `\`${first[0]}\` becomes \`${first[1]}\`${others}, since an ID needs at least two parts of letters and digits.${choose}`,
  );
  return isAdvising;
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
      `${what}; ${some.length === 1 ? "it is" : "they are"} kept as a table of ${some.length === 1 ? "its" : "their"} own below.`,
    );
  }
}

export function reportEmpty(titles: readonly string[], line: number, report: Report): void {
  if (titles.length === 0) return;
  const what = titles.length === 1 ? "The column" : "The columns";
  const is = titles.length === 1 ? "is empty and has" : "are empty and have";
  report(
    line,
    `${what} ${titles.map((title) => `\`${title}\``).join(", ")} ${is} no place in the tracker's table: left out.`,
  );
}

/** `1 task`, `2 tasks`. */
export function countedNoun(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
