/**
 * How accounts are called now. A file may name somebody by a login that they gave up, and that somebody else has taken since:
 * whoever is mentioned by it would hear what is not theirs, and its owner would not.
 */
import { ask } from "../client/ask.ts";
import { readFailure } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

/** An account as a file names it. */
export interface NamedAccount {
  readonly login: string;
  readonly id: number;
}

const PER_QUERY = 50;

/** By ID; null for an account that is gone. */
export async function readAccounts(
  { client }: RepositoryClient,
  accounts: readonly NamedAccount[],
): Promise<Map<number, string | null>> {
  const logins = new Map<number, string | null>();
  for (let at = 0; at < accounts.length; at += PER_QUERY) {
    const some = accounts.slice(at, at + PER_QUERY);
    const declared = some.map((_, index) => `$a${index}: String!`).join(", ");
    const fields = some
      .map((_, index) => `a${index}: user(login: $a${index}) { databaseId login }`)
      .join(" ");
    const named = Object.fromEntries(some.map(({ login }, index) => [`a${index}`, login]));
    const document = `query ReadAccounts(${declared}) { ${fields} }`;
    const answer = await ask<Answer>(client, document, named, Object.keys(named));
    for (const [index, { id }] of some.entries()) {
      const found = answer[`a${index}`];
      logins.set(id, found?.databaseId === id ? found.login : await readLogin(client, id));
    }
  }
  return logins;
}

type Answer = Readonly<Record<string, { readonly databaseId: number | null; readonly login: string } | null>>;

/** https://docs.github.com/rest/users/users#get-a-user-using-their-id */
async function readLogin(client: RepositoryClient["client"], account_id: number): Promise<string | null> {
  try {
    const { data } = await client.request("GET /user/{account_id}", { account_id });
    return data.login;
  } catch (error) {
    if (readFailure(error).status === 404) return null;
    throw error;
  }
}
