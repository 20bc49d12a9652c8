/**
 * The day: reminders, releases and questions about idle pull requests, decided from the files, the configuration, the date and
 * what GitHub says now. Nobody loses a diagram unless the warning stands on GitHub, and has stood there as long as anybody's.
 */
import type { Assignment } from "../../domain/assignment.ts";
import { laterOf } from "../../domain/civil-date.ts";
import { released } from "../../domain/claims.ts";
import { holderOf } from "../../domain/people.ts";
import type { Person } from "../../domain/person.ts";
import { TIMER, transition } from "../../domain/status.ts";
import { dayIn } from "../../domain/time-zone.ts";
import type { Reminder } from "../../domain/timer-fields.ts";
import { byUrgency, type DueTimer, REMINDERS_A_DAY, releaseDay, reminderOf } from "../../domain/timers.ts";
import { accountKey } from "../../facts/accounts.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import type { Fold } from "../fold.ts";
import { findNudges } from "./nudges.ts";
import { restsUntil } from "./pull-request-clock.ts";
import { repeatLost, tell, whenPosted } from "./reminders.ts";

export function runTimers(fold: Fold, event: TrackerEvent<"day">): string {
  if (fold.state.configBroken) return "a new day, and a configuration that cannot be read: no timer runs";
  repeatLost(fold, event);
  if (fold.pause !== null) return "a new day of a pause: no timer runs";
  const before = fold.history.length;
  const room = new Room(fold);
  for (const { now, what } of byUrgency(assignmentsOf(fold), fold.campaign))
    runTimer(fold, { now, what }, room);
  // Who was above their limit may have room now, and who waited in a pause.
  for (const { diagram_id } of assignmentsOf(fold)) fold.handOver(diagram_id);
  for (const { now, note, to } of findNudges(fold)) {
    const isPosted = note.what === "nobody" || room.take(to, note.thread);
    if (isPosted) tell(fold, fold.assignment(now.diagram_id), note, { to, what: `#${note.pr} is idle` });
  }
  const changes = fold.history.slice(before).map(({ id, what }) => `${id} ${what}`);
  return changes.join("; ") || "a new day: what depends on the date is rendered";
}

/** Those whose files can be read, and that the catalog names. */
function assignmentsOf(fold: Fold): Assignment[] {
  return [...fold.state.assignments.keys()].flatMap((id) => (fold.isBroken(id) ? [] : [fold.assignment(id)]));
}

function runTimer(
  fold: Fold,
  { now, what }: { readonly now: Assignment; readonly what: DueTimer },
  room: Room,
): void {
  const holder = holderOf(now);
  if (holder === null) return;
  const rests = restsUntil(fold, now);
  if (rests !== null) {
    fold.write({ ...now, clock_rests_until: rests }, `its clock rests until ${rests}`);
    return;
  }
  const isWarned = what === "release" ? wasWarned(fold, now) : false;
  if (isWarned === null || isWarned === "early") return;
  const account = fold.account(holder);
  const thread = threadFor(fold, now);
  if (account === null || thread === null) return;
  const due = { on: fold.today, ...(now.due_date && { due_date: now.due_date }) };
  // Nobody is called by a name that they gave up: somebody else may have it.
  const to = account === "gone" ? holder : account;
  const where = account === "gone" ? "nobody" : thread;
  if (isWarned) {
    if (where === "nobody" || room.take(to, where)) giveBack(fold, now, { ...due, to, thread: where });
  } else if (where === "nobody") {
    const note: Reminder = { what: "nobody", ...due };
    tell(fold, now, note, { to, what: "there is nobody who can be told, or no thread for it" });
  } else if (room.take(to, where)) {
    const kind = what === "release" ? "warning" : what;
    tell(fold, now, { what: kind, ...due, thread: where }, { to, what: noteOf(kind, now) });
  }
}

/** For the commit. */
function noteOf(what: "before" | "overdue" | "warning", { due_date }: Assignment): string {
  switch (what) {
    case "before":
      return `its holder is reminded that it is due on ${due_date}`;
    case "overdue":
      return `its holder is reminded that it was due on ${due_date}`;
    case "warning":
      return `its holder is warned, since it was due on ${due_date}`;
  }
}

/** `early`: they had no time since. False: what was noted never reached GitHub. Null: that is not known yet. */
function wasWarned(fold: Fold, now: Assignment): boolean | "early" | null {
  const warning = reminderOf(now, "warning");
  const at = warning && whenPosted(fold, now.diagram_id, warning);
  if (warning === null || at === "never") return false;
  if (at === null) return null;
  const { config } = fold.state;
  const postedOn = dayIn(config.time_zone, at);
  const on = releaseDay(now, laterOf(postedOn, warning.on), config);
  return on !== null && on <= fold.today ? true : "early";
}

function giveBack(
  fold: Fold,
  now: Assignment,
  {
    to,
    thread,
    ...due
  }: Pick<Reminder, "on" | "due_date"> & { readonly to: Person; readonly thread: number | "nobody" },
): void {
  const step = transition(now, "release", TIMER);
  if ("refused" in step) return;
  const pr = now.pr_number === null ? null : fold.pullRequest(now.pr_number);
  const free = released(now, step.to, fold.campaign);
  const open = pr?.state === "open" ? { let_go: { pr: pr.number, head: pr.headSha } } : {};
  const note: Reminder = { what: "released", ...due, ...(thread !== "nobody" && { thread }) };
  tell(fold, { ...free, ...open }, note, { to, what: `given back: it was due on ${now.due_date}` });
}

/** Where its holder is told: its own issue, its pull request, or where it was claimed. Null: not known yet. */
function threadFor(
  fold: Fold,
  now: Pick<Assignment, "issue" | "pr_number" | "thread">,
): number | "nobody" | null {
  const { issue = null, pr_number, thread = null } = now;
  for (const number of new Set([issue, pr_number, thread])) {
    if (number === null) continue;
    const state = fold.thread(number);
    if (state === null) return null;
    if (state === "open") return number;
  }
  return "nobody";
}

/** How many comments a day has room for; what is said to the same person on the same thread is one. */
class Room {
  private readonly taken: Set<string>;

  constructor({ state, today }: Fold) {
    const posted = [...state.assignments.values()].flatMap(({ assignment }) => {
      const holder = holderOf(assignment) ?? (assignment.last_claim ? holderOf(assignment.last_claim) : null);
      return (assignment.reminders ?? []).flatMap(({ on, thread, what }) =>
        on === today && thread !== undefined && what !== "given" && holder ? [groupOf(holder, thread)] : [],
      );
    });
    this.taken = new Set(posted);
  }

  take(to: Person, thread: number | undefined): boolean {
    const group = groupOf(to, thread);
    if (!this.taken.has(group) && this.taken.size >= REMINDERS_A_DAY) return false;
    this.taken.add(group);
    return true;
  }
}

function groupOf(to: Person, thread: number | undefined): string {
  return `${accountKey(to)} ${thread}`;
}
