import type { CampaignPaths } from "./campaign-paths.ts";

/** Where a commit goes, and what it has to come after so that nobody else's is lost. */
export interface Target {
  readonly branch: string;
  readonly paths: CampaignPaths;
  readonly after: After;
  /** The pull request that brings the branch to the default branch; null in the other modes. */
  readonly publication: Publication | null;
}

export type After =
  /** The branch's head. */
  | { readonly kind: "head"; readonly head: string }
  /** The default branch's head, to which the branch is moved first: it is new, or all that it had is there already. */
  | { readonly kind: "base"; readonly head: string; readonly isNew: boolean }
  /** Both heads: the default branch moved on while changes wait, or took them over in a commit of its own. */
  | Both;

export interface Both {
  readonly kind: "both";
  readonly head: string;
  readonly base: { readonly oid: string; readonly tree: string };
  /** How the campaign's files differ from the default branch's. */
  readonly pending: readonly PendingFile[];
  /** People changed such files on the default branch too: the branches have to be brought together in any case. */
  readonly mustMerge: boolean;
  /** Files in which an edit on the default branch could not be combined with what waits. */
  readonly lost: readonly string[];
}

/** A file as it has to be. `oid`: the blob is there already; both null: it is deleted. */
export interface PendingFile {
  readonly path: string;
  readonly oid: string | null;
  readonly text: string | null;
  /** The default branch has no such file. */
  readonly isNew: boolean;
}

export interface Publication {
  readonly base: string;
  /** The open pull request, if there is one. */
  readonly standing: Standing | null;
  /** Something waits already, whatever is committed now. */
  readonly isPending: boolean;
  /** Null: the repository's settings do not allow it. */
  readonly autoMerge: "MERGE" | "SQUASH" | "REBASE" | null;
}

export interface Standing {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  /** Somebody may have opened it by hand: then its words are theirs. */
  readonly isOurs: boolean;
  readonly isAutoMerging: boolean;
  readonly head: string;
  /** Messages of our commits in it since the last merge, oldest first. */
  readonly messages: readonly string[];
}

/** The newest commit that a commit to this target comes after. */
export function parentOf({ after }: Target): string {
  return after.head;
}
