import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  stringify,
  type YAMLMap,
} from "yaml";
import type { Assignment } from "./assignment.ts";
import { readAssignmentFile } from "./assignment-file.ts";

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a small edit cannot express; the whole document is written anew then. */
class NotSpliceable extends Error {}

/**
 * The file with the assignment changed, and not a byte more: comments, key order, quoting, blank lines and line ends
 * stay. Values are replaced where they stand; a field that is new comes after the field that usually precedes it.
 * Where the layout leaves no such place (a map in braces), the library writes the document, which keeps its comments.
 * Throws when the text is no assignment file.
 */
export function editAssignmentFile(text: string, next: Assignment): string {
  const now = assignmentIn(text, next);
  if (now === null) throw new Error(`not an assignment file of ${next.diagram_id}`);
  if (same(now, next)) return text;
  try {
    const edited = splice(text, plan(text, now, next));
    if (same(assignmentIn(edited, next), next)) return edited;
  } catch (error) {
    if (!(error instanceof NotSpliceable)) throw error;
  }
  return rewrite(text, now, next);
}

function assignmentIn(text: string, { diagram_id }: Assignment): Assignment | null {
  return readAssignmentFile({ path: `${diagram_id}.yml`, text }).assignment;
}

const FIELDS = [
  "diagram_id",
  "assignee",
  "start_date",
  "due_date",
  "reviewer",
  "status",
  "sources",
  "verification",
  "pr_number",
  "completion_date",
  "superseded",
  "extensions",
  "last_claim",
  "overrides",
  "notes",
] as const satisfies readonly (keyof Assignment)[];

const VERIFICATION_FIELDS = [
  "data_current",
  "metrics_verified",
  "cost_included",
  "verified_by",
  "verified_on",
  "verified_in",
] as const satisfies readonly (keyof Assignment["verification"])[];

function plan(text: string, now: Assignment, next: Assignment): Splice[] {
  const map = mapAt(parseDocument(text).get("assignment", true));
  return FIELDS.flatMap((field) => {
    if (same(now[field], next[field])) return [];
    if (field === "sources") return [planSources(text, map, now, next)];
    if (field === "verification") return planVerification(text, map, now, next);
    return [planValue(text, map, FIELDS, field, next[field])];
  });
}

function planVerification(text: string, map: YAMLMap, now: Assignment, next: Assignment): Splice[] {
  const existing = map.get("verification", true);
  const fields = VERIFICATION_FIELDS.filter(
    (field) => !same(now.verification[field], next.verification[field]),
  );
  if (isMap(existing)) {
    const inner = mapAt(existing);
    return fields.map((field) =>
      planValue(text, inner, VERIFICATION_FIELDS, field, next.verification[field]),
    );
  }
  const inner = indentOf(text, map) + 2;
  const lines = fields.map((field) => `${" ".repeat(inner)}${field}: ${inline(next.verification[field])}`);
  return [insertAfter(text, map, FIELDS, "verification", ["verification:", ...lines])];
}

function planSources(text: string, map: YAMLMap, now: Assignment, next: Assignment): Splice {
  const added = next.sources.slice(now.sources.length);
  if (!same(next.sources.slice(0, now.sources.length), now.sources)) throw new NotSpliceable();
  const items = added.flatMap((source) =>
    Object.entries(source).map(
      ([key, value], index) => `${index === 0 ? "- " : "  "}${key}: ${inline(value)}`,
    ),
  );
  const eol = lineEndOf(text);
  const pair = pairOf(map, "sources");
  if (!pair) {
    const inner = " ".repeat(indentOf(text, map) + 2);
    return insertAfter(text, map, FIELDS, "sources", ["sources:", ...items.map((item) => inner + item)]);
  }
  const { value } = pair;
  if (isSeq(value) && value.items.length > 0) {
    const [first] = value.items;
    if (value.flow || !isNode(first) || !first.range) throw new NotSpliceable();
    const dash = text.slice(0, first.range[0]).lastIndexOf("-");
    const inner = " ".repeat(columnOf(text, dash));
    const at = endOfLine(text, endOf(value));
    return { start: at, end: at, text: items.map((item) => eol + inner + item).join("") };
  }
  // `sources: []` or `sources:` alone: the list begins on the next line.
  const colon = text.indexOf(":", endOf(pair.key));
  const end = isNode(value) && value.range ? Math.max(value.range[1], colon + 1) : colon + 1;
  const inner = " ".repeat(indentOf(text, map) + 2);
  return { start: colon + 1, end, text: items.map((item) => eol + inner + item).join("") };
}

function planValue(
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
  return { start, end, text: gap + inline(value, style) };
}

/** A place for a field that is not there yet: after the nearest field that usually comes before it. */
function insertAfter(
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

function splice(text: string, splices: readonly Splice[]): string {
  // From the end, so that offsets stay true; of two at one place the one that was planned first comes first.
  const ordered = splices
    .map((one, index) => ({ ...one, index }))
    .sort((one, other) => other.start - one.start || other.index - one.index);
  return ordered.reduce(
    (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
    text,
  );
}

function rewrite(text: string, now: Assignment, next: Assignment): string {
  const document = parseDocument(text);
  for (const field of FIELDS) {
    if (same(now[field], next[field])) continue;
    if (next[field] === undefined) document.deleteIn(["assignment", field]);
    else document.setIn(["assignment", field], next[field]);
  }
  const written = document.toString({ lineWidth: 0, nullStr: "null" });
  return text.includes("\r\n") ? written.replace(/\r?\n/g, "\r\n") : written;
}

function inline(value: unknown, type?: Scalar.QUOTE_DOUBLE | Scalar.QUOTE_SINGLE): string {
  const text = stringify(value ?? null, {
    lineWidth: 0,
    nullStr: "null",
    collectionStyle: "flow",
    ...(type ? { defaultStringType: type, defaultKeyType: "PLAIN" as const } : {}),
  }).trimEnd();
  if (text.includes("\n")) throw new NotSpliceable();
  return text;
}

function mapAt(node: unknown): YAMLMap {
  if (!isMap(node) || node.flow) throw new NotSpliceable();
  return node;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => String(pair.key) === key);
}

function startOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new NotSpliceable();
  return node.range[0];
}

function endOf(node: unknown): number {
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

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" ? newline - 1 : newline;
}

function indentOf(text: string, map: YAMLMap): number {
  return columnOf(text, startOf(map.items[0]?.key));
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Plain data only: what a file can hold. Fields that are absent equal fields that are undefined. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
