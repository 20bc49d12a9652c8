import { day } from "./day.ts";
import { type Html, href, html, isolatedText } from "./html.ts";
import type { PageTools } from "./page.ts";
import { person } from "./people.ts";
import type { SiteDiagram } from "./site-plan.ts";
import { statusIcon } from "./status-look.ts";

/** Diagrams as rows; on a narrow page the style sheet turns each into a card. Those of several groups say of which they are. */
export function diagramTable(tools: PageTools, rows: readonly SiteDiagram[], caption: string): Html {
  const isOneGroup = rows.every(({ group }) => group === rows[0]?.group);
  const lines = rows.map((row) => diagramLine(tools, row, !isOneGroup));
  return html`<table class="diagrams"><caption>${caption}</caption>
<thead><tr><th scope="col">Diagram</th><th scope="col">Status</th><th scope="col">Who</th><th scope="col">When</th><th scope="col">Pull request</th></tr></thead>
<tbody>${lines}</tbody></table>`;
}

function diagramLine(tools: PageTools, row: SiteDiagram, withGroup: boolean): Html {
  const { diagram, assignment } = row;
  const group = withGroup ? html` <span class="hint">${isolatedText(diagram.group.name)}</span>` : "";
  const { assignee, assignee_id, status, pr_number } = assignment;
  const who = assignee === null || status === "pending" ? "" : person(tools, assignee, assignee_id);
  return html`<tr id="${diagram.id}"><th scope="row"><a href="${tools.to(row.path)}"><span class="id">${diagram.id}</span> ${isolatedText(diagram.name)}${group}</a></th><td data-label="Status">${statusIcon(status)}</td><td data-label="Who">${who}</td><td data-label="When">${when(row)}</td><td data-label="Pull request">${pr_number === null ? "" : pullLink(tools, pr_number)}</td></tr>
`;
}

export function pullLink({ plan }: Pick<PageTools, "plan">, number: number): Html {
  return html`<a href="${href(`${plan.input.repository}/pull/${number}`)}" rel="noopener">#${number}</a>`;
}

/** The day that matters now. */
function when({ assignment, isOverdue }: SiteDiagram): Html | string {
  const { status, due_date, start_date, completion_date } = assignment;
  if (status === "complete") return completion_date === null ? "" : html`done ${day(completion_date)}`;
  if (status === "review") return start_date === null ? "" : html`since ${day(start_date)}`;
  if (status !== "in_progress" || due_date === null) return "";
  return isOverdue
    ? html`<strong class="late">overdue</strong> since ${day(due_date)}`
    : html`due ${day(due_date)}`;
}
