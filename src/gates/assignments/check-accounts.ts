import { accountsIn, type RecordedId } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import type { Words } from "../../messages/words.ts";
import { finding, type RuleFinding } from "./finding.ts";
import type { Proposal } from "./proposal.ts";

/** Each costs a request to GitHub. */
const LOGINS_LIMIT = 20;

/**
 * An ID that a pull request writes down has to be that of the account which has the login beside it: else whoever writes
 * their own beside somebody's name would have what is that person's, and whoever writes somebody's beside their own name
 * would give their deeds away. What stood there before was judged then, and its owner may have been renamed since.
 */
export function checkAccounts(proposal: Proposal): RuleFinding[] {
  const asked = new Set<string>();
  return proposal.changes.flatMap(({ before, after, locate }) => {
    const known = new Set(accountsIn(before).map(nameOf));
    return accountsIn(after)
      .filter((account) => !known.has(nameOf(account)))
      .flatMap((account) => {
        const words = whatIsWrong(proposal, account, asked);
        return words === null ? [] : [finding("failure", locate("assignment", ...account.keys), words)];
      });
  });
}

function nameOf({ login, id }: RecordedId): string {
  return `${login?.toLowerCase()} ${id}`;
}

function whatIsWrong(
  { author, input, say: { accounts: say } }: Proposal,
  { login, id }: RecordedId,
  asked: Set<string>,
): Words | null {
  if (login === null) return say.nobody(id);
  if (author?.id != null && isSamePerson({ login, id: null }, author)) {
    return author.id === id ? null : say.another(login, id, author.id);
  }
  asked.add(login.toLowerCase());
  if (asked.size > LOGINS_LIMIT) return say.tooMany(LOGINS_LIMIT);
  const real = input.accountId?.(login);
  if (real === undefined || real === id) return null;
  return real === null ? say.unknown(login, id) : say.another(login, id, real);
}
