import { clipped } from "../clipped.ts";
import { lineOfSource, otherKinds } from "../diagram-view.ts";
import type { Point } from "./point.ts";

/** The types that a diagram's name asks for; a name that says nothing of a type is free. */
const ASKED: readonly (readonly [RegExp, RegExp, string])[] = [
  [/\bsequence$/i, /^(?:sequenceDiagram|zenuml)$/, "sequenceDiagram"],
  [/\bstate machine\b/i, /^stateDiagram/, "stateDiagram-v2"],
  [/\bflow diagram\b|\bflowchart\b/i, /^(?:graph|flowchart)/, "flowchart"],
  [/\btimeline\b/i, /^(?:timeline|gantt|graph|flowchart|sequenceDiagram)/, "timeline"],
  [/\bentity\b|\bER diagram\b/i, /^erDiagram$/, "erDiagram"],
  [/\bclass diagram\b/i, /^classDiagram/, "classDiagram"],
];

export const template: Point<"template"> = {
  key: "template",
  name: "Template",
  aliases: ["template", "template selected"],
  level: "advisory",
  before: ["starting"],
  asks: "A diagram type that Mermaid knows, and that the diagram's name asks for.",
  guide: {
    looksFor:
      "The type in the first line of a block. A name that ends in “Sequence” asks for a `sequenceDiagram`, and so on.",
    why: "Readers expect the kind of drawing that the name promises.",
    example: { language: "mermaid", text: "flowchart LR\n  A[Client] --> B[Leader]" },
  },
  judge: (view) => {
    const { name, blocks, say } = view;
    const types = blocks.flatMap(({ facts }) => facts?.type ?? []);
    const others = otherKinds(view);
    if (types.length === 0 && others.length > 0) {
      return {
        kind: "passed",
        evidence: [{ text: say.points.otherKinds.names(others), quoted: false, at: null }],
      };
    }
    if (types.length === 0) return { kind: "missing", missing: say.points.template.unknown() };
    const asked = ASKED.find(([pattern]) => pattern.test(name));
    const changed = blocks.find((block) => block.changed);
    if (asked && changed && !types.some((type) => asked[1].test(type))) {
      const message = say.points.template.otherType(clipped(types[0] ?? ""), name, asked[2]);
      return {
        kind: "wrong",
        defects: [{ at: lineOfSource(changed, changed.facts?.typeLine ?? 1), message }],
      };
    }
    return {
      kind: "passed",
      evidence: [
        { text: [...new Set(types)].map((type) => clipped(type)).join(", "), quoted: false, at: null },
      ],
    };
  },
};
