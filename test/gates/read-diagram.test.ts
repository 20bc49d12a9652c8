import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDiagram } from "../../src/gates/read/read-diagram.ts";

const texts = (source: string, on?: string) =>
  readDiagram(source)
    .texts.filter((text) => on === undefined || text.on === on)
    .map(({ text, line }) => `${line}: ${text}`);

describe("reading a flowchart", () => {
  test.each<[string, string, string[], number]>([
    ["a text between bars", "A -->|p99: 9ms| B", ["2: p99: 9ms"], 1],
    ["a quoted one", 'A -->|"a | b"| B', ["2: a | b"], 1],
    [
      "a text in the arrow",
      "A -- one --> B\nB == two ==> C\nC -. three .-> D",
      ["2: one", "3: two", "4: three"],
      3,
    ],
    ["a chain", "A --> B --> C -->|x| D", ["2: x"], 3],
    ["several ends", "A & B --> C & D", [], 1],
    [
      "all kinds of arrows",
      "A --- B\nA ---> B\nA --x B\nA <--> B\nA -.- B\nA ==> B\nA ~~~ B\nA --o B",
      [],
      8,
    ],
    ["an arrow with a name", "A e1@-->|x| B", ["2: x"], 1],
    ["an arrow without spaces", "A-->|x|B==>C-.->D", ["2: x"], 3],
    ["names with dashes", "my-node-1 --> my-node-2", [], 1],
    ["a text that never ends", "A -- lost\nB --> C", [], 1],
  ])("edges: %s", (_, body, expected, edges) => {
    const source = `flowchart LR\n${body}`;
    expect(texts(source, "edge")).toEqual(expected);
    expect(readDiagram(source).edges).toBe(edges);
  });

  test.each<[string, string, string[]]>([
    [
      "every shape",
      "A[a] B(b) C([c]) D[[d]] E[(e)] F((f)) G{g} H{{h}} I[/i/] J>j] K(((k)))",
      [..."abcdefghijk"].map((one) => `2: ${one}`),
    ],
    ["quotes, breaks and entities", 'A["r5.large<br/>#36;5 &amp; more"]', ["2: r5.large $5 & more"]],
    ["brackets in quotes", 'A["f(x) [y]"] --> B["z"]', ["2: f(x) [y]", "2: z"]],
    ["a text over several lines", 'A["one\ntwo"]\nB["three"]', ["2: one two", "4: three"]],
    ["Markdown in a text", 'A["`**bold** text`"]', ["2: bold text"]],
    ["new shapes", 'A@{ shape: cyl, label: "Store" }', ["2: Store"]],
    [
      "subgraphs",
      'subgraph one [Edge plane]\nsubgraph "Two words"\nend\nend',
      ["2: Edge plane", "3: Two words"],
    ],
    ["statements on one line", "A[a]; B[b]", ["2: a", "2: b"]],
    ["no comments", "%% A[a]\nB[b] %% c\n", ["3: b"]],
  ])("nodes: %s", (_, body, expected) => {
    expect(texts(`flowchart LR\n${body}`, "node")).toEqual(expected);
  });

  test("classes, styles and links, each with its line", () => {
    const facts = readDiagram(
      'graph TD; A:::edge --> B\nclassDef edge,hot fill:#06C,stroke:#049;\nclass B,C state\nstyle A fill:#f00,color:#fff\nclick A "https://x.org" "tip"\nclick B href "javascript:x"\nclick C call f()\nlinkStyle 0 stroke:red',
    );
    expect(facts.classUses).toEqual([
      { name: "edge", line: 1 },
      { name: "state", line: 3 },
    ]);
    expect(facts.classDefs.map(({ name, line }) => [name, line])).toEqual([
      ["edge", 2],
      ["hot", 2],
    ]);
    expect(facts.classDefs[0]?.style.get("stroke")).toBe("#049");
    expect(facts.styles.map(({ line, style }) => [line, style.get("fill")])).toEqual([[4, "#f00"]]);
    expect(facts.links).toEqual([
      { target: "https://x.org", line: 5 },
      { target: "javascript:x", line: 6 },
      { target: "call f", line: 7 },
    ]);
  });

  test("front matter, directives and comments are no text, and the lines stay", () => {
    const source =
      "---\ntitle: Writes\nconfig:\n  look: neo\n---\n%%{init: {\n  'theme': 'dark'\n}}%%\n%% p99: 1ms\nflowchart LR\n  A[a]";
    expect(readDiagram(source)).toMatchObject({ type: "flowchart", typeLine: 10 });
    expect(texts(source)).toEqual(["2: Writes", "11: a"]);
  });
});

describe("reading other types", () => {
  test.each<[string, string, string[], string[]]>([
    [
      "sequence",
      "sequenceDiagram\nparticipant A as Ada's app\nA->>B: hi (p99: 2ms)\nB-->>A: ok\nA-)B: go\nNote over A,B: late\nloop every 5s",
      ["3: hi (p99: 2ms)", "4: ok", "5: go"],
      ["2: Ada's app", "6: late", "7: every 5s"],
    ],
    [
      "state",
      'stateDiagram-v2\n[*] --> A\nA --> B : after 5s\nstate "Long name" as C\nB : is busy',
      ["3: after 5s"],
      ["4: Long name", "5: is busy"],
    ],
    [
      "class",
      "classDiagram\nA <|-- B : is a\nC ..> D\nclass E {\n  +int size\n}",
      ["2: is a"],
      ["4: class E {", "5: +int size", "6: }"],
    ],
    [
      "entities",
      'erDiagram\nA ||--o{ B : "holds"\nA {\n  int id PK "12 shards"\n}',
      ["2: holds"],
      ["3: A {", "4: int id PK 12 shards", "5: }"],
    ],
    [
      "C4",
      'C4Context\nPerson(a, "Ada", "5M users")\nRel(a, b, "Pays", "HTTPS")',
      ["3: Pays HTTPS"],
      ["2: Ada 5M users"],
    ],
    [
      "architecture",
      "architecture-beta\nservice db(database)[Store]\na:R -[p99 5ms]- L:b",
      ["3: p99 5ms"],
      ["2: service db(database)[Store]"],
    ],
    ["mindmap", "mindmap\n  root((Repair))\n    Hints:::hot", [], ["2: root((Repair))", "3: Hints"]],
  ])("%s", (_, source, edges, nodes) => {
    expect(texts(source, "edge")).toEqual(edges);
    expect(texts(source, "node")).toEqual(nodes);
  });

  test("the numbers of a pie and of a chart, these with the name and the unit of their axis", () => {
    expect(texts('pie showData title Costs\n"A $5M" : 10', "series")).toEqual(["2: A $5M : 10"]);
    const chart =
      'xychart-beta\nx-axis ["a", "b"]\ny-axis "Latency (ms)" 0 --> 50\nbar "p99" [8, 4]\nline [1]';
    expect(texts(chart, "series")).toEqual(["4: p99 8, 4 Latency (ms)", "5: 1 Latency (ms)"]);
  });

  test.each(["", "   \n\n", "%% only a comment", "---\na: 1\n---"])("nothing is no type: %j", (source) => {
    expect(readDiagram(source)).toMatchObject({ type: null, texts: [] });
  });
});

describe("whatever is written", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "flowchart LR\n",
      "sequenceDiagram\n",
      "A",
      "-->",
      "--",
      "[",
      "]",
      '"',
      "|",
      "{",
      "}",
      ";",
      "\n",
      "%%",
      "%%{",
      "}%%",
      "---\n",
      ":::x",
      "@{",
      "classDef a fill:#fff",
      "class A b",
      'click A "',
      "subgraph ",
      "\u0000",
      "\u202e",
      "🙂",
      "\ud800",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );

  test("reading it never fails, and every line that is named is there", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join("");
        const lines = source.split(/\r\n?|\n/).length;
        const { texts, classDefs, classUses, styles, links } = readDiagram(source);
        for (const { line } of [...texts, ...classDefs, ...classUses, ...styles, ...links]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("the texts together are never longer than the source", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = pieces.join("");
        const length = readDiagram(source).texts.reduce((sum, { text }) => sum + text.length, 0);
        expect(length).toBeLessThanOrEqual(source.length);
      }),
    );
  });
});
