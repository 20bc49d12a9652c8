import type { Assignment } from "../../src/domain/assignment.ts";
import { addDays, type CivilDate } from "../../src/domain/civil-date.ts";
import { campaignOf } from "./campaigns.ts";

/** A Monday. */
export const START = "2025-01-06" as CivilDate;

interface History {
  /** How many were completed in each week, from the first on; the last is the present one, of which it is Wednesday. */
  readonly completed: readonly number[];
  readonly planned: number;
  /** Lines of YAML below `plan:`. */
  readonly plan?: readonly string[];
  readonly change?: (id: string, assignment: Partial<Assignment>) => Partial<Assignment>;
}

/** A campaign that went so. */
export function campaignThatWent({ completed, planned, plan = [], change = (_, one) => one }: History) {
  const days = completed.flatMap((count, week) =>
    Array.from({ length: count }, (_, at) => addDays(START, 7 * week + (at % 3))),
  );
  const ids = days.map((_, at) => `X-${at}`);
  const yaml = [
    ...(plan.length > 0 ? ["plan:", ...plan.map((line) => `  - ${line}`)] : []),
    "categories:",
    `  - name: One\n    planned: ${planned}\n    groups:`,
    `      - { key: G, name: G, planned: ${planned}, diagrams: { ${ids.map((id) => `${id}: It`).join(", ")} } }`,
  ].join("\n");
  const assignments = ids.map((id, at): [string, Partial<Assignment>] => {
    const on = days[at] ?? START;
    const done = { status: "complete", assignee: "ada", start_date: START, completion_date: on } as const;
    return [id, change(id, done)];
  });
  const today = addDays(START, 7 * (completed.length - 1) + 2);
  return campaignOf(yaml, Object.fromEntries(assignments), {}, today);
}

export const weeksOf = (count: number, completed: number) => new Array<number>(count).fill(completed);
