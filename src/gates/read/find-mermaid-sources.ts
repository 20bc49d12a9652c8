import type { SourceFile } from "../../domain/source-file.ts";
import type { PageBlock } from "../../facts/contents.ts";
import { findBlocks, isPage } from "./page-blocks.ts";

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

// GitHub takes `mermaid`; other renderers write `{mermaid}` or `{.mermaid}`.
const MERMAID_INFO = /^\{?\.?mermaid(?=[\s,{}]|$)/i;

export function mayContainMermaid(path: string): boolean {
  return MERMAID_FILE.test(path) || isPage(path);
}

/**
 * The diagrams in a file: all of a `.mmd` file, the `mermaid` blocks of a Markdown file, none in any other. `blocks`: those of
 * the page, where they are known.
 */
export function findMermaidSources(
  { path, text }: SourceFile,
  blocks?: readonly PageBlock[],
): MermaidSource[] {
  if (MERMAID_FILE.test(path)) {
    return [{ path, text: text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"), line: 1, headings: [] }];
  }
  if (!isPage(path)) return [];
  return (blocks ?? findBlocks(text)).flatMap(({ info, ...block }) =>
    MERMAID_INFO.test(info) ? [{ path, ...block }] : [],
  );
}
