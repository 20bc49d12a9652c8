import { day } from "../day.ts";
import { diagramTable, pullLink } from "../diagram-table.ts";
import { type Html, html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import { person } from "../people.ts";
import type { SiteDiagram } from "../site-plan.ts";

/** The reviewers' door, and what has to be looked after. */
export function reviewPage(tools: PageTools): PageParts {
  const { plan } = tools;
  const body = html`<h1>Waiting for review</h1>
<p class="lead">The longest first. An approving review verifies the diagram; merging the pull request completes it.</p>
${reviewList(tools, plan.waiting)}
<section class="section" aria-labelledby="h-overdue"><h2 id="h-overdue">Overdue</h2>
${plan.overdue.length === 0 ? html`<p>Nothing is overdue.</p>` : diagramTable(tools, plan.overdue, "Their due date has passed")}</section>`;
  return {
    title: "Waiting for review",
    description: `What waits for a review in ${plan.title}.`,
    body,
    menu: "review/",
  };
}

export function reviewList(tools: PageTools, rows: readonly SiteDiagram[]): Html {
  if (rows.length === 0) return html`<p>Nothing waits for a review.</p>`;
  const items = rows.map(({ diagram, path, assignment }) => {
    const { assignee, reviewer, start_date, pr_number } = assignment;
    const by = assignee === null ? "" : html` by ${person(tools, assignee, assignment.assignee_id)}`;
    const waits =
      reviewer === null ? "" : html`, waits for ${person(tools, reviewer, assignment.reviewer_id)}`;
    const since = start_date === null ? "" : html`, claimed ${day(start_date)}`;
    const where = pr_number === null ? "" : html` <span class="do">${pullLink(tools, pr_number)}</span>`;
    return html`<li><a href="${tools.to(path)}"><span class="id">${diagram.id}</span> ${isolatedText(diagram.name)}</a> <span class="hint">${isolatedText(diagram.group.name)}</span>${where} <span class="hint">${by}${waits}${since}</span></li>`;
  });
  return html`<ul class="plain">${items}</ul>`;
}
