import type { Assignment } from "../../domain/assignment.ts";
import type { Catalog } from "../../domain/catalog.ts";
import type { DiagramId } from "../../domain/diagram-id.ts";
import { isNobody } from "../columns/person.ts";
import { type StatusWords, statusIn } from "../columns/status-words.ts";
import type { ColumnTitle } from "../columns.ts";
import { readCell } from "../inline.ts";
import { findRegions } from "../regions.ts";
import { splitCells } from "../table-line.ts";
import { parseHeading, type Report } from "./outline.ts";
import { isFilled } from "./read-table-rows.ts";
import type { SourceRow } from "./read-tables.ts";

/** What an import came to, read back from what it is going to write. */
export interface ImportResult {
  readonly catalog: Catalog;
  /** Read back when it is asked for, and kept by nobody: there may be tens of thousands. */
  readonly assignmentOf: (id: DiagramId) => Assignment | undefined;
  /** The document with markers only, and as its regions are rendered. */
  readonly withMarkers: string;
  readonly rendered: string;
  readonly words: StatusWords;
}

/**
 * Compares the source with what came of it: every line with the document, every cell with catalog, assignments and
 * document. What is nowhere is an error. It knows nothing of how the import decided what goes where.
 */
export function findLosses(
  source: string,
  rows: readonly SourceRow[],
  result: ImportResult,
  report: Report,
): void {
  const lose = (line: number, what: string) => report(line, `The import would lose ${what}.`, "error");
  const [before, after] = [partsOf(result.withMarkers), partsOf(result.rendered)];
  missingLine(source, result.withMarkers, lose);
  if (before.outside.join("\n") !== after.outside.join("\n")) lose(1, "text outside the managed regions");
  const standing = new Set(after.outside.map((line) => line.trim()));
  const [shown, kept] = [byFirstCell(after.inside), byFirstCell(after.outside)];
  const lines = source.split(/\r\n?|\n/);
  const taken = new Set<string>();
  for (const row of rows) {
    const line = lines[row.line - 1] ?? "";
    taken.add(line.trim());
    if (!result.catalog.diagrams.has(row.id)) lose(row.line, `the diagram \`${row.id}\``);
    if (standing.has(line.trim()) || row.source === null) continue;
    const target = { shown: shown.get(row.id) ?? "", kept: kept.get(row.id) ?? "" };
    for (const cell of lostCells(row, result, target))
      lose(row.line, `\`${cell.slice(0, 80)}\` of ${row.id}`);
  }
  for (const region of before.inside) {
    const line = region.trim();
    if (taken.has(line) || standing.has(line) || before.heads.has(line)) continue;
    const isRow = line.includes("|") && splitCells(line).some(isFilled) && !/^\|?[\s:|-]+$/.test(line);
    if (!isRow) continue;
    lose(lines.indexOf(region) + 1, `the row \`${line.slice(0, 80)}\``);
  }
  const headings = after.inside.filter((line) => line.startsWith("#")).map((line) => readCell(line).text);
  for (const line of before.inside.filter((one) => /^ {0,3}#{1,6}[ \t]/.test(one))) {
    const { name } = parseHeading(readCell(line.replace(/^[\s#]+|(?<![\s#])[\s#]+$/g, "")).text);
    if (!headings.some((heading) => heading.includes(name)))
      lose(lines.indexOf(line) + 1, `the heading \`${name}\``);
  }
}

interface DocumentParts {
  /** The lines of the regions of details, and those that stand in no region; markers are in neither. */
  readonly inside: readonly string[];
  readonly outside: readonly string[];
  /** The heads of the tables among those inside. */
  readonly heads: ReadonlySet<string>;
}

function partsOf(text: string): DocumentParts {
  const inside: string[] = [];
  const outside: string[] = [];
  let at = 0;
  for (const { name, begin, start, end } of findRegions({ path: "", text }).regions) {
    outside.push(...text.slice(at, begin).split(/\r\n?|\n/));
    if (name === "details") inside.push(...text.slice(start, end).split(/\r\n?|\n/));
    const close = text.indexOf("\n", end);
    at = close === -1 ? text.length : close;
  }
  outside.push(...text.slice(at).split(/\r\n?|\n/));
  const heads = inside.filter((_, index) => isSeparator(inside[index + 1] ?? ""));
  return { inside, outside, heads: new Set(heads.map((line) => line.trim())) };
}

function isSeparator(line: string): boolean {
  return line.includes("-") && !/[^\s:|>-]/.test(line);
}

/** The lines of tables by what stands in their first cell. */
function byFirstCell(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    if (!line.startsWith("|")) continue;
    const id = line.slice(1, line.indexOf("|", 1)).trim();
    found.set(id, `${found.get(id) ?? ""}${line}`);
  }
  return found;
}

/** Every line of the source has to stand in the document, in their order. */
function missingLine(source: string, document: string, lose: (line: number, what: string) => void): void {
  const lines = document.split(/\r\n?|\n/);
  let at = 0;
  for (const [index, line] of source.split(/\r\n?|\n/).entries()) {
    while (at < lines.length && lines[at] !== line) at++;
    if (at++ < lines.length) continue;
    lose(index + 1, `the line \`${line.trim().slice(0, 80)}\``);
    return;
  }
}

/** The cells of a row that are neither in its new row nor in catalog, notes or what is kept beside. */
function lostCells(
  { id, source }: SourceRow,
  { catalog, assignmentOf, words }: ImportResult,
  { shown, kept }: { readonly shown: string; readonly kept: string },
): string[] {
  if (source === null) return [];
  const titles = new Map<number, ColumnTitle>();
  for (const [title, position] of source.columns.positions) titles.set(position, title);
  const assignment = assignmentOf(id);
  const notes = assignment?.notes ?? "";
  const sources = () =>
    (assignment?.sources ?? []).map(({ url, title }) => `${url} ${title ?? ""}`).join(" ");
  let there: string | null = null;
  const isIn = (text: string, where: string) => where.toLowerCase().includes(text.toLowerCase());
  return source.cells.filter((cell, position) => {
    if (!isFilled(cell) || kept.includes(cell)) return false;
    const { text, pieces } = readCell(cell);
    const title = titles.get(position);
    if (title === undefined) return true;
    if (notes.includes(text) && text !== "") return false;
    const links = pieces.flatMap(({ url }) => url ?? []);
    switch (title) {
      case "ID":
        return !lettersOf(id).endsWith(lettersOf(text)) || links.length > 0;
      case "Name":
        return catalog.diagrams.get(id)?.name !== text || links.length > 0;
      case "Status": {
        const parsed = statusIn(text, words);
        return parsed === null || parsed.rest !== "" || parsed.status !== (assignment?.status ?? "pending");
      }
      default: {
        if (title === "Assignee" && isNobody(text) && links.length === 0) return false;
        there ??= `${readCell(shown).text} ${shown} ${sources()} ${notes}`;
        const target = there;
        const isLinked = links.every((link) => isIn(link, target) || isIn(lastStep(link), target));
        const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}._-]*/gu) ?? [];
        const isKept = words.every(
          (word) => MEANT.has(word.toLowerCase()) || isIn(word.replace(/(?<![._-])[._-]+$/, ""), target),
        );
        return !(isKept || title === "Verified") || !isLinked;
      }
    }
  });
}

/** What says nothing but which number or name follows. */
const MEANT = new Set(["pr", "prs", "and", "by", "gh", "pull", "request", "https", "http", "www"]);

function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, "");
}

function lastStep(link: string): string {
  return link.slice(link.replace(/(?<!\/)\/+$/, "").lastIndexOf("/") + 1);
}
