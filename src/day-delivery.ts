import { dayAt, instantAt } from "./clock.ts";
import { type Delivery, eventId } from "./facts/event.ts";

/**
 * The day (UTC) of a moment, in milliseconds since the epoch, as an event of a repository. Its ID is the day's: however
 * often it is put into an inbox it is handled once, and of days that were missed only the last is put in.
 */
export function dayDelivery(
  { repository, installationId }: Pick<Delivery, "repository" | "installationId">,
  now: number,
): Delivery {
  const event = { kind: "day", key: `day-${dayAt(now)}`, at: instantAt(now) } as const;
  return { id: eventId({ repository }, event), repository, installationId, event };
}
