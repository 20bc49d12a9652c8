/** What waits on the bot's own branch to be merged, and who put it there. */
export interface StateBranchFacts {
  /** Number of the open pull request for it that the App itself opened; null: there is none. */
  readonly standing: number | null;
  /** Those that no merge took over yet, oldest first; null: too many to tell. */
  readonly commits: readonly WaitingCommit[] | null;
}

export interface WaitingCommit {
  readonly oid: string;
  /** The App itself made it. */
  readonly isOurs: boolean;
  /** The account for which GitHub made it; null: it was pushed, and anybody may have written it. */
  readonly madeBy: string | null;
}
