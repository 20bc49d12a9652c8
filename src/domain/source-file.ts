import type { Problem } from "./problem.ts";

/**
 * A text file of a repository at one commit. Readers remember what they parsed by the object's identity, so whoever
 * keeps the same object for the same blob never pays for it twice.
 */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Set where the bytes are no text that could be given back unchanged: then `text` is empty, and nothing is written. */
  readonly unread?: Unread;
}

/** Why a file is not read, and where in it that begins. */
export type Unread = Pick<Problem, "line" | "column" | "message" | "finding">;

export function unreadProblem({ path }: Pick<SourceFile, "path">, unread: Unread): Problem {
  return { file: path, ...unread, severity: "error" };
}

/** A file as it shall be after the commit; `text: null` deletes it. */
export interface FileChange {
  readonly path: string;
  readonly text: string | null;
}

/** What stands at a place of the campaign and is not read there. */
export interface NotRead {
  readonly path: string;
  readonly role: "config" | "catalog" | "assignments" | "tracker";
  readonly is: "link" | "submodule" | "folder" | "file";
}

/**
 * What the owner says for all of its campaigns in other repositories. Keeps its identity while nothing in it changes: readers
 * remember by it.
 */
export interface OwnerDefaults {
  /** Configurations, the weakest first. Their paths begin with their repository. */
  readonly layers: readonly SourceFile[];
  /** Repositories of which nobody knows what they say now. With any, nothing is decided: their absence would mean something else. */
  readonly problems: readonly Problem[];
}

export const NO_DEFAULTS: OwnerDefaults = { layers: [], problems: [] };

/** The files that a campaign consists of. Arrays keep their identity while the folder's tree SHA stays the same. */
export interface RepositoryFiles {
  readonly config: SourceFile | null;
  /** What lies beneath the configuration; absent: nothing, or nobody looked. */
  readonly defaults?: OwnerDefaults;
  readonly catalog: readonly SourceFile[];
  readonly assignments: readonly SourceFile[];
  /** The tracker documents that exist, of those that the configuration names. */
  readonly trackers: readonly SourceFile[];
  /** Absent: everything that stands in its places is read. */
  readonly notRead?: readonly NotRead[];
}
