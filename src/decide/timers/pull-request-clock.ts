/** How an open pull request stops the clock of its diagram. */
import type { Assignment } from "../../domain/assignment.ts";
import { addDays, type CivilDate } from "../../domain/civil-date.ts";
import { holderOf } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import { dayIn } from "../../domain/time-zone.ts";
import { committerOf, isHoldersWork } from "../../facts/accounts.ts";
import type { PullRequestFacts } from "../../facts/pull-request-facts.ts";
import { bringsWhatCompletes } from "../completion.ts";
import type { Fold } from "../fold.ts";
import { worksOn } from "../links/links-of.ts";

/**
 * The last day on which the clock rests for a pull request that has the drawing, and was pushed to by the holder; null: it does
 * not rest. What others do there is no work of the holder's: neither a comment nor a branch that was brought up to date.
 */
export function restsUntil(fold: Fold, now: Assignment): CivilDate | null {
  const pr = now.pr_number === null ? null : fold.pullRequest(now.pr_number);
  if (pr?.state !== "open" || !isHoldersWork(pr, now)) return null;
  const links = worksOn(fold, pr);
  const { diagram_id: id } = now;
  if (!links.linked.has(id) || !bringsWhatCompletes(fold, pr, id, links)) return null;
  const { claims, time_zone } = fold.state.config;
  const until = addDays(dayIn(time_zone, lastPush(pr, now)), claims.idle_after);
  return until >= fold.today ? until : null;
}

/**
 * When its holder pushed to it last (ISO instant), as far as that can be told: a commit's own date is whatever its writer put
 * there. It counts up to the moment when anything happened last on the pull request, which GitHub says: so whoever dates commits
 * ahead has to come back as often as whoever makes some.
 */
export function lastPush(pr: PullRequestFacts, now: Assignment): string {
  const { createdAt, updatedAt = createdAt, commits } = pr;
  if (commits === null) return updatedAt;
  const holder = holderOf(now);
  const own = commits.filter((commit) => {
    const by = committerOf(commit);
    return by === null || pr.authorIsBot || isSamePerson(by, holder);
  });
  // As GitHub writes them, in UTC to the second, texts are in the order of time.
  const dates = own.flatMap(({ at }) => at ?? []);
  const [pushed = createdAt] = [createdAt, ...dates].toSorted().reverse();
  const [last = pushed] = [pushed, updatedAt].toSorted();
  return last;
}
