import type { Assignment } from "./assignment.ts";
import type { CivilDate } from "./civil-date.ts";

/** What one person has to do with a campaign. */
export interface PersonFigures {
  /** As the newest file spells it; any name, where a file names somebody by no login. Untrusted text. */
  readonly login: string;
  /** The account's number; null: no file says it. */
  readonly id: number | null;
  readonly complete: number;
  /** Held and not yet in review. */
  readonly inProgress: number;
  readonly review: number;
  /** Verified for others. */
  readonly verified: number;
  /** The last day that a file names of their work; null: none. */
  readonly latest: CivilDate | null;
}

type Entry = { -readonly [Key in keyof PersonFigures]: PersonFigures[Key] };

/**
 * Everybody whom the files name as assignee or verifier, by their latest work, then by name: this is no ranking. An account is
 * one person under all its logins; a login without a number is the account of that login, where exactly one is known.
 */
export function peopleOf(assigned: readonly { readonly assignment: Assignment }[]): PersonFigures[] {
  const accounts = new Map<number, Entry>();
  const names = new Map<string, Entry>();
  const entryOf = (login: string, id: number | undefined, on: CivilDate | null): Entry => {
    const entry =
      id === undefined ? known(names, login.toLowerCase(), login, null) : known(accounts, id, login, id);
    if (on !== null && (entry.latest === null || on >= entry.latest)) {
      entry.latest = on;
      entry.login = login;
    }
    return entry;
  };
  for (const { assignment: one } of assigned) {
    const { status, verification } = one;
    if (one.assignee !== null && status !== "pending") {
      const on = (status === "complete" ? one.completion_date : null) ?? one.start_date;
      const entry = entryOf(one.assignee, one.assignee_id, on);
      if (status === "complete") entry.complete++;
      else if (status === "review") entry.review++;
      else entry.inProgress++;
    }
    if (verification.verified_by) {
      const { verified_by: by, verified_by_id: id, verified_on: on = null } = verification;
      entryOf(by, id, on).verified++;
    }
  }
  const byLogin = Map.groupBy(accounts.values(), ({ login }) => login.toLowerCase());
  const others: Entry[] = [];
  for (const [name, entry] of names) {
    const [account, second] = byLogin.get(name) ?? [];
    if (account && !second) merge(account, entry);
    else others.push(entry);
  }
  return [...accounts.values(), ...others].sort(byLatest);
}

function known<Key>(entries: Map<Key, Entry>, key: Key, login: string, id: number | null): Entry {
  let entry = entries.get(key);
  if (!entry) {
    entry = { login, id, complete: 0, inProgress: 0, review: 0, verified: 0, latest: null };
    entries.set(key, entry);
  }
  return entry;
}

function merge(into: Entry, other: Entry): void {
  for (const count of ["complete", "inProgress", "review", "verified"] as const) into[count] += other[count];
  if (other.latest !== null && (into.latest === null || other.latest > into.latest))
    into.latest = other.latest;
}

/** Not by locale: the same files give the same order on every machine. */
function byLatest(one: PersonFigures, other: PersonFigures): number {
  const [first, second] = [one.latest ?? "", other.latest ?? ""];
  if (first !== second) return first > second ? -1 : 1;
  const [name, otherName] = [one.login.toLowerCase(), other.login.toLowerCase()];
  return name < otherName ? -1 : name > otherName ? 1 : (one.id ?? 0) - (other.id ?? 0);
}
