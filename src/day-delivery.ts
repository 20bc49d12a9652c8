import { dayAt, instantAt } from "./clock.ts";
import { repositoryKey } from "./domain/repository-id.ts";
import type { Delivery } from "./facts/event.ts";

/**
 * The day (UTC) of a moment, in milliseconds since the epoch, as an event of a repository. Its ID is the day's: however
 * often it is put into an inbox it is handled once, and of days that were missed only the last is put in.
 */
export function dayDelivery(
  { repository, installationId }: Pick<Delivery, "repository" | "installationId">,
  now: number,
): Delivery {
  const key = `day-${dayAt(now)}`;
  const event = { kind: "day", key, at: instantAt(now) } as const;
  return { id: `${repositoryKey(repository)}:${key}`, repository, installationId, event };
}
