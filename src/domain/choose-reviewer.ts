import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { isSamePerson } from "./login.ts";

/**
 * Who of the configured reviewers is asked to review a diagram. Whoever was asked already stays, while that is still
 * right. Else the one with the fewest diagrams open; of these the one who was asked least often in all, so that equal
 * loads take turns; then the list's order. Never a maker of the diagram, never somebody who is blocked or away.
 */
export function chooseReviewer(
  { config, assignments }: Pick<Campaign, "config" | "assignments">,
  { diagram_id, reviewer: asked }: Pick<Assignment, "diagram_id" | "reviewer">,
  makers: readonly (string | null)[],
): string | null {
  const excluded = [...makers, ...config.blocked, ...config.away];
  const candidates = config.reviewers.filter((login) => !excluded.some((one) => isSamePerson(one, login)));
  const kept = candidates.find((login) => isSamePerson(login, asked));
  if (kept !== undefined) return kept;

  const loads = new Map(candidates.map((login) => [login.toLowerCase(), { open: 0, ever: 0 }]));
  for (const { diagram_id: id, reviewer, status } of assignments.values()) {
    const load = reviewer === null || id === diagram_id ? undefined : loads.get(reviewer.toLowerCase());
    if (!load) continue;
    load.ever++;
    if (status === "in_progress" || status === "review") load.open++;
  }
  const loadOf = (login: string) => loads.get(login.toLowerCase()) ?? { open: 0, ever: 0 };
  const [first] = candidates
    .map((login) => ({ login, ...loadOf(login) }))
    .sort((one, other) => one.open - other.open || one.ever - other.ever);
  return first?.login ?? null;
}
