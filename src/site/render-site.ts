/** The whole site from one campaign: addresses → contents. Pure, so that the same campaign gives the same bytes anywhere. */
import { z } from "zod";
import { picturePath } from "./drawings.ts";
import { badgeJson, badgeSvg, escapeXml } from "./files/badge.ts";
import { campaignCsv } from "./files/campaign-csv.ts";
import { campaignData, campaignJsonSchema } from "./files/campaign-json.ts";
import { feed } from "./files/feed.ts";
import { frameFiles } from "./files/frame.ts";
import { PICTURE_PATH } from "./files/picture.ts";
import { drawPreview } from "./files/preview-picture.ts";
import { searchIndex } from "./files/search-index.ts";
import { href, html } from "./html.ts";
import { type PageParts, type PageTools, renderPage, rootedToolsOf, toolsOf } from "./page.ts";
import { categoryPage } from "./pages/category.ts";
import { diagramPage } from "./pages/diagram.ts";
import { embedPage } from "./pages/embed.ts";
import { groupPage } from "./pages/group.ts";
import { listPage } from "./pages/list.ts";
import { mapPage } from "./pages/map.ts";
import { notFoundPage } from "./pages/not-found.ts";
import { overview } from "./pages/overview.ts";
import { personPage } from "./pages/person.ts";
import { phasePage } from "./pages/phase.ts";
import { reviewPage } from "./pages/review.ts";
import { type AssetNames, assetNamesOf, hashedName, ICON } from "./site-assets-names.ts";
import type { SiteFile, SiteInput } from "./site-input.ts";
import { planSite, type SitePlan } from "./site-plan.ts";

/** Addresses in one sitemap: https://www.sitemaps.org/protocol.html */
const SITEMAP_LIMIT = 50_000;

/** Each file once, one at a time: of 20,000 pages none has to be kept. */
export function* renderSite(input: SiteInput): Generator<SiteFile> {
  const plan = planSite(input);
  const index = JSON.stringify(searchIndex(plan));
  const hasMermaid = [...input.drawings.values()].some((some) => some.some(({ kind }) => kind === "mermaid"));
  const names = assetNamesOf(input.assets, index, {
    frame: hasMermaid || input.withFrame === true,
  });
  yield* assetFiles(input, names, index);
  yield* pagesOf(plan, names);
  yield* dataFiles(plan);
  const seen = new Set<string>();
  for (const { picture } of [...input.drawings.values()].flat()) {
    if (picture === null || seen.has(picturePath(picture))) continue;
    seen.add(picturePath(picture));
    yield { path: picturePath(picture), content: picture.bytes };
  }
}

function* assetFiles({ assets }: SiteInput, names: AssetNames, index: string): Generator<SiteFile> {
  yield { path: names.css, content: assets.css };
  yield { path: names.script, content: assets.script };
  yield { path: names.icon, content: ICON };
  yield { path: names.index, content: index };
  if (names.frame !== null) yield* frameFiles(assets, names.frame, hashedName);
  // Without it GitHub Pages leaves out what begins with an underscore, and runs Jekyll over the rest.
  yield { path: ".nojekyll", content: "" };
}

function* pagesOf(plan: SitePlan, names: AssetNames): Generator<SiteFile> {
  const site = { plan, names, frames: new Map() };
  const page = (path: string, render: (tools: PageTools) => PageParts): SiteFile => {
    const tools = toolsOf(site, path);
    return { path: `${path}index.html`, content: renderPage(tools, render(tools)) };
  };
  yield page("", overview);
  yield page("map/", mapPage);
  yield page("list/", listPage);
  yield page("review/", reviewPage);
  yield page("embed/", embedPage);
  const anywhere = rootedToolsOf(site, "404.html");
  yield { path: "404.html", content: renderPage(anywhere, notFoundPage(anywhere)) };
  for (const one of plan.categories) yield page(one.path, (tools) => categoryPage(tools, one));
  for (const one of plan.groups) yield page(one.path, (tools) => groupPage(tools, one));
  for (const one of plan.phases) yield page(one.path, (tools) => phasePage(tools, one));
  for (const one of plan.people.all) yield page(one.path, (tools) => personPage(tools, one));
  for (const row of plan.rows) yield page(row.path, (tools) => diagramPage(tools, row));
  for (const [old, now] of plan.input.campaign.catalog.renamed) {
    const row = plan.byId.get(now);
    if (row !== undefined && !plan.byId.has(old))
      yield page(`d/${old}/`, (tools) => movedPage(tools, row.path));
  }
}

/** An address that was a promise: where the diagram is now. */
function movedPage({ to }: PageTools, path: string): PageParts {
  const target = to(path);
  const body = html`<h1>This diagram has another ID now</h1><p><a href="${target}">Here it is</a>.</p>`;
  const head = html`<meta http-equiv="refresh" content="0; url=${href(target)}">`;
  return {
    title: "Moved",
    description: "This diagram has another ID now.",
    body,
    head,
    canonical: path,
    isPrivate: true,
  };
}

function* dataFiles(plan: SitePlan): Generator<SiteFile> {
  const data = campaignData(plan);
  yield { path: "campaign.json", content: `${JSON.stringify(data)}\n` };
  const schema = z.toJSONSchema(campaignJsonSchema, { target: "draft-7" });
  yield { path: "campaign.schema.json", content: `${JSON.stringify(schema, null, 2)}\n` };
  yield { path: "campaign.csv", content: campaignCsv(data) };
  yield { path: "feed.xml", content: feed(plan) };
  yield { path: PICTURE_PATH, content: plan.input.assets.encodePng(drawPreview(plan)) };
  yield { path: "badge.svg", content: badgeSvg(plan.title, plan.counts) };
  yield { path: "badge.json", content: badgeJson(plan.title, plan.counts) };
  for (const { category, path, counts } of plan.categories) {
    yield { path: `${path}badge.svg`, content: badgeSvg(category.name, counts) };
    yield { path: `${path}badge.json`, content: badgeJson(category.name, counts) };
  }
  for (const { group, path, counts } of plan.groups) {
    yield { path: `${path}badge.svg`, content: badgeSvg(group.name, counts) };
  }
  const { base } = plan.input;
  yield {
    path: "robots.txt",
    content: `User-agent: *\nAllow: /\n${base === null ? "" : `Sitemap: ${base}sitemap.xml\n`}`,
  };
  if (base === null) return;
  const paths = ["", "map/", "list/", "review/", "embed/"];
  const own = [...plan.categories, ...plan.groups, ...plan.phases, ...plan.rows].map(({ path }) => path);
  const addresses = [...paths, ...own]
    .slice(0, SITEMAP_LIMIT)
    .map((path) => `<url><loc>${escapeXml(base + path)}</loc></url>\n`);
  yield {
    path: "sitemap.xml",
    content: `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join("")}</urlset>\n`,
  };
}
