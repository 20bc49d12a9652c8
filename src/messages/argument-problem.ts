import type { CivilDate } from "../domain/civil-date.ts";

/**
 * What was announced and does not follow, or is no day of the calendar; with a day to show how one is written. Or a word that
 * only looks like one that would be understood.
 */
export type ArgumentProblem =
  | { readonly kind: "no-date" | "no-day"; readonly typed: string; readonly example: CivilDate }
  | { readonly kind: "no-address" }
  | { readonly kind: "no-login"; readonly typed: string; readonly meant: string | null }
  | { readonly kind: "look-alike"; readonly typed: string; readonly meant: string };
