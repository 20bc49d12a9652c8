/**
 * What timers say to the person whom they mention. Each goes on from "**G-LIN-FL** Flow Diagram: ", says what the date is, and
 * what to write.
 */
import type { Assignment } from "../../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../domain/civil-date.ts";
import { code, plain } from "../../tracker/inert.ts";
import { counted } from "./grammar.ts";

const days = (count: number) => counted(count, "day", "days");
const whatToWrite = ({ diagram_id: id }: Assignment, mayMove: boolean) =>
  `${mayMove ? `For more time write ${code(`/due ${id} +7`)}.` : "You moved the date as often as you may: for more time ask a maintainer."} If you cannot do it, ${code(`/release ${id}`)} lets somebody else have it.`;
const pullRequest = ({ pr_number }: Assignment) =>
  pr_number === null ? "" : ` (pull request #${pr_number})`;

export const timers = {
  before: (now: Assignment, today: CivilDate, mayMove: boolean) => {
    const left = now.due_date === null ? 0 : daysBetween(today, now.due_date);
    const when = left <= 0 ? "today" : left === 1 ? "tomorrow" : `in ${days(left)}`;
    return `it is due ${when}, on ${now.due_date}${pullRequest(now)}. ${whatToWrite(now, mayMove)}`;
  },
  overdue: (now: Assignment, today: CivilDate, mayMove: boolean) =>
    `it was due on ${now.due_date}, ${days(now.due_date === null ? 0 : daysBetween(now.due_date, today))} ago${pullRequest(now)}. ${whatToWrite(now, mayMove)}`,
  warning: (now: Assignment, on: CivilDate, mayMove: boolean) =>
    `it was due on ${now.due_date}${pullRequest(now)}. On ${on} I will make it free for others. To keep it, ${mayMove ? `write ${code(`/due ${now.diagram_id} +7`)}` : "ask a maintainer for more time"} or push your drawing to a pull request. ${code(`/release ${now.diagram_id}`)} makes it free now.`,
  released: (now: Assignment, due: CivilDate | null, pr: number | null) =>
    `it was due${due === null ? "" : ` on ${due}`}, and I did not hear from you, so you no longer hold it. Thank you for the time that you gave it! ` +
    (now.assignee === null
      ? `${code(`/claim ${now.diagram_id}`)} takes it back while it is free.`
      : `**${plain(now.assignee)}** waited for it and has it now. ${code(`/wait ${now.diagram_id}`)} puts you in the line.`) +
    (pr === null || now.assignee !== null ? "" : ` Pull request #${pr} claims it again when you push to it.`),
  given: (now: Assignment, guideUrl: string | null) =>
    `you waited for it, and now it is yours${now.due_date === null ? "" : ` until ${now.due_date}`}. ` +
    `Next: open a pull request with ${code(now.diagram_id)} in its title. If you no longer want it, write ${code(`/release ${now.diagram_id}`)}.` +
    (guideUrl === null ? "" : ` [This page](${guideUrl.replace(/[()]/g, "\\$&")}) says what it has to show.`),
  reviewer: (now: Assignment) =>
    `pull request #${now.pr_number} waits for your review, and nothing has happened there for some days. If you cannot review it now, tell a maintainer.`,
  author: (now: Assignment) =>
    `nothing has happened in pull request #${now.pr_number} for some days, and the next step is yours. Push what is missing. If you cannot go on, ${code(`/release ${now.diagram_id}`)} lets somebody else have it.`,
} as const;
