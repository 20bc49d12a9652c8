/** How many diagrams a person may hold before they claim another one. */
import type { Campaign } from "./campaign.ts";
import { assignedInProgress, assignedInReview, assignedTo } from "./claims.ts";
import type { DiagramId } from "./diagram-id.ts";
import type { Person } from "./person.ts";

/** `first`: nothing of theirs is complete yet. */
export interface LimitReached {
  readonly kind: "limit" | "first" | "review";
  readonly limit: number;
  readonly assigned: readonly DiagramId[];
}

/** The limit that keeps the person from one more, or null. `more`: what else counts as being in progress. */
export function limitReached(campaign: Campaign, person: Person, more = 0): LimitReached | null {
  const { limit, review_limit } = campaign.config.claims;
  const assigned = assignedInProgress(campaign, person);
  if (assigned.length + more >= limit) return { kind: "limit", limit, assigned };
  const first = firstLimitOf(campaign, person);
  if (first !== null && first.assigned.length >= first.limit) return { kind: "first", ...first };
  const inReview = assignedInReview(campaign, person);
  return inReview.length >= review_limit ? { kind: "review", limit: review_limit, assigned: inReview } : null;
}

/**
 * What somebody may hold, and holds, whose first diagram is not complete; null: it is, or nothing is configured. What
 * waits in review counts here: whoever has never finished one finishes it before the next.
 */
export function firstLimitOf(campaign: Campaign, person: Person): Omit<LimitReached, "kind"> | null {
  const { first_limit } = campaign.config.claims;
  if (first_limit === undefined) return null;
  const isDone = assignedTo(campaign, person, ({ status }) => status === "complete").length > 0;
  if (isDone) return null;
  const assigned = assignedTo(
    campaign,
    person,
    ({ status }) => status === "in_progress" || status === "review",
  );
  return { limit: first_limit, assigned };
}
