import type { Override } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { FileLine } from "./diagram-view.ts";

/** What was found: words of the diagram, or of ours where `quoted` is false. */
export interface Evidence {
  readonly text: string;
  readonly quoted: boolean;
  readonly at: FileLine | null;
  /** Where it leads, for an address. */
  readonly url?: string;
  /** What is known about that address, in plain text. */
  readonly note?: string;
}

export interface Defect {
  readonly at: FileLine;
  /** A whole sentence: what was found, what was expected, what to do. Plain text. */
  readonly message: string;
  /** The line as it is and as it has to be, where that is known. */
  readonly correction?: { readonly was: string; readonly becomes: string };
  /** A fill that is none of the palette's, in normal form. */
  readonly fill?: string;
  /** What others have that say the same in other words. */
  readonly alike?: string;
}

/** A person vouches for a point by ticking it in the description. */
export interface Attestation {
  /** Null: the account is gone. */
  readonly by: string | null;
  /** ISO instant: of the tick, or else of the last edit, all edits being the author's. */
  readonly at: string;
  readonly isTick: boolean;
  readonly isAuthor: boolean;
  /** Whoever verified the drawing did not see it ticked. */
  readonly isAfterVerification: boolean;
}

/** A point that is ticked in the description, with the person behind it. */
export interface Vouched {
  /** Its key. */
  readonly point: string;
  /** Null: for every diagram of the pull request. */
  readonly id: DiagramId | null;
  /** What the tick is worth, whichever diagram it is for. */
  readonly word: Omit<Attestation, "isAfterVerification">;
}

/** How far one thing is that is asked of a diagram. The first three let it pass. */
export type Standing =
  | { readonly kind: "passed"; readonly evidence: readonly Evidence[] }
  | { readonly kind: "attested"; readonly attestation: Attestation }
  | { readonly kind: "overridden"; readonly override: Override }
  | { readonly kind: "failed"; readonly says: string; readonly defects: readonly Defect[] }
  /** It waits for a person, or for the rest of a draft. */
  | { readonly kind: "open"; readonly says: string };

/** How each is shown in tables. */
export const STANDING_SYMBOL: Readonly<Record<Standing["kind"], string>> = {
  passed: "✅",
  attested: "👤",
  overridden: "🔓",
  failed: "❌",
  open: "⬜",
};

export function isPassed({ kind }: Standing): boolean {
  return kind === "passed" || kind === "attested" || kind === "overridden";
}

/** Passed by what the code knows, in its own words. */
export function passedSaying(text: string): Standing {
  return { kind: "passed", evidence: [{ text, quoted: false, at: null }] };
}
