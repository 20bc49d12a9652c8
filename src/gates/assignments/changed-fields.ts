import { ASSIGNMENT_FIELDS, type Assignment } from "../../domain/assignment.ts";
import type { Fields, Writer } from "../../domain/field.ts";

export interface ChangedField {
  readonly field: string;
  /** Where its value stands in the file. */
  readonly keys: readonly string[];
  readonly writer: Writer;
}

export function changedFields(before: Assignment, after: Assignment): ChangedField[] {
  return differing(ASSIGNMENT_FIELDS, before, after, ["assignment"]);
}

type Values = Readonly<Record<string, unknown>>;

function differing(rows: Fields, before: Values, after: Values, parents: readonly string[]): ChangedField[] {
  return Object.entries(rows).flatMap(([field, { writer }]): ChangedField[] => {
    const [one, other] = [before[field], after[field]];
    const keys = [...parents, field];
    if (typeof writer === "object") return differing(writer, mapOf(one), mapOf(other), keys);
    return isSame(one, other) ? [] : [{ field, keys, writer }];
  });
}

function mapOf(value: unknown): Values {
  return value !== null && typeof value === "object" ? { ...value } : {};
}

/** A field that is left out says the same as `null`. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
