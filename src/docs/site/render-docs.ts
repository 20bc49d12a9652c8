/** The documentation as a folder of pages, in the look of the campaign's own. Pure. */
import { frameFiles } from "../../site/files/frame.ts";
import { type Html, html } from "../../site/html.ts";
import { DOCUMENT_START } from "../../site/page.ts";
import { hashedName, ICON } from "../../site/site-assets-names.ts";
import type { SiteAssets, SiteFile } from "../../site/site-input.ts";
import { ALL_DOC_PAGES, DOC_PAGES, type DocPage } from "./doc-pages.ts";
import type { LinkTarget } from "./read-markdown.ts";
import { type Article, renderArticle } from "./render-article.ts";

export interface DocsInput {
  /** What a file of the repository holds. */
  readonly read: (path: string) => Uint8Array;
  readonly isFolder: (path: string) => boolean;
  /** Page of the repository. */
  readonly repository: string;
  /** The campaign's own page, from the documentation's first one; null: it is not beside it. */
  readonly campaign: string | null;
  readonly assets: SiteAssets;
  /** What the documentation adds to the campaign's style. */
  readonly css: string;
}

interface Names {
  readonly css: string;
  readonly script: string;
  readonly icon: string;
}

const FRAME = "frame.html";
const PICTURE = /\.(?:png|svg|jpg|gif|webp)$/;

export function* renderDocs(input: DocsInput): Generator<SiteFile> {
  const { assets, read } = input;
  const css = `${assets.css}\n${input.css}`;
  const names: Names = {
    css: hashedName("docs", "css", css),
    script: hashedName("docs", "js", assets.script),
    icon: hashedName("icon", "svg", ICON),
  };
  yield { path: names.css, content: css };
  yield { path: names.script, content: assets.script };
  yield { path: names.icon, content: ICON };
  yield { path: ".nojekyll", content: "" };
  yield* frameFiles(assets, FRAME, hashedName);
  const pictures = new Set<string>();
  for (const page of ALL_DOC_PAGES) {
    const to = (target: string) => `${"../".repeat(page.path.split("/").length - 1) || "./"}${target}`;
    const addressOf = (target: LinkTarget) => {
      if (target.kind === "file" && PICTURE.test(target.path)) {
        pictures.add(target.path);
        return to(pictureAt(target.path));
      }
      return address(input, page, target, to);
    };
    const text = new TextDecoder().decode(read(page.source));
    const article = renderArticle({ source: page.source, text, addressOf, frame: to(FRAME) });
    yield { path: `${page.path}index.html`, content: renderPage(input, names, page, article, to) };
  }
  for (const path of pictures) yield { path: pictureAt(path), content: read(path) };
}

function pictureAt(path: string): string {
  return `assets/${path.slice(path.lastIndexOf("/") + 1)}`;
}

/** Another page of the documentation where it is one, else GitHub's page of the file. */
function address(
  { repository, isFolder }: DocsInput,
  page: DocPage,
  target: LinkTarget,
  to: (target: string) => string,
): string {
  if (target.kind === "web") return target.address;
  const anchor = target.anchor === "" ? "" : `#${target.anchor}`;
  if (target.path === page.source && anchor !== "") return anchor;
  const other = ALL_DOC_PAGES.find(({ source }) => source === target.path);
  if (other) return `${to(other.path)}${anchor}`;
  return `${repository}/${isFolder(target.path) ? "tree" : "blob"}/main/${target.path}${anchor}`;
}

function renderPage(
  { repository, campaign }: DocsInput,
  names: Names,
  page: DocPage,
  { title, summary, headings, body }: Article,
  to: (target: string) => string,
): string {
  const whole = page.path === "" ? title : `${title} · Diagram Tracker`;
  const lists = DOC_PAGES.map(
    ([group, pages]) =>
      html`<p class="hint">${group}</p><ul>${pages.map((one) => entry(one, page, to))}</ul>`,
  );
  return html`${DOCUMENT_START}<title>${whole}</title>
<meta name="description" content="${summary.slice(0, 160)}">
<link rel="icon" type="image/svg+xml" href="${to(names.icon)}">
<link rel="stylesheet" href="${to(names.css)}">
<script type="module" src="${to(names.script)}"></script>
</head>
<body class="docs">
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="wide">
<a class="brand" href="${to("")}"><img src="${to(names.icon)}" width="24" height="24" alt="">Diagram Tracker</a>
<nav aria-label="Elsewhere"><ul><li><a href="#pages">All pages</a></li>${campaign === null ? "" : html`<li><a href="${to(campaign)}">Our own campaign</a></li>`}</ul></nav>
<a class="out" href="${repository}" rel="noopener">GitHub</a>
</div></header>
<div class="wide beside">
<main id="main" tabindex="-1"><article class="prose">
${withContents(body, headings)}
</article></main>
<nav id="pages" class="pages" aria-label="Documentation">${lists}</nav>
</div>
<footer class="bottom"><div class="wide">
<p><a href="${repository}/blob/main/${page.source}" rel="noopener">This page on GitHub</a></p>
<p>No cookies, no tracking, nothing is loaded from elsewhere.</p>
</div></footer>
</body>
</html>
`.toString();
}

function entry(one: DocPage, current: DocPage, to: (target: string) => string): Html {
  const here = one === current ? html` aria-current="page"` : "";
  return html`<li><a href="${to(one.path)}"${here}>${one.label}</a></li>`;
}

/** Below the title, where there is more than one can see at once. */
const LEAST = 4;

function withContents(
  body: Html,
  headings: readonly { level: number; text: string; anchor: string }[],
): Html {
  const sections = headings.filter(({ level }) => level === 2);
  if (sections.length < LEAST) return body;
  return html`<details class="contents"><summary>On this page</summary><ul>${sections.map(
    ({ text, anchor }) => html`<li><a href="#${anchor}">${text}</a></li>`,
  )}</ul></details>
${body}`;
}
