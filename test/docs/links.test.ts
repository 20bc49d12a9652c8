import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { siteAssets } from "../../src/cli/site-assets.ts";
import { ALL_DOC_PAGES } from "../../src/docs/site/doc-pages.ts";
import { readMarkdown, targetOf } from "../../src/docs/site/read-markdown.ts";
import { renderDocs } from "../../src/docs/site/render-docs.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");
const REPOSITORY = "https://github.com/diagram-tracker/diagram-tracker";
/** What people read; what scenarios expect the bot to say links made-up repositories. */
const FILES = globSync(["*.md", ".github/**/*.md", "assignments/*.md", "catalog/**/*.md"], { cwd: root });
const markdown = new Map(FILES.map((path) => [path, readMarkdown(read(path))]));

describe.each(FILES)("%s", (source) => {
  test("links files that are there, and headings that they have", () => {
    const broken = (markdown.get(source)?.links ?? []).flatMap(({ address, line }) => {
      const problem = problemOf(address, source);
      return problem === null ? [] : [`${source}:${line}: ${address}: ${problem}`];
    });
    expect(broken).toEqual([]);
  });
});

/** Outside addresses are not asked: a test that needs the web fails with it. */
function problemOf(address: string, source: string): string | null {
  const target = targetOf(address, source);
  if (target.kind === "web") return URL.canParse(address) ? null : "no address";
  const { path, anchor } = target;
  if (path.startsWith("..")) return "outside of the repository";
  if (!existsSync(`${root}${path}`)) return "no such file";
  if (anchor === "") return null;
  const headings = markdown.get(path)?.headings ?? [];
  return headings.some((heading) => heading.anchor === anchor) ? null : "no such heading";
}

test("what is broken would be found", () => {
  expect(problemOf("docs/nothing.md", "README.md")).toBe("no such file");
  expect(problemOf("SECURITY.md#nothing", "README.md")).toBe("no such heading");
  expect(problemOf("../../../etc", ".github/docs/faq.md")).toBe("outside of the repository");
  expect(problemOf("#two-commands", "SECURITY.md")).toBe("no such heading");
  expect(problemOf("SECURITY.md#reporting", "README.md")).toBeNull();
});

test("the documentation has a page for each of these files, but for our own campaign's", () => {
  const ours = FILES.filter((path) => !/^(?:assignments|catalog)\/|TRACKER|TEMPLATE/.test(path));
  expect(ALL_DOC_PAGES.map(({ source }) => source).sort()).toEqual(ours.sort());
});

test("the built pages link only what is built, or GitHub and the rest of the web", () => {
  const input = {
    read: (path: string) => readFileSync(`${root}${path}`),
    isFolder: (path: string) => statSync(`${root}${path}`).isDirectory(),
    repository: REPOSITORY,
    campaign: "../",
    assets: { ...siteAssets, mermaid: () => "" },
    css: "",
  };
  const files = new Map([...renderDocs(input)].map(({ path, content }) => [path, String(content)]));
  const pages = [...files].filter(([path]) => path.endsWith("index.html"));
  expect(pages).toHaveLength(ALL_DOC_PAGES.length);
  const broken = pages.flatMap(([path, text]) => {
    const addresses = [...text.matchAll(/ (?:href|src|srcset|data-mermaid)="([^"]*)"/g)];
    return addresses.flatMap(([, address = ""]) =>
      isBuilt(files, path, address) ? [] : [`${path}: ${address}`],
    );
  });
  expect(broken).toEqual([]);
});

function isBuilt(files: ReadonlyMap<string, string>, from: string, address: string): boolean {
  if (/^https?:/.test(address)) return true;
  const [file = "", anchor = ""] = address.split("#");
  const joined = file === "" ? from : posix.join(posix.dirname(from), file);
  // Our own campaign's page is beside the documentation.
  if (joined === "../") return true;
  const path = joined === "./" ? "index.html" : joined.endsWith("/") ? `${joined}index.html` : joined;
  const found = files.get(path);
  return found !== undefined && (anchor === "" || found.includes(` id="${decodeURIComponent(anchor)}"`));
}
