/**
 * Whoever's turn it is on a pull request on which nothing happened for some days, reviewer or author, is asked once: again
 * only after something happened there. The list of such pull requests comes with the repository, so a day on which nobody
 * is to be asked costs no request.
 */
import type { Assignment } from "../../domain/assignment.ts";
import { addDays, type CivilDate } from "../../domain/civil-date.ts";
import { holderOf, reviewerOf } from "../../domain/people.ts";
import { isSamePerson, type Person } from "../../domain/person.ts";
import { dayIn } from "../../domain/time-zone.ts";
import type { Reminder } from "../../domain/timer-fields.ts";
import { canBeNotified } from "../../domain/timers.ts";
import { authorOf } from "../../facts/accounts.ts";
import type { PullRequestFacts } from "../../facts/pull-request-facts.ts";
import { bringsWhatCompletes } from "../completion.ts";
import type { Fold } from "../fold.ts";
import { worksOn } from "../links/links-of.ts";
import { lastPush } from "./pull-request-clock.ts";

export interface Nudge {
  readonly now: Assignment;
  readonly note: Reminder;
  readonly to: Person;
}

export function findNudges(fold: Fold): Nudge[] {
  const { nudge_after } = fold.state.config.claims;
  if (nudge_after === "off") return [];
  const latest = addDays(fold.today, -nudge_after);
  return [...fold.state.assignments.keys()].flatMap((id) => {
    const now = fold.assignment(id);
    const isOpen = now.status === "in_progress" || now.status === "review";
    const holder = holderOf(now);
    if (!isOpen || now.pr_number === null || holder === null || fold.isBroken(id)) return [];
    const idleSince = quietSince(fold, now.pr_number, latest);
    if (idleSince === null || idleSince > latest || wasAsked(now, now.pr_number, idleSince)) return [];
    return nudgeOf(fold, now, holder) ?? [];
  });
}

/** The day on which something happened there last; null: too late to matter, or it is not open, or not known yet. */
function quietSince(fold: Fold, number: number, latest: CivilDate): CivilDate | null {
  const { quiet } = fold.snapshot;
  if (!quiet) return null;
  const { time_zone } = fold.state.config;
  const at = quiet.updated.get(number);
  if (at !== undefined) return dayIn(time_zone, at);
  const newest = [...quiet.updated.values()].toSorted().at(-1);
  if (quiet.isWhole || newest === undefined || dayIn(time_zone, newest) > latest) return null;
  // More than GitHub lists at once, and all of them are old.
  const pr = fold.pullRequest(number);
  return pr?.state === "open" && pr.updatedAt !== undefined ? dayIn(time_zone, pr.updatedAt) : null;
}

/** Our own question is what happened last. */
function wasAsked(now: Assignment, number: number, idleSince: CivilDate): boolean {
  return (now.reminders ?? []).some(({ pr, on }) => pr === number && on >= idleSince);
}

/** Null: nobody knows yet, or it is not open. */
function nudgeOf(fold: Fold, now: Assignment, holder: Person): Nudge | null {
  const pr = now.pr_number === null ? null : fold.pullRequest(now.pr_number);
  if (pr?.state !== "open") return null;
  const thread = fold.thread(pr.number);
  if (thread === null) return null;
  const about = { on: fold.today, pr: pr.number };
  const turn = thread === "open" ? whoseTurn(fold, pr, now) : null;
  const whose = turn === "author" ? holder : turn === "reviewer" ? reviewerOf(now) : null;
  const account = whose && fold.account(whose);
  if (whose !== null && account === null) return null;
  const to = account === "gone" ? null : account;
  return turn !== null && canBeNotified(fold.state.config, to)
    ? { now, to, note: { what: turn, ...about, thread: pr.number } }
    : { now, to: holder, note: { what: "nobody", ...about } };
}

/** Null: neither the author's nor the reviewer's, as where it is approved and waits to be merged. */
function whoseTurn(fold: Fold, pr: PullRequestFacts, now: Assignment): "reviewer" | "author" | null {
  const links = worksOn(fold, pr);
  if (pr.draft || !bringsWhatCompletes(fold, pr, now.diagram_id, links)) return "author";
  const pushed = lastPush(pr, now);
  const wants = pr.reviews.some(
    ({ opinion, at, isBot }) => !isBot && opinion === "changes_requested" && at > pushed,
  );
  if (wants) return "author";
  if (pr.reviews.some(({ opinion, isBot }) => !isBot && opinion === "approved")) return null;
  const reviewer = reviewerOf(now);
  return reviewer !== null && !isSamePerson(reviewer, authorOf(pr)) ? "reviewer" : null;
}
