/**
 * What is due on a day, told from one assignment, the configuration and the date alone: a reminder before the due date, one
 * after it, the warning that the diagram is given back, and that it is. Whatever was said of this due date stands in the file,
 * so the same day twice gives nothing new, and a missed day is made good on the next one.
 */
import type { Assignment } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { addDays, type CivilDate, daysBetween, laterOf } from "./civil-date.ts";
import { type Config, isAway, isBlocked } from "./config.ts";
import type { DiagramId } from "./diagram-id.ts";
import { holderOf } from "./people.ts";
import { isLogin, type Person } from "./person.ts";
import type { Reminder } from "./timer-fields.ts";

type Time = Pick<Campaign, "today" | "config">;

export type DueTimer = "before" | "overdue" | "warning" | "release";

/** So many comments of timers a day and repository. The rest waits for the next day, and stands in the weekly review. */
export const REMINDERS_A_DAY = 20;

/** What is due; null: nothing, or its clock rests. */
function timerOf(now: Assignment, { today, config }: Time): DueTimer | null {
  const { due_date: due, status } = now;
  const isRunning = status === "in_progress" || status === "review";
  if (!isRunning || due === null || !canBeNotified(config, holderOf(now))) return null;
  if (now.clock_rests_until !== undefined && now.clock_rests_until >= today) return null;
  if (isReminded(now, "nobody")) return null;
  const { remind_before, remind_after } = config.claims;
  const over = daysBetween(due, today);
  if (over > 0) {
    const released = releaseOf(now, { today, config });
    if (released !== null) return released;
    const isDue = remind_after !== "off" && over >= remind_after;
    return isDue && !isReminded(now, "overdue") && !isReminded(now, "warning") ? "overdue" : null;
  }
  // Whoever claims until tomorrow needs no reminder today.
  const isFresh = now.start_date !== null && now.start_date >= today;
  const isNear = remind_before !== "off" && -over <= remind_before;
  return isNear && !isFresh && !isReminded(now, "before") ? "before" : null;
}

/** Null: no timer takes it away, or it is too early. */
function releaseOf(now: Assignment, time: Time): "warning" | "release" | null {
  const { remind_after } = time.config.claims;
  if (!isReleasable(now, time.config) || now.due_date === null) return null;
  const warned = reminderOf(now, "warning");
  const over = daysBetween(now.due_date, time.today);
  if (warned === null) return over >= (remind_after === "off" ? 1 : remind_after) ? "warning" : null;
  const on = releaseDay(now, warned.on, time.config);
  return on !== null && on <= time.today ? "release" : null;
}

/** What a maintainer gave somebody no timer takes away. */
function isReleasable(now: Assignment, { claims }: Config): boolean {
  return claims.release_after !== "off" && now.assigned_by === undefined;
}

/** The day on which it is given back if its holder was warned on a day; null: never. */
export function releaseDay(now: Assignment, warnedOn: CivilDate, config: Config): CivilDate | null {
  const { release_after, remind_after } = config.claims;
  if (release_after === "off" || now.due_date === null) return null;
  const grace = Math.max(1, release_after - (remind_after === "off" ? 1 : remind_after));
  return laterOf(addDays(now.due_date, release_after), addDays(warnedOn, grace));
}

/** Somebody who reads a comment, and is not away. */
export function canBeNotified(config: Config, person: Person | null): person is Person {
  return person !== null && isLogin(person.login) && !isAway(config, person) && !isBlocked(config, person);
}

/**
 * What was said of the due date that it has now; null: nothing. What was said before its clock rested is as good as not said:
 * whoever heard that has worked on it since.
 */
export function reminderOf(now: Assignment, what: Reminder["what"]): Reminder | null {
  const { due_date, clock_rests_until: rests, reminders = [] } = now;
  const counts = ({ on }: Reminder) => rests === undefined || on > rests;
  return reminders.findLast((one) => one.what === what && one.due_date === due_date && counts(one)) ?? null;
}

function isReminded(now: Assignment, what: Reminder["what"]): boolean {
  return reminderOf(now, what) !== null;
}

/** A timer that is due and was not said. */
interface UnsentReminder {
  readonly id: DiagramId;
  readonly what: DueTimer | "nobody";
}

/**
 * For the weekly review: what could not be said, since there was more than a day has room for, and what there is no thread
 * for. In the order in which it is said.
 */
export function unsentReminders(campaign: Campaign): UnsentReminder[] {
  const all = [...campaign.assignments.values()];
  const left = byUrgency(all, campaign).map(
    ({ now, what }): UnsentReminder => ({ id: now.diagram_id, what }),
  );
  const open = all.filter(({ status }) => status === "in_progress" || status === "review");
  const toNobody = open.filter((now) => isReminded(now, "nobody"));
  return [...left, ...toNobody.map((now): UnsentReminder => ({ id: now.diagram_id, what: "nobody" }))];
}

/** What is due, what was due first first. */
export function byUrgency(
  all: readonly Assignment[],
  time: Time,
): { readonly now: Assignment; readonly what: DueTimer }[] {
  const due = all.flatMap((now) => {
    const what = timerOf(now, time);
    return what === null ? [] : [{ now, what }];
  });
  const key = ({ now }: { readonly now: Assignment }) => `${now.due_date} ${now.diagram_id}`;
  return due.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
