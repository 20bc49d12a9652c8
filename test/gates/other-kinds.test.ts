import { describe, expect, test } from "vitest";
import type { DrawingKind } from "../../src/facts/drawing-kind.ts";
import { readOtherKind } from "../../src/gates/read/read-other-kind.ts";
import { checkGates, GOOD } from "./check-input.ts";

describe("the texts of a drawing that is not Mermaid's", () => {
  const CELL = '<mxCell id="2" value="Store&lt;br&gt;40 TB" style="rounded=1" vertex="1"/>';
  const ARROW =
    '<mxCell id="3" value="p99 8ms" edge="1"/>\n<mxCell value="p50 1ms" style="edgeLabel;html=1"/>';
  const SCENE = JSON.stringify({
    elements: [
      { type: "arrow", id: "a" },
      { type: "text", text: "p99 8ms", containerId: "a" },
      { type: "text", text: "Store\n40 TB", containerId: null },
    ],
  });

  test.each<[DrawingKind, string, readonly string[]]>([
    [
      "plantuml",
      '@startuml\n\' 5 nodes\nskinparam node 3 pods\ntitle Writes\nA -> B : p99 8ms\nB -[#red]-> C\nnode "Store, 40 TB" as S\n@enduml',
      ["title: Writes", "edge: p99 8ms", "node: node Store, 40 TB"],
    ],
    [
      "d2",
      "# 5 nodes\na: Store {\n  shape: cylinder\n}\na -> b: p99 8ms",
      ["node: a: Store", "edge: p99 8ms"],
    ],
    [
      "graphviz",
      'digraph {\n  // 5 nodes\n  A [label="Store\\n40 TB", color="red"]\n  A -> B [label="p99 8ms"]\n  "Edge, 3 pods" [shape=box]\n}',
      ["node: Store 40 TB", "edge: p99 8ms", "node: Edge, 3 pods"],
    ],
    [
      "drawio",
      `<mxfile><mxGraphModel>${CELL}\n${ARROW}</mxGraphModel></mxfile>`,
      ["node: Store 40 TB", "edge: p99 8ms", "edge: p50 1ms"],
    ],
    ["drawio", "<mxfile><diagram>7VxZd6M4Fv41</diagram></mxfile>", []],
    ["excalidraw", SCENE, ["edge: p99 8ms", "node: Store 40 TB"]],
    ["excalidraw", "{", []],
    ["excalidraw", "null", []],
    [
      "svg",
      '<svg><title>Writes</title><text x="1"><tspan>Store</tspan><tspan>40 TB &amp; more</tspan></text><path d="M0 5 nodes"/></svg>',
      ["title: Writes", "node: Store 40 TB & more"],
    ],
    ["picture", "", []],
    ["other", "5 nodes", []],
  ])("%s", (kind, text, expected) => {
    expect(readOtherKind(kind, text).texts.map((one) => `${one.on}: ${one.text}`)).toEqual(expected);
  });

  test("each with its line", () => {
    expect(readOtherKind("plantuml", "@startuml\nA -> B : x\n").texts[0]?.line).toBe(2);
    expect(readOtherKind("svg", "<svg>\n\n<text>x</text></svg>").texts[0]?.line).toBe(3);
  });
});

describe("a pull request with a drawing of another kind", () => {
  const PUML =
    '@startuml\nnode "etcd, 5 nodes, r5.24xlarge, 2M requests/s, $4,200/month" as E\nA -> E : p50 1ms, p99 8ms\nA -> E : leader crashes: re-election in 5s\n@enduml\n';
  const standing = (files: Record<string, string>, point: string) => {
    const { text } = checkGates({ files });
    return text?.split("\n").find((row) => row.includes(` ${point} |`)) ?? "";
  };

  test("has what its texts say", () => {
    const files = { "diagrams/G-LIN-FL.puml": PUML };
    for (const point of [
      "Cost Data",
      "Latency Budget",
      "Failure Mode",
      "Instance Types",
      "Scale Metrics",
      "Syntax",
    ]) {
      expect(standing(files, point)).toMatch(/^\| ✅/);
    }
    expect(standing(files, "Syntax")).toContain("this is PlantUML, and I check Mermaid only");
  });

  test("waits for a person, who sees what no text says", () => {
    const files = { "diagrams/G-LIN-FL.puml": "@startuml\nA -> B\n@enduml\n" };
    for (const point of ["Cost Data", "Color Scheme", "Failure Mode"]) {
      expect(standing(files, point)).toMatch(/^\| ⬜.*PlantUML.*tick this point/);
    }
    const body = "- [x] **Color Scheme**\n- [x] **Cost Data**";
    const { text } = checkGates({ files, pr: { body } });
    expect(text).toMatch(/\| 👤 \| Color Scheme/);
    expect(text).toMatch(/\| 👤 \| Cost Data/);
  });

  test("is judged by its Mermaid, where it has some too", () => {
    const files = { "diagrams/G-LIN-FL.mmd": GOOD, "diagrams/G-LIN-FL.puml": "@startuml\nA -> B\n@enduml\n" };
    expect(standing(files, "Color Scheme")).toMatch(/^\| ✅/);
  });

  test("may not hide a script in a picture", () => {
    const svg = (inner: string) => ({ "diagrams/G-LIN-FL.svg": `<svg><style>a{}</style>${inner}</svg>` });
    expect(standing(svg("<text>x</text>"), "Safe Links")).toMatch(/^\| ✅/);
    expect(standing(svg("<script>x</script>"), "Safe Links")).toMatch(/^\| ❌/);
    expect(standing(svg('<g onclick="x()"/>'), "Safe Links")).toMatch(/^\| ❌/);
  });
});
