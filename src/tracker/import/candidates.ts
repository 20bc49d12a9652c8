import type { Block } from "./outline.ts";
import type { CandidateItems } from "./read-tasks.ts";
import type { IdCell } from "./table-ids.ts";
import type { Confidence, DiagramTable } from "./understand-table.ts";

/** A table or list whose rows may be diagrams. */
export type Candidate =
  | {
      readonly block: Block;
      readonly kind: "table";
      readonly confidence: Confidence;
      readonly table: DiagramTable;
    }
  | CandidateItems;

/** Beside rows with IDs, those without are other matters; else what has titles is surer than what is guessed. */
export function chooseMostConfident(
  candidates: readonly Candidate[],
  isPrefixGiven: boolean,
): ReadonlySet<Candidate> {
  const has = (wanted: Confidence) => candidates.some(({ confidence }) => confidence === wanted);
  const those = (...wanted: Confidence[]) =>
    new Set(candidates.filter(({ confidence }) => wanted.includes(confidence)));
  if (has("ids")) return isPrefixGiven ? those("ids", "titles") : those("ids");
  if (isPrefixGiven) return those("titles", "guess");
  return has("titles") ? those("titles") : those("guess");
}

/** Where most IDs have their prefix, one without is a slip. */
export function isMostlyBare(candidate: Candidate): boolean {
  const ids = idsOf(candidate);
  const bare = bareIds(candidate).length;
  return bare > 0 && (bare * 2 >= ids.length || bare > ids.filter(({ kind }) => kind === "whole").length);
}

export function bareIds(candidate: Candidate): string[] {
  return idsOf(candidate).flatMap((id) => (id.kind === "bare" ? [id.bare] : []));
}

export function idsOf(candidate: Candidate): IdCell[] {
  return candidate.kind === "table"
    ? candidate.table.rows.map(({ id }) => id)
    : candidate.tasks.map(({ id }) => id);
}
