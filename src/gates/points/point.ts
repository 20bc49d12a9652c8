import type { Assignment } from "../../domain/assignment.ts";
import type { ChecklistPoint, Condition, Judge, Level, Waivable } from "../../domain/gates-config.ts";
import type { CheckInput } from "../check-input.ts";
import type { DiagramView, FileLine } from "../diagram-view.ts";
import type { Defect, Evidence, Standing } from "../standing.ts";

/** What a point makes of a diagram by itself. */
export type PointVerdict =
  | { readonly kind: "passed"; readonly evidence: readonly Evidence[] }
  /** Something that ought to be there is not. */
  | { readonly kind: "missing"; readonly missing: string; readonly evidence?: readonly Evidence[] }
  /** Something is there that ought not to be. */
  | { readonly kind: "wrong"; readonly defects: readonly Defect[] }
  /** Only a person can tell. */
  | { readonly kind: "asks"; readonly question: string };

/** The three gates of a diagram, by what comes after each. */
export const GATES = ["starting", "review", "merge"] as const;
type Gate = (typeof GATES)[number];

/** What is asked of a diagram. A file for each stands beside this one, and is all there is to know of it. */
export interface Requirement<Key extends Condition | Waivable = Condition | Waivable> {
  readonly key: Key;
  readonly name: string;
  /** What holds where the configuration says nothing. */
  readonly level: Level;
  /** A point may be asked for at more than one gate. */
  readonly before: readonly Gate[];
  /** A sentence for the configuration's reference. */
  readonly asks: string;
  readonly guide: Guide;
}

/** The page of the gates, in Markdown. */
interface Guide {
  /** What passes it, and how that is found. */
  readonly looksFor: string;
  readonly why: string;
  /** The least that passes: a drawing, or what people write elsewhere. */
  readonly example: { readonly language: "mermaid" | "yaml" | "markdown" | "text"; readonly text: string };
}

/** One point that a diagram is judged by. */
export interface Point<Key extends Waivable = Waivable> extends Requirement<Key> {
  /** How people write it in a task list, in lower case without marks; the name is one of them. */
  readonly aliases: readonly string[];
  /** The others wait for a drawing. */
  readonly judgedWithoutDrawing?: true;
  readonly judge: (view: DiagramView) => PointVerdict;
}

/** A point of the checklist: a person may vouch for it. */
export interface VouchablePoint<Key extends ChecklistPoint = ChecklistPoint> extends Point<Key> {
  /** Who decides where the configuration says nothing. */
  readonly check: Judge;
  /** What a person says by ticking it; the template has it behind the name. */
  readonly promise: string;
}

/** What has to be true of the diagram, whatever its drawings show. */
export interface ConditionPoint<Key extends Condition = Condition> extends Requirement<Key> {
  readonly stand: (view: DiagramView, now: Assignment, input: CheckInput) => Standing;
}

/** Most pieces of evidence that are shown for one point. */
const SHOWN = 3;

/** Passed with the first few things that `find` finds in the drawings' texts, each once; `keyOf` tells what is one thing. */
export function findEvidence<Text extends { readonly text: string; readonly at: FileLine }>(
  texts: readonly Text[],
  find: (text: string, all: Text) => string | readonly string[] | null,
  keyOf: (words: string) => string = (words) => words,
): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const all of texts) {
    const { text, at } = all;
    for (const words of [find(text, all) ?? []].flat()) {
      const key = keyOf(words);
      if (!found.has(key)) found.set(key, { text: words, quoted: true, at });
    }
    if (found.size >= SHOWN) break;
  }
  return [...found.values()].slice(0, SHOWN);
}

export function passedOrMissing(evidence: readonly Evidence[], missing: string): PointVerdict {
  return evidence.length > 0 ? { kind: "passed", evidence } : { kind: "missing", missing };
}
