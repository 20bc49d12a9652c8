/**
 * Regions while a file of the catalog cannot be read: what that file names keeps the lines that stand there, and what the other
 * files name is rendered. A category lies in one file, so each is either rendered whole or kept whole.
 */
import type { CivilDate } from "../domain/civil-date.ts";
import { type Progress, percentOf } from "../domain/progress.ts";
import { cell } from "./cell.ts";
import { readCell } from "./inline.ts";
import type { Region } from "./regions.ts";
import {
  type Rendering,
  renderDetails,
  renderFooter,
  renderSummaryTable,
  SUMMARY_HEAD,
} from "./render-region.ts";
import { splitCells } from "./table-line.ts";

/** `before`: the region's lines. Null: nothing can be said of it, so it stays as it is. */
export function renderPartial(
  rendering: Rendering,
  region: Region,
  before: readonly string[],
  day: CivilDate | string,
): string[] | null {
  switch (region.name) {
    case "summary":
      return partialSummary(rendering, before);
    case "details":
      return partialDetails(rendering, region, before);
    // Which diagrams of a phase there are is not known, nor whose rows are missing.
    case "phases":
    case "chart":
    case "people":
    case "recent":
    case "review":
    case "overdue":
      return null;
    case "footer":
      return partialFooter(rendering, before, day);
  }
}

/** Numbers of categories that cannot be read count as they stand, so that the total stays one of all. */
function partialSummary({ figures }: Rendering, before: readonly string[]): string[] | null {
  const [head, separator, ...old] = before;
  if (head !== SUMMARY_HEAD[0] || separator !== SUMMARY_HEAD[1]) return null;
  const fresh = new Map<string, Progress>(figures.categories.map((one) => [one.category.name, one]));
  const rows: { readonly name: string; readonly progress: Progress }[] = [];
  for (const line of old.slice(0, -1)) {
    const [first = "", ...cells] = splitCells(line);
    const name = readCell(first).text;
    const known = fresh.get(name) ?? figuresIn(cells);
    if (known === null) return null;
    fresh.delete(name);
    rows.push({ name, progress: known });
  }
  rows.push(...[...fresh].map(([name, progress]) => ({ name, progress })));
  return renderSummaryTable(rows);
}

/** `| 108 | 3 | 2 | 103 | 2% |`; null: a person wrote something else there. */
function figuresIn(cells: readonly string[]): Progress | null {
  const [total, complete, inProgress, pending] = cells.map((text) => {
    const digits = text.trim().replaceAll(",", "");
    return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  });
  if (total == null || complete == null || inProgress == null || pending == null) return null;
  return {
    total,
    complete,
    inProgress,
    // The table has no column for it.
    review: 0,
    pending,
    percent: percentOf(complete, total),
  };
}

function partialDetails(rendering: Rendering, region: Region, before: readonly string[]): string[] | null {
  const { categories, groups, campaign } = rendering;
  if (region.group !== null) return groups.has(region.group) ? renderDetails(rendering, region) : null;
  if (region.category !== null)
    return categories.has(region.category) ? renderDetails(rendering, region) : null;
  const fresh = new Map(
    campaign.catalog.categories
      .filter((category) => category.groups.length > 0)
      .map(({ name }) => [cell(name), renderDetails(rendering, { category: name, group: null })]),
  );
  const kept = sectionsIn(before).map(({ name, lines }) => {
    const own = name === null ? undefined : fresh.get(name);
    if (own === undefined || name === null) return lines;
    fresh.delete(name);
    return own;
  });
  const sections = [...kept, ...fresh.values()].filter((lines) => lines.length > 0);
  return sections.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}

const HEADING = /^### (.+) \([\d,]+ diagrams?\)$/;

/** The categories that stand there, each with its lines but for empty ones at the end. */
function sectionsIn(lines: readonly string[]): { readonly name: string | null; readonly lines: string[] }[] {
  const sections: { readonly name: string | null; readonly lines: string[] }[] = [{ name: null, lines: [] }];
  for (const line of lines) {
    const name = HEADING.exec(line)?.[1];
    if (name !== undefined) sections.push({ name, lines: [] });
    sections.at(-1)?.lines.push(line);
  }
  for (const section of sections) while (section.lines.at(-1) === "") section.lines.pop();
  return sections;
}

/** How many diagrams there are in all is not known. */
function partialFooter(rendering: Rendering, before: readonly string[], day: string): string[] | null {
  const tracking = before.at(-1);
  return tracking?.startsWith("*Tracking ") ? [...renderFooter(rendering, day).slice(0, -1), tracking] : null;
}
