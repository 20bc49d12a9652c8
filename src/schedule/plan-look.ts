/**
 * When a repository is looked at next. Pure: times are milliseconds since the epoch.
 *
 * Each repository has a place of its own in the time, told by its name, and its looks keep to it: so they are spread evenly, a
 * restart changes nothing, and whatever made many due at once is spread again by their next look.
 */
import { digestOf } from "../domain/digest.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import { repositoryKey } from "../domain/repository-id.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Where nothing happens, the day begins (that is, what depends on the date is renewed) within this time after midnight, UTC. */
const DAY_BEGINS_WITHIN = 6 * HOUR;
/** What fails is tried again after this long at the latest, unless looks are farther apart anyway. */
const LONGEST_RETRY = HOUR;

export interface LookPlan {
  readonly repository: RepositoryId;
  /** How many looks in a row found nothing: from the second on each doubles the time to the next one, up to a day. */
  readonly quietLooks: number;
  /** Then another day has to be put in on its own day. */
  readonly isCampaign: boolean;
}

/** `everyMs`: the time between two looks where something happens. The next one is at least half of it away, and no more. */
export function planLook(
  { repository, quietLooks, isCampaign }: LookPlan,
  now: number,
  everyMs: number,
): number {
  const offset = offsetOf(repository) * DAY_BEGINS_WITHIN;
  const interval = doubled(everyMs, quietLooks - 1, DAY);
  const half = interval / 2;
  const look = Math.round(offset + Math.floor((now + interval - offset) / half) * half);
  const tomorrow = Math.round((Math.floor(now / DAY) + 1) * DAY + offset);
  return isCampaign ? Math.min(look, tomorrow) : look;
}

/** `failedLooks`: how many in a row, this one included. */
export function planRetry(
  { repository, failedLooks }: { readonly repository: RepositoryId; readonly failedLooks: number },
  now: number,
  everyMs: number,
): number {
  const pause = doubled(everyMs, failedLooks - 1, Math.max(everyMs, LONGEST_RETRY));
  return Math.round(now + pause * (0.75 + offsetOf(repository) / 4));
}

function doubled(ms: number, times: number, most: number): number {
  return Math.min(ms * 2 ** Math.min(Math.max(0, times), 30), most);
}

/** From 0 to 1, and always the same. */
function offsetOf(repository: RepositoryId): number {
  return Number.parseInt(digestOf(repositoryKey(repository)).slice(0, 12), 16) / 16 ** 12;
}
