/** What the standing pull request and its commits say. */

import type { CommitMessage } from "../../../decide/plan.ts";
import { STANDING_MARKER } from "../../../decide/standing-pull-request.ts";
import type { Messages } from "../../../messages/english/english.ts";
import { plain } from "../../../tracker/inert.ts";

export interface StandingBranches {
  readonly own: string;
  readonly base: string;
}

const LINES = 100;

/**
 * Its description: what waits to be merged, from the messages of the commits that it consists of, oldest first. A pure
 * function of them, so that it is written only when it would differ.
 */
export function renderStandingBody(
  messages: readonly string[],
  branches: StandingBranches,
  say: Messages["maintainers"],
): string {
  const changes = messages.flatMap(changesIn);
  const shown = changes.slice(-LINES);
  const hidden = changes.length - shown.length;
  return [
    say.standingIntro(branches),
    "",
    ...(shown.length > 0 ? [say.sinceMerge(), ""] : []),
    ...(hidden > 0 ? [`- ${say.earlier(hidden)}`] : []),
    ...shown.map((line) => `- ${plain(line)}`),
    "",
    say.editElsewhere(branches.base),
    "",
    STANDING_MARKER,
  ].join("\n");
}

/** The lines of a message of ours; trailers and orders to CI are for machines. */
function changesIn(message: string): string[] {
  const [headline = "", ...body] = message.split("\n");
  const lines = body.map((line) => line.trim()).filter((line) => line !== "" && !MACHINE.test(line));
  return lines.length > 0 ? lines : [headline];
}

// A diagram's ID before a colon looks like any other trailer.
const MACHINE = /^(?:(?:Diagram-Tracker-[A-Za-z-]+|Co-authored-by|Signed-off-by): |\[skip ci\]$)/;

/** What the commit says that brings both branches together while nothing else changes. */
export function renderMergeMessage(branches: StandingBranches): CommitMessage {
  return { headline: `Bring ${branches.own} up to ${branches.base}`.slice(0, 72), body: "" };
}

/** A line of a commit's message: somebody's edit on the default branch could not be combined with what waits here. */
export function renderKept(path: string, base: { branch: string; oid: string }): string {
  return `${path}: changed on ${base.branch} too, in the same lines. What waited here is kept; the edit there (${base.oid.slice(0, 12)}) has to be made again once this is merged`;
}
