import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { z } from "zod";
import { explainMistake, explainYaml } from "./explain-yaml.ts";
import { type CountedIn, expectedBy, type Finding, type FindingText, found, isKind } from "./findings.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import type { Parsed, Problem } from "./problem.ts";
import { keysAt } from "./schema-keys.ts";
import { suggestWord } from "./suggest.ts";

/** GitHub recommends 1 MB a file; a YAML file of a person is far smaller. Bigger ones are refused unread. */
export const YAML_SIZE_LIMIT = 1_000_000;

/** A person mends these first; a file of commas has half a million. */
const PROBLEMS_SHOWN = 50;
const WORD_LENGTH = 100;

/** Of the library, for a text of which nothing is known: to tell double keys it compares each with all before it. */
export const FOREIGN_YAML = { prettyErrors: false, logLevel: "error", uniqueKeys: false } as const;

/**
 * Reads a YAML file against its schema. Every problem carries the place of the node that it is about; unknown keys
 * come with "did you mean". Aliases are refused, since ten lines of them can stand for gigabytes. The time grows with the
 * text and no faster, but a text of a few hundred kilobytes still takes seconds when it is made for that: those of
 * strangers are parsed where they can be stopped (`src/yaml`).
 */
export function parseYaml<S extends z.ZodType>(file: string, text: string, schema: S): Parsed<z.output<S>> {
  const problem = (offset: number, what: FindingText, severity: Problem["severity"] = "error"): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), severity, ...what };
  };
  const lines = new LineCounter();
  if (text.length > YAML_SIZE_LIMIT) {
    const tooLarge = found("tooLarge", text.length, YAML_SIZE_LIMIT);
    return { ok: false, problems: [{ file, line: 1, column: 1, severity: "error", ...tooLarge }] };
  }
  const plain = readPlainYaml(text);
  if (plain !== undefined) {
    const result = schema.safeParse(plain);
    if (result.success) return { ok: true, value: result.data, warnings: [] };
  }
  const refused = <T>(mistakes: readonly T[], explained: (one: T) => Problem) =>
    ({ ok: false, problems: firstOf(mistakes, explained) }) as const;
  const document = parseDocument(text, { lineCounter: lines, ...FOREIGN_YAML });
  if (document.errors.length > 0) {
    return refused(explainYaml(text, document.errors, PROBLEMS_SHOWN), ({ offset, what }) =>
      problem(offset, what),
    );
  }
  const doubles = doubleKeys(document);
  if (doubles.length > 0) {
    return refused(doubles, ({ key, first, again }) => {
      const { line } = lines.linePos(first);
      return problem(again, found("doubleKey", short(key), line));
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return {
      ok: false,
      problems: [problem(firstAlias(document), found("alias"))],
    };
  }
  const warnings = firstOf(document.warnings, (warning) => {
    const { offset, what } = explainMistake(text, warning);
    return problem(offset, what, "warning");
  });
  const result = schema.safeParse(value ?? {});
  if (result.success) return { ok: true, value: result.data, warnings };

  const offsetOf = offsetsIn(document.contents as Node | null);
  const mistakes = result.error.issues
    .flatMap(withoutUnions)
    .flatMap((issue): Mistake[] =>
      issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ issue, key })) : [{ issue, key: null }],
    );
  return refused(mistakes, ({ issue, key }) => {
    if (key === null)
      return problem(offsetOf(issue.path, issue.code === "invalid_key"), explain(issue, value));
    const known = keysAt(schema, issue.path);
    const unknown = found("unknownKey", short(key), suggestWord(key, known), known);
    return problem(offsetOf([...issue.path, key], true), unknown);
  });
}

/** Of a value that may be a text or keys, and has keys: what is wrong with these. */
function withoutUnions(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const ofKeys = issue.errors.find((issues) => issues.every(isOfKey)) ?? [];
  return ofKeys.length === 0
    ? [issue]
    : ofKeys.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isOfKey({ code, path }: z.core.$ZodIssue): boolean {
  return code === "unrecognized_keys" || typeof path[0] === "string";
}

interface Mistake {
  readonly issue: z.core.$ZodIssue;
  /** The one that is not known, where that is the mistake. */
  readonly key: string | null;
}

/** Explains the first ones, and says how many more there are where the next one is. */
function firstOf<T>(mistakes: readonly T[], explain: (one: T) => Problem): Problem[] {
  const shown = mistakes.slice(0, PROBLEMS_SHOWN).map(explain);
  const next = mistakes[PROBLEMS_SHOWN];
  if (next === undefined) return shown;
  const more = mistakes.length - PROBLEMS_SHOWN;
  return [...shown, { ...explain(next), ...found("moreProblems", more) }];
}

function short(word: string): string {
  return word.length > WORD_LENGTH ? `${word.slice(0, WORD_LENGTH)}…` : word;
}

interface DoubleKey {
  readonly key: string;
  readonly first: number;
  readonly again: number;
}

/** Keys that say the same as one before them in their map. */
function doubleKeys(document: Document): DoubleKey[] {
  const doubles: DoubleKey[] = [];
  visit(document, {
    Map(_key, map) {
      const offsets = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const [name, again] = [String(key.value), key.range?.[0] ?? 0];
        const first = offsets.get(name);
        if (first === undefined) offsets.set(name, again);
        else doubles.push({ key: name, first, again });
      }
    },
  });
  return doubles;
}

function firstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias(_key, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function explain(issue: z.core.$ZodIssue, root: unknown): FindingText {
  const path = issue.path.map(String).join(".");
  const missing = /^Invalid input: expected (.+), received undefined$/.exec(issue.message)?.[1];
  if (missing !== undefined && isKind(missing)) return found("missing", path, missing);
  const own = issue.code === "custom" ? findingIn(issue) : null;
  if (own) return own;
  const word = issue.code === "invalid_key" ? String(issue.path.at(-1)) : wordAt(root, issue.path);
  const value = word === null ? null : short(word);
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    return found("oneOf", path, values, value, word === null ? null : suggestWord(word, values));
  }
  const [ofKey] = issue.code === "invalid_key" ? issue.issues : [];
  const words = ofKey?.message ?? issue.message;
  const expected = expectedBy(words);
  if (expected) return found("expected", path, expected, value);
  return (ofKey ? null : plainly(issue, path, value)) ?? found("schema", path, sentence(words), value);
}

/** The word, number or nothing that stands at the path; null: a list or keys. */
function wordAt(root: unknown, path: readonly PropertyKey[]): string | null {
  let value = root;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return null;
    value = Reflect.get(value, step);
  }
  return value === undefined || (typeof value === "object" && value !== null) ? null : String(value);
}

/** What a rule of ours found that compares several values. */
function findingIn({ message, params }: z.core.$ZodIssueCustom): FindingText | null {
  const finding = params?.["finding"];
  return finding === undefined ? null : { message, finding: finding as Finding };
}

/** zod's own words for the commonest mistakes, said to people. Null: it is another one. */
function plainly(issue: z.core.$ZodIssue, path: string, value: string | null): FindingText | null {
  const type = /^Invalid input: expected .+, received (\w+)$/.exec(issue.message)?.[1];
  if (issue.code === "invalid_type" && type && isKind(issue.expected) && isKind(type)) {
    return found("kind", path, issue.expected, type, value);
  }
  if (!/^Too (?:small|big): /.test(issue.message)) return null;
  if (issue.code === "too_small") {
    return found("atLeast", path, Number(issue.minimum), countedIn(issue.origin), value);
  }
  if (issue.code === "too_big")
    return found("atMost", path, Number(issue.maximum), countedIn(issue.origin), value);
  return null;
}

function countedIn(origin: string): CountedIn {
  return origin === "string" || origin === "array" ? origin : null;
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/**
 * The offset of the node at the path; where the path ends early (a missing key), of the last node that is there. The keys
 * of a map are looked up in it once, however many of them have a problem.
 */
function offsetsIn(root: Node | null): (path: readonly PropertyKey[], ofKey?: boolean) => number {
  const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  const pairOf = (map: YAMLMap, key: PropertyKey): Pair | undefined => {
    const pairs = known.get(map) ?? new Map(map.items.map((pair) => [String(pair.key), pair]));
    known.set(map, pairs);
    return pairs.get(String(key));
  };
  return (path, ofKey = false) => {
    let node: unknown = root;
    let offset = root?.range?.[0] ?? 0;
    path.forEach((step, index) => {
      if (isMap(node)) {
        const pair = pairOf(node, step);
        node = ofKey && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
      } else node = isSeq(node) ? node.items[Number(step)] : undefined;
      if (isNode(node) && node.range) offset = node.range[0];
    });
    return offset;
  };
}
