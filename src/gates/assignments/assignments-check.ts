import type { CheckInput } from "../check-input.ts";
import type { CheckReport } from "../check-report.ts";
import { checkAccounts } from "./check-accounts.ts";
import { checkFiles } from "./check-files.ts";
import { checkPlan } from "./check-plan.ts";
import { checkProblems } from "./check-problems.ts";
import { checkRights } from "./check-rights.ts";
import { checkSense } from "./check-sense.ts";
import { checkTracker } from "./check-tracker.ts";
import { readProposal } from "./proposal.ts";
import { renderReport } from "./report.ts";

/** Each finds one family of mistakes; a new rule is its file and its line here. */
const RULES = [
  checkFiles,
  checkProblems,
  checkRights,
  checkAccounts,
  checkSense,
  checkPlan,
  checkTracker,
] as const;

/**
 * "Diagram tracker / assignments": what would become of the campaign's own files by the merge. Null: the pull request
 * touches none of them. Only what it brings or touches is judged, by the configuration of the default branch.
 */
export function assignmentsCheck(input: CheckInput): CheckReport | null {
  const proposal = readProposal(input);
  if (proposal === null) return null;
  return renderReport(
    proposal,
    RULES.flatMap((rule) => rule(proposal)),
  );
}
