import { grouped } from "../../tracker/grouped.ts";
import { bar, legend, progressWords } from "../bar.ts";
import { nextOf } from "../claim-link.ts";
import { counted } from "../day.ts";
import { diagramTable } from "../diagram-table.ts";
import { html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import type { GroupPlan } from "../site-plan.ts";

export function groupPage(tools: PageTools, one: GroupPlan): PageParts {
  const { group, counts, category, rows } = one;
  const { plan, to } = tools;
  const body = html`<p class="crumbs"><a href="${to("")}">${isolatedText(plan.title)}</a> › <a href="${to(category.path)}">${isolatedText(category.category.name)}</a></p>
<h1>${isolatedText(group.name)} <span class="id">${isolatedText(group.key)}</span></h1>
<p class="headline small"><b>${grouped(counts.complete)}</b> of ${grouped(counts.total)} complete <span class="percent">${counts.percent}%</span></p>
${bar(counts)}
${legend(counts)}
${counts.pending > 0 && !plan.input.isPaused ? html`<p class="actions"><a class="button" href="${nextOf(plan.input, group.key)}" rel="noopener">Take one of these</a> <span class="hint">${counted(counts.pending, "diagram")} ${counts.pending === 1 ? "is" : "are"} free here.</span></p>` : ""}
${rows.length === 0 ? html`<p>No diagram of this group has a name yet.</p>` : diagramTable(tools, rows, `Diagrams of ${group.name}`)}
${counts.unnamed > 0 ? html`<p class="lead">${counted(counts.unnamed, "more is", "more are")} planned and ${counts.unnamed === 1 ? "has" : "have"} no name yet.</p>` : ""}`;
  return {
    title: `${group.name} (${group.key})`,
    description: `${group.name}: ${progressWords(counts)}.`,
    body,
  };
}
