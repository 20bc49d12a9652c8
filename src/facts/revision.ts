/** What a text became at a moment; its first revision is what was written. */
export interface Revision {
  /** ISO instant. */
  readonly at: string;
  /** Null: the account is gone. */
  readonly editor: { readonly login: string; readonly type: string; readonly id?: number } | null;
  /** Null when somebody deleted it from the history. */
  readonly body: string | null;
}
