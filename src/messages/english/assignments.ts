import type { Assignment } from "../../domain/assignment.ts";
import type { CivilDate } from "../../domain/civil-date.ts";
import type { LimitReached } from "../../domain/claim-limits.ts";
import { quote, type Words, words } from "../words.ts";
import { counted, listed } from "./grammar.ts";

const quotes = (texts: readonly string[]) => listed(texts.map(quote), 5);
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
    words(title, `${message} This is only a warning, because a maintainer may decide otherwise.`),

  otherName: (assignee: string, author: string | null) =>
    words(
      "A claim for somebody else",
      `This claims the diagram for ${quote(assignee)}, but the pull request is ${author === null ? "not theirs" : `by ${quote(author)}`}. Write your own login, or ask ${quote(assignee)} to comment ${quote("/claim")}. A maintainer can also ${quote("/assign")} it.`,
    ),
  blocked: (login: string) =>
    words(
      "Blocked",
      `${quote(login)} is on this campaign's block list and cannot change or be given assignments. The maintainers can tell you why.`,
    ),
  taken: (id: string, now: Assignment) =>
    words(
      "Already taken",
      `${holder(now)}, so you cannot claim ${quote(id)}. Choose another one (${quote("/next")} shows free ones), or ask a maintainer.`,
    ),
  somebodyElses: (id: string, now: Assignment, fields: readonly string[]) =>
    words(
      "Somebody else's assignment",
      `${holder(now)}, and this changes ${quotes(fields)}. Only the holder or a maintainer may. Take this change out. To add a source, comment ${quote(`/source ${id} https://…`)}.`,
    ),
  overLimit: (limit: number, assigned: readonly string[], assignee: string) =>
    words(
      "Too many at once",
      `After this ${quote(assignee)} would hold ${counted(assigned.length, "diagram", "diagrams")} in progress (${quotes(assigned)}), and one person may hold at most ${limit}. Finish or ${quote("/release")} one first, or claim fewer.`,
    ),
  overFirstLimit: ({ limit, assigned }: Omit<LimitReached, "kind">, assignee: string) =>
    words(
      "Too many at once",
      `After this ${quote(assignee)} would hold ${counted(assigned.length, "diagram", "diagrams")} (${quotes(assigned)}), and nobody may hold more than ${limit} until their first one is complete. Finish one first, or claim fewer.`,
    ),
  claimStatus: (status: string) =>
    words(
      "Status of a claim",
      `A claim begins as ${quote("in_progress")}, and this says ${quote(status)}. Write ${quote("status: in_progress")}.`,
    ),
  dueTooFar: (due: CivilDate, last: CivilDate) =>
    words(
      "Due date too far",
      `${due} is later than ${last}, the latest day that you can choose now. Choose an earlier day, or leave ${quote("due_date")} out.`,
    ),
  dueOfEarlierClaim: (due: CivilDate, last: CivilDate) =>
    words(
      "Due date of an earlier claim",
      `This diagram was given back not long ago, so the earlier claim goes on: it is due on ${last}, and ${due} is later. Write ${last}, or leave ${quote("due_date")} out.`,
    ),
  duePast: (due: CivilDate, today: CivilDate) =>
    words(
      "Due date past",
      `${due} is past (today is ${today}, UTC). Choose a later day, or leave ${quote("due_date")} out.`,
    ),
  ownReview: (login: string) =>
    words(
      "Own review",
      `${quote(login)} makes this diagram, and nobody may review their own work. Name somebody else, or leave ${quote("reviewer")} out.`,
    ),
  reviewerUnlisted: (login: string, near: string | null, known: readonly string[]) =>
    words(
      "Reviewer",
      `${quote(login)} is not one of the configured reviewers.${near ? ` Did you mean ${quote(near)}?` : ` Write one of ${quotes(known)}, or leave ${quote("reviewer")} out.`}`,
    ),
  byCommand: (field: string, command: string) =>
    words(
      "Not by hand",
      `Do not change ${quote(field)} by hand. Take this change out, and comment ${quote(command)} instead.`,
    ),
  handedOver: (command: string) =>
    words(
      "Not by hand",
      `Do not change by hand who holds a diagram. Take this change out, and ask a maintainer to comment ${quote(command)}.`,
    ),
  statusFollows: (id: string, status: string) =>
    words(
      "Not by hand",
      `Do not write ${quote(status)} by hand. Take this change out. The status follows from what happens: ${quote(`/claim ${id}`)} starts the diagram, an open pull request with its ID moves it to Review, and the merge completes it.`,
    ),
  botField: (field: string) =>
    words(
      "Kept by the bot",
      `The bot writes ${quote(field)}, from claims, reviews and merges. Take this change out.`,
    ),
  deletedWhileAssigned: (id: string, now: Assignment) =>
    words(
      "An assignment removed",
      `${holder(now)}, and without the file that is lost. Keep the file${now.status === "complete" ? "" : `; ${quote(`/release ${id}`)} gives the diagram back and keeps its sources`}.`,
    ),
  deletedClaims: (id: string) =>
    words(
      "An earlier claim removed",
      `Nobody holds ${quote(id)}, but its file says until when it was claimed before. Whoever claims it again goes on with that. Keep the file.`,
    ),
  deletedNotes: (id: string) =>
    words(
      "Sources and notes removed",
      `Nobody holds ${quote(id)}, but its file has sources or notes for whoever takes it next. Keep the file, unless they are wrong.`,
    ),

  notVerifier: (by: string) =>
    words(
      "Verification",
      `This says that ${quote(by)} verified the diagram, and only reviewers do, in their own name. Take ${quote("verified_by")} out; an approving review sets it.`,
    ),
  ownWork: (by: string) =>
    words(
      "Own work",
      `${quote(by)} made this diagram, and nobody may verify their own work. Take ${quote("verified_by")} out.`,
    ),
  unverifies: (by: string) =>
    words(
      "Verification removed",
      `${quote(by)} verified the diagram, and this takes it back. Only ${quote(by)} or a maintainer may. Leave it as it is.`,
    ),
  verifiedWithout: () =>
    words(
      "Verification",
      `${quote("verified_on")} and ${quote("verified_in")} say when and where ${quote("verified_by")} verified it; the bot writes them. Take this change out.`,
    ),

  order: (first: string, from: CivilDate, second: string, to: CivilDate) =>
    words(
      "Dates out of order",
      `${quote(second)} (${to}) is before ${quote(first)} (${from}). Write that day or a later one.`,
    ),
  future: (field: string, date: CivilDate, today: CivilDate) =>
    words(
      "Date in the future",
      `${quote(field)} is ${date}, but today is ${today} (UTC). Write today or an earlier day.`,
    ),
  pendingWithAssignee: (assignee: string) =>
    words(
      "Status and assignee disagree",
      `${quote("pending")} means that nobody holds it, but the assignee is ${quote(assignee)}. Write ${quote("in_progress")}, or no assignee.`,
    ),
  assignedToNobody: (status: string) =>
    words(
      "Status and assignee disagree",
      `${quote(status)} needs an assignee, and there is none. Write ${quote("pending")}, or an assignee.`,
    ),
  reviewWithout: () =>
    words(
      "Review of nothing",
      `${quote("review")} means that a pull request is open, but ${quote("pr_number")} names none. Write its number, or ${quote("in_progress")}.`,
    ),
  doubleSource: (url: string) =>
    words("Source named twice", `${quote(url)} is already in the list. Take one of the two out.`),
} as const;
