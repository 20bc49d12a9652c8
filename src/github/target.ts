import type { CampaignPaths } from "./campaign-paths.ts";

/** Where a commit goes, and what it has to come after so that nobody else's is lost. */
export interface Target {
  readonly branch: string;
  readonly paths: CampaignPaths;
  readonly after: After;
}

export type After =
  /** The branch's head. */
  | { readonly kind: "head"; readonly head: string }
  /** The default branch's head, to which the branch is moved first: it is new, or all that it had is there already. */
  | { readonly kind: "base"; readonly head: string; readonly isNew: boolean };

/** The newest commit that a commit to this target comes after. */
export function parentOf({ after }: Target): string {
  return after.head;
}
