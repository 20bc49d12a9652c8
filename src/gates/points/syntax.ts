import type { Messages } from "../../messages/english/english.ts";
import { clipped } from "../clipped.ts";
import { type DiagramBlock, type Drawings, lineOfSource, otherKinds } from "../diagram-view.ts";
import type { Defect } from "../standing.ts";
import type { Point } from "./point.ts";

export const syntax: Point<"syntax"> = {
  key: "syntax",
  name: "Syntax",
  aliases: ["syntax"],
  level: "required",
  before: ["review"],
  asks: "Mermaid's own parser accepts every block that the pull request changes.",
  guide: {
    looksFor: "What Mermaid says of each block, with its line.",
    why: "GitHub shows an error instead of a drawing that does not parse.",
    example: { language: "mermaid", text: "sequenceDiagram\n  Client->>Leader: write" },
  },
  judge: (view) => {
    const defects = syntaxDefects(view);
    if (defects.length > 0) return { kind: "wrong", defects };
    const types = new Set(view.blocks.flatMap(({ changed, facts }) => (changed && facts?.type) || []));
    const say = view.say.points.syntax;
    const others = otherKinds(view);
    const unread = others.length > 0 ? view.say.points.otherKinds.syntax(others) : say.unchanged();
    const text = types.size > 0 ? say.reads([...types].map((type) => clipped(type))) : unread;
    return { kind: "passed", evidence: [{ text, quoted: false, at: null }] };
  },
};

export function syntaxDefects({ blocks, gates, say }: Drawings): Defect[] {
  return blocks.flatMap((block) =>
    block.changed && block.kind === "mermaid" ? defectsOf(block, gates.limits, say.points.syntax) : [],
  );
}

function defectsOf(
  block: DiagramBlock,
  limits: { readonly bytes: number; readonly milliseconds: number },
  say: Messages["points"]["syntax"],
): Defect[] {
  const { syntax: verdict } = block;
  const at = (line: number, message: string): Defect[] => [{ at: lineOfSource(block, line), message }];
  switch (verdict?.kind) {
    case "error": {
      const { why } = verdict;
      if (why.kind !== "brackets") return at(verdict.line ?? 1, say.error(why));
      const lines = block.source.text.split("\n");
      return why.lines.map(({ line, corrected }) => ({
        at: lineOfSource(block, line),
        message: say.quoteLabel(clipped(corrected.trim(), 200)),
        correction: { was: lines[line - 1] ?? "", becomes: corrected },
      }));
    }
    case "too-large":
      return at(1, say.tooLarge(limits.bytes));
    case "timeout":
      return at(1, say.tooSlow(limits.milliseconds));
    case "parses":
      return [];
    case "unasked":
    case undefined:
      return at(1, say.notAsked());
  }
}
