import type { Assignment } from "../../domain/assignment.ts";
import { addDays, type CivilDate } from "../../domain/civil-date.ts";
import type { Messages } from "../../messages/english/english.ts";
import type { Words } from "../../messages/words.ts";
import { changedFields } from "./changed-fields.ts";
import { type FileRange, finding, type RuleFinding } from "./finding.ts";
import type { AssignmentChange, Proposal } from "./proposal.ts";

type Report = (changed: readonly string[], keys: readonly (string | number)[], words: Words) => void;

type Sentences = Messages["assignments"];

/** What cannot be true of an assignment, whoever writes it. Only what the pull request changes is judged. */
export function checkSense(proposal: Proposal): RuleFinding[] {
  return proposal.changes.flatMap((change) => (change.after ? checkOne(proposal, change, change.after) : []));
}

function checkOne(
  proposal: Proposal,
  { before, locate }: AssignmentChange,
  after: Assignment,
): RuleFinding[] {
  const found: RuleFinding[] = [];
  const touched = new Set(changedFields(before, after).map(({ field }) => field));
  const report: Report = (fields, keys, words) => {
    if (fields.some((field) => touched.has(field))) found.push(finding("failure", locate(...keys), words));
  };
  checkDates(after, proposal.input.campaign.today, report, proposal.say.assignments);
  checkStatus(after, report, proposal.say.assignments);
  if (touched.has("sources")) found.push(...doubleSources(after, locate, proposal.say.assignments));
  return found;
}

function checkDates(after: Assignment, today: CivilDate, report: Report, say: Sentences): void {
  const { start_date: start, due_date: due, completion_date: completion } = after;
  const verified = after.verification.verified_on ?? null;
  const inOrder = (second: string, to: CivilDate | null, keys: readonly string[]) => {
    if (start !== null && to !== null && to < start) {
      report(["start_date", second], keys, say.order("start_date", start, second, to));
    }
  };
  inOrder("due_date", due, ["assignment", "due_date"]);
  inOrder("completion_date", completion, ["assignment", "completion_date"]);
  inOrder("verified_on", verified, ["assignment", "verification", "verified_on"]);
  // East of Greenwich the day begins earlier than in UTC.
  const tomorrow = addDays(today, 1);
  const hasCome = (field: string, date: CivilDate | null, keys: readonly string[]) => {
    if (date !== null && date > tomorrow) report([field], keys, say.future(field, date, today));
  };
  hasCome("start_date", start, ["assignment", "start_date"]);
  hasCome("completion_date", completion, ["assignment", "completion_date"]);
  hasCome("verified_on", verified, ["assignment", "verification", "verified_on"]);
}

function checkStatus({ status, assignee, pr_number }: Assignment, report: Report, say: Sentences): void {
  const at = ["assignment", "status"];
  const both = ["status", "assignee"];
  if (status === "pending" && assignee !== null) report(both, at, say.pendingWithAssignee(assignee));
  if ((status === "in_progress" || status === "review") && assignee === null) {
    report(both, at, say.assignedToNobody(status));
  }
  if (status === "review" && pr_number === null) report(["status", "pr_number"], at, say.reviewWithout());
}

function doubleSources(
  { sources }: Assignment,
  locate: (...keys: (string | number)[]) => FileRange,
  say: Sentences,
): RuleFinding[] {
  const seen = new Set<string>();
  return sources.flatMap(({ url }, index) => {
    if (!seen.has(url)) {
      seen.add(url);
      return [];
    }
    return [finding("warning", locate("assignment", "sources", index, "url"), say.doubleSource(url))];
  });
}
