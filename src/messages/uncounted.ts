import type { Ineligible } from "../domain/eligible.ts";

/** An approval that verifies nothing, and why. */
export interface Uncounted {
  readonly reviewer: string;
  readonly why: Ineligible | "not-seen";
}
