import type { Token } from "markdown-it";
import type { Problem } from "../../domain/problem.ts";
import { textOf } from "../inline.ts";
import { markdownParser } from "../markdown-parser.ts";
import { splitCells } from "../table-line.ts";
import { parseBracketed, parseCounted } from "./numbers.ts";
import { tableBlock } from "./table-block.ts";

/** Where a block of the document stands. */
interface Place {
  readonly index: number;
  /** From 1. */
  readonly line: number;
  /** Offsets of its first line and behind its last character, without the line end. */
  readonly start: number;
  readonly end: number;
  /** The headings that it stands under, outermost first; without itself. */
  readonly under: readonly HeadingBlock[];
  /** What a person sees of a heading or paragraph; empty for others. */
  readonly text: string;
}

export interface HeadingBlock extends Place {
  readonly kind: "heading";
  readonly depth: number;
}

interface ParagraphBlock extends Place {
  readonly kind: "paragraph";
  /** As Markdown. */
  readonly lines: readonly string[];
}

export interface TableBlock extends Place {
  readonly kind: "table";
  /** The line of the titles, and below the separator those of the rows, for `splitCells`. */
  readonly head: string;
  readonly rows: readonly string[];
}

export interface ListBlock extends Place {
  readonly kind: "list";
  readonly items: readonly ListItem[];
}

interface ListItem {
  readonly text: string;
  readonly line: number;
}

interface OtherBlock extends Place {
  readonly kind: "rule" | "other";
}

/** A block of the document, in order. */
export type Block = HeadingBlock | ParagraphBlock | TableBlock | ListBlock | OtherBlock;

/** Says what the source document disagrees about, on which of its lines. */
export type Report = (line: number, message: string, severity?: Problem["severity"]) => void;

// At its limit the parser reads no further. Nobody sends this document but who keeps it, so there is time to go deep.
const parser = markdownParser().disable("inline").set({ maxNesting: 100 });
parser.block.ruler.at("table", tableBlock, { alt: ["paragraph"] });

export function outlineOf(text: string): Block[] {
  const lines = linesOf(text);
  const blocks: Block[] = [];
  let under: readonly HeadingBlock[] = [];
  for (const tokens of topLevel(parser.parse(text.replace(/^\uFEFF/, ""), {}))) {
    const [first, last] = tokens[0].map ?? [0, 1];
    const place = { index: blocks.length, line: first + 1, ...extentOf(text, lines, first, last) };
    const depth = tokens[0].type === "heading_open" ? Number(tokens[0].tag.slice(1)) : null;
    if (depth !== null) under = under.filter((heading) => heading.depth < depth);
    const block = blockOf(tokens, { ...place, under, text: "" });
    blocks.push(block);
    if (block.kind === "heading") under = [...under, block];
  }
  return blocks;
}

/** The tokens of each block that stands in no other. */
function* topLevel(tokens: readonly Token[]): Generator<[Token, ...Token[]]> {
  let begin = 0;
  for (const [at, { level, nesting }] of tokens.entries()) {
    const first = tokens[begin];
    if (level !== 0 || nesting > 0 || !first) continue;
    yield [first, ...tokens.slice(begin + 1, at + 1)];
    begin = at + 1;
  }
}

function blockOf([first, ...inner]: [Token, ...Token[]], place: Place): Block {
  const written = inner[0]?.content ?? "";
  switch (first.type) {
    case "heading_open":
      return { ...place, kind: "heading", depth: Number(first.tag.slice(1)), text: textOf(written) };
    case "paragraph_open":
      return { ...place, kind: "paragraph", lines: written.split("\n"), text: textOf(written) };
    case "table": {
      const [head = "", , ...rows] = first.content.split("\n");
      return { ...place, kind: "table", head, rows };
    }
    case "bullet_list_open":
    case "ordered_list_open":
      return { ...place, kind: "list", items: itemsOf(inner) };
    default:
      return { ...place, kind: first.type === "hr" ? "rule" : "other" };
  }
}

/** The cells of a table's rows, for `readCell`, and the line of each. */
export function* rowsOf({
  rows,
  line,
}: TableBlock): Generator<{ readonly cells: string[]; readonly line: number }> {
  for (const [index, row] of rows.entries()) yield { cells: splitCells(row), line: line + 2 + index };
}

/** The items of the list itself, each with its first line or paragraph. */
function itemsOf(tokens: readonly Token[]): ListItem[] {
  return tokens.flatMap(({ type, level, map }, at) => {
    if (type !== "list_item_open" || level !== 1) return [];
    const begin = tokens[at + 2];
    const text = begin?.type === "inline" ? textOf(begin.content) : "";
    // The box of a task is none of its words.
    return [{ text: text.replace(/^\[[ xX]\] /, ""), line: (map?.[0] ?? 0) + 1 }];
  });
}

/** Offsets of the lines, as Markdown counts them. */
function linesOf(text: string): number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  for (const { 0: eol, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + eol.length);
  return starts;
}

/** Of the lines from `first` to before `last`, without blank ones at their end. */
function extentOf(text: string, lines: readonly number[], first: number, last: number) {
  const start = lines[first] ?? 0;
  return { start, end: start + text.slice(start, lines[last] ?? text.length).trimEnd().length };
}

const KEY = /^([A-Za-z][\w.-]{0,38}): (.+)$/;

/** How long the name of a category, group or phase may be. */
export const NAME_LENGTH = 200;

/** `G01: Linearizability (6 diagrams)` → its parts. */
export function parseHeading(text: string): { key: string | null; name: string; count: number | null } {
  const brackets = parseBracketed(text);
  const counted = brackets && parseCounted(brackets.inside);
  const isCounted = counted?.before === "";
  const title = (isCounted && brackets?.before) || text || "Untitled";
  const keyed = KEY.exec(title);
  return {
    key: keyed?.[1] ?? null,
    name: keyed?.[2] ?? title,
    count: isCounted ? counted.count : null,
  };
}

/** The first `length` characters; a longer text is reported. */
export function clip(text: string, length: number, line: number, report: Report): string {
  if (text.length <= length) return text;
  report(
    line,
    `The name \`${text.slice(0, 40)}…\` has ${text.length} characters; the first ${length} are taken.`,
  );
  return text.slice(0, length).toWellFormed().trim();
}
