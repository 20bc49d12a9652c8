/** The issue that tells the maintainers of a refusal. */

import type { MaintainersIssue } from "../../decide/plan.ts";
import type { Messages } from "../../messages/english/english.ts";

/** What keeps the bot from writing to a branch. */
export type RefusedBy = "ruleset" | "protection" | "merge-queue" | "permission" | "unknown";

export interface RefusalFacts {
  readonly by: RefusedBy;
  /** GitHub's own words. */
  readonly reason: string;
  readonly branch: string;
  /** What they may do beside letting the App past the rule. Markdown. */
  readonly wayOut: string;
  /** The repository's page. */
  readonly url: string;
  /** In a repository of a person's own no App can be let past a rule. */
  readonly isInOrganization: boolean;
  /** The bot speaks with the token of a workflow's run, which no rule can let past. */
  readonly isRun: boolean;
}

/** Marks the one issue in which maintainers are told that the bot cannot write. */
export const REFUSAL_MARKER = "<!-- diagram-tracker:refused -->";
export const MENDED_MARKER = "<!-- diagram-tracker:mended -->";

/** A pure function of the facts, so that the same refusal changes nothing however often it is met. */
export function renderRefusal(facts: RefusalFacts, say: Messages["refusal"]): MaintainersIssue {
  const { by, branch, reason, isRun } = facts;
  const ofRuns = by === "ruleset" || by === "permission" ? say.byOfRuns[by] : say.by[by];
  const body = [
    isRun ? say.waitsForRun(branch) : say.waits(branch),
    "",
    say.why((isRun ? ofRuns : say.by[by])(branch)),
    "",
    say.quotedReason(reason),
    "",
    say.toDo(),
    "",
    ...remedies(facts, say.remedy).map((remedy) => `- ${remedy}`),
  ].join("\n");
  return { marker: REFUSAL_MARKER, title: say.title(branch), body };
}

export function renderMended(branch: string, say: Messages["refusal"]): string {
  return `${say.mended(branch)}\n\n${MENDED_MARKER}`;
}

function remedies(facts: RefusalFacts, say: Messages["refusal"]["remedy"]): string[] {
  const { by, branch, wayOut, url, isInOrganization, isRun } = facts;
  if (isRun) return by === "permission" ? [say.runsPermission()] : [say.runsBranch(), say.runsToken(branch)];
  const personal = say.personal(branch, url);
  switch (by) {
    case "ruleset":
      return [isInOrganization ? say.ruleset(branch, url) : personal, wayOut];
    case "protection":
      return [isInOrganization ? say.protection(branch, url) : personal, wayOut];
    case "merge-queue":
      return [wayOut];
    case "unknown":
      return [isInOrganization ? say.unknown(branch, url) : personal, wayOut, say.operator()];
    case "permission":
      return [say.permission(url)];
  }
}
