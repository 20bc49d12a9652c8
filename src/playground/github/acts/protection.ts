import type { Protection, Repository } from "../model.ts";
import { Refused } from "./refused.ts";

/** Why the App may not write to the branch, in GitHub's words; null when it may. */
export function findViolation(
  repository: Repository,
  branch: string,
  isApp: boolean,
): { readonly type: string; readonly message: string } | null {
  const protection = repository.protections.get(branch);
  if (protection === undefined || (isApp && mayBypass(protection))) return null;
  const reasons = [
    "Changes must be made through a pull request.",
    ...(protection.requiredChecks.length > 0
      ? [
          `${protection.requiredChecks.length} of ${protection.requiredChecks.length} required status checks are expected.`,
        ]
      : []),
    ...(protection.mergeQueue ? ["Changes must be made through the merge queue"] : []),
  ].join("\n\n");
  return protection.kind === "ruleset"
    ? { type: "UNPROCESSABLE", message: `Repository rule violations found\n\n${reasons}\n\n` }
    : {
        type: "BRANCH_PROTECTION_RULE_VIOLATION",
        message: `Branch protection rule violations found for refs/heads/${branch}\n\n${reasons}\n`,
      };
}

export function refuseProtected(repository: Repository, branch: string, isApp: boolean): void {
  const violation = findViolation(repository, branch, isApp);
  if (violation !== null) throw new Refused(422, violation.message);
}

/** Reported by users: classic required checks stop even an App that is allowed to push. */
function mayBypass(protection: Protection): boolean {
  return protection.appMayBypass && (protection.kind === "ruleset" || protection.requiredChecks.length === 0);
}
