import { href, html } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";

/** Hosts show it at any address, so its links need the whole one of the site, or lead nowhere but to GitHub. */
export function notFoundPage({ plan, to }: PageTools): PageParts {
  const { base, repository } = plan.input;
  const body = html`<h1>There is no such page</h1>
<p class="lead">The address may have a typing error, or the diagram left the catalog.</p>
<p class="actions">${base === null ? "" : html`<a class="button" href="${to("")}">To the overview</a> <a class="button quiet" href="${to("list/")}">Search the list</a> `}<a class="button quiet" href="${href(repository)}" rel="noopener">The repository</a></p>`;
  return { title: "Not found", description: "There is no such page.", body, isPrivate: true };
}
