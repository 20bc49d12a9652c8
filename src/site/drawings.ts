import { digestOf } from "../domain/digest.ts";
import { type Html, href, html, isolatedText } from "./html.ts";
import type { PageTools } from "./page.ts";
import type { SiteDrawing } from "./site-input.ts";
import type { SiteDiagram } from "./site-plan.ts";

/** So much of a text is shown; the file has the rest. */
const LONGEST = 50_000;

/**
 * A picture is shown as one, whatever is in it. Mermaid is drawn by the script, in a frame that may do nothing else; its text
 * stands below in any case. Of all other kinds the text is shown.
 */
export function drawings({ plan, to, names }: PageTools, { diagram }: SiteDiagram): Html {
  const own = plan.input.drawings.get(diagram.id) ?? [];
  if (own.length === 0) return html``;
  const figures = own.map(({ path, line, kind, text, picture }) => {
    const address = href(
      `${plan.input.repository}/blob/HEAD/${pathInUrl(path)}${line > 1 ? `#L${line}` : ""}`,
    );
    const where = html`<figcaption>From <a href="${address}" rel="noopener">${isolatedText(path)}</a></figcaption>`;
    if (picture !== null) {
      const image = to(picturePath(picture));
      return html`<figure class="drawing"><img src="${image}" alt="The drawing of ${diagram.name}" loading="lazy">${where}</figure>`;
    }
    if (text === null)
      return html`<figure class="drawing"><p class="hint">It holds more than shapes and words, so this page leaves it to GitHub.</p>${where}</figure>`;
    const shown = text.slice(0, LONGEST);
    const canDraw = kind === "mermaid" && names.frame !== null && text.length <= LONGEST;
    const source = html`<pre tabindex="0"><code>${shown}</code></pre>`;
    return html`<figure class="drawing"${canDraw ? html` data-mermaid="${to(names.frame ?? "")}" data-name="${diagram.name}"` : ""}>${canDraw ? html`<details open><summary>The text of the drawing</summary>${source}</details>` : source}${where}</figure>`;
  });
  return html`<section class="section" aria-labelledby="h-drawing"><h2 id="h-drawing">The drawing</h2>${figures}</section>`;
}

export function picturePath({ bytes, extension }: NonNullable<SiteDrawing["picture"]>): string {
  return `drawings/${digestOf(bytes).slice(0, 16)}.${extension}`;
}

function pathInUrl(path: string): string {
  return path
    .toWellFormed()
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("'", "%27"))
    .join("/");
}
