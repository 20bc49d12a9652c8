import type { Account } from "../client/account.ts";
import type { WrittenText } from "./comments-since.ts";

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

type RestAccount = Pick<Account, "login" | "type"> & { readonly id: number | bigint };

/** A comment as REST gives it, wherever it stands. */
export interface RestComment {
  readonly id: number | bigint;
  readonly node_id: string;
  readonly user: RestAccount | null;
  readonly body?: string | undefined;
  readonly created_at: string;
  readonly updated_at: string;
}

/** All of it but where it stands. */
export function textOfComment(
  comment: RestComment,
): Pick<WrittenText, "nodeId" | "commentId" | "author" | "body" | "createdAt" | "editedAt"> {
  return {
    nodeId: comment.node_id,
    commentId: Number(comment.id),
    author: authorOf(comment.user),
    body: comment.body ?? "",
    createdAt: comment.created_at,
    // Perhaps: the history tells.
    editedAt: comment.updated_at === comment.created_at ? null : comment.updated_at,
  };
}

/** The number that an address of the API ends with: a thread's. */
export function numberIn(address: string): number {
  return Number(address.slice(address.lastIndexOf("/") + 1));
}

/** REST gives everybody whose account is gone the same name. */
function authorOf(user: RestAccount | null): Account | null {
  return user === null || user.login === "ghost"
    ? null
    : { login: user.login, type: user.type, id: Number(user.id) };
}
