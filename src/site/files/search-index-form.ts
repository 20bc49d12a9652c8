/** What the search reads: a list a field, since that is half as large as a list of objects. The script knows the form. */
export interface SearchIndex {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Number of the group of each diagram. */
  readonly inGroup: readonly number[];
  /** One letter a diagram, the first of its status's key. */
  readonly statuses: string;
  readonly holders: readonly (string | 0)[];
  /** The day that matters: due, or completed; 0: none. */
  readonly days: readonly (string | 0)[];
  readonly pulls: readonly number[];
  readonly overdue: readonly number[];
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly at: string;
    readonly in: number;
  }[];
  readonly categories: readonly { readonly name: string; readonly at: string }[];
  /** Person's page by login, where there is one. */
  readonly people: Readonly<Record<string, string>>;
  readonly pullBase: string;
}
