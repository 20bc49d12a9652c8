/**
 * Every sentence of the check "Diagram tracker / assignments". Each says what was found, what was expected and what to
 * do. Quoted parts may be anybody's text; the report makes them inert.
 */
import type { Assignment } from "../../domain/assignment.ts";
import type { CivilDate } from "../../domain/civil-date.ts";
import type { LimitReached } from "../../domain/claim-limits.ts";
import { sayOverBudget } from "../over-budget.ts";
import type { Words } from "./finding.ts";

const quote = (text: string) => `\`${text.replace(/[`\s]+/g, " ").slice(0, 100)}\``;
const quotes = (texts: readonly string[]) =>
  texts.slice(0, 5).map(quote).join(", ") + (texts.length > 5 ? ` and ${texts.length - 5} more` : "");
const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
const words = (title: string, message: string): Words => ({ title, message });
const holder = ({ assignee, status, due_date }: Assignment) =>
  assignee === null
    ? `It is ${status}, held by nobody`
    : `${quote(assignee)} holds it (${status}${due_date ? `, until ${due_date}` : ""})`;

/** The names of the keys are those of the file, so that they can be searched for in it. */
export const sayOfFiles = {
  binary: () =>
    words("Not a text file", "This file is binary; expected YAML or Markdown text. Put the text here."),
  tooLarge: (bytes: number | null) =>
    words(
      "File too large",
      `This file${bytes === null ? "" : ` has ${bytes} bytes and`} is too large to be read; the campaign's files are a few pages of text. Make it smaller.`,
    ),
  overBudget: () => words("Not looked at", sayOverBudget()),
  symlink: () =>
    words("Symbolic link", "This is a symbolic link, and links are not followed. Put the file itself here."),
  submodule: () =>
    words("Submodule", "This is a submodule, and nothing in it is read. Put the files themselves here."),
  pause: () =>
    words(
      "Pause of the campaign",
      'As long as this file is there the campaign is paused. A maintainer comments "/pause" or "/resume"; take the change out.',
    ),
  unreadable: () =>
    words(
      "File could not be read",
      "GitHub did not give the content of this file, so it cannot be judged. Run the check again.",
    ),
  stray: (expected: string) =>
    words(
      "Wrong place",
      `This is named like an assignment, but none is read here. Expected it at ${quote(expected)}; move it there.`,
    ),
  nameInCapitals: (id: string) =>
    words(
      "File name",
      `The file's name is not spelled as the catalog spells the diagram. Name it ${quote(`${id}.yml`)}.`,
    ),
  unknownDiagram: (id: string, near: string | null) =>
    words(
      "Unknown diagram",
      `The catalog names no diagram ${quote(id)}. ${near ? `Did you mean ${quote(near)}?` : "Name it in the catalog first; the tracker lists every ID."}`,
    ),
  problem: (message: string) => words("Cannot be read as it is", message),
  doubt: (message: string) => words("Worth a look", message),
} as const;

export const sayOfAccounts = {
  nobody: (id: number) =>
    words(
      "Account of nobody",
      `This is the ID of an account (${id}), but nobody is named beside it. Take it out.`,
    ),
  unknown: (login: string, id: number) =>
    words(
      "Not this account",
      `GitHub knows nobody called ${quote(login)}, so ${id} cannot be that account's ID. Take the ID out; the bot writes it.`,
    ),
  tooMany: (limit: number) =>
    words(
      "Too many accounts",
      `This pull request writes the IDs of more than ${limit} people, so this one was not compared with GitHub. Take the ID out; the bot writes it.`,
    ),
  another: (login: string, id: number, real: number) =>
    words(
      "Not this account",
      `The account ${quote(login)} has the ID ${real}, not ${id}. Take the ID out; the bot writes it.`,
    ),
} as const;

export const sayOfAssignments = {
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
  overFirstLimit: ({ limit, held }: Omit<LimitReached, "kind">, assignee: string) =>
    words(
      "Too many at once",
      `With this ${quote(assignee)} holds ${counted(held.length, "diagram")} (${quotes(held)}), and nobody may hold more than ${limit} until their first one is complete. Finish one first, or claim fewer.`,
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

export const sayOfPlan = {
  removed: (id: string, now: Assignment, renamed: string | null) =>
    words(
      renamed === null ? "A diagram in use removed" : "A diagram in use renamed",
      `${quote(id)} is ${renamed === null ? "no longer in the catalog" : `${quote(renamed)} now`}, but ${now.assignee === null ? `it is ${now.status}` : `${quote(now.assignee)} holds it (${now.status})`}, and its file would belong to no diagram. Keep the ID, or move the assignment file in the same pull request.`,
    ),
  orphan: (id: string, path: string) =>
    words(
      "A file left behind",
      `${quote(id)} is no longer in the catalog; nobody holds it, but ${quote(path)} stays. Remove or rename that too.`,
    ),
  catalogUnread: () =>
    words(
      "A part of the catalog",
      "While this file cannot be read the tracker is not rendered and its diagrams cannot be claimed.",
    ),
  moved: (key: string, from: string, to: string, left: number) =>
    words(
      "Files left behind",
      `${quote(key)} moves from ${quote(from)} to ${quote(to)}, but ${counted(left, "file")} would stay in the old place and be read no more. Move them in the same pull request.`,
    ),
  forMaintainers: (isConfig: boolean) =>
    words(
      "For a maintainer",
      `This changes ${isConfig ? "the campaign's configuration, who may do what included" : "what the campaign plans"}. A maintainer has to approve this pull request, after its last commit.`,
    ),
} as const;

const INSTEAD = {
  details:
    "Edit the diagram's file in the assignments' folder, or comment `/claim`, `/release` or `/source` with its ID.",
  summary: "Its numbers are counted from the assignments and the catalog; there is nothing to edit.",
  phases: "Edit the `phases` in the catalog.",
  footer: "Edit `tracker.next_review` in the configuration; the rest is counted.",
} as const;

export const sayOfTracker = {
  edited: (region: keyof typeof INSTEAD, id: string | null) =>
    words(
      "Edited by hand",
      `The bot writes what stands between the markers of ${quote(region)}, so this edit${id === null ? "" : ` of ${quote(id)}`} would be lost. ${INSTEAD[region]} If you did not change it, bring the branch up to date.`,
    ),
  regionGone: (region: string, begin: string) =>
    words(
      "A region removed",
      `The region ${quote(region)} with its markers is gone, so the bot would keep it up to date no more. Put ${quote(begin)} and its end back.`,
    ),
  documentGone: () =>
    words(
      "Tracker removed",
      "This is one of the configured tracker documents, so the bot would write it anew without what people wrote in it. Keep it, or take it out of `paths.tracker` first.",
    ),
} as const;

export const sayOfReport = {
  passed: (claims: number) =>
    claims === 0 ? "Everything is in order" : `In order: ${counted(claims, "claim")}`,
  remarks: (count: number) => `In order, with ${counted(count, "remark")}`,
  failed: (count: number, files: number) => `${counted(count, "problem")} in ${counted(files, "file")}`,
  intro: (files: number) =>
    `${counted(files, "file")} of the campaign ${files === 1 ? "is" : "are"} changed here.`,
  effects: () => "With the merge:",
  claims: (assignee: string, id: string, name: string, due: string | null) =>
    `${assignee} claims ${id} ${name}${due === null ? "" : `, until ${due}`}`,
  more: (count: number) => `…and ${count} more; each stands as an annotation at its line.`,
  howToTry: () =>
    "The same findings on your own machine, before you push: `diagram-tracker validate --base main`.",
} as const;
