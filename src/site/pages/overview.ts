import { grouped } from "../../tracker/grouped.ts";
import { bar, legend } from "../bar.ts";
import { burnUp } from "../burn-up.ts";
import { campaignMap, MANY } from "../campaign-map.ts";
import { claimLink } from "../claim-link.ts";
import { counted, day } from "../day.ts";
import { type Html, html, isolatedText } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";
import { person } from "../people.ts";
import type { SiteDiagram, SitePlan } from "../site-plan.ts";
import { reviewList } from "./review.ts";

const LATEST = 5;
const REVIEWS = 5;

/** How far is it, and what can I take. */
export function overview(tools: PageTools): PageParts {
  const { plan } = tools;
  const { counts } = plan;
  const description = `${grouped(counts.complete)} of ${grouped(counts.total)} diagrams are complete (${counts.percent}%). ${counted(counts.pending, "diagram")} can be taken now.`;
  const body = html`<section class="hero">
<h1>${isolatedText(plan.title)}</h1>
${headline(tools)}
${bar(counts)}
${legend(counts)}
${actions(tools)}
</section>
<section class="section" aria-labelledby="h-map"><h2 id="h-map">The map</h2>
<p class="lead">Each square is a diagram, in the catalog's order. Choose a category to see its diagrams by name.</p>
${campaignMap(tools, { isLarge: false })}</section>
<div class="two">
${burnUp(tools)}
${wanted(tools)}
</div>
${partsSection(tools)}
<div class="two">
<section class="section" aria-labelledby="h-review"><h2 id="h-review">Waiting for review</h2>
${reviewList(tools, plan.waiting.slice(0, REVIEWS))}
${plan.waiting.length > REVIEWS ? html`<p><a href="${tools.to("review/")}">All ${grouped(plan.waiting.length)} that wait</a></p>` : ""}</section>
<section class="section" aria-labelledby="h-latest"><h2 id="h-latest">Latest completed</h2>
${latest(tools, plan.completed.slice(0, LATEST))}</section>
</div>`;
  return { description, body, menu: "" };
}

function headline({ plan }: PageTools): Html {
  const { complete, total, percent, named } = plan.counts;
  if (total === 0) return html`<p class="headline">Nothing is planned yet.</p>`;
  const all =
    named === total
      ? html`diagrams complete`
      : html`planned diagrams complete, ${grouped(named)} of them named so far`;
  if (complete === total) {
    const last = plan.completed[0]?.assignment.completion_date;
    return html`<p class="headline"><b>${grouped(total)}</b> of ${grouped(total)} diagrams complete</p>
<p class="lead">Everything is done${last ? html`: finished on ${day(last)}` : ""}. Thank you to everybody who drew.</p>`;
  }
  return html`<p class="headline"><b>${grouped(complete)}</b> of ${grouped(total)} ${all} <span class="percent">${percent}%</span></p>`;
}

function actions({ plan, to }: PageTools): Html {
  if (plan.input.isPaused) {
    return html`<p class="actions"><a class="button quiet" href="${to("list/")}">See all diagrams</a> <span class="hint">The campaign is paused: nothing can be claimed at the moment.</span></p>`;
  }
  if (plan.counts.pending === 0) {
    const what = plan.counts.unnamed > 0 ? "Every diagram that is named is taken." : "No diagram is free.";
    return html`<p class="actions"><a class="button quiet" href="${to("list/")}">See all diagrams</a> <span class="hint">${what}</span></p>`;
  }
  return html`<p class="actions"><a class="button" href="${claimLink(plan.input, "next")}" rel="noopener">Take one</a> <a class="button quiet" href="${to("list/")}?status=free">What can I take?</a> <span class="hint">${counted(plan.counts.pending, "diagram")} ${plan.counts.pending === 1 ? "is" : "are"} free. “Take one” opens GitHub's form, filled in; the bot picks the most wanted one.</span></p>`;
}

function wanted({ plan, to }: PageTools): Html {
  const items = plan.wanted.map(
    ({ diagram, path, group }) =>
      html`<li><a href="${to(path)}"><span class="id">${diagram.id}</span> ${isolatedText(diagram.name)}</a> <span class="hint">${isolatedText(group.group.name)}</span></li>`,
  );
  const list =
    items.length === 0
      ? html`<p>No diagram is free at the moment.</p>`
      : html`<ol class="plain">${items}</ol>`;
  return html`<section class="section" aria-labelledby="h-wanted"><h2 id="h-wanted">Most wanted</h2>${list}</section>`;
}

function partsSection(tools: PageTools): Html {
  const { categories, phases } = tools.plan;
  const count = categories.length + phases.length;
  if (count === 0) return html``;
  const table = parts(tools);
  const shown =
    count > MANY
      ? html`<details><summary>All ${grouped(categories.length)} categories${phases.length > 0 ? html` and ${grouped(phases.length)} phases` : ""}</summary>${table}</details>`
      : table;
  return html`<section class="section" aria-labelledby="h-how"><h2 id="h-how">How far each part is</h2>
${shown}</section>`;
}

function parts({ plan, to }: PageTools): Html {
  const row = (path: string, name: string, counts: SitePlan["counts"], hint: string | null) =>
    html`<tr><th scope="row"><a href="${to(path)}">${isolatedText(name)}</a>${hint === null ? "" : html` <span class="hint">${isolatedText(hint)}</span>`}</th><td class="wide-cell">${bar(counts)}</td><td data-label="Complete" class="n">${grouped(counts.complete)}</td><td data-label="In work" class="n">${grouped(counts.in_progress + counts.review)}</td><td data-label="Free" class="n">${grouped(counts.pending)}</td><td data-label="Planned" class="n">${grouped(counts.total)}</td><td data-label="Done" class="n">${counts.percent}%</td></tr>
`;
  const categories = plan.categories.map((one) => row(one.path, one.category.name, one.counts, null));
  const phases = plan.phases.map((one) => row(one.path, one.phase.name, one.counts, one.phase.when));
  const body = (title: string, rows: readonly Html[]) =>
    rows.length === 0
      ? ""
      : html`<tbody><tr class="head"><th colspan="7" scope="rowgroup">${title}</th></tr>${rows}</tbody>`;
  return html`<table class="parts"><caption class="quiet">Counted against what is planned, named or not</caption>
<thead><tr><th scope="col">Part</th><th scope="col"><span class="quiet">Progress</span></th><th scope="col" class="n">Complete</th><th scope="col" class="n">In work</th><th scope="col" class="n">Free</th><th scope="col" class="n">Planned</th><th scope="col" class="n">Done</th></tr></thead>
${body("Categories", categories)}${body("Phases", phases)}</table>`;
}

function latest(tools: PageTools, rows: readonly SiteDiagram[]): Html {
  if (rows.length === 0) return html`<p>Nothing is complete yet.</p>`;
  const items = rows.map(({ diagram, path, assignment }) => {
    const by =
      assignment.assignee === null
        ? ""
        : html` by ${person(tools, assignment.assignee, assignment.assignee_id)}`;
    const on = assignment.completion_date === null ? "" : html`, ${day(assignment.completion_date)}`;
    return html`<li><a href="${tools.to(path)}"><span class="id">${diagram.id}</span> ${isolatedText(diagram.name)}</a> <span class="hint">${isolatedText(diagram.group.name)}${by}${on}</span></li>`;
  });
  return html`<ul class="plain">${items}</ul>`;
}
