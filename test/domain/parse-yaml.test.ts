import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assignmentFileSchema } from "../../src/domain/assignment.ts";
import { catalogFileSchema } from "../../src/domain/catalog-file.ts";
import { configSchema } from "../../src/domain/config.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";
import { renderProblem } from "../../src/domain/problem.ts";
import { expectLinear, repeated } from "../growth.ts";

const problems = (text: string, schema: Parameters<typeof parseYaml>[2] = configSchema) => {
  const parsed = parseYaml("f.yml", text, schema);
  return parsed.ok ? [] : parsed.problems.map(renderProblem);
};

describe("a problem says where, what was found and what was expected", () => {
  test.each([
    [
      "an unknown key",
      "claims:\n  limmit: 3\n",
      ["f.yml:2:3: error: Unknown key `limmit`. Did you mean `limit`?"],
    ],
    [
      "an unknown key that is like nothing",
      "tracker:\n  zzzzzzzz: 3\n",
      ["f.yml:2:3: error: Unknown key `zzzzzzzz`. Known here: `status_words`, `next_review`."],
    ],
    [
      "a number out of bounds",
      "claims:\n  limit: 0\n",
      ["f.yml:2:10: error: `claims.limit`: Expected at least 1, found `0`."],
    ],
    [
      "an element of a list",
      "blocked:\n  - ada\n  - not a login\n",
      ["f.yml:3:5: error: `blocked.1`: Expected a GitHub login such as ada, found `not a login`."],
    ],
    [
      "two mistakes at once",
      "claims:\n  limit: x\nskip_ci: 1\n",
      [expect.stringMatching(/^f\.yml:2:10/), expect.stringMatching(/^f\.yml:3:10/)],
    ],
    [
      "a list where a map belongs",
      "- a\n",
      [expect.stringMatching(/^f\.yml:1:1: error: Expected keys with values, found a list/)],
    ],
    [
      "a syntax error",
      "claims: {\n",
      [expect.stringMatching(/^f\.yml:1:9: error: The bracket `{` is never closed/)],
    ],
    [
      "a key twice",
      "commit: direct\ncommit: direct\n",
      ["f.yml:2:1: error: The key `commit` is in line 1 already. Keep one of the two."],
    ],
    ["two documents", "{}\n---\n{}\n", [expect.stringMatching(/^f\.yml:2:1: error: .*a second document/)]],
    [
      "a merge that was not finished",
      "<<<<<<< HEAD\nclaims:\n  limit: 3\n=======\nclaims:\n  limit: 4\n>>>>>>> main\n",
      [expect.stringMatching(/^f\.yml:1:1: error: Two versions of the file stand here.*\(lines 1 to 7\)/)],
    ],
    [
      "a value that begins with @",
      "reviewers:\n  - @ada\n",
      ['f.yml:2:5: error: A value cannot begin with `@` unless it is in quotes. Write `"@ada"`.'],
    ],
    [
      "a colon within a value",
      "tracker:\n  next_review: Mondays: at ten\n",
      [
        expect.stringMatching(
          /^f\.yml:2:16: error: `Mondays: at ten` has a colon in it.*`"Mondays: at ten"`/,
        ),
      ],
    ],
    [
      "a line that is indented too far",
      "claims:\n  limit: 3\n   days: 4\n",
      [expect.stringMatching(/^f\.yml:2:10: error: .*line 3, `days: 4`.*3 spaces, the one above 2 spaces/)],
    ],
    [
      "a line that is indented too little",
      "claims:\n  limit: 3\n days: 4\n",
      [expect.stringMatching(/^f\.yml:3:1: error: `days: 4` is not in line.*1 space, the one above 2/)],
    ],
    ["a tab", "claims:\n\tlimit: 3\n", [expect.stringMatching(/^f\.yml:2:1: error: .*indented with a tab/)]],
    ["a key without a colon", "claims\n  limit: 3\n", [expect.stringMatching(/`claims` has no colon/)]],
    [
      "a quote without its other",
      "language: 'en\n",
      [expect.stringMatching(/^f\.yml:1:11: error: The quote `'`/)],
    ],
    [
      "a value that is nearly one",
      "commit: directly\n",
      [expect.stringMatching(/`pull-request`, found `directly`\. Did you mean `direct`\?$/)],
    ],
  ])("%s", (_name, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  /** What is left to the library's own words, which are in English, is what nobody writes. */
  test.each([
    [
      "a bracket within a word in brackets",
      "a: [renovate[bot]]\n",
      '1:13 Put it in quotes: `"renovate[bot]"`',
    ],
    ["no comma between entries", 'a: ["x" "y"]\n', '1:9 There is no comma before `"y"]`'],
    ["no comma between keys in brackets", "a: {b: 1 c: 2}\n", "1:8 There is no comma before"],
    ["two commas", "a: [1,,2]\n", "1:7 a comma with no entry before it"],
    ["a list within brackets", "a: [\n  - x\n]\n", "2:3 no line begins with `-`"],
    ["something behind a quoted value", 'a: "x" y\n', "1:8 `y` stands after a value that has ended"],
    ["something behind a bracket", "a: [1] y\n", "1:8 `y` stands after a value that has ended"],
    ["a quote within a key", '"a" b: c\n', "1:5 `b: c` stands after a value that has ended"],
    ["a bracket that closes nothing", "a: ]\n", "1:4 The bracket `]` closes nothing"],
    ["a path of Windows", 'a: "C:\\dir"\n', "1:7 `\\d` has no meaning"],
    ["a text beside its sign", "a: | text\n  more\n", "1:6 Nothing else may stand behind `|`"],
    ["a comment without its space", 'a: "x"#c\n', "1:7 Put a space before it"],
    ["a list beside its key", "a: - b\n", "1:4 `- b` begins a list beside its key"],
    ["a list that is askew", "a:\n  - x\n - y\n", "3:1 Put each `-` below the first one"],
    ["keys below a list", "- a\nb: c\n", "2:1 `b: c` does not go on with what stands above it"],
    ["a list below keys", "a: b\n- c\n", "2:1 `- c` does not go on with what stands above it"],
    ["a line without a colon", "a: b\nc\n", "2:1 `c` has no colon"],
    ["two anchors", "a: &x &y z\n", "1:7 An anchor such as `&name` is not read here: `&y z`"],
    ["a directive", "%FOO\na: 1\n", "1:1 `%FOO` begins with `%`"],
    ["a tag that nobody knows", "claims: !important {}\n", "1:9 `!important {}`"],
  ])("%s is explained", (_name, text, expected) => {
    const [, at = "", words = ""] = /^(\S+) (.*)$/.exec(expected) ?? [];
    const parsed = parseYaml("f.yml", text, configSchema);
    const [first] = parsed.ok ? parsed.warnings : parsed.problems;
    expect(`${first?.line}:${first?.column} ${first?.message}`).toContain(`${at} `);
    expect(first?.message).toContain(words);
    expect(first?.finding?.name).not.toBe("yamlOther");
  });

  test("a missing field is placed at what should hold it", () => {
    expect(problems("assignment:\n  status: pending\n", assignmentFileSchema)).toEqual([
      "f.yml:2:3: error: `assignment.diagram_id` is missing. Expected a text.",
    ]);
  });

  test("deep in a catalog", () => {
    const text =
      "categories:\n  - name: A\n    planned: 1\n    groups:\n      - { key: K, name: N, plannd: 1 }\n";
    expect(problems(text, catalogFileSchema)).toContain(
      "f.yml:5:28: error: Unknown key `plannd`. Did you mean `planned`?",
    );
  });

  test("CRLF and odd Unicode do not shift the place", () => {
    expect(problems("# 🦀 é\r\nclaims:\r\n  limmit: 3\r\n")).toEqual([
      "f.yml:3:3: error: Unknown key `limmit`. Did you mean `limit`?",
    ]);
  });
});

const GROUP =
  "categories:\n  - name: A\n    planned: 1\n    groups:\n      - key: K\n        name: N\n        planned: 1\n        diagrams:\n          ";
const keys = (length: number, between: string) =>
  Array.from({ length: length / 10 }, (_, at) => `key ${at}: x`).join(between);
const ids = (count: number) =>
  Array.from({ length: count }, (_, at) => `G-LIN-N${at}: A flow`).join(`\n${" ".repeat(10)}`);

describe("hostile files are refused, not read", () => {
  // As in the process that reads them (`src/yaml`): a stack for each of half a million errors takes most of the time.
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  test("aliases, of which ten lines can stand for gigabytes", () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 9 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? "a" : `b${i - 1}`},`.repeat(9)}]`).join("\n")}\n`;
    expect(problems(bomb)).toEqual([
      "f.yml:2:10: error: YAML aliases (`*name`) are not read here. Write the value out.",
    ]);
  });

  test("more than a megabyte", () => {
    expect(problems("#".repeat(1_000_001))).toEqual([
      "f.yml:1:1: error: The file has 1,000,001 characters, and I read at most 1,000,000.",
    ]);
  });

  test("keys that are names of JavaScript", () => {
    expect(problems("__proto__: { limit: 1 }\nconstructor: 1\n").length).toBeGreaterThan(0);
    expect(({} as { limit?: number }).limit).toBeUndefined();
  });

  test.each([
    ["commas", (length: number) => `[${repeated(",")(length)}`],
    ["values within values", repeated("a: b: c\n")],
    ["brackets that nothing opened", repeated("] ")],
    ["keys in braces", (length: number) => `{${keys(length, ", ")}}`],
    ["keys that nobody knows", (length: number) => keys(length, "\n")],
    ["one key again and again", repeated("a: 1\n")],
    ["IDs that are none", (length: number) => `${GROUP}${keys(length, `\n${" ".repeat(10)}`)}`],
  ])("the time for %s grows with the text and no faster, and few problems are named", (_, make) => {
    expectLinear(make, (text) => parseYaml("f.yml", text, catalogFileSchema));
    const found = problems(make(64_000), catalogFileSchema);
    expect(found).toHaveLength(51);
    expect(found.at(-1)).toMatch(
      /: \d+ more problems from here on. Correct the first ones, then check again\.$/,
    );
  });

  test("a catalog of 8,000 diagrams takes eight times as long as one of 1,000", () => {
    const make = (length: number) => `${GROUP}${ids(length / 8)}`;
    expectLinear(make, (text) => expect(parseYaml("f.yml", text, catalogFileSchema).ok).toBe(true));
  });

  test("ten thousand levels", () => {
    expect(problems(`${"[".repeat(10_000)}${"]".repeat(10_000)}`).length).toBeGreaterThan(0);
  });
});

test("an empty file is an empty map", () => {
  expect(parseYaml("f.yml", "", configSchema)).toMatchObject({ ok: true, value: { commit: "direct" } });
  expect(parseYaml("f.yml", "# nothing yet\n", catalogFileSchema)).toMatchObject({ ok: true, value: {} });
});
