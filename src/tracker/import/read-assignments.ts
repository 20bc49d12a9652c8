import { type Assignment, isVerified } from "../../domain/assignment.ts";
import { STATUS_LABEL, type Status } from "../../domain/status.ts";
import { UNNAMED_VERIFIER } from "../columns/verified.ts";
import { assignmentOfRow } from "../read-row.ts";
import { withLinks } from "./kept-links.ts";
import type { Report } from "./outline.ts";
import { isFilled } from "./read-table-rows.ts";
import type { DetailRow, FoundTable } from "./read-tables.ts";

/** The assignments of all rows with progress in them. `url`: the repository's page; null: it is not known. */
export function readImportedAssignments(
  found: readonly FoundTable[],
  url: string | null,
  report: Report,
): Assignment[] {
  const odd = new OddRows(report);
  const assignments = found.flatMap(({ rows }) =>
    rows.flatMap((row) => assignmentOf(withLinks(row, url), odd)),
  );
  odd.say();
  return assignments;
}

/** Says what of the rows is odd; the same of many rows is one line. */
class OddRows {
  readonly #report: Report;
  readonly #met = new Map<string, { line: number; first: string; count: number }>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** `subject`: whose row it is, and what of it; `what`: the rest of the sentence. */
  add(line: number, subject: string, what: string): void {
    const met = this.#met.get(what);
    if (met) met.count++;
    else this.#met.set(what, { line, first: subject, count: 1 });
  }

  say(): void {
    for (const [what, { line, first, count }] of this.#met) {
      const others =
        count === 1 ? "" : count === 2 ? " Another row likewise." : ` ${count - 1} more rows likewise.`;
      this.#report(line, `${first}${what}${others}`);
    }
  }
}

function assignmentOf({ id, line, row, source }: DetailRow, odd: OddRows): Assignment[] {
  const status = statusOf(row, source);
  for (const { column, message } of row.remarks) {
    if (message === null) continue;
    const how =
      column === "Status"
        ? ` It is imported as \`${STATUS_LABEL[status]}\`, and what it says is kept in its notes.`
        : "";
    odd.add(line, `${id}, ${column}: `, message + how);
  }
  const isUntouched = Object.keys(row.fields).length === 0 && row.remarks.length === 0;
  if (status === "pending" && isUntouched) return [];
  const assignment = assignmentOfRow(id, row, status);
  if (assignment.verification.verified_by === UNNAMED_VERIFIER) {
    odd.add(
      line,
      id,
      ` is verified, but by nobody named; it is imported as verified by "${UNNAMED_VERIFIER}".`,
    );
  } else if (isVerified(assignment) && status === "pending") {
    odd.add(line, id, " is verified but Pending; it is imported as it stands.");
  }
  const { assignee } = assignment;
  if (status === "pending" && assignee !== null) {
    odd.add(
      line,
      `${id} names \`${assignee}\``,
      " although its status is Pending; it is imported as it stands.",
    );
  } else if ((status === "in_progress" || status === "review") && assignee === null) {
    odd.add(line, id, " is being worked on, but the row names nobody; it is imported as it stands.");
  }
  return [assignment];
}

/** Where nothing is said but who has it, it is being worked on. */
function statusOf({ status, fields }: DetailRow["row"], source: DetailRow["source"]): Status {
  const at = source?.columns.positions.get("Status") ?? -1;
  const isFilledIn = source === null || isFilled(source.cells[at] ?? "");
  if (status !== null && (isFilledIn || status !== "pending")) return status;
  return fields.assignee === undefined ? "pending" : "in_progress";
}
