import { grouped } from "../../tracker/grouped.ts";
import { counted } from "../day.ts";
import { diagramTable } from "../diagram-table.ts";
import { type Html, html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import { CELL_KEY, CELL_WORD } from "../status-look.ts";

/** So many stand there before the script runs; the pages of the groups have them all. */
const FIRST = 100;
const CHOICES = ["pending", "in_progress", "review", "complete"] as const;

/** Search and filters stand in the address; the script does them. */
export function listPage(tools: PageTools): PageParts {
  const { plan } = tools;
  const rows = plan.rows.slice(0, FIRST);
  const caption =
    plan.rows.length <= FIRST
      ? counted(plan.rows.length, "diagram")
      : `The first ${FIRST} of ${grouped(plan.rows.length)} diagrams`;
  const body = html`<h1>All diagrams</h1>
${filters(tools)}
<div id="results" data-list>${rows.length === 0 ? html`<p>No diagram has a name yet.</p>` : diagramTable(tools, rows, caption)}</div>
<section class="section" aria-labelledby="h-groups"><h2 id="h-groups">By group</h2>
${groups(tools)}</section>`;
  return {
    title: "List",
    description: `Search the ${counted(plan.rows.length, "diagram")} of ${plan.title}.`,
    body,
    menu: "list/",
  };
}

function filters({ plan }: PageTools): Html {
  const statuses = CHOICES.map(
    (cell) =>
      html`<label class="chip"><input type="radio" name="status" value="${CELL_KEY[cell]}"><span><i class="mark mark-${CELL_KEY[cell]}" aria-hidden="true"></i>${CELL_WORD[cell]} <b data-count="${CELL_KEY[cell]}">${grouped(plan.counts[cell])}</b></span></label>`,
  );
  const areas = plan.categories.map(
    ({ category, path, groups }) =>
      html`<option value="${path.split("/")[1]}">${category.name}</option>${groups.map((one) => html`<option value="${one.path.split("/")[1]}">  ${one.group.key} ${one.group.name}</option>`)}`,
  );
  return html`<form class="filters needs-script" role="search" action="./" method="get">
<p class="field grow"><label for="q">Search by name, ID, group or person</label><input id="q" name="q" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search"></p>
<p class="field"><label for="in">In</label><select id="in" name="in"><option value="">All categories</option>${areas}</select></p>
<p class="field"><label for="sort">Order</label><select id="sort" name="sort"><option value="">Catalog</option><option value="due">Due first</option><option value="name">Name</option></select></p>
<fieldset class="chips"><legend class="quiet">Status</legend><label class="chip"><input type="radio" name="status" value="" checked><span>All <b data-count="">${grouped(plan.rows.length)}</b></span></label>${statuses}</fieldset>
<p id="found" class="hint" role="status" aria-live="polite"></p>
</form>`;
}

function groups({ plan, to }: PageTools): Html {
  const items = plan.categories.map(
    ({ category, path, groups }) =>
      html`<li><a href="${to(path)}">${isolatedText(category.name)}</a>${groups.length === 0 ? "" : html`<ul>${groups.map((one) => html`<li><a href="${to(one.path)}">${isolatedText(one.group.name)}</a> <span class="hint">${one.rows.length}</span></li>`)}</ul>`}</li>`,
  );
  return html`<ul class="tree">${items}</ul>`;
}
