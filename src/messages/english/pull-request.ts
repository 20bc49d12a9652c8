/**
 * Every sentence of the comment that the bot keeps on a pull request. Nobody is mentioned: a holder who is only named must
 * not be notified. What is said of one diagram may stand in a row that several share.
 */
import type { Assignment } from "../../domain/assignment.ts";
import type { DiagramId } from "../../domain/diagram-id.ts";
import type { Pause } from "../../domain/pause.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Uncounted } from "../uncounted.ts";
import { whoPaused } from "./campaign.ts";
import { counted, listed, word } from "./grammar.ts";

const NAMED = 20;
const list = (ids: readonly string[]) => listed(ids.map(code), NAMED);

/** What a maintainer writes for something that landed elsewhere. */
const complete = (id: string, number: number) => code(`/complete ${id} #${number}`);

export const pullRequest = {
  title: (count: number, trackerUrl: string) =>
    `This pull request is about ${count === 1 ? "one diagram" : `${count} diagrams`} of [the campaign](${trackerUrl}):`,
  columns: () => ["Diagram", "Name", "Status", "What now"],
  ids: list,
  alike: (count: number) => counted(count, "diagram", "diagrams"),
  more: (count: number) => `…and ${counted(count, "more row", "more rows")}. The tracker shows everything.`,

  completed: (
    { verification: { verified_by }, diagram_id, assignee }: Assignment,
    missing: readonly string[],
  ) =>
    [
      verified_by
        ? `Complete, verified by **${plain(verified_by)}**.`
        : `Complete, but not verified: a reviewer can still comment ${code(`/verify ${diagram_id}`)}.`,
      ...(missing.length === 0
        ? []
        : [
            `It was merged without ${word(missing.length, "this point", "these points")}: ${missing.map(plain).join(", ")}.`,
          ]),
      assignee === null
        ? `Nobody holds it: a maintainer can say whose work it is with ${code(`/assign ${diagram_id} @user`)}.`
        : "Thank you!",
    ].join(" "),
  undone: (now: Assignment, completing: number) =>
    now.assignee === null
      ? `This pull request undoes #${completing}, so it is free again.`
      : `This pull request undoes #${completing}, so it is in progress again, with **${plain(now.assignee)}**${now.due_date ? ` until ${now.due_date}` : ""}.`,
  drawingLeft: (id: string, branch: string) =>
    `Its drawing is no longer on ${code(branch)}, but it still counts as complete. If it has to be made again, a maintainer can comment ${code(`/reopen ${id}`)}.`,
  noDrawing: (id: string, number: number, isOpen: boolean) =>
    isOpen
      ? "This pull request has no drawing of it yet. Add one: without it, the merge does not complete the diagram."
      : `This pull request had no drawing of it, so it is not complete. Next: open a pull request with its drawing. If the drawing is already there, a maintainer can comment ${complete(id, number)}.`,
  noChange: (id: string, number: number) =>
    `This pull request changed only the campaign's own files, so it does not complete the diagram. A maintainer can comment ${complete(id, number)}.`,
  superseded: () => "It was reopened after this pull request was merged. Next: a new pull request.",
  sameCommit: (number: number) =>
    `This is the same commit as #${number}, so only #${number} counts: this pull request claims and completes nothing. Next: push a commit of your own here, or close it.`,
  first: (number: number) =>
    `#${number} came first. Please settle it in #${number}. If #${number} is closed, this one takes over.`,
  draft: () => "Next: mark this pull request as ready. I will move it to Review.",
  inProgress: () =>
    "Its holder is working on it again. Next: a push to this pull request. I will move it to Review.",
  inReview: (
    { verification: { verified_by }, reviewer }: Assignment,
    rival: number | null,
    uncounted: readonly Uncounted[],
  ) =>
    uncounted.map(({ reviewer: who, why }) => `${sayUncounted(plain(who), why)} `).join("") +
    (verified_by
      ? `Verified by **${plain(verified_by)}**. Next: it is merged.`
      : `Next: ${reviewer === null ? "a reviewer other than the author" : `**${plain(reviewer)}** or another reviewer`} approves it, then it is merged.`) +
    (rival === null ? "" : ` #${rival} is about it too, and has to wait.`),
  assigned: (assignee: string, id: string, author: string | null) =>
    `**${plain(assignee)}** holds it, so this pull request does not change its status. Next: ask them to comment ${code(`/release ${id}`)}` +
    (author === null ? "." : `, or ask a maintainer to comment ${code(`/assign ${id} @${author}`)}.`),
  mergedWhileAssigned: (assignee: string | null, id: string, author: string | null, number: number) =>
    `${assignee === null ? "Nobody" : `**${plain(assignee)}**`} holds it, so the merge does not complete it. A maintainer can comment ` +
    (author === null ? "" : `${code(`/assign ${id} @${author}`)} and then `) +
    `${complete(id, number)}.`,
  unclaimed: (id: string) => `Nobody holds it. The author can comment ${code(`/claim ${id}`)}.`,
  unclaimedByBot: (id: string) =>
    `Nobody holds it. A maintainer can say whose work this is: ${code(`/assign ${id} @user`)}.`,
  paused: (pause: Pause) =>
    `Nobody holds it. I did not give it to the author, because ${whoPaused(pause)}. When a maintainer comments ${code("/resume")}, I will look at this pull request again.`,
  maintenance: () => "A maintainer changes its drawing. Nothing else changes.",
  maintenanceByBot: (id: string) =>
    `A bot changes its drawing. Nothing else changes. If this is work on the diagram, put ${code(id)} in the title.`,
  completeAlready: ({ completion_date, pr_number, diagram_id }: Assignment) =>
    `It ${completion_date ? `was completed on ${completion_date}` : "is complete"}${pr_number ? ` with #${pr_number}` : ""}; this pull request improves it. If it has to be made again, a maintainer can comment ${code(`/reopen ${diagram_id}`)}.`,

  claimed: (author: string | null, trackerUrl: string) =>
    `This pull request is merged, so ${author === null ? "its author" : `**${plain(author)}**`} has claimed in [the campaign](${trackerUrl}):`,
  tooMany: (count: number, limit: number) =>
    `This pull request names ${count} diagrams. I track at most ${limit} with one pull request, so I track none of these. Split it, or ask a maintainer to complete them after the merge: ${code("/complete")} takes several IDs, and groups such as ${code("G-LIN-*")}.`,
  unlinked: (
    { isMerged, folder, number }: { isMerged: boolean; folder: string; number: number },
    guesses: readonly DiagramId[],
    trackerUrl: string,
  ) => {
    const [first, ...others] = guesses;
    const what = `This pull request changes a drawing in ${code(`${folder}/`)}, but nothing says which diagram of [the campaign](${trackerUrl}) it is.`;
    if (isMerged) return `${what} A maintainer can comment ${complete(first ?? "ID", number)}.`;
    if (first === undefined) return `${what} Put the diagram's ID into the title.`;
    return others.length === 0
      ? `${what} Is this ${code(first)}? Put it in the title.`
      : `${what} Is this one of ${list(guesses)}? Put its ID in the title.`;
  },
  closed: (back: readonly string[], free: readonly string[]) => {
    const count = back.length + free.length;
    return [
      "This pull request was closed without a merge.",
      ...(back.length === 0 ? [] : [`${list(back)} ${word(back.length, "is", "are")} back in progress.`]),
      ...(free.length === 0 ? [] : [`Nobody holds ${list(free)} now.`]),
      ...(count === 0
        ? []
        : [
            `Next: reopen it, or open another one that names ${word(count, "the diagram", "these diagrams")}.`,
          ]),
    ].join(" ");
  },
  otherBranch: (ids: readonly string[], number: number, base: string, home: string) =>
    `This pull request was merged into ${code(base)}, not into ${code(home)}, so it completed no diagram.` +
    (ids.length === 0
      ? ""
      : ` When its work is on ${code(home)}, a maintainer can comment ${complete(ids.slice(0, NAMED).join(" "), number)}.`),
  namedNone: () =>
    "This pull request named no diagram of the campaign when it was merged, so it completed none.",
  namesNone: () => "This pull request no longer names a diagram of the campaign.",
} as const;

/** Why an approval does not verify. */
function sayUncounted(who: string, why: Uncounted["why"]): string {
  switch (why) {
    case "committed":
      return `**${who}** approved it but has a commit in it, so somebody else has to verify it.`;
    case "not-seen":
      return `**${who}** approved another drawing than the one that is here now.`;
    case "commits-unknown":
      return `**${who}** approved it, but it has too many commits, so I cannot see who made it. Squash them into fewer.`;
    case "holder":
    case "author":
      return `**${who}** approved their own work, which does not count.`;
    case "bot":
    case "no-role":
      return "";
  }
}
