import type { Assignment } from "../../domain/assignment.ts";
import type { CivilDate } from "../../domain/civil-date.ts";
import { quote, type Words, words } from "../words.ts";

const quotes = (texts: readonly string[]) =>
  texts.slice(0, 5).map(quote).join(", ") + (texts.length > 5 ? ` and ${texts.length - 5} more` : "");
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
const holder = ({ assignee, status, due_date }: Assignment) =>
  assignee === null
    ? `It is ${status}, held by nobody`
    : `${quote(assignee)} holds it (${status}${due_date ? `, until ${due_date}` : ""})`;

/**
 * What the check "Diagram tracker / assignments" finds. Each says what was found, what was expected and what to do. The names
 * of the keys are those of the file, so that they can be searched for in it.
 */
export const assignments = {
  asMaintainer: ({ title, message }: Words): Words =>
    words(title, `${message} A maintainer may decide otherwise, so this stops nothing here.`),

  otherName: (assignee: string, author: string | null) =>
    words(
      "A claim for somebody else",
      `This claims the diagram for ${quote(assignee)}, but the pull request is ${author === null ? "not theirs" : `by ${quote(author)}`}. Put your own login, or let ${quote(assignee)} comment ${quote("/claim")}; a maintainer can ${quote("/assign")} it.`,
    ),
  blocked: (login: string) =>
    words(
      "Blocked",
      `${quote(login)} is on this campaign's block list and cannot change or be given assignments. The maintainers can tell why.`,
    ),
  taken: (id: string, now: Assignment) =>
    words(
      "Already taken",
      `${holder(now)}, so ${quote(id)} cannot be claimed. Choose another one (${quote("/next")} suggests some), or ask a maintainer.`,
    ),
  somebodyElses: (id: string, now: Assignment, fields: readonly string[]) =>
    words(
      "Somebody else's assignment",
      `${holder(now)}, and this changes ${quotes(fields)}. Only they or a maintainer may. Take this change out; to add a source, comment ${quote(`/source ${id} https://…`)}.`,
    ),
  overLimit: (limit: number, held: readonly string[], assignee: string) =>
    words(
      "Too many at once",
      `With this ${quote(assignee)} holds ${counted(held.length, "diagram")} in progress (${quotes(held)}), and ${limit} at once is the limit. Finish or ${quote("/release")} one first, or claim fewer.`,
    ),
  claimStatus: (status: string) =>
    words(
      "Status of a claim",
      `A claim begins as ${quote("in_progress")}; found ${quote(status)}. Write ${quote("status: in_progress")}.`,
    ),
  dueTooFar: (due: CivilDate, last: CivilDate) =>
    words(
      "Due date too far",
      `${due} is later than ${last}, the latest day that can be chosen now. Choose an earlier day, or leave ${quote("due_date")} out.`,
    ),
  duePast: (due: CivilDate, today: CivilDate) =>
    words(
      "Due date past",
      `${due} is past (today is ${today}, UTC). Choose a later day, or leave ${quote("due_date")} out.`,
    ),
  ownReview: (login: string) =>
    words(
      "Own review",
      `${quote(login)} makes this diagram, and nobody reviews their own work. Name somebody else, or leave ${quote("reviewer")} out.`,
    ),
  reviewerUnlisted: (login: string, near: string | null, listed: readonly string[]) =>
    words(
      "Reviewer",
      `${quote(login)} is none of the configured reviewers.${near ? ` Did you mean ${quote(near)}?` : ` Expected one of ${quotes(listed)}, or leave ${quote("reviewer")} out.`}`,
    ),
  byCommand: (field: string, command: string) =>
    words(
      "Not by hand",
      `${quote(field)} is not changed by hand. Comment ${quote(command)} instead, and take this change out.`,
    ),
  handedOver: (command: string) =>
    words(
      "Not by hand",
      `Who holds a diagram is not changed by hand. Ask a maintainer to comment ${quote(command)}, and take this change out.`,
    ),
  statusFollows: (id: string, status: string) =>
    words(
      "Not by hand",
      `A diagram gets ${quote(status)} by what happens: ${quote(`/claim ${id}`)} or a claim with an assignee begins it, an open pull request that names it puts it into review, and its merge completes it. Take this change out.`,
    ),
  botField: (field: string) =>
    words(
      "Kept by the bot",
      `The bot keeps ${quote(field)}: it follows from claims, reviews and merges. Take this change out.`,
    ),
  deletedHeld: (id: string, now: Assignment) =>
    words(
      "An assignment removed",
      `${holder(now)}, and removing the file would forget it. Keep the file${now.status === "complete" ? "" : `; ${quote(`/release ${id}`)} gives the diagram back and keeps its sources`}.`,
    ),
  deletedNotes: (id: string) =>
    words(
      "Sources and notes removed",
      `Nobody holds ${quote(id)}, but its file has sources or notes for whoever takes it next. Keep the file, unless they are wrong.`,
    ),

  notVerifier: (by: string) =>
    words(
      "Verification",
      `This says that ${quote(by)} verified the diagram. Only reviewers do, and only in their own name: take ${quote("verified_by")} out, and an approving review sets it.`,
    ),
  ownWork: (by: string) =>
    words(
      "Own work",
      `${quote(by)} made this diagram, and nobody verifies their own work. Take ${quote("verified_by")} out.`,
    ),
  unverifies: (by: string) =>
    words(
      "Verification removed",
      `${quote(by)} verified the diagram, and this takes it back. Only they or a maintainer may; leave it as it is.`,
    ),
  verifiedWithout: () =>
    words(
      "Verification",
      `${quote("verified_on")} and ${quote("verified_in")} say when and where ${quote("verified_by")} verified it; the bot writes them. Take this change out.`,
    ),

  order: (first: string, from: CivilDate, second: string, to: CivilDate) =>
    words(
      "Dates out of order",
      `${quote(second)} (${to}) is before ${quote(first)} (${from}); expected it on that day or later.`,
    ),
  future: (field: string, date: CivilDate, today: CivilDate) =>
    words(
      "Date in the future",
      `${quote(field)} is ${date}, but today is ${today} (UTC); expected a day that has come.`,
    ),
  pendingHeld: (assignee: string) =>
    words(
      "Status and assignee disagree",
      `${quote("pending")} means that nobody holds it, but the assignee is ${quote(assignee)}. Expected ${quote("in_progress")}, or no assignee.`,
    ),
  heldByNobody: (status: string) =>
    words(
      "Status and assignee disagree",
      `${quote(status)} needs somebody who holds it, but there is no assignee. Expected ${quote("pending")}, or an assignee.`,
    ),
  reviewWithout: () =>
    words(
      "Review of nothing",
      `${quote("review")} means that a pull request is open, but ${quote("pr_number")} names none. Expected its number, or ${quote("in_progress")}.`,
    ),
  doubleSource: (url: string) =>
    words("Source named twice", `${quote(url)} is in the list already; leave one of the two out.`),
} as const;
