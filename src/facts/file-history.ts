/** The commits that touched a file, newest first, as far as they were read. */
export interface FileHistory {
  readonly commits: readonly FileCommit[];
  /** There are older ones. */
  readonly hasMore: boolean;
}

/** Whatever a person can write into a commit is untrusted: its message, and the name of its author. */
export interface FileCommit {
  readonly oid: string;
  /** ISO instant. */
  readonly at: string;
  readonly message: string;
  /** A login where GitHub knows whose the mail is, else the name that stands in the commit; null: neither. */
  readonly author: string | null;
}
