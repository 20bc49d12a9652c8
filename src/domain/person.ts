/**
 * Somebody, by the account: its number stays while its login may change and be taken by somebody else. Null: nobody knows
 * it, as where a file names people by login only, or by something that is no login (`john.doe`).
 */
export interface Person {
  readonly login: string;
  /** GitHub's `databaseId`, or `id` in REST and webhooks. */
  readonly id: number | null;
}

/** A login and its ID as they stand beside each other, in files as in facts; null: nobody. */
export function personOf(login: string | null | undefined, id: number | null | undefined): Person | null {
  return login == null ? null : { login, id: id ?? null };
}

/**
 * The one comparison of people. Two accounts are the same by their IDs, whatever they are called; where one is not known,
 * by their logins, whose case says nothing: https://docs.github.com/rest/users/users#get-a-user. Nobody is nobody's equal.
 */
export function isSamePerson(one: Person | null, other: Person | null): boolean {
  if (one === null || other === null) return false;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.login.toLowerCase() === other.login.toLowerCase();
}

export const LOGIN_LENGTH = 39;

/**
 * A login as GitHub has them: letters, digits and hyphens, at most 39. Managed users have an underscore before their
 * company's short code (`ada_acme`), and old accounts hyphens at the end. `john.doe` is a name, no login.
 */
export function isLogin(name: string): boolean {
  return name.length <= LOGIN_LENGTH && /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name);
}

/** `@ada` is how people write to ada. */
export function withoutAt(name: string): string {
  return name.replace(/^@+(?=.)/, "");
}
