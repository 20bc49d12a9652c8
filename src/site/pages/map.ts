import { legend } from "../bar.ts";
import { campaignMap } from "../campaign-map.ts";
import { html } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";

export function mapPage(tools: PageTools): PageParts {
  const { plan } = tools;
  const body = html`<h1>The map</h1>
<p class="lead">Each square is one diagram, in the catalog's order; a dot is one that is planned and has no name yet. The same as text: <a href="${tools.to("list/")}">the list</a>.</p>
${legend(plan.counts)}
${campaignMap(tools, { isLarge: true })}`;
  return {
    title: "Map",
    description: `Every diagram of ${plan.title} as a square, by category.`,
    body,
    menu: "map/",
  };
}
