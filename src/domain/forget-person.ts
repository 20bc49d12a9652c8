import type { Assignment } from "./assignment.ts";
import { assignmentLayout } from "./assignment-file.ts";
import { isSamePerson, type Person } from "./person.ts";

/** Somebody who stands in a file, and where. */
interface Named extends Person {
  readonly keys: readonly (string | number)[];
}

/** Everybody who stands in the fields for people: those that may have an ID beside them. */
export function peopleIn(value: unknown, keys: readonly (string | number)[] = ["assignment"]): Named[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => peopleIn(inner, [...keys, at]));
  if (value === null || typeof value !== "object") return [];
  const values = new Map<string, unknown>(Object.entries(value));
  const known = assignmentLayout.keysAt(keys);
  return [...values].flatMap(([field, inner]): Named[] => {
    if (typeof inner !== "string") return peopleIn(inner, [...keys, field]);
    const idField = field === "login" ? "id" : `${field}_id`;
    const id = values.get(idField);
    const isPerson = known.includes(idField);
    return isPerson ? [{ login: inner, id: typeof id === "number" ? id : null, keys: [...keys, field] }] : [];
  });
}

/** The assignment with another name for somebody wherever they stand in a field of their own, and without their ID. */
export function withoutPerson(now: Assignment, person: Person, name: string): Assignment {
  const theirs = peopleIn(now).filter((one) => isSamePerson(one, person));
  if (theirs.length === 0) return now;
  const paths = new Set(theirs.map(({ keys }) => keys.join(".")));
  return replaced(now, paths, name, ["assignment"]);
}

function replaced<T>(
  value: T,
  paths: ReadonlySet<string>,
  name: string,
  keys: readonly (string | number)[],
): T {
  if (Array.isArray(value)) {
    return value.map((inner, at) => replaced(inner, paths, name, [...keys, at])) as T;
  }
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).flatMap(([field, inner]): [string, unknown][] => {
    const at = [...keys, field];
    if (paths.has(at.join("."))) return [[field, name]];
    const login = field === "id" ? [...keys, "login"].join(".") : at.join(".").slice(0, -"_id".length);
    const isTheirId = (field === "id" || field.endsWith("_id")) && paths.has(login);
    return isTheirId ? [] : [[field, replaced(inner, paths, name, at)]];
  });
  return Object.fromEntries(entries) as T;
}
