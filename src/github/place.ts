import { findAncestor, readEntriesAt } from "./ancestor.ts";
import type { BranchAnswer, CommitAnswer, SnapshotAnswer, StateAnswer } from "./ask-for-snapshot.ts";
import { type CampaignEntries, readEntries } from "./campaign-paths.ts";
import type { RepositoryClient } from "./client.ts";
import { BranchRefused } from "./failure.ts";
import type { Layout } from "./layout.ts";
import type { Sides } from "./pending.ts";
import { readPublication } from "./publication.ts";
import type { After, Both, Target } from "./target.ts";

/** What the campaign consists of now, and where a change of it goes. */
export interface Place {
  readonly entries: CampaignEntries;
  readonly target: Target;
  readonly apart: Apart | null;
}

/** The default branch moved on while changes wait: both heads, what the one has, and what both started from. */
export interface Apart extends Sides {
  readonly head: string;
  readonly base: Both["base"];
}

/** The heads that were read: `base` of the default branch, `state` of the bot's own, where it exists. */
export interface Heads {
  readonly base: BranchAnswer & { readonly target: CommitAnswer };
  readonly state: (StateAnswer & { readonly target: CommitAnswer }) | null;
}

export function headsOf({ repository: { defaultBranchRef: base, state } }: SnapshotAnswer): Heads | null {
  if (!base?.target?.oid) return null;
  return {
    base: { ...base, target: base.target },
    state: state?.target ? { ...state, target: state.target } : null,
  };
}

/**
 * Configuration and catalog are always the default branch's. In the modes with a branch of the bot's own, assignments and
 * tracker are that branch's once it exists; it starts as the default branch is then.
 */
export async function readPlace(
  repo: RepositoryClient,
  layout: Layout,
  heads: Heads,
  answer: SnapshotAnswer,
): Promise<Place> {
  const { paths, mode, stateBranch } = layout;
  const { base, state } = heads;
  const atBase = readEntries(base.target, paths);
  const publication = mode === "pull-request" ? readPublication(base.name, state, answer) : null;
  const place = (entries: CampaignEntries, after: After, isPending = false): Place => ({
    entries,
    target: {
      branch: mode === "direct" ? base.name : stateBranch,
      paths,
      after,
      publication: publication && { ...publication, isPending },
    },
    apart: null,
  });
  if (mode === "direct") return place(atBase, { kind: "head", head: base.target.oid });
  if (state === null) return place(atBase, { kind: "base", head: base.target.oid, isNew: true });

  const atState = readEntries(state.target, paths);
  // A document that came to the default branch later is taken over from there.
  const trackers = atState.trackers.map((entry, at) => entry ?? atBase.trackers[at] ?? null);
  const entries = { ...atBase, assignments: atState.assignments, trackers };
  const onHead: After = { kind: "head", head: state.target.oid };
  if (mode === "branch") return place(entries, onHead);

  if (!state.compare) throw new BranchRefused(noHistory(stateBranch, base.name));
  const { aheadBy, behindBy } = state.compare;
  const merged = state.merged?.nodes?.[0] ?? null;
  const tip = { oid: base.target.oid, tree: base.target.tree?.oid ?? "" };
  // Behind by nothing: the default branch has all that is here.
  if (behindBy === 0 && aheadBy === 0) return place(atBase, onHead);
  if (behindBy === 0) return place(atBase, { kind: "base", head: tip.oid, isNew: false });
  if (merged?.headRefOid === state.target.oid) {
    const after = {
      kind: "both",
      head: state.target.oid,
      base: tip,
      pending: [],
      mustMerge: false,
      lost: [],
    } as const;
    return place(atBase, after);
  }
  const waiting = { ...entries, trackers: atState.trackers };
  if (aheadBy === 0) return place(waiting, onHead, true);
  const oid = await findAncestor(repo, { state: state.target.oid, base: tip.oid, merged });
  const ancestor = await readEntriesAt(repo, oid, paths);
  const apart = { head: state.target.oid, base: tip, atBase, ancestor };
  return { ...place(waiting, onHead, true), apart };
}

function noHistory(branch: string, base: string): string {
  return `${branch} shares no history with ${base}, so it cannot be brought there. Delete it, and it is made anew`;
}
