/**
 * The fenced blocks of a page that hold drawings. A page may be made to take long; whoever reads those of strangers has their
 * blocks found where that can be stopped, and gives them with the file. What nobody looked at is looked at when asked.
 */
import type { PageBlock, PageBlocks, ProposedFile } from "../../facts/contents.ts";
import { scanMarkdown } from "./scan-markdown.ts";

const MARKDOWN_FILE = /\.(?:md|mdx|markdown)$/i;

export function isPage(path: string): boolean {
  return MARKDOWN_FILE.test(path);
}

/** Most pages have none of these words, and need not be scanned. */
const LANGUAGES = /mermaid|\b(?:plantuml|puml|d2|dot|graphviz)\b/i;

export function findBlocks(text: string): PageBlock[] {
  if (!LANGUAGES.test(text)) return [];
  const found: PageBlock[] = [];
  const headings: (string | undefined)[] = [];
  for (const piece of scanMarkdown(text)) {
    if (piece.kind === "heading") {
      headings.length = piece.level;
      headings[piece.level - 1] = piece.text;
    } else if (piece.kind === "code" && LANGUAGES.test(piece.info)) {
      const above = headings.filter((heading) => heading !== undefined).reverse();
      found.push({ info: piece.info, text: piece.text, line: piece.line, headings: above });
    }
  }
  return found;
}

const found = new WeakMap<ProposedFile, PageBlocks>();

export function blocksOf(file: ProposedFile): PageBlocks {
  const known = file.blocks ?? found.get(file);
  if (known) return known;
  const { path, content, before } = file;
  const blocks = {
    head: isPage(path) && content.kind === "text" ? findBlocks(content.text) : [],
    before: isPage(path) && before !== null ? findBlocks(before) : [],
  };
  found.set(file, blocks);
  return blocks;
}
