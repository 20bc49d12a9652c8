import { isVerified } from "../../domain/assignment.ts";
import { claimLink, commandText } from "../claim-link.ts";
import { day } from "../day.ts";
import { pullLink } from "../diagram-table.ts";
import { drawings } from "../drawings.ts";
import { renderHistory } from "../history.ts";
import { type Html, href, html, isolatedText, webLink } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import { person, shownName } from "../people.ts";
import type { SiteDiagram } from "../site-plan.ts";
import { CELL_WORD, statusIcon } from "../status-look.ts";

export function diagramPage(tools: PageTools, row: SiteDiagram): PageParts {
  const { diagram, assignment, group } = row;
  const { plan, to } = tools;
  const body = html`<p class="crumbs"><a href="${to("")}">${isolatedText(plan.title)}</a> › <a href="${to(group.category.path)}">${isolatedText(diagram.category.name)}</a> › <a href="${to(group.path)}">${isolatedText(diagram.group.name)}</a></p>
<h1>${isolatedText(diagram.name)} <span class="id">${diagram.id}</span></h1>
<p class="state">${statusIcon(assignment.status)} <span>${sentence(tools, row)}</span></p>
${plan.input.isBroken(diagram.id) ? html`<p class="hint">The diagram's file cannot be read at the moment; this is what was known last.</p>` : ""}
${actions(tools, row)}
${drawings(tools, row)}
${sources(row)}
${renderHistory(tools, row)}
${neighbours(tools, row)}`;
  const { assignee } = assignment;
  const who = assignee === null ? "" : `, ${shownName(plan.input.campaign.config.site.people, assignee)}`;
  return {
    title: `${diagram.name} (${diagram.id})`,
    description: `${diagram.group.name}: ${diagram.name}. ${CELL_WORD[assignment.status]}${who}.`,
    body,
  };
}

function sentence(tools: PageTools, { assignment, isOverdue }: SiteDiagram): Html {
  const { status, assignee, assignee_id, start_date, due_date, pr_number, reviewer, reviewer_id } =
    assignment;
  const { completion_date, verification } = assignment;
  const who = assignee === null ? html`Somebody` : person(tools, assignee, assignee_id);
  const since = start_date === null ? "" : html` since ${day(start_date)}`;
  switch (status) {
    case "pending":
      return html`Nobody has taken it yet.`;
    case "in_progress": {
      const until =
        due_date === null
          ? ""
          : isOverdue
            ? html`; it was due on ${day(due_date)}`
            : html`, due ${day(due_date)}`;
      return html`${who} ${start_date === null ? "is" : "has been"} drawing it${since}${until}.`;
    }
    case "review": {
      const pull = pr_number === null ? "The work" : html`Pull request ${pullLink(tools, pr_number)}`;
      const by = assignee === null ? "" : html` by ${who}`;
      const waits =
        reviewer === null ? "waits for a review" : html`waits for ${person(tools, reviewer, reviewer_id)}`;
      return html`${pull}${by} ${waits}.`;
    }
    case "complete": {
      const by = assignee === null ? "" : html` by ${who}`;
      const on = completion_date === null ? "" : html` on ${day(completion_date)}`;
      const pull = pr_number === null ? "" : html`, in ${pullLink(tools, pr_number)}`;
      const { verified_by, verified_by_id } = verification;
      const verified =
        isVerified(assignment) && verified_by
          ? html` Verified by ${person(tools, verified_by, verified_by_id)}.`
          : html` Nobody has verified it yet.`;
      return html`Completed${by}${on}${pull}.${verified}`;
    }
  }
}

/** What can be done now. The bot decides: the page may be some minutes old. */
function actions({ plan, to }: PageTools, { diagram, assignment }: SiteDiagram): Html {
  const { input } = plan;
  const { status, issue, pr_number, thread } = assignment;
  const { id } = diagram;
  const button = (address: string, label: string) =>
    html`<a class="button" href="${href(address)}" rel="noopener">${label}</a>`;
  const command = (text: string) => html`<code data-copy>${commandText(input, text)}</code>`;
  const own = issue ?? thread;
  const where = own === undefined ? null : `${input.repository}/issues/${own}`;
  switch (status) {
    case "pending":
      if (input.isPaused)
        return html`<p class="hint">The campaign is paused: nothing can be claimed at the moment.</p>`;
      return issue === undefined
        ? html`<p class="actions">${button(claimLink(input, id), "Ask for it on GitHub")} <span class="hint">GitHub's form opens, filled in. The bot answers there whether it is yours.</span></p>`
        : html`<p class="actions">${button(`${input.repository}/issues/${issue}`, `Ask for it on issue #${issue}`)} <span class="hint">Comment there: ${command(`claim ${id}`)}</span></p>`;
    case "in_progress":
      return html`<details class="more"><summary>If you want it, or hold it</summary><ul class="commands">
<li>Tell me when it is free: ${command(`wait ${id}`)}</li>
<li>I hold it and need a week more: ${command(`due ${id} +7`)}</li>
<li>I hold it and give it back: ${command(`release ${id}`)}</li></ul>
<p class="hint">Write one as a comment ${where === null ? "on any issue of the repository" : html`on ${webLink(where, `#${own}`)}`}. Others are <a href="${to("list/")}?status=free">free now</a>.</p></details>`;
    case "review":
      return pr_number === null
        ? html``
        : html`<p class="actions">${button(`${input.repository}/pull/${pr_number}`, "Review it on GitHub")}</p>`;
    case "complete":
      return html``;
  }
}

function sources({ assignment: { sources, notes } }: SiteDiagram): Html {
  if (sources.length === 0) return html``;
  const items = sources.map(({ url, title }) => html`<li>${webLink(url, title ?? hostOf(url))}</li>`);
  return html`<section class="section" aria-labelledby="h-sources"><h2 id="h-sources">Sources</h2><ul>${items}</ul>${notes ? html`<p>${isolatedText(notes.slice(0, 1000))}</p>` : ""}</section>`;
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//i, "").slice(0, 80);
}

function neighbours({ to }: PageTools, { group: { rows }, diagram }: SiteDiagram): Html {
  const at = rows.findIndex((one) => one.diagram === diagram);
  const [before, after] = [rows[at - 1], rows[at + 1]];
  if (!before && !after) return html``;
  const one = (row: SiteDiagram | undefined, rel: string, label: string) =>
    row === undefined
      ? html`<span></span>`
      : html`<a rel="${rel}" href="${to(row.path)}"><span class="hint">${label}</span> ${isolatedText(row.diagram.name)}</a>`;
  return html`<nav class="pager" aria-label="In this group">${one(before, "prev", "Before")}${one(after, "next", "After")}</nav>`;
}
