/** What GraphQL gives of a list at once. */
export interface Page<T> {
  /** Null, or null in it: what may not be seen, or is gone meanwhile. */
  readonly nodes: readonly (T | null)[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Asks for what `Page` holds beside its nodes. */
export const PAGE_INFO = "pageInfo { hasNextPage endCursor }";

export function present<T>(nodes: readonly (T | null)[] | null | undefined): T[] {
  return (nodes ?? []).filter((node) => node !== null);
}
