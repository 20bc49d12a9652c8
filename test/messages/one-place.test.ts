import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { type AnyNode, parse } from "acorn";
import { ancestor } from "acorn-walk";
import { expect, test } from "vitest";

/** Where the bot decides what it says on GitHub. */
const FILES = [
  ...globSync("src/{commands,decide,gates}/**/*.ts"),
  ...globSync("src/github/**/{refusal,refusal-issue,wording}.ts"),
].sort();

const TWO_WORDS = /\p{L}{2,}[.,;:!?]*\s+\p{L}{2,}/u;

/** What people type, what they look for in a file, and what only our own documentation says. */
const KEYS: ReadonlySet<string> = new Set([
  "usage",
  "example",
  "name",
  "aliases",
  "asks",
  "promise",
  "looksFor",
  "why",
  "text",
  "decision",
]);

/** Functions whose texts are for operators and for commits, which are in English. */
const ENGLISH = new Set([
  "whyIgnored",
  "decideOnboarding",
  "whyNotOffered",
  "write",
  "setPause",
  "Error",
  "lookAt",
  "syncPullRequest",
  "runTimers",
  "tell",
  "noteOf",
  "renderKept",
  "renderMergeMessage",
]);

test("no sentence is said outside the catalog", () => {
  const found = FILES.flatMap((path) => sentencesIn(path));
  expect(found).toEqual([]);
  expect(FILES.length).toBeGreaterThan(100);
});

test("one that is would be found", () => {
  const text = 'export const say = (id: string) => id + " is free again";';
  expect(sentencesOf("here.ts", text)).toEqual(["here.ts:1:  is free again"]);
});

function sentencesIn(path: string): string[] {
  return path in EXCEPT ? [] : sentencesOf(path, readFileSync(path, "utf8"));
}

function sentencesOf(path: string, code: string): string[] {
  const program = parse(stripTypeScriptTypes(code), {
    ecmaVersion: "latest",
    sourceType: "module",
    locations: true,
  });
  const found: string[] = [];
  const look = (node: AnyNode, text: string, ancestors: readonly AnyNode[]) => {
    if (TWO_WORDS.test(text) && !isForOthers(ancestors))
      found.push(`${path}:${node.loc?.start.line}: ${text}`);
  };
  ancestor(program, {
    Literal: (node, _state, ancestors) => {
      if (typeof node.value === "string") look(node, node.value, ancestors);
    },
    TemplateElement: (node, _state, ancestors) => look(node, node.value.cooked ?? "", ancestors),
  });
  return found;
}

function isForOthers(ancestors: readonly AnyNode[]): boolean {
  return ancestors.some(
    (node) =>
      (node.type === "Property" && KEYS.has(keyOf(node.key))) ||
      (node.type === "CallExpression" && ENGLISH.has(calleeOf(node.callee))) ||
      (node.type === "NewExpression" && ENGLISH.has(calleeOf(node.callee))) ||
      (node.type === "FunctionDeclaration" && ENGLISH.has(node.id?.name ?? "")),
  );
}

function keyOf(key: AnyNode): string {
  return key.type === "Identifier" ? key.name : "";
}

function calleeOf(node: AnyNode): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" && node.property.type === "Identifier" ? node.property.name : "";
}

/** Files whose texts are none that the bot says, and why. */
const EXCEPT: Readonly<Record<string, string>> = {
  "src/commands/keywords.ts": "words that are read",
  "src/decide/commit-message.ts": "a commit's message",
  "src/gates/check-sources.ts": "what `doctor` and the documentation say",
  "src/gates/read/figures/failure-words.ts": "parts of an expression",
  "src/gates/read/figures/resources.ts": "parts of an expression",
  "src/gates/read/figures/scale.ts": "parts of an expression",
};
