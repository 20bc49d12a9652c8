/**
 * The line of those who want a diagram next: first come, first served. Whoever may not have it when it becomes free keeps their
 * place and is passed over, so that nobody who went away blocks it for the others.
 */
import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { addDays, type CivilDate } from "./civil-date.ts";
import { limitReached } from "./claim-limits.ts";
import { claimed } from "./claims.ts";
import type { DiagramId } from "./diagram-id.ts";
import { isSamePerson, type Person, personOf } from "./person.ts";
import { transition } from "./status.ts";
import { WAITING_LIMIT, type Waiting } from "./timer-fields.ts";

/** After so many days somebody may have forgotten that they wait. */
const WAITING_DAYS = 60;

type Line = Pick<Assignment, "waiting">;

/** Who waits, first first, without those who waited too long. */
export function lineOf({ waiting = [] }: Line, today: CivilDate): Waiting[] {
  return waiting.filter(({ since }) => addDays(since, WAITING_DAYS) >= today);
}

/** From 1; null: they do not wait. */
export function positionInLine(now: Line, person: Person, today: CivilDate): number | null {
  const at = lineOf(now, today).findIndex((one) => isSamePerson(waiterOf(one), person));
  return at < 0 ? null : at + 1;
}

export function waitedFor({ assignments, today }: Campaign, person: Person): DiagramId[] {
  return [...assignments.values()].flatMap((now) =>
    positionInLine(now, person, today) === null ? [] : [now.diagram_id],
  );
}

/** Null: the line is full. */
export function withWaiting(
  now: Assignment,
  person: Person,
  { since, thread }: { readonly since: CivilDate; readonly thread: number },
): Assignment | null {
  const line = lineOf(now, since);
  if (line.length >= WAITING_LIMIT) return null;
  const { login, id } = person;
  return { ...now, waiting: [...line, { login, ...(id !== null && { id }), since, thread }] };
}

export function withoutWaiting(now: Assignment, person: Person, today: CivilDate): Assignment {
  const { waiting: _waiting, ...rest } = now;
  const line = lineOf(now, today).filter((one) => !isSamePerson(waiterOf(one), person));
  return line.length > 0 ? { ...rest, waiting: line } : rest;
}

interface HandedOver {
  readonly to: Person;
  readonly entry: Waiting;
  readonly assignment: Assignment;
}

/**
 * A diagram that is free, in the hands of the first who may have it; null: nobody waits who may. `isThere`: whether the
 * account is still somebody's who can see the repository; null: that is not known yet, and nobody after them is asked.
 */
export function handedOver(
  now: Assignment,
  campaign: Campaign,
  isThere: (person: Person) => boolean | null,
): HandedOver | null {
  const step = transition(now, "claim", { kind: "person", isHolder: false, may: () => true });
  if ("refused" in step || now.assignee !== null) return null;
  for (const entry of lineOf(now, campaign.today)) {
    const to = waiterOf(entry);
    if (to === null || limitReached(campaign, to) !== null) continue;
    const there = isThere(to);
    if (there === null) return null;
    if (!there) continue;
    const { assignment } = claimed(withoutWaiting(now, to, campaign.today), step.to, to, campaign);
    const { thread = now.thread } = entry;
    return { to, entry, assignment: { ...assignment, ...(thread !== undefined && { thread }) } };
  }
  return null;
}

function waiterOf({ login, id }: Waiting): Person | null {
  return personOf(login, id);
}
