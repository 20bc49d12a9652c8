/**
 * What is said about one diagram. Each goes on from "**G-LIN-FL** Flow Diagram: " (or "For each of **G-LIN-FL** and **G-LIN-SQ**: "),
 * says what happened, and what to do next where there is something to do. Nobody but the person who asked is mentioned: a
 * holder who is only named must not be notified.
 */

import { type Assignment, SOURCES_LIMIT } from "../../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../domain/civil-date.ts";
import type { LimitReached } from "../../domain/claim-limits.ts";
import type { Ineligible } from "../../domain/eligible.ts";
import { findings } from "../../domain/findings.ts";
import type { Pause } from "../../domain/pause.ts";
import type { Problem } from "../../domain/problem.ts";
import { type NoRoom, SOURCES_OF_ONE_LIMIT } from "../../domain/sources.ts";
import { type Refusal, STATUS_LABEL } from "../../domain/status.ts";
import type { EarlierClaim, Term } from "../../domain/terms.ts";
import { code, plain } from "../../tracker/inert.ts";
import { locateProblem } from "../locate-problem.ts";
import { whoPaused } from "./campaign.ts";
import { counted, listed, word } from "./grammar.ts";

const who = (person: string | null) => (person === null ? "nobody" : `**${plain(person)}**`);
const until = ({ due_date }: Assignment) => (due_date ? ` until ${due_date}` : "");
const list = (ids: readonly string[]) => listed(ids.map(code));
/** Of many only the first: whoever holds them knows them. */
const few = (ids: readonly string[]) => listed(ids.map(code), 5);
const times = (count: number) => (count === 1 ? "once" : `${count} times`);
const nothingChanged = "Nothing was changed.";

const sentences = {
  claimed: (next: Assignment, guideUrl: string | null, term?: Term & { readonly today: CivilDate }) =>
    `${term?.goesOn ? goesOn(term.goesOn, next, term.today) : `it is yours${until(next)}.`} ` +
    `Next: open a pull request with ${code(next.diagram_id)} in its title. I will move it to Review.` +
    (next.reviewer ? ` ${who(next.reviewer)} will be asked to review it.` : "") +
    (guideUrl === null ? "" : ` [This page](${guideUrl.replace(/[()]/g, "\\$&")}) says what it has to show.`),
  alreadyYours: (now: Assignment) =>
    now.pr_number
      ? `it is already yours, with pull request #${now.pr_number} (${STATUS_LABEL[now.status]}).`
      : `it is already yours${until(now)}. Next: open a pull request with ${code(now.diagram_id)} in its title.`,
  /** `isAnyFree`: there is one that this person may claim now. */
  assignedToOther: (now: Assignment, free: readonly string[], isAnyFree: boolean) =>
    `${who(now.assignee)} holds it${until(now)}${now.pr_number ? ` (pull request #${now.pr_number})` : ""}.` +
    (free.length > 0
      ? ` Still free in the same group: ${list(free)}. Or let ${code("/claim next")} choose.`
      : isAnyFree
        ? ` ${code("/claim next")} gives you a free one.`
        : "") +
    ` ${code(`/wait ${now.diagram_id}`)} puts you in the line for it.`,
  waiting: (now: Assignment, position: number) =>
    `you are number ${position} in its line. When it becomes free and you may claim one more, it is yours, and I tell you here. ` +
    `${code(`/wait remove ${now.diagram_id}`)} takes you out of the line. After 60 days you would have to ask again.`,
  waitingAlready: (now: Assignment, position: number) =>
    `you are already number ${position} in its line. ${code(`/wait remove ${now.diagram_id}`)} takes you out.`,
  overWaitLimit: (limit: number, waited: readonly string[]) =>
    `you already wait for ${few(waited)}, and one person may wait for at most ${limit}. ${code("/wait remove ID")} makes room.`,
  lineFull: () => "its line is full. Ask again later, or claim another one.",
  notWaiting: () => "you are not in its line.",
  leftLine: () => "you are no longer in its line.",
  handedOver: (before: Assignment, now: Assignment, isOwn: boolean) =>
    `${isOwn ? "you no longer hold it" : `${who(before.assignee)} no longer holds it`}. ${who(now.assignee)} waited for it and has it now${until(now)}.`,
  complete: (now: Assignment) =>
    `it ${now.completion_date ? `was completed on ${now.completion_date}` : "is complete"}` +
    `${now.pr_number ? ` with pull request #${now.pr_number}` : ""}. ` +
    `If it has to be made again, a maintainer can comment ${code(`/reopen ${now.diagram_id}`)}.`,
  overLimit: (limit: number, assigned: readonly string[]) =>
    `you already hold ${counted(assigned.length, "diagram", "diagrams")} (${few(assigned)}), ` +
    `and one person may hold at most ${limit}. Open a pull request for ${word(assigned.length, "it", "one of them")}, or ${code("/release")} ${word(assigned.length, "it", "one")}. Then claim again.`,
  overFirstLimit: (limit: number, assigned: readonly string[]) =>
    `you may hold ${limit === 1 ? "only one diagram" : `at most ${limit} diagrams`} until your first one is complete, and you hold ${few(assigned)}. ` +
    `Next: finish ${word(assigned.length, "it", "one of them")} and have its pull request merged. Then claim again. To take another one instead, ${code("/release")} ${word(assigned.length, "it", "one")}.`,
  overReviewLimit: (limit: number, assigned: readonly string[]) =>
    `you have ${counted(assigned.length, "diagram", "diagrams")} in Review (${few(assigned)}), and one person may have at most ${limit} there. ` +
    `You can claim again when ${word(assigned.length, "it", "one of them")} is complete.`,
  broken: (problem: Problem) =>
    `I cannot read its file. ${nothingChanged} Next: correct the file on the default branch, then ask again. ${locateProblem(problem, findings)}`,
  notClaimed: (id: string) => `nobody holds it. ${code(`/claim ${id}`)} makes it yours.`,
  namesake: ({ assignee, diagram_id }: Assignment) =>
    `an earlier account called **${plain(assignee ?? "")}** holds it, and yours is newer. If both are yours, ask a maintainer to comment ${code(`/assign ${diagram_id} @${assignee}`)}.`,
  notYours: (now: Assignment, what: string) =>
    `${who(now.assignee)} holds it, so only they or a maintainer can ${what}.`,
  released: (before: Assignment) =>
    "it is free again for anyone to claim. Its sources and notes are kept." +
    (before.pr_number
      ? ` Pull request #${before.pr_number} still names it: close that pull request, or take the ID out of it. If not, its next change claims the diagram again.`
      : ""),
  releasedFor: (before: Assignment) =>
    `${who(before.assignee)} no longer holds it; ${sentences.released(before)}`,
  sourcesAdded: (count: number) =>
    `I added ${word(count, "the source", `${count} sources`)} to its file. Thank you!`,
  sourcesKnown: () => "these sources are already in its file.",
  noRoom: (why: NoRoom) =>
    why === "full"
      ? `its file already has ${SOURCES_LIMIT} sources, and that is the most. I added none. ${code("/source remove ID URL")} makes room.`
      : why === "full-for-one"
        ? `you may add at most ${SOURCES_OF_ONE_LIMIT} sources to a diagram that you do not hold. I added none.`
        : "other people have already added as many sources as they may. I added none. Whoever holds the diagram can still add some.",
  sourcesRemoved: (count: number) => `I removed ${word(count, "the source", `${count} sources`)}.`,
  sourceUnknown: (url: string) =>
    `its file has no source ${code(url.slice(0, 100))}. ${nothingChanged} Copy the address from the tracker.`,
  sourceOfOthers: () =>
    `only the holder of the diagram, the person who added the source, or a maintainer can remove it. ${nothingChanged}`,
  assignedToAnother: (now: Assignment, login: string) =>
    `${code(login)} does not hold it${now.assignee === null ? "" : `, ${who(now.assignee)} does`}. ${nothingChanged}`,
  whilePaused: (pause: Pause) =>
    `${whoPaused(pause)}, so nobody can claim now. Claim it when a maintainer has commented ${code("/resume")}.`,
  dueMoved: (next: Assignment, left: number | null) =>
    `it is now due on ${next.due_date}.` +
    (left === null
      ? ""
      : left === 0
        ? " You cannot move the date again."
        : ` You can move the date ${left === 1 ? "once more" : `${left} more times`}.`),
  dueSame: (now: Assignment) => `it is already due on ${now.due_date}.`,
  dueSooner: (now: Assignment, date: CivilDate, last: CivilDate) =>
    `it is due on ${now.due_date}, which is later than ${date}. ${nothingChanged} Days after a + count from today.` +
    (last > (now.due_date ?? "")
      ? ` The latest day that you can choose is ${last}.`
      : " Ask again when that day is nearer."),
  duePast: (date: CivilDate, today: CivilDate) =>
    `${date} is past (today is ${today}, UTC). Choose a later day.`,
  dueTooFar: (date: CivilDate, last: CivilDate, today: CivilDate) =>
    `${date} is ${counted(daysBetween(today, date), "day", "days")} away. The latest day that you can choose is ${last}.`,
  dueUsedUp: (count: number) =>
    `you have already moved its due date ${times(count)}, and that is the most. A maintainer can still move it.`,
  notStarted: (id: string) => `nobody holds it. ${code(`/claim ${id}`)} makes it yours and starts it.`,
  started: (now: Assignment) =>
    `it is back in progress. When it is ready, ${now.pr_number ? `push to pull request #${now.pr_number}, or ` : ""}comment ${code("/review")}, and I will move it to Review.`,
  alreadyStarted: (now: Assignment) => `it is already in progress${until(now)}.`,
  needsPullRequest: (id: string) =>
    `it has no pull request yet. Next: open one with ${code(id)} in its title. I will move it to Review.`,
  draft: (number: number) =>
    `pull request #${number} is a draft. Next: press "Ready for review" there. I will move it to Review.`,
  inReview: (now: Assignment) => `it is in Review, with pull request #${now.pr_number}.`,
  verified: (by: string) => `it is verified by ${who(by)}.`,
  alreadyVerified: (by: string) => `it is already verified by ${who(by)}.`,
  nothingToVerify: (id: string) =>
    `there is nothing to verify yet. You can verify it when it is in Review or Complete; ${code(`/status ${id}`)} shows how far it is.`,
  ownWork: () =>
    "this is your own work, so somebody else has to verify it. Next: ask another reviewer for an approving review.",
  ownCommit: () =>
    "you have a commit in its pull request, so somebody else has to verify it. Next: ask another reviewer for an approving review.",
  commitsUnknown: () =>
    "its pull request has too many commits, so I cannot see who made the drawing. Next: combine them into fewer commits (squash), then verify it.",
  botVerifies: () => "a bot cannot verify a drawing, whatever its role. Next: a reviewer looks at it.",
  notReviewer: () => "only a reviewer can verify it.",
  assigned: (next: Assignment, before: Assignment, to: string) =>
    `${plain(to)} holds it${until(next)}${before.assignee ? ` instead of ${plain(before.assignee)}` : ""}.` +
    (next.pr_number ? "" : ` Next: a pull request with ${code(next.diagram_id)} in its title.`),
  alreadyAssigned: (to: string) => `${plain(to)} already holds it.`,
  keptAssigned: (to: string, number: number) =>
    `${plain(to)} already holds it, and now keeps it even if pull request #${number} is closed.`,
  credited: (to: string) => `it is complete, and now counts as the work of ${plain(to)}.`,
  noSuchPerson: (login: string) =>
    `GitHub knows nobody called ${code(login)} who can see this repository. ${nothingChanged} Check the spelling of the login.`,
  blockedPerson: (login: string) => `${code(login)} is on this campaign's block list. ${nothingChanged}`,
  reopened: (next: Assignment) =>
    `it is in progress again${next.assignee ? `, with ${who(next.assignee)}${until(next)}` : ""}. It has to be verified again.`,
  completedBy: (next: Assignment) =>
    `it is complete${next.pr_number ? `, with pull request #${next.pr_number}` : ""}${next.assignee ? `, made by ${who(next.assignee)}` : ""}.` +
    (next.verification.verified_by
      ? ""
      : ` A reviewer can still comment ${code(`/verify ${next.diagram_id}`)}.`),
  noPullRequest: (number: number) => `there is no pull request #${number} here. ${nothingChanged}`,
  notMerged: (number: number) =>
    `#${number} is not merged. ${nothingChanged} If the work was merged in another way, leave the number out.`,
  overridden: (reason: string) =>
    "the missing checklist points are waived for this pull request. It still needs a review. Its assignment file keeps the reason: " +
    plain(reason),
  overrideElsewhere: () =>
    `an override is for one pull request, so write the command there. ${nothingChanged}`,
  notComplete: (now: Assignment) =>
    `it is not complete (${STATUS_LABEL[now.status]}), so there is nothing to reopen.`,
} as const;

/** Why a claim has less time than others. */
function goesOn(claim: EarlierClaim, { diagram_id, due_date }: Assignment, today: CivilDate): string {
  const isOver = due_date !== null && due_date < today;
  return (
    `it is yours${isOver ? `, but it was due on ${due_date}` : ` until ${due_date}`}. ` +
    `You gave it back${claim.released_on ? ` on ${claim.released_on}` : ""}, so your earlier claim goes on` +
    `${due_date === claim.due_date ? ", with its due date" : ""}. ${code(`/due ${diagram_id} +7`)} asks for more time.`
  );
}

/** Why somebody's `/claim` is refused. */
function limited({ kind, limit, assigned }: LimitReached): string {
  switch (kind) {
    case "limit":
      return sentences.overLimit(limit, assigned);
    case "first":
      return sentences.overFirstLimit(limit, assigned);
    case "review":
      return sentences.overReviewLimit(limit, assigned);
  }
}

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
      return sentences.botVerifies();
    case "no-role":
      return sentences.notReviewer();
  }
}

/** What only the holder or a maintainer can do; null: it has no words of its own. */
export type Doing = "release" | "due" | "review" | "start";
const DOING: Readonly<Record<Doing, string>> = {
  release: "release it",
  due: "move its due date",
  review: "move it to Review",
  start: "start it",
};

/** Why the status table refuses something, as far as the command has nothing better to say. */
function refused(why: Refusal, now: Assignment, doing: { readonly command: string; readonly does?: Doing }) {
  switch (why) {
    case "unclaimed":
      return sentences.notClaimed(now.diagram_id);
    case "held":
      return sentences.assignedToOther(now, [], false);
    case "complete":
      return sentences.complete(now);
    case "not-complete":
      return sentences.notComplete(now);
    case "nothing-drawn":
      return sentences.nothingToVerify(now.diagram_id);
    case "not-yours":
    case "no-role":
      return sentences.notYours(now, doing.does ? DOING[doing.does] : `${doing.command} it`);
  }
}

export const diagram = { ...sentences, limited, ineligible, refused } as const;
