/** The people of an assignment: each stands in its file as a login with the account's ID beside it, where that is known. */
import type { Assignment, Source } from "./assignment.ts";
import { isSamePerson, namedPerson, type Person, personOf } from "./person.ts";

/** In a list of people it is `login` and `id`. What the name of any other field that holds an account's ID ends with; the login's is the same without it. */
const ID = "_id";

type Verification = Assignment["verification"];

export function holderOf({
  assignee,
  assignee_id,
  start_date,
}: Pick<Assignment, "assignee" | "assignee_id" | "start_date">): Person | null {
  return namedPerson(assignee, assignee_id, start_date);
}

export function reviewerOf({
  reviewer,
  reviewer_id,
}: Pick<Assignment, "reviewer" | "reviewer_id">): Person | null {
  return personOf(reviewer, reviewer_id);
}

export function verifierOf({
  verified_by,
  verified_by_id,
  verified_on,
}: Pick<Verification, "verified_by" | "verified_by_id" | "verified_on">): Person | null {
  return namedPerson(verified_by, verified_by_id, verified_on);
}

/** Who added the source without holding the diagram. */
export function adderOf({ by, by_id }: Pick<Source, "by" | "by_id">): Person | null {
  return personOf(by, by_id);
}

/** The fields that make somebody the holder. An ID that is not known is left out. */
export function assigneeAs(person: Person | null): Pick<Assignment, "assignee" | "assignee_id"> {
  return { assignee: person?.login ?? null, assignee_id: person?.id ?? undefined };
}

/** Who gave it to its holder. */
export function assignedAs(person: Person): Pick<Assignment, "assigned_by" | "assigned_by_id"> {
  return { assigned_by: person.login, assigned_by_id: person.id ?? undefined };
}

export function reviewedAs(person: Person | null): Pick<Assignment, "reviewer" | "reviewer_id"> {
  return { reviewer: person?.login ?? null, reviewer_id: person?.id ?? undefined };
}

export function verifiedAs(person: Person): Pick<Verification, "verified_by" | "verified_by_id"> {
  return { verified_by: person.login, verified_by_id: person.id ?? undefined };
}

/** What somebody did with a diagram that names them without an ID binds it to their account. */
export function boundTo(now: Assignment, person: Person | null): Assignment {
  const isUnbound = now.assignee_id == null && person !== null && person.id !== null;
  return isUnbound && isSamePerson(holderOf(now), person) ? { ...now, ...assigneeAs(person) } : now;
}

/** An ID that stands in an assignment. */
export interface RecordedId {
  /** Null: nobody is named beside it. */
  readonly login: string | null;
  readonly id: number;
  /** Where the ID stands. */
  readonly keys: readonly (string | number)[];
}

/** All of them, by the names of the fields: so that a field which is added is no place that is forgotten. */
export function accountsIn(value: unknown, keys: readonly (string | number)[] = []): RecordedId[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => accountsIn(inner, [...keys, at]));
  if (value === null || typeof value !== "object") return [];
  const values = new Map<string, unknown>(Object.entries(value));
  return [...values].flatMap(([field, inner]): RecordedId[] => {
    const at = [...keys, field];
    const name = field === "id" ? "login" : field.endsWith(ID) ? field.slice(0, -ID.length) : null;
    if (name === null || typeof inner !== "number") return accountsIn(inner, at);
    const login = values.get(name);
    return [{ login: typeof login === "string" ? login : null, id: inner, keys: at }];
  });
}

/** The assignment with each of them called as the account is now. `logins`: by ID, of those that are known. */
export function renamed(now: Assignment, logins: ReadonlyMap<number, string>): Assignment {
  const isOld = ({ login, id }: RecordedId) => login !== (logins.get(id) ?? login);
  return logins.size > 0 && accountsIn(now).some(isOld) ? renamedIn(now, logins) : now;
}

function renamedIn<T>(value: T, logins: ReadonlyMap<number, string>): T {
  if (Array.isArray(value)) return value.map((inner) => renamedIn(inner, logins)) as T;
  if (value === null || typeof value !== "object") return value;
  const values = new Map<string, unknown>(Object.entries(value));
  const entries = [...values].map(([field, inner]) => {
    const id = values.get(field === "login" ? "id" : `${field}${ID}`);
    const login = typeof id === "number" && typeof inner === "string" ? logins.get(id) : undefined;
    return [field, login ?? renamedIn(inner, logins)] as const;
  });
  return Object.fromEntries(entries) as T;
}
