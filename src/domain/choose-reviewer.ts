import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { reviewerOf } from "./people.ts";
import { isSamePerson, type Person } from "./person.ts";

/**
 * Who of the configured reviewers is asked to review a diagram. Whoever was asked already stays, while that is still
 * right. Else the one with the fewest diagrams open; of these the one who was asked least often in all, so that equal
 * loads take turns; then the list's order. Never a maker of the diagram, never somebody who is blocked or away.
 */
export function chooseReviewer(
  { config, assignments }: Pick<Campaign, "config" | "assignments">,
  now: Pick<Assignment, "diagram_id" | "reviewer" | "reviewer_id">,
  makers: readonly (Person | null)[],
): Person | null {
  const excluded = [...makers, ...config.blocked, ...config.away];
  const candidates = config.reviewers.filter((person) => !excluded.some((one) => isSamePerson(one, person)));
  const asked = reviewerOf(now);
  const kept = candidates.find((person) => isSamePerson(person, asked));
  if (kept !== undefined) return { ...kept, id: kept.id ?? asked?.id ?? null };

  const loads = candidates.map((person) => ({ person, open: 0, ever: 0 }));
  for (const other of assignments.values()) {
    if (other.reviewer === null || other.diagram_id === now.diagram_id) continue;
    const load = loads.find(({ person }) => isSamePerson(person, reviewerOf(other)));
    if (!load) continue;
    load.ever++;
    if (other.status === "in_progress" || other.status === "review") load.open++;
  }
  const [first] = loads.sort((one, other) => one.open - other.open || one.ever - other.ever);
  return first?.person ?? null;
}
