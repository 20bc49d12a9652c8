import { isSamePerson, type Person } from "./person.ts";

/**
 * Why somebody's word does not verify a diagram. Whoever made it gains by passing it unseen, whoever pushed to it by
 * passing what they pushed, and a bot has seen nothing.
 */
export type Ineligible = "bot" | "holder" | "author" | "committed" | "commits-unknown" | "no-role";

/** Who made what is to be verified. */
export interface Makers {
  readonly holder: Person | null;
  /** Of the pull request; null: a bot's, or nobody's. */
  readonly author: Person | null;
  /** Whether the person has a commit in the pull request that changes the drawing; null where nobody can tell. */
  readonly hasCommitted: (person: Person) => boolean | null;
}

/** The one rule on who may verify. Null: they may. */
export function whyNotEligible(
  { person, isBot }: { readonly person: Person; readonly isBot: boolean },
  { holder, author, hasCommitted }: Makers,
  isReviewer: (person: Person) => boolean,
): Ineligible | null {
  if (isBot) return "bot";
  if (isSamePerson(person, holder)) return "holder";
  if (isSamePerson(person, author)) return "author";
  if (!isReviewer(person)) return "no-role";
  const committed = hasCommitted(person);
  return committed === null ? "commits-unknown" : committed ? "committed" : null;
}
