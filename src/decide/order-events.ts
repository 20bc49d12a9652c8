import type { TrackerEvent } from "../facts/event.ts";

/**
 * Events in the order in which they happened, each once. GitHub promises no order of deliveries, and tells time to the
 * second: those of one second that are numbered alike go by their numbers, and all else as it arrived.
 */
export function orderEvents(events: readonly TrackerEvent[]): TrackerEvent[] {
  const once = new Map<string, TrackerEvent>();
  for (const event of events) if (!once.has(event.key)) once.set(event.key, event);
  const seconds = Map.groupBy(once.values(), ({ at }) => at);
  return [...seconds]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .flatMap(([, sameSecond]) => orderSecond(sameSecond));
}

/** Each kind keeps its places among the others. */
function orderSecond(events: readonly TrackerEvent[]): TrackerEvent[] {
  const kinds = Map.groupBy(events.map(numbered), ({ kind }) => kind);
  for (const list of kinds.values()) list.sort((one, other) => one.number - other.number);
  return events.flatMap((event) => kinds.get(numbered(event).kind)?.shift()?.event ?? []);
}

/** `comment-4711@…` is an edit of comment 4711, which comes after the comment itself. */
const NUMBERED = /^([a-z-]+)-(\d+)(@?)/;

function numbered(event: TrackerEvent) {
  const [, name, number, edit] = (event.kind === "comment" && NUMBERED.exec(event.key)) || [];
  if (name === undefined) return { event, kind: event.kind, number: 0 };
  return { event, kind: name, number: Number(number) + (edit === "" ? 0 : 0.5) };
}
