/** The issues that tell the maintainers of a branch of the bot's that was deleted. */

import type { MaintainersIssue } from "../../../decide/plan.ts";
import type { Messages } from "../../../messages/english/english.ts";

export interface LostBranches {
  readonly own: string;
  /** The default branch. */
  readonly base: string;
}

interface LostFacts {
  readonly branches: LostBranches;
  readonly oid: string;
  readonly by: string | null;
  readonly say: Messages["lost"];
}

export function renderRestored(facts: LostFacts & { readonly number: number | null }): MaintainersIssue {
  const { branches, oid, by, number, say } = facts;
  return {
    marker: "<!-- diagram-tracker:restored -->",
    title: say.restoredTitle(branches.own),
    body: [
      say.restored(branches.own, by, oid.slice(0, 12), number),
      "",
      say.keepIt(branches.own),
      "",
      `- ${say.insteadPause()}`,
      `- ${say.insteadEnd(branches.base)}`,
      `- ${say.insteadMove()}`,
      "",
      say.closeThis(),
    ].join("\n"),
  };
}

export function renderLost(facts: LostFacts & { readonly reason: string }): MaintainersIssue {
  const { branches, oid, by, reason, say } = facts;
  return {
    marker: "<!-- diagram-tracker:lost -->",
    title: say.title(branches.own),
    body: [
      say.gone(branches.own, by),
      "",
      say.why(reason),
      "",
      say.toDo(),
      "",
      `- ${say.push(oid, branches.own)}`,
      `- ${say.beginAgain(branches.base, branches.own)}`,
    ].join("\n"),
  };
}
