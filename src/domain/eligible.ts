import { isSamePerson } from "./login.ts";

/**
 * Why somebody's word does not verify a diagram. Whoever made it gains by passing it unseen, whoever pushed to it by
 * passing what they pushed, and a bot has seen nothing.
 */
export type Ineligible = "bot" | "holder" | "author" | "committed" | "commits-unknown" | "no-role";

/** Who made what is to be verified. */
export interface Makers {
  readonly holder: string | null;
  /** Of the pull request; null: a bot's, or nobody's. */
  readonly author: string | null;
  /** Whether the person has a commit in the pull request that changes the drawing; null where nobody can tell. */
  readonly hasCommitted: (login: string) => boolean | null;
}

/** The one rule on who may verify. Null: they may. */
export function whyNotEligible(
  { login, isBot }: { readonly login: string; readonly isBot: boolean },
  { holder, author, hasCommitted }: Makers,
  isReviewer: (login: string) => boolean,
): Ineligible | null {
  if (isBot) return "bot";
  if (isSamePerson(login, holder)) return "holder";
  if (isSamePerson(login, author)) return "author";
  if (!isReviewer(login)) return "no-role";
  const committed = hasCommitted(login);
  return committed === null ? "commits-unknown" : committed ? "committed" : null;
}
