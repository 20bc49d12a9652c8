import { grouped } from "../../tracker/grouped.ts";
import { bar, legend, progressWords } from "../bar.ts";
import { cellsOfGroup, mapColumnsOf } from "../campaign-map.ts";
import { counted } from "../day.ts";
import { diagramTable } from "../diagram-table.ts";
import { type Html, html, isolatedText } from "../html.ts";
import { renderCells } from "../map.ts";
import type { PageParts, PageTools } from "../page.ts";
import type { CategoryPlan, GroupPlan } from "../site-plan.ts";

/** Where a category has more diagrams, its page lists the groups only, which have the tables. */
const MOST_ROWS = 400;

export function categoryPage(tools: PageTools, one: CategoryPlan): PageParts {
  const { category, counts, groups } = one;
  const { plan } = tools;
  const withTables = counts.named <= MOST_ROWS;
  const rest = counts.unnamed - groups.reduce((sum, { counts }) => sum + counts.unnamed, 0);
  const body = html`<p class="crumbs"><a href="${tools.to("")}">${isolatedText(plan.title)}</a></p>
<h1>${isolatedText(category.name)}</h1>
<p class="headline small"><b>${grouped(counts.complete)}</b> of ${grouped(counts.total)} complete <span class="percent">${counts.percent}%</span></p>
${bar(counts)}
${legend(counts)}
${groups.map((group, at) => groupPart(tools, { group, at, withTables }))}
${rest > 0 ? html`<p class="lead">${counted(rest, "more diagram is", "more diagrams are")} planned here and ${rest === 1 ? "has" : "have"} no name yet.</p>` : ""}`;
  return {
    title: category.name,
    description: `${category.name}: ${progressWords(counts)}.`,
    body,
  };
}

function groupPart(
  tools: PageTools,
  { group, at, withTables }: { readonly group: GroupPlan; readonly at: number; readonly withTables: boolean },
): Html {
  const { counts, rows, path } = group;
  const cells = renderCells(cellsOfGroup(group), { columns: mapColumnsOf(tools.plan), id: `g${at}` });
  return html`<section class="group" aria-labelledby="g-${at}"><h2 id="g-${at}"><a href="${tools.to(path)}">${isolatedText(group.group.name)}</a> <span class="hint">${isolatedText(group.group.key)} · ${progressWords(counts)}</span></h2>
${cells}
${withTables && rows.length > 0 ? diagramTable(tools, rows, `Diagrams of ${group.group.name}`) : ""}</section>`;
}
