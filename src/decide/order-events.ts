import type { TrackerEvent } from "../facts/event.ts";

/**
 * Events in the order in which they happened, each once. GitHub promises no order of deliveries; where two happened
 * in the same second, the order of arrival decides.
 */
export function orderEvents(events: readonly TrackerEvent[]): TrackerEvent[] {
  const once = new Map<string, TrackerEvent>();
  for (const event of events) if (!once.has(event.key)) once.set(event.key, event);
  return [...once.values()].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
