/**
 * Every sentence that the bot says about a diagram. Each goes on from "**G-LIN-FL** Flow Diagram: ", says what
 * happened, and what to do next where there is something to do. Nobody but the person who asked is mentioned: a
 * holder who is only named must not be notified.
 */
import { type Assignment, SOURCES_LIMIT } from "../../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../domain/civil-date.ts";
import type { Ineligible } from "../../domain/eligible.ts";
import type { Pause } from "../../domain/pause.ts";
import { type NoRoom, SOURCES_OF_ONE_LIMIT } from "../../domain/sources.ts";
import { type Refusal, STATUS_LABEL } from "../../domain/status.ts";
import { code, plain } from "../../tracker/inert.ts";

const who = (assignee: string | null) => (assignee === null ? "nobody" : `**${plain(assignee)}**`);
const until = (assignment: Assignment) => (assignment.due_date ? ` until ${assignment.due_date}` : "");
const list = (ids: readonly string[]) => ids.map(code).join(", ");

const sentences = {
  claimed: (next: Assignment, kept: boolean, guideUrl: string | null) =>
    `it is yours${until(next)}${kept ? ", the due date of your earlier claim" : ""}. Open a pull request whose title, ` +
    `branch or description names ${code(next.diagram_id)}, and it moves on by itself.` +
    (next.reviewer ? ` ${who(next.reviewer)} is asked to review it.` : "") +
    (guideUrl === null ? "" : ` [What it has to show](${guideUrl.replace(/[()]/g, "\\$&")}).`),
  alreadyYours: (now: Assignment) =>
    now.pr_number
      ? `it is yours already, with pull request #${now.pr_number} (${STATUS_LABEL[now.status]}).`
      : `it is yours already${until(now)}. The next step is a pull request that names ${code(now.diagram_id)}.`,
  heldByOther: (now: Assignment, free: readonly string[]) =>
    `${who(now.assignee)} holds it${until(now)}${now.pr_number ? ` (pull request #${now.pr_number})` : ""}. ` +
    (free.length > 0
      ? `Still free in the same group: ${list(free)}. Or let ${code("/claim next")} choose.`
      : `${code("/claim next")} finds you one that is free.`),
  complete: (now: Assignment) =>
    `it is complete${now.completion_date ? ` since ${now.completion_date}` : ""}` +
    `${now.pr_number ? ` (pull request #${now.pr_number})` : ""}. ` +
    `If it has to be redone, a maintainer can ${code(`/reopen ${now.diagram_id}`)}.`,
  overLimit: (limit: number, held: readonly string[]) =>
    `you already hold ${held.length} diagram${held.length === 1 ? "" : "s"} (${list(held.slice(0, 5))}${held.length > 5 ? ", …" : ""}), ` +
    `and one person may hold at most ${limit}. Open a pull request for one of them, or ${code("/release")} one. Then claim again.`,
  overReviewLimit: (limit: number, held: readonly string[]) =>
    `${held.length} of your diagrams wait for review (${list(held.slice(0, 5))}${held.length > 5 ? ", …" : ""}), the most one person may have there (${limit}). ` +
    "You can claim again when one of them is complete.",
  broken: (path: string) =>
    `its file ${code(path)} cannot be read, so nothing was changed. Once the file is mended on the default branch, ` +
    `ask again; ${code("diagram-tracker validate")} shows what is wrong in it.`,
  notClaimed: (id: string) => `nobody holds it. ${code(`/claim ${id}`)} makes it yours.`,
  notYours: (now: Assignment, what: string) =>
    `${who(now.assignee)} holds it, so only they or a maintainer can ${what}.`,
  released: (before: Assignment) =>
    "it is free again; its sources and notes stay in its file." +
    (before.pr_number
      ? ` Pull request #${before.pr_number} still names it: close that, or take the ID out of it, or its next change claims it again.`
      : ""),
  releasedFor: (before: Assignment) =>
    `taken back from ${who(before.assignee)}; ${sentences.released(before)}`,
  sourcesAdded: (count: number) =>
    `${count === 1 ? "the source is" : `${count} sources are`} in its file now. Thank you!`,
  sourcesKnown: () => "these sources are in its file already.",
  noRoom: (why: NoRoom) =>
    why === "full"
      ? `its file has room for ${SOURCES_LIMIT} sources, so none was added. ${code("/source remove ID URL")} makes room.`
      : why === "full-for-one"
        ? `you may add at most ${SOURCES_OF_ONE_LIMIT} sources to a diagram that you do not hold, so none was added.`
        : "others have added as many sources as they may, so none was added. Whoever holds the diagram can still add some.",
  sourcesRemoved: (count: number) => `${count === 1 ? "the source is" : `${count} sources are`} removed.`,
  sourceUnknown: (url: string) =>
    `its file has no source ${code(url.slice(0, 100))}, so nothing was changed. Copy the address from the tracker.`,
  sourceOfOthers: () =>
    "only whoever holds the diagram, whoever added the source, or a maintainer can remove it. Nothing was changed.",
  heldByAnother: (now: Assignment, login: string) =>
    `${code(login)} does not hold it${now.assignee === null ? "" : `, ${who(now.assignee)} does`}. Nothing was changed.`,
  whilePaused: ({ by, on, reason }: Pause) =>
    `the campaign has been paused${on === null ? "" : ` since ${on}`}${by === null ? "" : ` by ${who(by)}`}` +
    `${reason === null ? "" : ` (${plain(reason)})`}, so nothing can be claimed now. Claim it when a maintainer has commented ${code("/resume")}.`,
  dueMoved: (next: Assignment, left: number | null) =>
    `it is due on ${next.due_date} now.` +
    (left === null
      ? ""
      : ` You can put it off ${left === 0 ? "no further time" : left === 1 ? "once more" : `${left} times more`}.`),
  dueSame: (now: Assignment) => `it is due on ${now.due_date} already.`,
  dueSooner: (now: Assignment, date: CivilDate, last: CivilDate) =>
    `it is due on ${now.due_date}, which is later than ${date}, so nothing was changed: days with a + count from today.` +
    (last > (now.due_date ?? "")
      ? ` The latest day that you can choose is ${last}.`
      : " Ask again when that day comes nearer."),
  duePast: (date: CivilDate, today: CivilDate) =>
    `${date} is past (today is ${today}, UTC). Choose a later day.`,
  dueTooFar: (date: CivilDate, last: CivilDate, today: CivilDate) =>
    `${date} is ${daysBetween(today, date)} days away; the latest day that you can choose is ${last}.`,
  dueUsedUp: (times: number) =>
    `its date was put off ${times === 1 ? "once" : `${times} times`} already, which is all that is allowed. A maintainer can move it further.`,
  notStarted: (id: string) => `it is free. ${code(`/claim ${id}`)} starts it and makes it yours.`,
  started: (now: Assignment) =>
    `back in progress. ${code("/review")}${now.pr_number ? `, or the next change of pull request #${now.pr_number},` : ""} puts it up for review again.`,
  alreadyStarted: (now: Assignment) => `it is in progress already${until(now)}.`,
  needsPullRequest: (id: string) =>
    `there is no pull request for it yet. Open one whose title, branch or description names ${code(id)}; that puts it up for review.`,
  draft: (number: number) =>
    `pull request #${number} is a draft. Press "Ready for review" there; that puts it up for review.`,
  inReview: (now: Assignment) => `it is up for review with pull request #${now.pr_number}.`,
  verified: (by: string) => `verified by ${who(by)}.`,
  alreadyVerified: (by: string) => `it is verified by ${who(by)} already.`,
  nothingToVerify: (id: string) =>
    `there is nothing to verify yet. It is verified when it is in review or complete; ${code(`/status ${id}`)} shows how far it is.`,
  ownWork: () =>
    "this is your own work, and somebody else has to verify it. Ask another reviewer for an approving review.",
  ownCommit: () =>
    "you have a commit in its pull request, so somebody else has to verify it. Ask another reviewer for an approving review.",
  commitsUnknown: () =>
    "its pull request has too many commits to tell who made it. Squash them into fewer, then verify it.",
  notReviewer: () => "only a reviewer can verify it.",
  assigned: (next: Assignment, before: Assignment, to: string) =>
    `${plain(to)} holds it${until(next)}${before.assignee ? ` instead of ${plain(before.assignee)}` : ""}.`,
  alreadyAssigned: (to: string) => `${plain(to)} holds it already.`,
  keptAssigned: (to: string, number: number) =>
    `${plain(to)} holds it already, and now keeps it also without pull request #${number}.`,
  credited: (to: string) => `it is complete, and counts as the work of ${plain(to)} now.`,
  noSuchPerson: (login: string) =>
    `GitHub knows nobody called ${code(login)} who can see this repository. Check the spelling of the login.`,
  blockedPerson: (login: string) =>
    `${code(login)} is on this campaign's block list, so nothing was changed.`,
  reopened: (next: Assignment) =>
    `it is in progress again${next.assignee ? `, with ${who(next.assignee)}${until(next)}` : ""}. It has to be verified anew.`,
  completedBy: (next: Assignment) =>
    `it is complete${next.pr_number ? `, by #${next.pr_number}` : ""}${next.assignee ? `, made by ${who(next.assignee)}` : ""}.` +
    (next.verification.verified_by ? "" : ` A reviewer can comment ${code(`/verify ${next.diagram_id}`)}.`),
  noPullRequest: (number: number) => `there is no pull request #${number} here, so nothing was changed.`,
  notMerged: (number: number) =>
    `#${number} is not merged, so nothing was changed. Leave it out if the work landed in another way.`,
  overridden: (reason: string) =>
    "what it still lacks of the checklist is let pass on this pull request; it has to be verified all the same. The reason " +
    `is kept in its assignment file: ${plain(reason)}`,
  overrideElsewhere: () =>
    "an override holds for one pull request. Write the command there; nothing was changed.",
  notComplete: (now: Assignment) =>
    `it is not complete (${STATUS_LABEL[now.status]}), so there is nothing to reopen.`,
} as const;

/** Why somebody's `/verify` is refused. */
function ineligible(why: Ineligible): string {
  switch (why) {
    case "holder":
    case "author":
      return sentences.ownWork();
    case "committed":
      return sentences.ownCommit();
    case "commits-unknown":
      return sentences.commitsUnknown();
    case "bot":
    case "no-role":
      return sentences.notReviewer();
  }
}

/** Why the status table refuses something, as far as the command has nothing better to sentences. */
function refused(why: Refusal, now: Assignment, doing: string): string {
  switch (why) {
    case "unclaimed":
      return sentences.notClaimed(now.diagram_id);
    case "held":
      return sentences.heldByOther(now, []);
    case "complete":
      return sentences.complete(now);
    case "not-complete":
      return sentences.notComplete(now);
    case "nothing-drawn":
      return sentences.nothingToVerify(now.diagram_id);
    case "not-yours":
    case "no-role":
      return sentences.notYours(now, doing);
  }
}

export const diagram = { ...sentences, ineligible, refused } as const;
