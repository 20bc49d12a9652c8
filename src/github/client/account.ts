import { type CivilDate, civilDateOf } from "../../domain/civil-date.ts";
import { botLogin } from "../../domain/person.ts";

/** Accounts as GitHub names them: everywhere with their IDs, which stay when a login changes. */

/**
 * The fields of an `Actor`, which itself knows no ID. A deleted account is null, and a bot goes without the `[bot]` that
 * REST gives it: https://docs.github.com/graphql/reference/interfaces#actor
 */
export const ACCOUNT = `login __typename
  ... on User { databaseId createdAt } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId }
  ... on EnterpriseUserAccount { user { databaseId } }`.replace(/\s+/g, " ");

/** Whoever wrote or did something, as REST and webhooks name them, too. */
export interface Account {
  readonly login: string;
  /** `Bot`, `User` and so on. */
  readonly type: string;
  readonly id?: number;
}

export interface AccountNode {
  readonly login: string;
  readonly __typename: string;
  readonly databaseId?: number | null;
  /** ISO instant; of people only. */
  readonly createdAt?: string;
  readonly user?: { readonly databaseId: number | null } | null;
}

/** Such an account as the webhooks name it. */
export function accountOfNode(node: AccountNode | null): Account | null {
  if (node === null) return null;
  const id = idOf(node);
  const login = node.__typename === "Bot" ? botLogin(node.login) : node.login;
  return { login, type: node.__typename, ...(id !== null && { id }) };
}

export function idOf(account: Pick<AccountNode, "databaseId" | "user"> | null | undefined): number | null {
  return account?.databaseId ?? account?.user?.databaseId ?? null;
}

/** The UTC day on which it was made; null where that does not count or is not told. */
export function madeOn(account: Pick<AccountNode, "createdAt"> | null | undefined): CivilDate | null {
  return account?.createdAt === undefined ? null : civilDateOf(account.createdAt);
}
