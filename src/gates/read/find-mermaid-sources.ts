import type { SourceFile } from "../../domain/source-file.ts";
import { scanMarkdown } from "./scan-markdown.ts";

/** The text of one diagram, and where it stands. */
export interface MermaidSource {
  readonly path: string;
  readonly text: string;
  /** Line of the file on which the text begins, from 1. */
  readonly line: number;
  /** The headings that it stands under, the nearest first. */
  readonly headings: readonly string[];
}

const MERMAID_FILE = /\.(?:mmd|mermaid)$/i;
const MARKDOWN_FILE = /\.(?:md|mdx|markdown)$/i;

// GitHub takes `mermaid`; other renderers write `{mermaid}` or `{.mermaid}`.
const MERMAID_INFO = /^\{?\.?mermaid(?=[\s,{}]|$)/i;

export function mayHoldMermaid(path: string): boolean {
  return MERMAID_FILE.test(path) || MARKDOWN_FILE.test(path);
}

/** The diagrams in a file: all of a `.mmd` file, the `mermaid` blocks of a Markdown file, none in any other. */
export function findMermaidSources({ path, text }: SourceFile): MermaidSource[] {
  if (MERMAID_FILE.test(path)) {
    return [{ path, text: text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"), line: 1, headings: [] }];
  }
  if (!MARKDOWN_FILE.test(path) || !/mermaid/i.test(text)) return [];
  const sources: MermaidSource[] = [];
  const headings: (string | undefined)[] = [];
  for (const piece of scanMarkdown(text)) {
    if (piece.kind === "heading") {
      headings.length = piece.level;
      headings[piece.level - 1] = piece.text;
    } else if (piece.kind === "code" && MERMAID_INFO.test(piece.info)) {
      const above = headings.filter((heading) => heading !== undefined).reverse();
      sources.push({ path, text: piece.text, line: piece.line, headings: above });
    }
  }
  return sources;
}
