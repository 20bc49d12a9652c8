import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { addDays, type CivilDate } from "./civil-date.ts";

/** What becomes of a wish to move a due date. */
export type DueDateMove =
  /** `left`: how many extensions the holder has left; null where none was used. */
  | { readonly kind: "moved"; readonly assignment: Assignment; readonly left: number | null }
  | { readonly kind: "same" | "past" }
  | { readonly kind: "too-far"; readonly last: CivilDate }
  | { readonly kind: "used-up"; readonly used: number };

/** The latest day to which a holder may put off what is due. */
export function latestDueDate({ today, config }: Pick<Campaign, "today" | "config">): CivilDate {
  return addDays(today, config.claims.extension_days);
}

/** The latest day that a claim may name as its own. */
export function latestFirstDueDate({ today, config }: Pick<Campaign, "today" | "config">): CivilDate {
  return addDays(today, Math.max(config.claims.days, config.claims.extension_days));
}

/** Moves the date. Only putting it off counts as an extension, and only for people who are no maintainers. */
export function moveDueDate(
  now: Assignment,
  date: CivilDate,
  campaign: Pick<Campaign, "today" | "config">,
  isMaintainer: () => boolean,
): DueDateMove {
  if (date === now.due_date) return { kind: "same" };
  if (date < campaign.today) return { kind: "past" };
  const { extensions } = campaign.config.claims;
  const isLater = now.due_date !== null && date > now.due_date;
  const used = now.extensions ?? 0;
  const last = latestDueDate(campaign);
  const isBeyond = date > last || (isLater && used >= extensions);
  if (isBeyond && !isMaintainer()) {
    return date > last ? { kind: "too-far", last } : { kind: "used-up", used };
  }
  const moved: Assignment = { ...now, due_date: date };
  if (!isLater || isBeyond) return { kind: "moved", assignment: moved, left: null };
  return { kind: "moved", assignment: { ...moved, extensions: used + 1 }, left: extensions - used - 1 };
}
