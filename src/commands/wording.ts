/**
 * Every sentence that the bot says about a diagram. Each goes on from "**G-LIN-FL** Flow Diagram: ", says what
 * happened, and what to do next where there is something to do. Nobody but the person who asked is mentioned: a
 * holder who is only named must not be notified.
 */
import { type Assignment, SOURCES_LIMIT } from "../domain/assignment.ts";
import { type CivilDate, daysBetween } from "../domain/civil-date.ts";
import type { LimitReached } from "../domain/claim-limits.ts";
import type { Config } from "../domain/config.ts";
import type { Ineligible } from "../domain/eligible.ts";
import type { Pause } from "../domain/pause.ts";
import { type NoRoom, SOURCES_OF_ONE_LIMIT } from "../domain/sources.ts";
import { type Refusal, STATUS_LABEL } from "../domain/status.ts";
import type { EarlierClaim, Term } from "../domain/terms.ts";
import { code, plain } from "../tracker/inert.ts";

const who = (assignee: string | null) => (assignee === null ? "nobody" : `**${plain(assignee)}**`);
const until = (assignment: Assignment) => (assignment.due_date ? ` until ${assignment.due_date}` : "");
const list = (ids: readonly string[]) => ids.map(code).join(", ");

/** `paused since 2026-11-24 by **maria** (until the new catalog is agreed on)` */
export function sayPaused({ by, on, reason }: Pause): string {
  const since = `${on === null ? "" : ` since ${on}`}${by === null ? "" : ` by ${who(by)}`}`;
  return `paused${since}${reason === null ? "" : ` (${plain(reason)})`}`;
}

export const say = {
  claimed: (next: Assignment, guideUrl: string | null, term?: Term & { readonly today: CivilDate }) =>
    `${term?.goesOn ? say.goesOn(term.goesOn, next, term.today) : `it is yours${until(next)}.`} Open a pull request whose title, ` +
    `branch or description names ${code(next.diagram_id)}, and it moves on by itself.` +
    (next.reviewer ? ` ${who(next.reviewer)} is asked to review it.` : "") +
    (guideUrl === null ? "" : ` [What it has to show](${guideUrl.replace(/[()]/g, "\\$&")}).`),
  /** Why a claim has less time than others. */
  goesOn: (claim: EarlierClaim, { diagram_id, due_date }: Assignment, today: CivilDate) => {
    const isOver = due_date !== null && due_date < today;
    return (
      `it is yours${isOver ? `, but it was due on ${due_date}` : ` until ${due_date}`}. ` +
      `You gave it back${claim.released_on ? ` on ${claim.released_on}` : ""}, so your earlier claim goes on` +
      `${due_date === claim.due_date ? ", with its due date" : ""}. ${code(`/due ${diagram_id} +7`)} asks for more time.`
    );
  },
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
  overFirstLimit: (limit: number, held: readonly string[]) =>
    `until your first diagram is complete, you may hold ${limit === 1 ? "one" : `at most ${limit}`}, and you hold ${list(held.slice(0, 5))}${held.length > 5 ? ", …" : ""}. ` +
    `Finish ${held.length === 1 ? "it" : "one of them"} first: its pull request completes it when it is merged. Then claim again. To take another one instead, ${code("/release")} it.`,
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
  releasedFor: (before: Assignment) => `taken back from ${who(before.assignee)}; ${say.released(before)}`,
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
  whilePaused: (pause: Pause) =>
    `the campaign has been ${sayPaused(pause)}, so nothing can be claimed now. Claim it when a maintainer has commented ${code("/resume")}.`,
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

/** Why somebody's `/claim` is refused. */
export function sayLimit({ kind, limit, held }: LimitReached): string {
  switch (kind) {
    case "limit":
      return say.overLimit(limit, held);
    case "first":
      return say.overFirstLimit(limit, held);
    case "review":
      return say.overReviewLimit(limit, held);
  }
}

/** Why somebody's `/verify` is refused. */
export function sayIneligible(why: Ineligible): string {
  switch (why) {
    case "holder":
    case "author":
      return say.ownWork();
    case "committed":
      return say.ownCommit();
    case "commits-unknown":
      return say.commitsUnknown();
    case "bot":
    case "no-role":
      return say.notReviewer();
  }
}

/** Why the status table refuses something, as far as the command has nothing better to say. */
export function sayRefusal(why: Refusal, now: Assignment, doing: string): string {
  switch (why) {
    case "unclaimed":
      return say.notClaimed(now.diagram_id);
    case "held":
      return say.heldByOther(now, []);
    case "complete":
      return say.complete(now);
    case "not-complete":
      return say.notComplete(now);
    case "nothing-drawn":
      return say.nothingToVerify(now.diagram_id);
    case "not-yours":
    case "no-role":
      return say.notYours(now, doing);
  }
}

/** What is said about the campaign as a whole. */
export const sayOfCampaign = {
  paused: () =>
    `The campaign is paused. Nobody can claim a diagram until a maintainer comments ${code("/resume")}. No due date comes nearer until then.`,
  pausedNow: (pause: Pause) =>
    `The campaign is ${sayPaused(pause)}. Nobody can claim a diagram until a maintainer comments ${code("/resume")}.`,
  alreadyPaused: ({ by, on }: Pause) =>
    `The campaign is paused already${on === null ? "" : `, since ${on}`}${by === null ? "" : `, by ${who(by)}`}. ${code("/resume")} ends that.`,
  resumed: (days: number | null) =>
    days === null || days === 0
      ? "The campaign goes on. No due date was moved."
      : `The campaign goes on. It was paused for ${days === 1 ? "one day" : `${days} days`}, and I moved the due dates by as much.`,
  notPaused: () => `The campaign is not paused. ${code("/pause")} pauses it.`,
} as const;

/** What is said about a whole command. Each goes on from the command as it was written. */
export const sayOfCommand = {
  needsRole: (role: string, config: Config["roles"]) => {
    const need = role === "reviewer" ? config.reviewers.permission : config.maintainers.permission;
    return `only ${role}s can do this (${code(need)} permission, or named in the configuration). Nothing was changed.`;
  },
  namesNone: (usage: string) =>
    `this names no diagram, and the title of this thread does not name exactly one. Write one, for instance ${code(usage)}.`,
  tooMany: (count: number, limit: number) =>
    `it names ${count} diagrams; one command takes at most ${limit}. Nothing was changed; write several smaller ones.`,
  unknown: (typed: string, near: string | null) =>
    `${code(typed)} is not in the catalog.${near ? ` Did you mean ${code(near)}?` : " The tracker lists every ID."}`,
  unknownPattern: (typed: string, near: string | null) =>
    `no diagram of the catalog begins with ${code(typed.replace(/\*$/, ""))}.${near ? ` Did you mean ${code(near)}?` : ""}`,
  unknownCommand: (near: string) => `there is no such command. Did you mean ${code(`/${near}`)}?`,
  undo: (how: string) => `there is no such command. ${how}`,
  noCommand: () => `there is no such command. ${code("/help")} shows all commands.`,
  lookAlikeCommand: (meant: string) =>
    `this has letters of another alphabet that only look like Latin ones. Did you mean ${code(meant)}?`,
  unclear: (typed: string, meant: string | null, example: string) =>
    `${code(typed.slice(0, 80))} is no diagram ID. ` +
    (meant === null
      ? `Write IDs in Latin letters, with spaces between them, for instance ${code(example)}. Nothing was changed.`
      : `Did you mean ${code(meant)}? Write every ID by itself, in Latin letters. Nothing was changed.`),
  idsBelow: (example: string) =>
    `the ID stands on the next line, among other words. Write it behind the command: ${code(example)}. Nothing was changed.`,
  reversed: () =>
    "this line has a hidden character that shows it from right to left, so nobody can see what it says. Type it again by hand. Nothing was changed.",
  either: (first: string, second: string) =>
    `"or" does not say which diagram you want. Write one of them, for instance ${code(first)}, or both: ${code(second)}. Nothing was changed.`,
  leavesOut: (example: string) =>
    `I cannot leave diagrams out of a command. Write only the diagrams that you want, for instance ${code(example)}. Nothing was changed.`,
  cannotChoose: (example: string) =>
    `only ${code("/claim")} can choose diagrams. Write their IDs, for instance ${code(example)}. Nothing was changed.`,
  claimForOther: (login: string, id: string) =>
    `a claim is always for the person who writes it. A maintainer can give the diagram to somebody else: ${code(`/assign ${id} @${login}`)}. Nothing was changed.`,
  noSuchGroup: (why: string) => `${plain(why)} Nothing was changed.`,
  nothingFreeAmong: () =>
    `none of these diagrams is free. ${code("/claim next")} finds you a free one anywhere.`,
  nothingFree: () =>
    "every diagram that is named so far is taken. New ones are free as soon as the catalog names them.",
  notSelected: (why: string, trackerUrl: string) =>
    `${plain(why)} ${code("/status")} alone shows the whole campaign, and [the tracker](${trackerUrl}) has every name.`,
  noneSelected: () => `No diagram at present. ${code("/next")} shows which are free.`,
  onePersonToRelease: () => "this names several people. Write one command for each.",
  releaseOfOthers: (login: string) =>
    `only a maintainer can give back all that ${code(login)} holds. Nothing was changed.`,
  holdsNothing: (login: string) => `${code(login)} holds nothing that could be given back.`,
  needsPerson: (usage: string) => `it names nobody; people are written with an @. Write ${code(usage)}.`,
  onePullRequest: () => "it names several pull requests; write one command for each.",
  onePerson: () => "it names several people; a diagram has one holder. Write one command for each.",
  needsReason: (usage: string) =>
    `it gives no reason, and the reason is what later readers need. Write ${code(usage)}.`,
  needsAddress: (usage: string) =>
    `it names no address that begins with ${code("https://")} or ${code("http://")}. Write ${code(usage)}.`,
  needsDate: (usage: string) =>
    `it names no day. Write ${code(usage)} for seven days from today, or a date as YYYY-MM-DD.`,
} as const;

/** What is said instead of running a comment's commands. */
export const sayOfComment = {
  tooMany: (count: number, limit: number) =>
    `This comment has ${count} commands; at most ${limit} are run at a time, so none was. Split it into several comments.`,
  tooManyDiagrams: (count: number, limit: number) =>
    `The commands of this comment name ${count} diagrams; at most ${limit} are taken at a time, so nothing was changed. Split it into several comments.`,
  blocked: () =>
    "You are on this campaign's block list, so the commands were not run. The maintainers can tell you why.",
  noCatalog: (folder: string) =>
    `This repository has no catalog yet, so there is nothing to claim. A maintainer names the diagrams in ${code(`${folder}/*.yml`)} first.`,
  configBroken: (where: string, message: string) =>
    `The campaign's configuration cannot be read, so nothing was changed. A maintainer has to mend it first, then comment again. ${code(where)}: ${plain(message)}`,
  declinedTooOften: (limit: number) =>
    `${limit} of your comments were declined within an hour, so comments that can only be declined get no reply until an hour after the first of them. What can be done is done and answered as ever; ${code("/help")} lists the commands.`,
  notStored: () =>
    "GitHub does not store what this would write, since a part of it looks like a password or a key. So nothing of this comment was done. Leave that part out and try again. If it is a real key, withdraw it: this page shows it to everybody.",
  carriedOut: (commit: string, tracker: string) =>
    `This comment was carried out in [an earlier commit](${commit}), which lists what changed; the answer to it was lost on the way. ` +
    `[The tracker](${tracker}) shows how everything stands now. Repeat a command that the commit does not list, and you hear why.`,
} as const;
