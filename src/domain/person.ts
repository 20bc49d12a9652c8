import type { CivilDate } from "./civil-date.ts";

/**
 * Somebody, by the account: its number stays while its login may change and be taken by somebody else. Null: nobody knows
 * it, as where a file names people by login only, or by something that is no login (`john.doe`).
 */
export interface Person {
  readonly login: string;
  /** GitHub's `databaseId`, or `id` in REST and webhooks. */
  readonly id: number | null;
  /** Of an account that did something: the UTC day on which it was made. Absent: nobody knows. */
  readonly since?: CivilDate;
  /** Of a login that stands in a file without its ID: the UTC day since when, as the file says. */
  readonly namedOn?: CivilDate;
}

/** A login and its ID as they stand beside each other, in files as in facts; null: nobody. */
export function personOf(login: string | null | undefined, id: number | null | undefined): Person | null {
  return login == null ? null : { login, id: id ?? null };
}

/** Somebody whom a file names; `on`: since when. With an ID nobody has to ask for that. */
export function namedPerson(
  login: string | null | undefined,
  id: number | null | undefined,
  on: CivilDate | null | undefined,
): Person | null {
  const person = personOf(login, id);
  return person === null || person.id !== null || on == null ? person : { ...person, namedOn: on };
}

/** Somebody who did something, by an account whose age may be known. */
export function accountOf(
  login: string | null | undefined,
  id: number | null | undefined,
  since: CivilDate | null | undefined,
): Person | null {
  const person = personOf(login, id);
  return person === null || since == null ? person : { ...person, since };
}

/**
 * The one comparison of people. Two accounts are the same by their IDs, whatever they are called; where one is not known,
 * by their logins, whose case says nothing: https://docs.github.com/rest/users/users#get-a-user. But whoever made an account
 * after the login was written down is somebody else, who took it once it was free. Nobody is nobody's equal.
 */
export function isSamePerson(one: Person | null, other: Person | null): boolean {
  if (one === null || other === null) return false;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  if (one.login.toLowerCase() !== other.login.toLowerCase()) return false;
  return !isYounger(one, other) && !isYounger(other, one);
}

/** Whether they only share a login: one of them had it before. */
export function isNamesake(one: Person | null, other: Person): boolean {
  return one?.login.toLowerCase() === other.login.toLowerCase() && !isSamePerson(one, other);
}

/** An account of the very day may be that of whoever registered to take part. */
function isYounger({ since }: Person, { namedOn }: Person): boolean {
  return since !== undefined && namedOn !== undefined && since > namedOn;
}

export const LOGIN_LENGTH = 39;

/**
 * A login as GitHub has them: letters, digits and hyphens, at most 39. Managed users have an underscore before their
 * company's short code (`ada_acme`), and old accounts hyphens at the end. `john.doe` is a name, no login.
 */
export function isLogin(name: string): boolean {
  return name.length <= LOGIN_LENGTH && /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name);
}

const BOT = "[bot]";

/** A bot's login as REST and webhooks have it: GraphQL leaves the suffix out, and then it may be a person's. */
export function botLogin(login: string): string {
  return login.endsWith(BOT) ? login : `${login}${BOT}`;
}

/** `@ada` is how people write to ada. */
export function withoutAt(name: string): string {
  return name.replace(/^@+(?=[^@\s])/, "");
}
