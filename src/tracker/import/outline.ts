import type { Token } from "markdown-it";
import type { Problem } from "../../domain/problem.ts";
import { statusIn, symbolIn } from "../columns/status-words.ts";
import { textOf } from "../inline.ts";
import { markdownParser } from "../markdown-parser.ts";
import { splitCells } from "../table-line.ts";
import { parseBracketed, parseCounted } from "./numbers.ts";
import { tableBlock } from "./table-block.ts";

/** Where a block of the document stands. */
interface BlockSpan {
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

export interface HeadingBlock extends BlockSpan {
  readonly kind: "heading";
  readonly depth: number;
}

interface ParagraphBlock extends BlockSpan {
  readonly kind: "paragraph";
  /** As Markdown. */
  readonly lines: readonly string[];
}

export interface TableBlock extends BlockSpan {
  readonly kind: "table";
  /** The list, quote or whatever it stands in; null: in the document itself. */
  readonly within: "list" | "quote" | null;
  /** The line of the titles, and below the separator those of the rows, for `splitCells`. */
  readonly head: string;
  readonly separator: string;
  readonly rows: readonly string[];
}

export interface ListBlock extends BlockSpan {
  readonly kind: "list";
  readonly items: readonly ListItem[];
  /** Whether the words of its items are all that there is: no boxes, no links, nothing below them. */
  readonly isPlain: boolean;
  /** All of its items that have a box or begin with a mark, inner ones too. */
  readonly tasks: readonly TaskItem[];
  readonly tables: readonly TableBlock[];
}

interface ListItem {
  readonly text: string;
  readonly line: number;
}

export interface TaskItem {
  /** `[x]`, `✅`: what it begins with. */
  readonly symbol: string;
  readonly isBox: boolean;
  /** Behind that, as Markdown. */
  readonly markdown: string;
  readonly line: number;
}

interface OtherBlock extends BlockSpan {
  readonly kind: "rule" | "other";
  readonly tables: readonly TableBlock[];
  /** The lines of the tables in HTML in it. */
  readonly htmlTables: readonly number[];
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
    const span = { index: blocks.length, line: first + 1, ...extentOf(text, lines, first, last) };
    const depth = tokens[0].type === "heading_open" ? Number(tokens[0].tag.slice(1)) : null;
    if (depth !== null) under = under.filter((heading) => heading.depth < depth);
    const block = blockOf(tokens, { ...span, under, text: "" }, text);
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

function blockOf([first, ...inner]: [Token, ...Token[]], span: BlockSpan, text: string): Block {
  const written = inner[0]?.content ?? "";
  switch (first.type) {
    case "heading_open":
      return { ...span, kind: "heading", depth: Number(first.tag.slice(1)), text: textOf(written) };
    case "paragraph_open":
      return { ...span, kind: "paragraph", lines: written.split("\n"), text: textOf(written) };
    case "table":
      return tableOf(first, span, null);
    case "bullet_list_open":
    case "ordered_list_open":
      return {
        ...span,
        kind: "list",
        items: itemsOf(inner),
        isPlain: isPlainList(inner),
        tasks: tasksOf(inner),
        tables: tablesIn(inner, span, "list"),
      };
    default:
      return {
        ...span,
        kind: first.type === "hr" ? "rule" : "other",
        tables: tablesIn(inner, span, "quote"),
        htmlTables:
          first.type === "html_block" ? htmlTablesIn(text.slice(span.start, span.end), span.line) : [],
      };
  }
}

function tableOf(token: Token, span: BlockSpan, within: TableBlock["within"]): TableBlock {
  const [head = "", separator = "", ...rows] = token.content.split("\n");
  return { ...span, kind: "table", within, head, separator, rows };
}

function tablesIn(tokens: readonly Token[], span: BlockSpan, within: "list" | "quote"): TableBlock[] {
  return tokens.flatMap((token) =>
    token.type === "table" ? [tableOf(token, { ...span, line: (token.map?.[0] ?? 0) + 1 }, within)] : [],
  );
}

function htmlTablesIn(html: string, line: number): number[] {
  return html.split(/\r\n?|\n/).flatMap((one, at) => (/<table[\s>]/i.test(one) ? [line + at] : []));
}

const BOX = /^(\[[ xX~/-]\])[ \t]+/;

function tasksOf(tokens: readonly Token[]): TaskItem[] {
  return tokens.flatMap(({ type, map }, at): TaskItem[] => {
    if (type !== "list_item_open") return [];
    const begin = tokens[at + 2];
    const content = begin?.type === "inline" ? begin.content : "";
    const box = BOX.exec(content);
    const symbol = box?.[1] ?? knownSymbol(content);
    if (symbol === null) return [];
    const markdown = content.slice(box ? box[0].length : symbol.length).replace(/^(?:\s|\uFE0F)+/, "");
    return [{ symbol, isBox: box !== null, markdown, line: (map?.[0] ?? 0) + 1 }];
  });
}

/** `✅` of `✅ done page`; null where it begins with no mark of a status. */
function knownSymbol(content: string): string | null {
  const symbol = symbolIn(content);
  return symbol !== null && statusIn(symbol) !== null ? symbol : null;
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
    return [{ text: text.replace(/^\[[ xX~/-]\] /, ""), line: (map?.[0] ?? 0) + 1 }];
  });
}

const ITEM_TOKENS = new Set([
  "list_item_open",
  "paragraph_open",
  "inline",
  "paragraph_close",
  "list_item_close",
]);

function isPlainList(tokens: readonly Token[]): boolean {
  const inner = tokens.slice(0, -1);
  const paragraphs = inner.filter(({ type }) => type === "inline");
  const items = inner.filter(({ type }) => type === "list_item_open");
  return (
    paragraphs.length === items.length &&
    inner.every(({ type }) => ITEM_TOKENS.has(type)) &&
    paragraphs.every(({ content }) => !BOX.test(content) && !/\]\(|<[A-Za-z!/]|:\/\//.test(content))
  );
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

/** Whether the words of a heading are all that there is to it, and no link of the document leads there. */
export function isReplaceable(heading: Block, text: string): boolean {
  if (heading.kind !== "heading" || heading.depth < 2) return false;
  const source = text.slice(heading.start, heading.end);
  if (/\]\(|[<>`~]|:\/\//.test(source)) return false;
  const anchor = heading.text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
  return !anchorsIn(text).has(anchor);
}

const anchors = { text: "", found: new Set<string>() as ReadonlySet<string> };

/** Where the document links to in itself, remembered for the last one. */
function anchorsIn(text: string): ReadonlySet<string> {
  if (anchors.text !== text) {
    const found = Array.from(text.matchAll(/\(#([^()\s]{1,200})\)|href=["']#([^"'\s]{1,200})["']/g));
    anchors.found = new Set(found.map(([, one, other]) => readable(one ?? other ?? "").toLowerCase()));
    anchors.text = text;
  }
  return anchors.found;
}

function readable(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch (error) {
    if (error instanceof URIError) return anchor;
    throw error;
  }
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
