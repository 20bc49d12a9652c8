import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { GatesConfig } from "../domain/gates-config.ts";
import type { SyntaxVerdict } from "../facts/contents.ts";
import type { DrawingKind } from "../facts/drawing-kind.ts";
import type { LinkVerdict } from "../facts/link-verdict.ts";
import type { Messages } from "../messages/english/english.ts";
import type { DiagramFacts, DiagramText } from "./read/diagram-facts.ts";
import type { MermaidSource } from "./read/find-mermaid-sources.ts";

/** One drawing of a diagram, read. */
export interface DiagramBlock {
  /** Of a picture the text is empty. */
  readonly source: MermaidSource;
  readonly kind: DrawingKind;
  /** The pull request adds or changes it. Only then may it fail; evidence counts wherever it is. */
  readonly changed: boolean;
  /** Nothing stood at its file's path before. A renamed file's blocks may be unchanged all the same. */
  readonly inNewFile: boolean;
  /** Null when it is larger than what is read. */
  readonly facts: DiagramFacts | null;
  /** Null when the parser was not asked. */
  readonly syntax: SyntaxVerdict | null;
}

/** The kinds that Mermaid does not draw: of those a machine sees the texts, at most. */
export function otherKinds({ blocks }: Pick<DiagramView, "blocks">): DrawingKind[] {
  return [...new Set(blocks.map(({ kind }) => kind).filter((kind) => kind !== "mermaid"))];
}

/** Everything that the checklist's points are judged on, for one diagram. */
export interface DiagramView {
  readonly id: DiagramId;
  readonly name: string;
  readonly blocks: readonly DiagramBlock[];
  /** The assignment as the pull request leaves it: who proposes sources does so there. */
  readonly assignment: Pick<Assignment, "sources" | "verification">;
  /** What became of the addresses of its sources, where somebody looked. */
  readonly links: ReadonlyMap<string, LinkVerdict>;
  readonly gates: GatesConfig;
  /** The sentences, in the campaign's language. */
  readonly say: Messages;
  readonly thisYear: number;
}

/** As much of it as shows what is wrong in the drawings themselves. */
export type Drawings = Pick<DiagramView, "blocks" | "gates" | "say">;

/** Where a text stands: the file and the line in it. */
export interface FileLine {
  readonly path: string;
  readonly line: number;
}

export function lineOfSource({ source }: DiagramBlock, lineInSource: number): FileLine {
  return { path: source.path, line: source.line + lineInSource - 1 };
}

/** The place at which something that is missing is missed: where the first changed block begins. */
export function beginningOf({ blocks }: DiagramView): FileLine | null {
  const block = blocks.find(({ changed }) => changed);
  return block ? lineOfSource(block, block.facts?.typeLine ?? 1) : null;
}

/** One line of a text that a drawing shows, with all that stands in the same label. */
export interface DrawnLine {
  readonly text: string;
  readonly label: string;
  readonly on: DiagramText["on"];
  readonly at: FileLine;
}

/** Every line of them: figures are looked for in one at a time. */
export function linesOf(view: Pick<DiagramView, "blocks">): DrawnLine[] {
  return textsOf(view).flatMap(({ parts, on, at }) => {
    const label = parts.join("\n");
    return parts.map((text) => ({ text, label, on, at }));
  });
}

/** Every text that the drawings show, with its place. */
export function textsOf({
  blocks,
}: Pick<DiagramView, "blocks">): (DiagramText & { readonly at: FileLine })[] {
  return blocks.flatMap((block) =>
    (block.facts?.texts ?? []).map((text) => ({ ...text, at: lineOfSource(block, text.line) })),
  );
}
