/**
 * What timers say to people. It is noted in the diagram's file in the very commit that makes it true, and said after that. A
 * day that is decided again, since the server died in between or two of them heard of it, looks for what was noted of it on
 * the thread itself, and says what is not there.
 */
import type { Assignment } from "../../domain/assignment.ts";
import { addDays } from "../../domain/civil-date.ts";
import type { DiagramId } from "../../domain/diagram-id.ts";
import { holderOf, reviewerOf } from "../../domain/people.ts";
import type { Person } from "../../domain/person.ts";
import { dayIn } from "../../domain/time-zone.ts";
import { type Reminder, withReminder } from "../../domain/timer-fields.ts";
import { releaseDay } from "../../domain/timers.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import { plain } from "../../tracker/inert.ts";
import { groupAlike } from "../alike.ts";
import type { Fold } from "../fold.ts";
import type { Answer } from "../run-comment.ts";
import { noteKey, type PendingReminder } from "./note.ts";

/** Notes in the file what is said, and has it said. Without a thread it is only noted. */
export function tell(
  fold: Fold,
  now: Assignment,
  note: Reminder,
  { to, what }: { to: Person; what: string },
): void {
  fold.write({ ...now, reminders: withReminder(now.reminders, [note]) }, what);
  postAfterCommit(fold, now.diagram_id, note, to);
}

function postAfterCommit(fold: Fold, id: DiagramId, note: Reminder, to: Person): void {
  const { thread } = note;
  if (thread !== undefined)
    fold.pendingReminders.push({ id, note, to, thread, event: fold.handling?.key ?? "" });
}

/** When a comment that was noted reached GitHub (ISO instant): `never`, or null while that is not known. */
export function whenPosted(fold: Fold, id: DiagramId, note: Reminder): string | "never" | null {
  if (note.thread === undefined) return "never";
  const key = noteKey(id, note);
  if (fold.posting.has(key)) return fold.now;
  // A day has many hours, and clocks differ.
  const answered = fold.answeredOn(note.thread, `${addDays(note.on, -2)}T00:00:00Z`);
  return answered === null ? null : (answered.get(key) ?? "never");
}

/** What files said before this batch that was said on the event's day or later, and is not there. */
export function repeatLost(fold: Fold, event: Pick<TrackerEvent, "at">): void {
  const day = dayIn(fold.state.config.time_zone, event.at);
  for (const [id, { assignment }] of fold.state.assignments) {
    for (const note of assignment.reminders ?? []) {
      // What was given may have been so by an event that nobody would handle again for it.
      const since = note.what === "given" ? addDays(day, -1) : day;
      if (note.on < since || note.what === "nobody" || note.thread === undefined) continue;
      const person = recipientOf(fold.assignment(id), note);
      const to = person && fold.account(person);
      if (to !== null && to !== "gone" && whenPosted(fold, id, note) === "never")
        postAfterCommit(fold, id, note, to);
    }
  }
}

function recipientOf(now: Assignment, { what }: Reminder): Person | null {
  if (what === "released") return now.last_claim ? holderOf(now.last_claim) : null;
  return what === "reviewer" ? reviewerOf(now) : holderOf(now);
}

/** The comments: one for each person on each thread. */
export function renderReminders(fold: Fold): Answer[] {
  const groups = Map.groupBy(
    fold.pendingReminders,
    ({ to, thread, event }) => `${thread} ${to.id ?? to.login} ${event}`,
  );
  return [...groups.values()].flatMap((told): Answer[] => {
    const [first] = told;
    if (!first) return [];
    const { event: key, thread, to } = first;
    const lines = told.map((one) => ({ id: one.id, text: sentence(fold, one) }));
    const blocks = groupAlike(lines).map(({ text, same: [{ id }, ...others] }) => {
      const { about, forEach } = fold.say.command;
      const name = fold.state.catalog.diagrams.get(id)?.name ?? "";
      const ids = [id, ...others.map((other) => other.id)];
      return `- ${others.length === 0 ? about(id, plain(name)) : forEach(ids, ids.length)}${text}`;
    });
    return [
      {
        event: { key, thread, author: to.login, ...(to.id !== null && { authorId: to.id }) },
        blocks,
        answers: told.map(({ id, note }) => noteKey(id, note)),
        isDeclined: false,
      },
    ];
  });
}

function sentence(fold: Fold, { id, note }: PendingReminder): string {
  const { timers: say } = fold.say;
  const now = fold.assignment(id);
  const { config } = fold.state;
  const mayMove = (now.extensions ?? 0) < config.claims.extensions;
  switch (note.what) {
    case "before":
      return say.before(now, fold.today, mayMove);
    case "overdue":
      return say.overdue(now, fold.today, mayMove);
    case "warning":
      return say.warning(now, releaseDay(now, note.on, config) ?? note.on, mayMove);
    case "released":
      return say.released(now, note.due_date ?? null, now.let_go?.pr ?? null);
    case "given":
      return say.given(now, fold.guideUrl);
    case "reviewer":
      return say.reviewer(now);
    case "author":
      return say.author(now);
    case "nobody":
      return "";
  }
}
