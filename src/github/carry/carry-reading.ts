import type { CampaignFiles } from "../campaign/campaign-files.ts";
import type { CampaignEntries, CampaignPaths } from "../campaign/campaign-paths.ts";
import type { FormerLayouts } from "../campaign/former-layouts.ts";
import type { Layout } from "../campaign/layout.ts";
import type { SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { BranchRefused } from "../client/failure.ts";
import type { Committed, StateReading } from "../commit/commit-mode.ts";
import { type CommitRules, commitRules } from "../commit/commit-rules.ts";
import type { CommitOutcome } from "../commit/outcome.ts";
import { type CampaignMove, tellNotCarried } from "./tell.ts";

/** A repository whose configuration names other places than it did. */
export interface CarryReading
  extends Pick<StateReading, "repo" | "config" | "self" | "layout" | "base" | "answer"> {
  readonly former: FormerLayouts;
  /** Reads a campaign in some place, as far as it is not known, and does not remember it. */
  readonly readFiles: (paths: CampaignPaths, entries: CampaignEntries) => Promise<CampaignFiles>;
  /** What GitHub answers where another layout is asked about. */
  readonly ask: (layout: Layout) => Promise<SnapshotAnswer["repository"]>;
}

export function rulesFor({ config, self, answer: { url } }: CarryReading, skipsCi: boolean): CommitRules {
  return commitRules(config, { skipsCi, self, url });
}

/**
 * `settled`: all is where the configuration says, or there is no campaign. `again`: something was carried, or
 * moved meanwhile, so that all has to be read anew.
 */
export type Carried =
  | { readonly kind: "settled" }
  | { readonly kind: "again"; readonly commit: Committed["commit"] };

/** What came of a commit that carries. Throws `BranchRefused` once the maintainers were told. */
export async function carriedBy(
  { repo, config }: CarryReading,
  move: CampaignMove,
  outcome: CommitOutcome,
  message: string,
): Promise<Extract<Carried, { kind: "again" }>> {
  if (outcome.kind === "committed") return { kind: "again", commit: { oid: outcome.oid, message } };
  if (outcome.kind === "moved" || outcome.kind === "unknown") return { kind: "again", commit: null };
  await tellNotCarried(repo, config, move, outcome.reason);
  throw new BranchRefused(`what is on ${move.from.branch} cannot be carried over: ${outcome.reason}`);
}
