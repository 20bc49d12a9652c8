import { countProgress } from "../../domain/progress.ts";
import { grouped } from "../../tracker/grouped.ts";
import { bar, legend, progressWords } from "../bar.ts";
import { countsOf } from "../counts.ts";
import { diagramTable } from "../diagram-table.ts";
import { type Html, html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import type { PhasePlan } from "../site-plan.ts";

/** An item that means more is counted only: the list finds its diagrams. */
const MOST_ROWS = 100;

export function phasePage(tools: PageTools, { phase, counts }: PhasePlan): PageParts {
  const { plan } = tools;
  const items = phase.items.map((item): Html => {
    const own = countsOf(
      countProgress(plan.input.campaign, item.diagrams, item.planned),
      item.diagrams.length,
    );
    const rows = item.diagrams.flatMap(({ id }) => plan.byId.get(id) ?? []);
    const name = item.label ?? item.match;
    return html`<section class="group"><h2>${isolatedText(name)} <span class="hint">${progressWords(own)}</span></h2>
${bar(own)}
${rows.length > 0 && rows.length <= MOST_ROWS ? diagramTable(tools, rows, `Diagrams of ${name}`) : ""}</section>`;
  });
  const body = html`<p class="crumbs"><a href="${tools.to("")}">${isolatedText(plan.title)}</a></p>
<h1>${isolatedText(phase.name)}</h1>
${phase.when === null ? "" : html`<p class="lead">${isolatedText(phase.when)}</p>`}
<p class="headline small"><b>${grouped(counts.complete)}</b> of ${grouped(counts.total)} complete <span class="percent">${counts.percent}%</span></p>
${bar(counts)}
${legend(counts)}
${items}`;
  return { title: phase.name, description: `${phase.name}: ${progressWords(counts)}.`, body };
}
