/**
 * Where things stand in a YAML text, and small changes of it that leave every other byte as it is. What no such change can
 * express throws `NotSpliceable`. Documents have to be parsed with `keepSourceTokens`.
 */
import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Thrown where two changes overlap, and where a node has no place in the text: it was made, and not read. */
export class NotSpliceable extends Error {}

export type Collection = YAMLMap | YAMLSeq;

/** What is inserted at one place comes in the order in which it was planned. What one takes out no other may touch. */
export function splice(text: string, splices: readonly Splice[]): string {
  const ordered = splices
    .map((one, index) => ({ ...one, index }))
    .sort((one, other) => one.start - other.start || one.end - other.end || one.index - other.index);
  let result = "";
  let at = 0;
  for (const { start, end, text: instead } of ordered) {
    if (start < at) throw new NotSpliceable();
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}

export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => String(pair.key) === key);
}

export function isCollection(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** A key with nothing after its colon, or only a comment. */
export function isLeftEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null && !node.source);
}

export function isBlockScalar(node: unknown): boolean {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

export function startOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  return node.range[0];
}

/** Where the text of a value ends; before the blank lines and comments that follow it, and its last line's end. */
export function endOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    return isMap(node) ? endOfPair(node.items.at(-1)) : endOfItem(node, node.items.length - 1);
  }
  // A text in a block of its own includes the end of its last line, where there is one.
  const source =
    isBlockScalar(node) && node.srcToken && "source" in node.srcToken ? node.srcToken.source : "";
  return node.range[1] - (/\r?\n$/.exec(source)?.[0].length ?? 0);
}

/** Behind the colon; null where a key of a map in braces has none. */
export function colonEndOf({ srcToken }: Pair): number | null {
  const colon = srcToken?.sep?.find(({ type }) => type === "map-value-ind");
  return colon ? colon.offset + 1 : null;
}

export function endOfPair(pair: Pair | undefined): number {
  if (!pair) throw new NotSpliceable();
  return isLeftEmpty(pair.value) ? (colonEndOf(pair) ?? endOf(pair.key)) : endOf(pair.value);
}

export function endOfItem(seq: YAMLSeq, index: number): number {
  const item: unknown = seq.items[index];
  return isLeftEmpty(item) && !seq.flow ? dashOf(seq, index) + 1 : endOf(item);
}

/** Where the dash of a list's entry stands. */
export function dashOf({ srcToken }: YAMLSeq, index: number): number {
  const item = srcToken && "items" in srcToken ? srcToken.items[index] : undefined;
  const dash = item?.start.find(({ type }) => type === "seq-item-ind");
  if (!dash) throw new NotSpliceable();
  return dash.offset;
}

export function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

export function columnOf(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  // A byte order mark is no column.
  return offset - start - (text[start] === "\uFEFF" ? 1 : 0);
}

export function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/**
 * Takes out whole lines: from that in which `from` stands, which nothing may stand before, to that in which `to` does. The
 * end of the line before goes instead of their last one's, so that something may be added behind them.
 */
export function withoutLines(text: string, from: number, to: number): Splice {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const start = lineStart - lineEndOf(text).length;
  if (start < 0 || text.slice(lineStart, from).trim() !== "") throw new NotSpliceable();
  return { start, end: endOfLine(text, to), text: "" };
}

type Quote = Scalar.QUOTE_DOUBLE | Scalar.QUOTE_SINGLE;

/** How a text is quoted, so that the next one is, too. */
export function quoteOf(node: unknown): Quote | undefined {
  const type = isScalar(node) ? node.type : undefined;
  return type === Scalar.QUOTE_DOUBLE || type === Scalar.QUOTE_SINGLE ? type : undefined;
}

const ONE_LINE = {
  lineWidth: 0,
  nullStr: "null",
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

/** A value on one line. Within braces fewer characters stand for themselves. */
export function inline(value: unknown, within: "block" | "flow", quote?: Quote): string {
  const node = nodeOf(within === "flow" ? [value] : value, quote);
  const text = node.toString({ ...ONE_LINE, collectionStyle: "flow" }).trimEnd();
  if (text.includes("\n")) throw new NotSpliceable();
  return within === "flow" ? text.slice(2, -2) : text;
}

/** A list or map with a line for each entry, the first line too without its indentation. */
export function blockLines(value: unknown): string[] {
  return nodeOf(value).toString(ONE_LINE).trimEnd().split("\n");
}

/** A text of several lines is quoted, with `\n` in it: so it is one line, whatever stands around it. */
function nodeOf(value: unknown, quote?: Quote): Document {
  // The same object twice is written twice: aliases are refused when it is read.
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      if (key === "key" || typeof node.value !== "string") return;
      if (node.value.includes("\n")) node.type = Scalar.QUOTE_DOUBLE;
      else if (quote) node.type = quote;
    },
  });
  return document;
}
