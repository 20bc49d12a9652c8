/**
 * Small edits of a YAML text that leave every other byte as it is. Values are replaced where they stand; what such an edit
 * cannot express throws `NotSpliceable`, and the caller writes the document anew.
 */
import { isMap, isNode, isScalar, isSeq, type Pair, Scalar, stringify, type YAMLMap } from "yaml";

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class NotSpliceable extends Error {}

/** Another value for a key, where it stands or on a line of its own; `undefined` takes its line out. */
export function planValue(
  text: string,
  map: YAMLMap,
  order: readonly string[],
  key: string,
  value: unknown,
): Splice {
  const pair = pairOf(map, key);
  if (!pair) return insertAfter(text, map, order, key, [`${key}: ${inline(value)}`]);
  const node = pair.value;
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  const [start, end] = node.range;
  if (value === undefined) {
    const lineStart = text.lastIndexOf("\n", startOf(pair.key)) + 1;
    const lineEnd = text.indexOf("\n", end);
    if (text.slice(lineStart, end).includes("\n")) throw new NotSpliceable();
    return { start: lineStart, end: lineEnd === -1 ? text.length : lineEnd + 1, text: "" };
  }
  if (isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED)) {
    throw new NotSpliceable();
  }
  const quoted = isScalar(node) && typeof value === "string" ? node.type : undefined;
  const style = quoted === Scalar.QUOTE_DOUBLE || quoted === Scalar.QUOTE_SINGLE ? quoted : undefined;
  const gap = text[start - 1] === ":" ? " " : "";
  // A value that was left empty ends where its comment begins.
  const rest = text[end] === "#" ? " " : "";
  return { start, end, text: gap + inline(value, style) + rest };
}

/** A place for a field that is not there yet: after the nearest field that usually comes before it. */
export function insertAfter(
  text: string,
  map: YAMLMap,
  order: readonly string[],
  key: string,
  lines: readonly string[],
): Splice {
  const before = order
    .slice(0, order.indexOf(key))
    .reverse()
    .map((name) => pairOf(map, name))
    .find((pair) => pair !== undefined);
  const anchor = before ?? map.items.at(-1);
  if (!anchor) throw new NotSpliceable();
  const at = endOfLine(
    text,
    isNode(anchor.value) && anchor.value.range ? endOf(anchor.value) : endOf(anchor.key),
  );
  const [first = "", ...rest] = lines;
  const eol = lineEndOf(text);
  const own = " ".repeat(indentOf(text, map)) + first;
  return { start: at, end: at, text: [own, ...rest].map((line) => eol + line).join("") };
}

export function splice(text: string, splices: readonly Splice[]): string {
  // From the end, so that offsets stay true; of two at one place the one that was planned first comes first.
  const ordered = splices
    .map((one, index) => ({ ...one, index }))
    .sort((one, other) => other.start - one.start || other.index - one.index);
  return ordered.reduce(
    (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
    text,
  );
}

export function inline(value: unknown, type?: Scalar.QUOTE_DOUBLE | Scalar.QUOTE_SINGLE): string {
  const text = stringify(value ?? null, {
    lineWidth: 0,
    nullStr: "null",
    collectionStyle: "flow",
    ...(type ? { defaultStringType: type, defaultKeyType: "PLAIN" as const } : {}),
  }).trimEnd();
  if (text.includes("\n")) throw new NotSpliceable();
  return text;
}

export function mapAt(node: unknown): YAMLMap {
  if (!isMap(node) || node.flow) throw new NotSpliceable();
  return node;
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => String(pair.key) === key);
}

function startOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  return node.range[0];
}

export function endOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  // A block collection's own range may run on over blank lines and comments; its last value ends where the text does.
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last: unknown = node.items.at(-1);
    const value =
      last !== null && typeof last === "object" && "value" in last && isMap(node) ? last.value : last;
    if (isNode(value) && value.range) return endOf(value);
  }
  return node.range[1];
}

export function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

export function indentOf(text: string, map: YAMLMap): number {
  return columnOf(text, startOf(map.items[0]?.key));
}

export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

export function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
