import { day } from "./day.ts";
import { pullLink } from "./diagram-table.ts";
import { type Html, html } from "./html.ts";
import type { PageTools } from "./page.ts";
import { person } from "./people.ts";
import type { SiteDiagram } from "./site-plan.ts";

interface Entry {
  readonly on: string;
  readonly what: Html;
}

/** What the diagram's file says of its days, the oldest first. The repository's history has the rest. */
export function renderHistory(tools: PageTools, { assignment }: SiteDiagram): Html {
  const { status, start_date, assignee, assignee_id, completion_date, pr_number, verification, due_date } =
    assignment;
  const entries: Entry[] = [];
  for (const claim of [...(assignment.earlier_claims ?? []), assignment.last_claim]) {
    if (!claim) continue;
    const who = person(tools, claim.assignee, claim.assignee_id);
    entries.push({ on: claim.start_date, what: html`claimed by ${who}` });
    if (claim.released_on) entries.push({ on: claim.released_on, what: html`given back by ${who}` });
  }
  if (status !== "pending" && start_date !== null && assignee !== null) {
    entries.push({ on: start_date, what: html`claimed by ${person(tools, assignee, assignee_id)}` });
  }
  for (const override of assignment.overrides ?? []) {
    const who = person(tools, override.by, override.by_id);
    entries.push({ on: override.on, what: html`a point of the checklist waived by ${who}` });
  }
  const { verified_on, verified_by, verified_by_id } = verification;
  if (verified_on && verified_by) {
    entries.push({ on: verified_on, what: html`verified by ${person(tools, verified_by, verified_by_id)}` });
  }
  if (status === "complete" && completion_date !== null) {
    const pull = pr_number === null ? "" : html` with ${pullLink(tools, pr_number)}`;
    entries.push({ on: completion_date, what: html`completed${pull}` });
  }
  if (status === "in_progress" && due_date !== null) entries.push({ on: due_date, what: html`due` });
  if (entries.length === 0) return html``;
  const items = entries
    .sort((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)))
    .map(({ on, what }) => html`<li>${day(on)} <span>${what}</span></li>`);
  return html`<section class="section" aria-labelledby="h-history"><h2 id="h-history">History</h2><ol class="history">${items}</ol></section>`;
}
