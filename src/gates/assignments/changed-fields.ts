import type { Assignment } from "../../domain/assignment.ts";

/**
 * Who writes a field of an assignment file. `holder`: whoever holds the diagram, or anybody while nobody does. `claim`:
 * whoever claims it, once; later it changes by commands. `verifier`: reviewers, about others' work. `bot`: nobody else.
 * A new field of the schema has to be given a writer here.
 */
type Writer = "holder" | "claim" | "verifier" | "bot";

type Verification = Assignment["verification"];
const OF_ASSIGNMENT = {
  diagram_id: "bot",
  assignee: "claim",
  start_date: "claim",
  due_date: "claim",
  reviewer: "claim",
  status: "claim",
  sources: "holder",
  notes: "holder",
  pr_number: "bot",
  completion_date: "bot",
  superseded: "bot",
  thread: "bot",
  claimed_by_pr: "bot",
  extensions: "bot",
  last_claim: "bot",
  overrides: "bot",
} as const satisfies Record<Exclude<keyof Assignment, "verification">, Writer>;

const OF_VERIFICATION = {
  data_current: "holder",
  metrics_verified: "holder",
  cost_included: "holder",
  verified_by: "verifier",
  verified_on: "verifier",
  verified_in: "verifier",
  verified_commit: "verifier",
} as const satisfies Record<keyof Verification, Writer>;

export interface ChangedField {
  readonly field: string;
  /** Where its value stands in the file. */
  readonly keys: readonly string[];
  readonly writer: Writer;
}

export function changedFields(before: Assignment, after: Assignment): ChangedField[] {
  return [
    ...differing(OF_ASSIGNMENT, before, after, ["assignment"]),
    ...differing(OF_VERIFICATION, before.verification, after.verification, ["assignment", "verification"]),
  ];
}

function differing<Table extends Readonly<Record<string, Writer>>>(
  table: Table,
  before: Partial<Record<keyof Table, unknown>>,
  after: Partial<Record<keyof Table, unknown>>,
  parents: readonly string[],
): ChangedField[] {
  return Object.entries(table)
    .filter(([field]) => !isSame(before[field], after[field]))
    .map(([field, writer]) => ({ field, keys: [...parents, field], writer }));
}

/** A field that is left out says the same as `null`. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
