/**
 * What the timers know of a diagram. It stands in its file and nowhere else, so that a comment that is lost, a server that is
 * set up anew or a day that comes twice changes no date.
 */
import { z } from "zod";
import { accountId, person, threadNumber } from "./assignment-values.ts";
import { dateSchema as date } from "./date-schema.ts";
import { field } from "./field.ts";

/**
 * `before`, `overdue`: of its due date. `warning`: that it is given back, too. `released`: that it was. `given`: it was
 * somebody's turn in the line. `reviewer`, `author`: of a pull request on which nothing happened. `nobody`: there was nobody
 * whom that could be said to.
 */
const REMINDERS = [
  "before",
  "overdue",
  "warning",
  "released",
  "given",
  "reviewer",
  "author",
  "nobody",
] as const;

const REMINDERS_LIMIT = 20;
export const WAITING_LIMIT = 50;

const reminderSchema = z.strictObject({
  what: z
    .enum(REMINDERS)
    .describe("What it was about: before, overdue, warning, released, given, reviewer, author or nobody."),
  on: date.describe("The day on which it was said."),
  thread: threadNumber.optional().describe("The issue or pull request on which it was said."),
  due_date: date.optional().describe("The due date that it was about: another one begins anew."),
  pr: threadNumber.optional().describe("The pull request that it was about."),
});

const waitingSchema = z.strictObject({
  login: person,
  id: accountId.describe("The number of that account."),
  since: date.describe("The day on which they wrote /wait."),
  thread: threadNumber.optional().describe("Where they did, and where they are told."),
});

const letGoSchema = z.strictObject({
  pr: threadNumber.describe("A pull request that was open when its claim was given back by a timer."),
  head: z.string().max(64).describe("Its last commit then: by another one of its author's it claims again."),
});

export const TIMER_FIELDS = {
  assigned_by: field(
    "bot",
    person.optional().describe("The maintainer who gave it to its holder: no timer takes it away."),
  ),
  assigned_by_id: field("bot", accountId.describe("The number of that account.")),
  clock_rests_until: field(
    "bot",
    date.optional().describe("No timer counts until this day, since there was a push to its pull request."),
  ),
  reminders: field(
    "bot",
    z
      .array(reminderSchema)
      .max(REMINDERS_LIMIT)
      .optional()
      .describe("What was said about its dates, when and where."),
  ),
  let_go: field(
    "bot",
    letGoSchema.optional().describe("The pull request that was open when a timer gave the diagram back."),
  ),
  waiting: field(
    "bot",
    z
      .array(waitingSchema)
      .max(WAITING_LIMIT)
      .optional()
      .describe("Who gets it next, first come, first served."),
  ),
};

export type Reminder = z.output<typeof reminderSchema>;
export type Waiting = z.output<typeof waitingSchema>;

/** Room for one more: the oldest go. */
export function withReminder(
  reminders: readonly Reminder[] | undefined,
  more: readonly Reminder[],
): Reminder[] {
  return [...(reminders ?? []), ...more].slice(-REMINDERS_LIMIT);
}
