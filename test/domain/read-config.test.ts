import { describe, expect, test } from "vitest";
import { repositoriesBeneath, splitRepositoryPath } from "../../src/domain/owner-defaults.ts";
import { renderProblem } from "../../src/domain/problem.ts";
import { readConfig, writtenValues } from "../../src/domain/read-config.ts";
import type { OwnerDefaults, SourceFile } from "../../src/domain/source-file.ts";

const own = (text: string): SourceFile => ({ path: ".github/diagram-tracker.yml", text });
const beneath = (...texts: readonly string[]): OwnerDefaults => ({
  layers: texts.map((text, at) => ({
    path: `acme/${at === 0 ? ".github" : "more"}:.github/diagram-tracker.yml`,
    text,
  })),
  problems: [],
});

function value(file: SourceFile | null, defaults: OwnerDefaults) {
  const read = readConfig(file, defaults);
  if (!read.ok) throw new Error(read.problems.map(renderProblem).join("\n"));
  return read.value;
}

function problems(file: SourceFile | null, defaults: OwnerDefaults): string[] {
  const read = readConfig(file, defaults);
  return read.ok ? [] : read.problems.map(renderProblem);
}

describe("a configuration over its owner's defaults", () => {
  test.each([
    ["what only they say holds", "", "claims: { limit: 5 }", { claims: { limit: 5, days: 14 } }],
    [
      "what it says itself comes first",
      "claims: { limit: 2 }",
      "claims: { limit: 5 }",
      { claims: { limit: 2 } },
    ],
    [
      "also where that is the usual value",
      "claims: { limit: 3 }",
      "claims: { limit: 5 }",
      { claims: { limit: 3 } },
    ],
    [
      "maps are put together",
      "claims: { days: 7 }",
      "claims: { limit: 5 }",
      { claims: { limit: 5, days: 7 } },
    ],
    [
      "lists replace",
      "reviewers: [bob]",
      "reviewers: [ada, eve]",
      { reviewers: [{ login: "bob", id: null }] },
    ],
    ["an empty list, too", "reviewers: []", "reviewers: [ada]", { reviewers: [] }],
    [
      "a word replaces a list",
      "paths: { tracker: A.md }",
      "paths: { tracker: [B.md, C.md] }",
      { paths: { tracker: ["A.md"] } },
    ],
  ])("%s", (_, mine, theirs, expected) => {
    expect(value(own(mine), beneath(theirs))).toMatchObject(expected);
  });

  test("of several the stronger ones come later, and a file of its own need not be there", () => {
    const defaults = beneath("claims: { limit: 5, days: 7 }", "claims: { limit: 6 }");
    expect(value(null, defaults).claims).toMatchObject({ limit: 6, days: 7 });
  });

  test("what defaults extend themselves does not count here", () => {
    expect(value(own("{}"), beneath("extends: more\nlanguage: de")).extends).toBeUndefined();
    expect(value(own("extends: more"), beneath("extends: other")).extends).toBe("more");
  });

  test("keys that mean something to JavaScript are keys", () => {
    const words = (text: string) =>
      value(own("tracker: { status_words: { done: complete } }"), beneath(text)).tracker.status_words;
    const hostile = '{"tracker": {"status_words": {"__proto__": "pending", "constructor": "review"}}}';
    expect(Object.getPrototypeOf(words(hostile))).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["pending"]).toBeUndefined();
  });
});

test("each problem is told where it is, also one that only both together have", () => {
  expect(problems(own("claims: { limit: 0 }"), beneath("claims: { dys: 1 }"))).toEqual([
    expect.stringMatching(/^acme\/\.github:\.github\/diagram-tracker\.yml:1:11: error: Unknown key `dys`/),
    expect.stringMatching(/^\.github\/diagram-tracker\.yml:1:18: error: `claims\.limit`/),
  ]);
  expect(
    problems(own("\npaths: { catalog: campaign }"), beneath("paths: { assignments: campaign/held }")),
  ).toEqual([expect.stringMatching(/diagram-tracker\.yml:\d+:\d+: error: `paths\.\w+`: .*campaign/)]);
});

test("while nobody knows what they say, nothing holds", () => {
  const unknown = {
    layers: [],
    problems: [{ file: "x", line: 1, column: 1, severity: "error", message: "Gone." }],
  } as const;
  expect(problems(own("claims: { limit: 2 }"), unknown)).toEqual(["x:1:1: error: Gone."]);
});

test("a value is listed with the file that it comes from", () => {
  const files = beneath("claims: { limit: 5, days: 7 }\nreviewers: [ada]", "claims: { days: 8 }");
  const listed = writtenValues(own("extends: more\nreviewers: [bob]\nclaims: { limit: 1 }"), files);
  expect(listed.map(({ key, value, file }) => [key, value, file.split(":")[0]])).toEqual([
    ["claims.limit", 1, ".github/diagram-tracker.yml"],
    ["claims.days", 8, "acme/more"],
    ["reviewers", ["bob"], ".github/diagram-tracker.yml"],
    ["extends", "more", ".github/diagram-tracker.yml"],
  ]);
});

test.each([
  ["atlas", undefined, [".github"]],
  ["atlas", "campaigns", [".github", "campaigns"]],
  ["atlas", ".github", [".github"]],
  ["atlas", false, []],
  [".GitHub", undefined, []],
  ["campaigns", "Campaigns", [".github"]],
] as const)("beneath %s with extends %s lie %j", (name, extended, expected) => {
  expect(repositoriesBeneath(name, extended)).toEqual(expected);
});

test.each(["acme/foo", "../foo", "..", "", "a b", "https://github.com/acme/foo"])(
  "extends %s is refused",
  (name) => {
    expect(problems(own(`extends: "${name}"`), beneath())).toEqual([
      expect.stringContaining(
        "Expected the name of another repository of the same owner, without the owner, or `false`",
      ),
    ]);
  },
);

test("only a configuration's path is one in another repository", () => {
  expect(splitRepositoryPath("acme/.github:.github/diagram-tracker.yml")).toEqual({
    repository: "acme/.github",
    path: ".github/diagram-tracker.yml",
  });
  expect(splitRepositoryPath("docs/odd:name.yml")).toBeNull();
});
