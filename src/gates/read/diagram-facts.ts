/** What one Mermaid source says, as far as the checklist asks. Lines count from 1 in the source. */
export interface DiagramFacts {
  /** The first word, as written: `flowchart`, `sequenceDiagram`; null when there is none. */
  readonly type: string | null;
  readonly typeLine: number;
  /** Everything that a reader of the drawing reads. Comments are not in it. */
  readonly texts: readonly DiagramText[];
  readonly edges: number;
  readonly classDefs: readonly ClassDefinition[];
  readonly classUses: readonly ClassUse[];
  /** `style A fill:#f00` and what is like it. */
  readonly styles: readonly { readonly style: Style; readonly line: number }[];
  /** Where `click` and its likes lead; a function that is to be called is `call name`. */
  readonly links: readonly { readonly target: string; readonly line: number }[];
}

export interface DiagramText {
  /** As it is drawn, in one line. */
  readonly text: string;
  /** What stands between its line breaks: a figure of one line has nothing to do with the next one's words. */
  readonly parts: readonly string[];
  readonly line: number;
  readonly on: TextKind;
}

/** `series`: numbers that a chart draws, with the name and the unit that they have. */
export type TextKind = "edge" | "node" | "title" | "series";

interface ClassDefinition {
  readonly name: string;
  readonly style: Style;
  readonly line: number;
}

interface ClassUse {
  readonly name: string;
  readonly line: number;
}

/** As written: `{ fill: "#0066CC" }`. */
export type Style = ReadonlyMap<string, string>;

/** Facts while they are gathered. */
export interface FactsInProgress {
  readonly texts: DiagramText[];
  edges: number;
  readonly classDefs: ClassDefinition[];
  readonly classUses: ClassUse[];
  readonly styles: { style: Style; line: number }[];
  readonly links: { target: string; line: number }[];
}
