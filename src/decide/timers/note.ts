import type { DiagramId } from "../../domain/diagram-id.ts";
import type { Person } from "../../domain/person.ts";
import type { Reminder } from "../../domain/timer-fields.ts";

/** Something that is said to somebody on a thread. */
export interface PendingReminder {
  readonly id: DiagramId;
  readonly note: Reminder;
  readonly to: Person;
  readonly thread: number;
  /** Key of the event that it is said at. */
  readonly event: string;
}

/** In the marker of the comment: by it the comment is found again. */
export function noteKey(id: DiagramId, { what, on }: Reminder): string {
  return `remind-${id}-${what}-${on}`;
}
