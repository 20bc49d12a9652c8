import { afterAll, describe, expect, test } from "vitest";
import { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { english } from "../../src/messages/english/english.ts";

const LIMITS = { bytes: 50_000, milliseconds: 120_000 };
const parser = new MermaidParser();
afterAll(() => parser.close());

async function verdict(source: string, limits = LIMITS) {
  return (await parser.parseAll([source], limits)).get(source);
}

describe("Mermaid's own parser, without a browser", () => {
  test.each([
    ["flowchart LR\n  A[Edge] -->|p99: 9ms| B:::state", "flowchart-v2"],
    ["sequenceDiagram\n  A->>B: hello", "sequence"],
    ["sequenceDiagram\n  box #FF8800 Team\n  participant A\n  end\n  A->>A: x", "sequence"],
    ["sequenceDiagram\n  box Aqua\n  participant A\n  end\n  A->>A: x", "sequence"],
    ["sequenceDiagram\n  participant A\n  details A: more\n  A->>A: x", "sequence"],
    ["stateDiagram-v2\n  [*] --> Follower", "stateDiagram"],
    ['pie title Cost\n  "Compute" : 10', "pie"],
    ["architecture-beta\n  service db(database)[Database]", "architecture"],
    ["---\ntitle: With front matter\n---\nflowchart LR\n  A --> B", "flowchart-v2"],
  ])("%s parses", async (source, diagramType) => {
    expect(await verdict(source)).toEqual({ kind: "parses", diagramType });
  });

  test.each([
    [
      "an arrow to nowhere",
      "flowchart LR\n  A --> B\n  C --\n\n",
      3,
      /cannot read `C --`: the line ends before/,
    ],
    ["a line that is no message", "sequenceDiagram\n  A->>B: x\n  foo bar baz\n", 3, /`foo bar baz`/],
    ["a value that is no number", 'pie\n  "A" : 10\n  "B" : much', 3, /`"B" : much`: that is no part/],
    ["a misspelt type", "sequenceD diagram\n  A->>B: hello", 1, /Did you mean sequenceDiagram\?/],
    [
      "another one",
      "flowchrat LR\n  A --> B",
      1,
      /`flowchrat` is no diagram type.* Did you mean flowchart\?/,
    ],
    [
      "a bracket that is never closed",
      "flowchart LR\n  A[Cache --> B",
      2,
      /the square bracket `\[` is never closed/,
    ],
    [
      "the first of two",
      "flowchart LR\n  A[Cache --> B[Store]\n  B --> C",
      2,
      /square bracket `\[` is never closed/,
    ],
    ["a round one", "flowchart LR\n  A(Cache --> B", 2, /round bracket/],
    ["a curly one", "flowchart LR\n  A{Cache --> B", 2, /curly bracket/],
    ["a quote", 'flowchart LR\n  A["Cache --> B\n', 2, /double quote `"` is never closed/],
    ["a subgraph without its end", "flowchart LR\n  subgraph X\n  A-->B", 3, /the `subgraph` is never ended/],
    ["an alt without its end", "sequenceDiagram\n  alt a\n  A->>B: y", 3, /the `alt` is never ended/],
    ["a node called end", "flowchart LR\n  A --> end", 2, /`end` has a meaning of its own/],
    ["an event without a time", "timeline\n  section One\n  : orphan", 3, /this event has no time/],
    ["a time with a colon", "timeline\n  21:15 : stop", 2, /a colon ends the time/],
    ["an arrow of sequences", "flowchart LR\n  A -> B", 2, /is written `-->`/],
    ["a semicolon in a message", "sequenceDiagram\n  A->>B: BEGIN; UPDATE", 2, /a semicolon ends the line/],
    [
      "a word where a number belongs",
      'xychart-beta\n  bar "x" [1, oops]',
      2,
      /does not understand `oops` there/,
    ],
    ["no type at all", "\n\nThis is a note.", 3, /does not begin with a diagram type/],
    ["nothing", "", 1, /does not begin with a diagram type/],
    ["a null byte", "flowchart LR\n  A\u0000 --> B", 2, /no part of this type/],
    ["broken front matter", "---\na: 1\na: 2\n---\nflowchart LR\n  A --> B", 3, /duplicated mapping key/],
  ])("%s is an error at its line", async (_, source, line, message) => {
    const found = await verdict(source);
    if (found?.kind !== "error") return expect.unreachable(`${found?.kind}`);
    expect(found.line).toBe(line);
    expect(english.points.syntax.error(found.why)).toMatch(message);
  });

  test("labels with brackets are corrected, all of a drawing at once", async () => {
    const source =
      'flowchart LR\n  A[Cache (edge)] --> B{Is it "x"?}\n  C[fine] -->|p99 (ms)| D\n  subgraph Z[Zone (1)]\n  end';
    expect(await verdict(source)).toMatchObject({
      kind: "error",
      line: 2,
      why: {
        kind: "brackets",
        lines: [
          { line: 2, corrected: '  A["Cache (edge)"] --> B{"Is it #quot;x#quot;?"}' },
          { line: 3, corrected: '  C[fine] -->|"p99 (ms)"| D' },
          { line: 4, corrected: '  subgraph Z["Zone (1)"]' },
        ],
      },
    });
  });

  test.each([
    ["labels that are quoted", 'flowchart LR\n  A["f(x)"] --> [\n'],
    ["an arrow that is none", "flowchart LR\n  A[x] -x B[y]"],
    ["a bracket that was not closed", "flowchart LR\n  A[x --> B[y]"],
  ])("quotes are not proposed for %s", async (_, source) => {
    const found = await verdict(source);
    expect(found?.kind === "error" && found.why.kind).not.toBe("brackets");
  });

  test("no error speaks of the grammar's tokens, or of the program", async () => {
    const sources = [
      "flowchart LR",
      "sequenceDiagram",
      "erDiagram",
      "gantt",
      "pie",
      "timeline",
      "gitGraph",
      "mindmap",
    ].flatMap((type) =>
      ["A", "[", "::", "x --", "title", "section", ": y", "A -> B; C", '"'].map(
        (line) => `${type}\n  ${line}`,
      ),
    );
    const verdicts = await parser.parseAll(sources, LIMITS);
    for (const found of verdicts.values()) {
      if (found.kind !== "error") continue;
      const said = english.points.syntax.error(found.why);
      expect(said).not.toMatch(/undefined|null|token|Expecting|\b(?:SQE|PS|NEWLINE|EOF|NODE_STRING)\b/);
    }
  });

  test("counts the lines of the file, not those that Mermaid cuts off first", async () => {
    const head = "---\ntitle: x\n---\n%%{init: {\n}}%%\n\n%% a comment\nflowchart LR\n\n%% another\n";
    expect(await verdict(`${head}  A --> B\n  C --> [\n  D --> E\n`)).toMatchObject({
      kind: "error",
      line: 12,
    });
  });

  test("calls at the same time each get their own answers", async () => {
    const sources = (from: number) =>
      Array.from({ length: 5 }, (_, at) => `flowchart LR\n  N${from + at} --> M`);
    const [one, other] = await Promise.all([
      parser.parseAll(sources(0), LIMITS),
      parser.parseAll([...sources(3), "no diagram"], LIMITS),
    ]);
    expect([...one.keys()]).toEqual(sources(0));
    expect([...other.values()].map(({ kind }) => kind)).toEqual([...Array(5).fill("parses"), "error"]);
  });
});

describe("input that is meant to hurt", () => {
  const MEGABYTE = `flowchart LR\n${"  A --> B\n".repeat(100_000)}`;
  // Mermaid's comment remover is quadratic in blank lines: these take it many seconds.
  const BLANK_LINES = `flowchart LR\n${"\n".repeat(49_000)}A --> B`;

  test("a source over the size limit is not given to Mermaid at all", async () => {
    const idle = new MermaidParser();
    expect((await idle.parseAll([MEGABYTE], LIMITS)).get(MEGABYTE)).toEqual({ kind: "too-large" });
    await idle.close();
  });

  test("one that takes too long is given up, and the next one is parsed by a new process", async () => {
    expect(await verdict(BLANK_LINES, { ...LIMITS, milliseconds: 100 })).toEqual({ kind: "timeout" });
    const next = "flowchart LR\n  After --> Hang";
    expect(await verdict(next)).toEqual({ kind: "parses", diagramType: "flowchart-v2" });
  });

  test("of many that take too long the first ten do, and the others are not looked at", async () => {
    const many = Array.from({ length: 40 }, (_, at) => `${BLANK_LINES}${at}`);
    const verdicts = await parser.parseAll(many, { bytes: 50_000, milliseconds: 100 });
    expect([...verdicts.values()].map(({ kind }) => kind)).toEqual([
      ...Array(10).fill("timeout"),
      ...Array(30).fill("unasked"),
    ]);
  });

  test("one that needs too much memory is given up too", async () => {
    const small = new MermaidParser({ memoryMegabytes: 64 });
    // Mermaid makes an object for each of the fifty million empty blocks.
    const source = "block-beta\n  space:50000000";
    expect((await small.parseAll([source], LIMITS)).get(source)).toEqual({ kind: "timeout" });
    const next = "flowchart LR\n  A --> B";
    expect((await small.parseAll([next], LIMITS)).get(next)).toMatchObject({ kind: "parses" });
    await small.close();
  });

  test.each([
    ["4,000 nested subgraphs", `flowchart LR\n${"subgraph a\n".repeat(3_000)}`],
    ["40,000 brackets", `flowchart LR\n  A${"[".repeat(40_000)}`],
    ["an endless directive", `%%{init: ${"{".repeat(40_000)}`],
    ["YAML that refers to itself", `---\na: &a [*a, *a]\n---\nflowchart LR\n  A --> B`],
    [
      "a prototype in the directive",
      '%%{init: {"__proto__": {"polluted": true}}}%%\nflowchart LR\n  A --> B',
    ],
  ])("%s gets some verdict", async (_, source) => {
    expect(await verdict(source)).toHaveProperty("kind");
  });
});
