import type { CheckKind } from "./check-kind.ts";
import type { LinkVerdict } from "./link-verdict.ts";

/** What was read for the checks. A batch that makes none has no such facts, and asks for none. */
export interface CheckFacts {
  /** The pull requests that a commit stands for, by its SHA: of a merge group, or of a suite that is run again. */
  readonly commits: ReadonlyMap<string, readonly number[]>;
  /** Which of our checks the default branch does not let anything past without; null while not known. */
  readonly required: ReadonlySet<CheckKind> | null;
  /** What became of the addresses that were looked at lately. */
  readonly links: ReadonlyMap<string, LinkVerdict>;
}

export const NO_CHECK_FACTS: CheckFacts = {
  commits: new Map(),
  required: null,
  links: new Map(),
};

export interface CommitQuestion {
  readonly headSha: string;
  /** Of a merge group: the branch that it waits for, and the commit that it begins after. */
  readonly queue: { readonly branch: string; readonly baseSha: string } | null;
}

export interface MissingForChecks {
  readonly commits: readonly CommitQuestion[];
  readonly required: boolean;
}
