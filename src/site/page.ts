import { visibleText } from "../tracker/cell.ts";
import { instant } from "./day.ts";
import { describePicture, PICTURE_PATH, PICTURE_SIZE } from "./files/picture.ts";
import { type Html, href, html, isolatedText } from "./html.ts";
import { type AssetNames, POLICY } from "./site-assets-names.ts";
import type { SitePlan } from "./site-plan.ts";

/** Where a page stands, and how it links the others: relatively, so that one site fits every address. */
export interface PageTools {
  readonly plan: SitePlan;
  readonly names: AssetNames;
  /** The page's own address below the site's: ends with a slash, or is empty. */
  readonly path: string;
  readonly to: (target: string) => string;
  /** Those that were made already, of this site. */
  readonly frames: Map<string, Frame>;
}

export interface PageParts {
  /** Absent on the overview. */
  readonly title?: string;
  readonly description: string;
  readonly body: Html;
  /** Which entry of the menu it belongs to. */
  readonly menu?: string;
  /** Search engines are asked to leave it out. */
  readonly isPrivate?: boolean;
  /** Replaces the address for search engines: where it is now. */
  readonly canonical?: string;
  /** What else stands in the head. */
  readonly head?: Html;
}

export function toolsOf(site: Omit<PageTools, "path" | "to">, path: string): PageTools {
  const up = "../".repeat(path.split("/").length - 1);
  return { ...site, path, to: (target) => href(`${up || "./"}${target}`) };
}

/** For the page that hosts show at any address: its links begin at the host, where the site's address is known. */
export function rootedToolsOf(site: Omit<PageTools, "path" | "to">, path: string): PageTools {
  const { base } = site.plan.input;
  if (base === null) return toolsOf(site, path);
  const root = new URL(base).pathname;
  return { ...site, path, to: (target) => href(root + target) };
}

const MENU = [
  ["", "Overview"],
  ["map/", "Map"],
  ["list/", "List"],
  ["review/", "Waiting for review"],
  ["embed/", "Embed"],
] as const;

export function renderPage(tools: PageTools, parts: PageParts): string {
  const { plan, path } = tools;
  const { base } = plan.input;
  const title = visibleText(parts.title === undefined ? plan.title : `${parts.title} · ${plan.title}`);
  const description = visibleText(parts.description);
  const address = base === null ? null : href(`${base}${parts.canonical ?? path}`);
  const { links, top, bottom } = frameOf(tools, parts.menu);
  const page = html`${DOCUMENT_START}<title>${title}</title>
<meta name="description" content="${description}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:type" content="website">
${parts.isPrivate ? html`<meta name="robots" content="noindex">` : ""}${address === null ? "" : html`<link rel="canonical" href="${address}"><meta property="og:url" content="${address}">`}
${links}${parts.head ?? ""}
</head>
${top}${parts.body}
${bottom}`;
  return page.toString();
}

/** How every page of ours begins, also that of the documentation. */
export const DOCUMENT_START = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
`;

/** What all pages of one depth have around them. */
interface Frame {
  readonly links: Html;
  readonly top: Html;
  readonly bottom: Html;
}

/** Made once for each depth and entry of the menu: of 20,000 pages it is half the work. */
function frameOf(tools: PageTools, current: string | undefined): Frame {
  const key = `${tools.to("")} ${current}`;
  const known = tools.frames.get(key);
  if (known !== undefined) return known;
  const frame = renderFrame(tools, current);
  tools.frames.set(key, frame);
  return frame;
}

function renderFrame({ plan, names, to }: PageTools, current: string | undefined): Frame {
  const { base } = plan.input;
  const menu = MENU.map(
    ([target, label]) =>
      html`<li><a href="${to(target)}"${current === target ? html` aria-current="page"` : ""}>${label}</a></li>`,
  );
  const links = html`<link rel="icon" type="image/svg+xml" href="${to(names.icon)}">
<link rel="stylesheet" href="${to(names.css)}">
<link rel="alternate" type="application/atom+xml" title="${visibleText(plan.title)}" href="${to("feed.xml")}">
<script type="module" src="${to(names.script)}"></script>
${
  base === null
    ? ""
    : html`<meta property="og:image" content="${href(`${base}${PICTURE_PATH}`)}"><meta property="og:image:width" content="${PICTURE_SIZE.width}"><meta property="og:image:height" content="${PICTURE_SIZE.height}"><meta property="og:image:alt" content="${describePicture(plan.counts)}"><meta name="twitter:card" content="summary_large_image">
`
}`;
  const top = html`<body data-root="${to("")}" data-index="${to(names.index)}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="wide">
<a class="brand" href="${to("")}"><img src="${to(names.icon)}" width="24" height="24" alt="">${isolatedText(plan.title)}</a>
<nav aria-label="Pages"><ul>${menu}</ul></nav>
<a class="out" href="${href(plan.input.repository)}" rel="noopener">GitHub</a>
</div></header>
<main id="main" class="wide" tabindex="-1">
`;
  const bottom = html`</main>
<footer class="bottom"><div class="wide">
<p data-as-of="${plan.input.commit?.at ?? ""}">${asOf(plan)}</p>
<p><a href="${to("campaign.json")}">JSON</a> · <a href="${to("campaign.csv")}">CSV</a> · <a href="${to("feed.xml")}">Atom feed</a> · <a href="${to("embed/")}">Badges</a></p>
<p>No cookies, no tracking, nothing is loaded from elsewhere.</p>
</div></footer>
</body>
</html>
`;
  return { links, top, bottom };
}

function asOf({ input: { commit, repository, campaign } }: SitePlan): Html {
  if (commit === null) return html`As of the campaign's files, ${campaign.today}.`;
  const link = href(`${repository}/commit/${commit.oid}`);
  return html`As of commit <a href="${link}" rel="noopener"><code>${commit.oid.slice(0, 7)}</code></a>, ${instant(commit.at)}.`;
}
