import type { Account } from "./said-since.ts";

/** What asks REST for one page of a list, in the order of the last change, from an instant on. */
interface PageOfUpdated {
  readonly sort: "updated";
  readonly direction: "asc";
  readonly since: string;
  readonly per_page: number;
  readonly page: number;
}

const PER_PAGE = 100;

/**
 * Everything of a list that changed since then. Each page begins where the last one ended and not at a number, so that what
 * is edited or deleted meanwhile moves no other item past us.
 */
export async function readUpdated<T extends { readonly id: number | bigint; readonly updated_at: string }>(
  since: string,
  read: (page: PageOfUpdated) => Promise<readonly T[]>,
): Promise<T[]> {
  const items = new Map<T["id"], T>();
  let from = since;
  for (let page = 1; ; ) {
    const found = await read({ sort: "updated", direction: "asc", since: from, per_page: PER_PAGE, page });
    for (const item of found) items.set(item.id, item);
    const last = found.at(-1)?.updated_at;
    if (found.length < PER_PAGE || last === undefined) return [...items.values()];
    // A hundred within one second.
    page = last === from ? page + 1 : 1;
    from = last;
  }
}

/** REST gives everybody whose account is gone the same name. */
export function authorOf(user: Account | null): Account | null {
  return user === null || user.login === "ghost" ? null : { login: user.login, type: user.type };
}
