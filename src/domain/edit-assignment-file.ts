import { isMap, isNode, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import type { Assignment } from "./assignment.ts";
import { readAssignmentFile } from "./assignment-file.ts";
import {
  columnOf,
  endOf,
  endOfLine,
  indentOf,
  inline,
  insertAfter,
  lineEndOf,
  mapAt,
  NotSpliceable,
  pairOf,
  planValue,
  type Splice,
  splice,
} from "./splice-yaml.ts";

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
  "thread",
  "claimed_by_pr",
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
  "verified_commit",
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
  const pair = pairOf(map, "verification");
  if (pair && isLeftEmpty(pair.value)) {
    const eol = lineEndOf(text);
    return [insertion(endOfLine(text, endOf(pair.key)), lines.map((line) => eol + line).join(""))];
  }
  return [insertAfter(text, map, FIELDS, "verification", ["verification:", ...lines])];
}

/** A key with nothing after its colon, or only a comment, which stays where it is. */
function isLeftEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && !value.source);
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
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
  const inner = " ".repeat(indentOf(text, map) + 2);
  const list = items.map((item) => eol + inner + item).join("");
  if (isLeftEmpty(value)) return insertion(endOfLine(text, colon), list);
  const end = isNode(value) && value.range ? Math.max(value.range[1], colon + 1) : colon + 1;
  return { start: colon + 1, end, text: list };
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
