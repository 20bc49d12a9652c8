import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify } from "yaml";
import { pendingAssignment } from "../../src/domain/assignment.ts";
import { createAssignmentFile } from "../../src/domain/assignment-file.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { readPlainYaml, renderPlainYaml } from "../../src/domain/plain-yaml.ts";
import { expectLinear, repeated } from "../growth.ts";
import { anyChange } from "./any-assignment.ts";

function byLibrary(text: string): { readonly value: unknown; readonly isClean: boolean } {
  const document = parseDocument(text, { logLevel: "error" });
  const isClean = document.errors.length + document.warnings.length === 0;
  return { value: isClean ? document.toJS() : null, isClean };
}

/** What is read plainly is what the library reads, without a word against it. */
function expectSame(text: string): void {
  const plain = readPlainYaml(text);
  if (plain !== undefined) expect({ value: plain, isClean: true }).toEqual(byLibrary(text));
}

describe("what is plain is read as the library reads it", () => {
  test.each([
    ["a map", "a: 1\nb: word and word\n", { a: 1, b: "word and word" }],
    [
      "maps in each other",
      "a:\n  b:\n    c: null\n  d: 2024-09-22\n",
      { a: { b: { c: null }, d: "2024-09-22" } },
    ],
    [
      "a list",
      "a:\n  - one\n  - 2\n  - https://example.org/a?b=c\n",
      { a: ["one", 2, "https://example.org/a?b=c"] },
    ],
    ["a list of maps", "a:\n  - b: 1\n    c: 2\n  - b: 3\n", { a: [{ b: 1, c: 2 }, { b: 3 }] }],
    ["maps in a map of a list", "a:\n  - b:\n      X-A: One\n", { a: [{ b: { "X-A": "One" } }] }],
    ["comments and empty lines", "# a\n\na: 1\n   # b\n\nb: true\n", { a: 1, b: true }],
    ["keys without a value", "a:\nb:\n", { a: null, b: null }],
    ["quotes", 'a: "x: \\"y\\" # z"\n', { a: 'x: "y" # z' }],
    ["line ends of Windows", "a: 1\r\nb: x\r\n", { a: 1, b: "x" }],
    ["no line end", "a: 1", { a: 1 }],
    ["empty collections", "a: []\nb: {}\n", { a: [], b: {} }],
  ])("%s", (_, text, value) => {
    expect(readPlainYaml(text)).toEqual(value);
    expectSame(text);
  });

  test.each([
    ["nothing", ""],
    ["words in several lines", "a: one\n  two\n"],
    ["a block of text", "a: |\n  one\n"],
    ["a comment behind a value", "a: 1 # one\n"],
    ["an alias", "a: &x 1\nb: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["a key twice", "a: 1\na: 2\n"],
    ["a word that is a truth", "a: Yes\n"],
    ["a number of another kind", "a: 0x1F\n"],
    ["a list as deep as its key", "a:\n- 1\n"],
    ["a list in a list", "a:\n  - - 1\n"],
    ["a tab", "a:\t1\n"],
    ["an odd space at the end", "a: one\u00a0\n"],
    ["a byte order mark", "\uFEFFa: 1\n"],
    ["two documents", "a: 1\n---\nb: 2\n"],
    ["a prototype", "__proto__: 1\n"],
    ["one word", "word\n"],
    ["what stands deeper than it may", "a: 1\n  b: 2\n"],
    ["what stands less deep than it may", "  a: 1\n b: 2\n"],
  ])("%s is left to the library", (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  test("whatever the text", () => {
    const piece = fc.constantFrom(
      ...[
        "a",
        "b:",
        "c: ",
        "X-A: ",
        "word",
        "- ",
        "-",
        "  ",
        " ",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "#",
        " #",
        ": ",
      ],
      ...[
        "null",
        "true",
        "No",
        "1",
        "01",
        "-1",
        "1.5",
        "2024-01-01",
        "[]",
        "{}",
        "[",
        "}",
        "&a",
        "*a",
        "!",
        "|",
        ">",
      ],
      ...[
        '"',
        '"x"',
        '"\\n"',
        '"\\u0041"',
        "'",
        "''",
        "\\",
        "\t",
        "\r\n",
        "\r",
        "\u00a0",
        "\u2028",
        "~",
        "?",
        "%",
        "@",
      ],
      ...["https://a.b/c", "http:", ",", "(", "é", "---", "...", "__proto__:", "<<: ", "constructor: 1"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => expectSame(pieces.join(""))),
      { numRuns: 3_000 },
    );
  });

  test("whatever the library writes", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "x",
        "A b",
        "1",
        "true",
        "null",
        "",
        "- a",
        "a: b",
        "#",
        "2024-01-01",
        "it's",
        '"',
        "é\n",
      ),
      fc.string({ maxLength: 6 }),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        word,
        fc.integer(),
        fc.constantFrom(null, true),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(word, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, (data) => expectSame(stringify(data, { lineWidth: 0 }))),
      { numRuns: 500 },
    );
  });

  test("assignment files are", () => {
    fc.assert(
      fc.property(anyChange, ({ now }) => expectSame(createAssignmentFile(now))),
      { numRuns: 200 },
    );
    const file = createAssignmentFile({
      ...pendingAssignment("X-A" as DiagramId),
      assignee: "ada",
      sources: [{ url: "https://example.org/a", title: "A page" }],
    });
    expect(readPlainYaml(file)).toMatchObject({ assignment: { diagram_id: "X-A", assignee: "ada" } });
  });
});

test("what is plain is written as the library writes it", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "x",
      "A b",
      "a - b",
      "1",
      "true",
      "No",
      "null",
      "",
      "- a",
      "a: b",
      "2024-01-01",
      "it's",
      "X-A",
    ),
    fc.constantFrom(
      "https://example.org/a?b=c&d",
      "https://example.org/a#b",
      "a,b (c)",
      "a.",
      "a+",
      "a b ",
      "é",
    ),
    fc.string({ maxLength: 6 }),
  );
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      word,
      fc.integer(),
      fc.constantFrom(null, true, false),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(word, tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(word, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (map) => {
      const plain = renderPlainYaml(map);
      if (plain !== undefined) expect(plain).toBe(stringify(map, { lineWidth: 0, nullStr: "null" }));
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(anyChange, ({ now }) => {
      const plain = renderPlainYaml(now);
      if (plain !== undefined) expect(plain).toBe(stringify(now, { lineWidth: 0, nullStr: "null" }));
    }),
    { numRuns: 200 },
  );
});

test.each<[string, (length: number) => string]>([
  ["keys", (n) => Array.from({ length: n / 8 }, (_, at) => `K${at}: v`).join("\n")],
  ["words", (n) => `a: ${repeated("word ")(n)}`],
  ["spaces", (n) => `a: ${repeated(" ")(n)}x`],
  ["empty lines", (n) => `a:${repeated("\n ")(n)}`],
  ["quotes", (n) => `a: "${repeated('\\"')(n)}`],
  ["depth", (n) => Array.from({ length: n / 60 }, (_, at) => `${" ".repeat(at % 100)}a:`).join("\n")],
])("a text of %s takes time that grows with it", (_, make) => {
  expectLinear(make, (text) => readPlainYaml(text));
});
