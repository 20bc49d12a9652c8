import {
  type Document,
  isMap,
  isNode,
  isPair,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { z } from "zod";
import type { Parsed, Problem } from "./problem.ts";
import { keysAt } from "./schema-keys.ts";
import { suggestWord } from "./suggest.ts";

/** GitHub recommends 1 MB a file; a YAML file of a person is far smaller. Bigger ones are refused unread. */
const YAML_SIZE_LIMIT = 1_000_000;

/**
 * Reads a YAML file against its schema. Every problem carries the place of the node that it is about; unknown keys
 * come with "did you mean". Aliases are refused, since ten lines of them can stand for gigabytes.
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
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => problem(error.pos[0], sentence(error.message))),
    };
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

  const root = document.contents as Node | null;
  const problems = result.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      return [problem(offsetOf(root, issue.path, issue.code === "invalid_key"), explain(issue))];
    }
    return issue.keys.map((key) => {
      const known = keysAt(schema, issue.path);
      const near = suggestWord(key, known);
      const hint = near
        ? `Did you mean \`${near}\`?`
        : `Known here: ${known.map((name) => `\`${name}\``).join(", ")}.`;
      return problem(offsetOf(root, [...issue.path, key], true), `Unknown key \`${key}\`. ${hint}`);
    });
  });
  return { ok: false, problems };
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

function explain(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".");
  const missing = /^Invalid input: expected (.+), received undefined$/.exec(issue.message);
  if (missing) return `\`${path}\` is missing; expected ${kind(missing[1] ?? "")}.`;
  return `${path ? `\`${path}\`: ` : ""}${sentence(expectation(issue))}`;
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

/** The offset of the node at the path; where the path ends early (a missing key), of the last node that is there. */
function offsetOf(root: Node | null, path: readonly PropertyKey[], ofKey = false): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  path.forEach((step, index) => {
    if (isMap(node)) {
      const pair = pairOf(node, step);
      const wanted = ofKey && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
      node = wanted;
    } else if (node && typeof node === "object" && "items" in node && Array.isArray(node.items)) {
      node = node.items[Number(step)];
    } else {
      node = undefined;
    }
    if (isNode(node) && node.range) offset = node.range[0];
  });
  return offset;
}

function pairOf(map: YAMLMap, key: PropertyKey) {
  return map.items.find((item) => isPair(item) && String(item.key) === String(key)) as
    | { key: unknown; value: unknown }
    | undefined;
}
