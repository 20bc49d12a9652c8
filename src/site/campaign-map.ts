import { progressWords } from "./bar.ts";
import type { Cell, Counts } from "./counts.ts";
import { type Html, html, isolatedText } from "./html.ts";
import { columnsFor, renderCells } from "./map.ts";
import type { PageTools } from "./page.ts";
import type { CategoryPlan, GroupPlan, SitePlan } from "./site-plan.ts";

/** More categories than that stand close together, or are folded away. */
export const MANY = 24;
const DENSE_COLUMNS = 12;

/**
 * Every diagram as a cell. One link a category: the script adds names, arrow keys and a link a cell, and whoever has no script
 * finds all of it in the tables.
 */
export function campaignMap({ plan, to }: PageTools, { isLarge }: { readonly isLarge: boolean }): Html {
  const isDense = !isLarge && plan.categories.length > MANY;
  const columns = isDense ? DENSE_COLUMNS : mapColumnsOf(plan) * (isLarge ? 1.5 : 1);
  let from = 0;
  const blocks = plan.categories.map((category, at) => {
    const { path, counts } = category;
    const cells = cellsOf(category);
    const first = from;
    from += counts.named;
    return html`<li class="block"><a href="${to(path)}"><span class="block-name">${isolatedText(category.category.name)}</span> <span class="hint">${progressWords(counts)}</span>
<span class="cells-of" data-first="${first}" data-named="${namedRuns(category)}">${renderCells(cells, { columns: Math.round(columns), id: `m${at}`, size: isLarge ? 20 : 14 })}</span></a></li>`;
  });
  if (blocks.length === 0) return html`<p>The catalog has no category yet.</p>`;
  return html`<ul class="map${isLarge ? " large" : isDense ? " dense" : ""}">${blocks}</ul>`;
}

export function mapColumnsOf({ categories }: SitePlan): number {
  return columnsFor(Math.max(1, ...categories.map(({ counts }) => counts.total)));
}

export function cellsOf({ groups, counts }: CategoryPlan): Cell[] {
  const cells = groups.flatMap(cellsOfGroup);
  return withUnnamed(cells, counts);
}

export function cellsOfGroup({ rows, counts }: GroupPlan): Cell[] {
  return withUnnamed(
    rows.map(({ assignment }) => assignment.status),
    counts,
  );
}

function withUnnamed(cells: Cell[], { total }: Counts): Cell[] {
  return [...cells, ...Array<Cell>(Math.max(0, total - cells.length)).fill("unnamed")];
}

/** Which cells have a name, as runs: `6,3,6` is six named, three not, six named. */
function namedRuns({ groups }: CategoryPlan): string {
  return groups.map(({ counts }) => `${counts.named},${counts.unnamed}`).join(",");
}
