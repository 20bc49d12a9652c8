import type { BranchAnswer, StateAnswer } from "./ask-for-snapshot.ts";
import { type CampaignEntries, readEntries } from "./campaign-paths.ts";
import type { Layout } from "./layout.ts";
import type { Target } from "./target.ts";

/** What the campaign consists of now, and where a change of it goes. */
export interface Place {
  readonly entries: CampaignEntries;
  readonly target: Target;
}

/** The heads that were read: `base` of the default branch, `state` of the bot's own, where it exists. */
export interface Heads {
  readonly base: BranchAnswer & { readonly target: NonNullable<BranchAnswer["target"]> };
  readonly state: StateAnswer | null;
}

/**
 * Configuration and catalog are always the default branch's. In the modes with a branch of the bot's own, assignments and
 * tracker are that branch's once it exists; it starts as the default branch is then.
 */
export function placeOf({ paths, mode, stateBranch }: Layout, { base, state }: Heads): Place {
  const atBase = readEntries(base.target, paths);
  if (mode === "direct") {
    return {
      entries: atBase,
      target: { branch: base.name, paths, after: { kind: "head", head: base.target.oid } },
    };
  }
  if (!state?.target) {
    const after = { kind: "base", head: base.target.oid, isNew: true } as const;
    return { entries: atBase, target: { branch: stateBranch, paths, after } };
  }
  const atState = readEntries(state.target, paths);
  return {
    entries: {
      ...atBase,
      assignments: atState.assignments,
      // A document that came to the default branch later is taken over from there.
      trackers: atState.trackers.map((entry, at) => entry ?? atBase.trackers[at] ?? null),
    },
    target: { branch: stateBranch, paths, after: { kind: "head", head: state.target.oid } },
  };
}
