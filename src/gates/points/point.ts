import type { Waivable } from "../../domain/gates-config.ts";
import type { DiagramView, Place } from "../diagram-view.ts";

/** What a point makes of a diagram by itself. */
export type PointVerdict =
  | { readonly kind: "passed"; readonly evidence: readonly Evidence[] }
  /** Something that ought to be there is not. */
  | { readonly kind: "missing"; readonly missing: string; readonly evidence?: readonly Evidence[] }
  /** Something is there that ought not to be. */
  | { readonly kind: "wrong"; readonly defects: readonly Defect[] }
  /** Only a person can tell. */
  | { readonly kind: "asks"; readonly question: string };

/** What was found: words of the diagram, or of ours where `quoted` is false. */
export interface Evidence {
  readonly text: string;
  readonly quoted: boolean;
  readonly place: Place | null;
  /** Where it leads, for an address. */
  readonly url?: string;
  /** What is known about that address, in plain text. */
  readonly note?: string;
}

export interface Defect {
  readonly place: Place;
  /** A whole sentence: what was found, what was expected, what to do. Plain text. */
  readonly message: string;
}

/** One point that a diagram is judged by. A file for each stands beside this one. */
export interface Point {
  readonly key: Waivable;
  readonly name: string;
  /** How people write it in a task list, in lower case without marks; the name is one of them. */
  readonly aliases: readonly string[];
  readonly judge: (view: DiagramView) => PointVerdict;
}

/** Most pieces of evidence that are shown for one point. */
const SHOWN = 3;

/** Passed with the first few things that `find` finds in the drawings' texts, each once. */
export function findEvidence(
  texts: readonly { readonly text: string; readonly place: Place }[],
  find: (text: string) => string | readonly string[] | null,
): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { text, place } of texts) {
    for (const words of [find(text) ?? []].flat()) {
      if (!found.has(words)) found.set(words, { text: words, quoted: true, place });
    }
    if (found.size >= SHOWN) break;
  }
  return [...found.values()].slice(0, SHOWN);
}

export function passedOrMissing(evidence: readonly Evidence[], missing: string): PointVerdict {
  return evidence.length > 0 ? { kind: "passed", evidence } : { kind: "missing", missing };
}
