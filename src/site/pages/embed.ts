import { type Html, html } from "../html.ts";
import type { PageParts, PageTools } from "../page.ts";

/** What other pages show of the campaign, ready to copy. */
export function embedPage(tools: PageTools): PageParts {
  const { plan, to } = tools;
  const base = plan.input.base ?? "https://YOUR-PAGE/";
  const alt = `Progress of ${plan.title}`.replace(/[[\]\\<>&"]/g, " ");
  const body = html`<h1>Badges and data</h1>
<p class="lead">They change with the campaign. GitHub and others keep a badge for some minutes.</p>
${plan.input.base === null ? html`<p class="hint">Put your page's address in the place of <code>https://YOUR-PAGE/</code>; <code>site --base</code> writes it here.</p>` : ""}
<section class="section" aria-labelledby="h-badge"><h2 id="h-badge">A badge</h2>
<p><img src="${to("badge.svg")}" alt="${alt}" height="20"></p>
${snippet("Markdown", `[![${alt}](${base}badge.svg)](${base})`)}
${snippet("HTML", `<a href="${base}"><img src="${base}badge.svg" alt="${alt}" height="20"></a>`)}
${snippet("By shields.io, in the style of your other badges", `https://img.shields.io/endpoint?url=${encodeURIComponent(`${base}badge.json`)}`)}
<p>Each category and group has one, too: <code>c/KEY/badge.svg</code> and <code>g/KEY/badge.svg</code> below the page's address.</p></section>
<section class="section" aria-labelledby="h-data"><h2 id="h-data">Data</h2>
<ul><li><a href="${to("campaign.json")}">campaign.json</a>: everything, with its <a href="${to("campaign.schema.json")}">schema</a>. Fields are added, never renamed.</li>
<li><a href="${to("campaign.csv")}">campaign.csv</a>: one line a diagram, for spreadsheets.</li>
<li><a href="${to("feed.xml")}">feed.xml</a>: what was completed, as an Atom feed.</li></ul></section>`;
  return {
    title: "Badges and data",
    description: `Badges, JSON, CSV and a feed of ${plan.title}.`,
    body,
    menu: "embed/",
  };
}

function snippet(label: string, text: string): Html {
  return html`<figure class="snippet"><figcaption>${label}</figcaption><pre tabindex="0"><code data-copy>${text}</code></pre></figure>`;
}
