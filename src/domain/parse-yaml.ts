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
import { explainYaml } from "./explain-yaml.ts";
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
  const problem = (offset: number, message: string, severity: Problem["severity"] = "error"): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), severity, message };
  };
  const lines = new LineCounter();
  if (text.length > YAML_SIZE_LIMIT) {
    const message = `The file has ${text.length} characters; at most ${YAML_SIZE_LIMIT} are read.`;
    return { ok: false, problems: [{ file, line: 1, column: 1, severity: "error", message }] };
  }
  const refused = <T>(found: readonly T[], explained: (one: T) => Problem) =>
    ({ ok: false, problems: firstOf(found, explained) }) as const;
  const document = parseDocument(text, { lineCounter: lines, ...FOREIGN_YAML });
  if (document.errors.length > 0) {
    return refused(explainYaml(text, document.errors, PROBLEMS_SHOWN), ({ offset, message }) =>
      problem(offset, message),
    );
  }
  const doubles = doubleKeys(document);
  if (doubles.length > 0) {
    return refused(doubles, ({ key, first, again }) => {
      const { line } = lines.linePos(first);
      return problem(
        again,
        `The key ${quoted(key)} stands here a second time; line ${line} has it already. Keep one of them.`,
      );
    });
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return {
      ok: false,
      problems: [
        problem(firstAlias(document), "YAML aliases (`*name`) are not read here; write the value out."),
      ],
    };
  }
  const warnings = document.warnings.map((warning) =>
    problem(warning.pos[0], sentence(warning.message), "warning"),
  );
  const result = schema.safeParse(value ?? {});
  if (result.success) return { ok: true, value: result.data, warnings };

  const offsetOf = offsetsIn(document.contents as Node | null);
  const mistakes = result.error.issues.flatMap((issue): Mistake[] =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ issue, key })) : [{ issue, key: null }],
  );
  return refused(mistakes, ({ issue, key }) => {
    if (key === null)
      return problem(offsetOf(issue.path, issue.code === "invalid_key"), explain(issue, value));
    const known = keysAt(schema, issue.path);
    const near = suggestWord(key, known);
    const hint = near
      ? `Did you mean \`${near}\`?`
      : `Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
    return problem(offsetOf([...issue.path, key], true), `Unknown key ${quoted(key)}. ${hint}`);
  });
}

interface Mistake {
  readonly issue: z.core.$ZodIssue;
  /** The one that is not known, where that is the mistake. */
  readonly key: string | null;
}

/** Explains the first ones, and says how many more there are where the next one is. */
function firstOf<T>(found: readonly T[], explain: (one: T) => Problem): Problem[] {
  const shown = found.slice(0, PROBLEMS_SHOWN).map(explain);
  const next = found[PROBLEMS_SHOWN];
  if (next === undefined) return shown;
  const more = found.length - PROBLEMS_SHOWN;
  const message = `${more} more ${more === 1 ? "problem" : "problems"} from here on; mend the first ones and look again.`;
  return [...shown, { ...explain(next), message }];
}

function quoted(word: string): string {
  return `\`${word.length > WORD_LENGTH ? `${word.slice(0, WORD_LENGTH)}…` : word}\``;
}

interface DoubleKey {
  readonly key: string;
  readonly first: number;
  readonly again: number;
}

/** Keys that say the same as one before them in their map. */
function doubleKeys(document: Document): DoubleKey[] {
  const found: DoubleKey[] = [];
  visit(document, {
    Map(_key, map) {
      const offsets = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const [name, again] = [String(key.value), key.range?.[0] ?? 0];
        const first = offsets.get(name);
        if (first === undefined) offsets.set(name, again);
        else found.push({ key: name, first, again });
      }
    },
  });
  return found;
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

function explain(issue: z.core.$ZodIssue, root: unknown): string {
  const path = issue.path.map(String).join(".");
  const missing = /^Invalid input: expected (.+), received undefined$/.exec(issue.message);
  if (missing) return `\`${path}\` is missing; expected ${kind(missing[1] ?? "")}.`;
  const found = issue.code === "invalid_key" ? String(issue.path.at(-1)) : wordAt(root, issue.path);
  const expected = expectation(issue).replace(/, found (?:a text|a number|`true` or `false`|nothing)$/, "");
  const isSaid = found === null || expected.includes(`\`${found}\``);
  const near = issue.code === "invalid_value" && found ? suggestWord(found, issue.values.map(String)) : null;
  const hint = near === null || near === undefined ? "" : ` Did you mean \`${near}\`?`;
  const ending = isSaid ? "" : `; found ${quoted(found)}`;
  return `${path ? `\`${path}\`: ` : ""}${sentence(`${expected}${ending}`)}${hint}`;
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

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") {
    return `Expected ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((one) => `\`${String(one)}\``).join(", ")}`;
  }
  const [ofKey] = issue.code === "invalid_key" ? issue.issues : [];
  return ofKey?.message ?? plainly(issue) ?? issue.message;
}

/** zod's own words for the commonest mistakes, said to people. Null: the schema says it better, or it is another one. */
function plainly(issue: z.core.$ZodIssue): string | null {
  const found = /^Invalid input: expected .+, received (\w+)$/.exec(issue.message)?.[1];
  if (issue.code === "invalid_type" && found) return `Expected ${kind(issue.expected)}, found ${kind(found)}`;
  const isOwn = /^Too (?:small|big): /.test(issue.message);
  if (issue.code === "too_small" && isOwn) return `Expected at least ${amount(issue.minimum, issue.origin)}`;
  if (issue.code === "too_big" && isOwn) return `Expected at most ${amount(issue.maximum, issue.origin)}`;
  return null;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  null: "nothing",
};
const kind = (type: string) => KINDS[type] ?? type;

const UNITS: Readonly<Record<string, string>> = { string: " characters", array: " entries" };
const amount = (count: number | bigint, origin: string) => `${count}${UNITS[origin] ?? ""}`;

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
