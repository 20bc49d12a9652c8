/** `locked`: it takes no comment of ours. `gone`: there is none of this number here any more. */
export type ThreadState = "open" | "locked" | "gone";

export interface QuietPullRequests {
  /** By number, when anything happened there last (ISO instant). */
  readonly updated: ReadonlyMap<number, string>;
  /** False: there are more, of which something happened later. */
  readonly isWhole: boolean;
}
