/**
 * Keeps the issue that shows the state of the campaign, and comments there once a week. Repeated, it changes nothing: the issue
 * is found by its author and its marker, a week's comment by its own. Both are looked for wherever they may be there already,
 * whoever wrote them, and are written once where no read shows them yet.
 *
 * Closed, it is off: nothing is written, and it is looked at again in another week, or by another process. What this process
 * said last it need not ask for, so that a day on which nothing changed costs no request.
 */
import type { Logger } from "pino";
import type { WeeklyReview } from "../../decide/plan.ts";
import { addDays, type CivilDate } from "../../domain/civil-date.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { classifyFailure } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { bodyOf, commentOnIssue, findIssue, openMaintainersIssue, updateIssue } from "../commit/own-issue.ts";
import type { Unwritten } from "../post/post-all.ts";
import { answersOf, markerOf } from "../post/reply-marker.ts";
import { OwnComments } from "../read/own-comments.ts";
import type { Writes } from "../writes.ts";

const KEPT = 10_000;

interface Known {
  /** Title and text of the issue; null: it is closed, or there is none and nothing to open it for. */
  readonly text: string | null;
  /** Of the week whose comment is there, or not to be there. */
  readonly monday: CivilDate;
}

/** What this process knows of the issues of its repositories. */
export class WeeklyReviews {
  readonly #known = new Map<string, Known>();

  of(repository: RepositoryClient["repository"]): Known | null {
    return this.#known.get(repositoryKey(repository)) ?? null;
  }

  note(repository: RepositoryClient["repository"], known: Known): void {
    const key = repositoryKey(repository);
    this.#known.delete(key);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, known);
  }
}

/** What could not be written, to be tried again. */
export async function keepWeeklyReview(
  repo: RepositoryClient,
  { writes, known }: { readonly writes: Writes; readonly known: WeeklyReviews },
  review: WeeklyReview,
  log: Logger,
): Promise<readonly Unwritten[]> {
  const { repository } = repo;
  const { monday } = review;
  const before = known.of(repository);
  const isKnownWeek = before?.monday === monday;
  if (isKnownWeek && (before.text === null || before.text === textOf(review))) return [];
  try {
    const isOn = await keep(repo, writes, isKnownWeek ? { ...review, comment: null } : review);
    known.note(repository, { text: isOn ? textOf(review) : null, monday });
    return [];
  } catch (error) {
    if (classifyFailure(error, 0).transient) return [{ answers: [], pullRequest: null, error }];
    // Where issues are turned off, or this one is locked, nobody can be told so.
    log.warn({ err: error }, "the weekly review could not be kept");
    known.note(repository, { text: textOf(review), monday });
    return [];
  }
}

function textOf({ issue }: WeeklyReview): string {
  return `${issue.title}\n${bodyOf(issue)}`;
}

/** False: it is closed, or there is none yet and nothing to begin with. */
async function keep(
  repo: RepositoryClient,
  writes: Writes,
  { issue, monday, comment }: WeeklyReview,
): Promise<boolean> {
  const found = await findIssue(repo, issue.marker);
  if (found?.state === "CLOSED") return false;
  let number = found?.number ?? writes.recent.ownIssue(issue.marker);
  if (number === null) {
    if (comment === null) return false;
    await writes.once("weekly review", async () => {
      writes.recent.noteOwnIssue(issue.marker, await openMaintainersIssue(repo, issue));
    });
    number = writes.recent.ownIssue(issue.marker);
    // An earlier try opened it, and somebody deleted it since.
    if (number === null) return false;
  } else if (found) await updateIssue(repo, found, issue);
  if (comment !== null) await commentOnce(repo, writes, { number, monday, comment });
  return true;
}

async function commentOnce(
  repo: RepositoryClient,
  writes: Writes,
  {
    number,
    monday,
    comment,
  }: { readonly number: number; readonly monday: CivilDate; readonly comment: string },
): Promise<void> {
  const key = `weekly-review-${monday}`;
  if (writes.recent.answeredOn(number).includes(key)) return;
  // The campaign's Monday may begin a day before that of UTC.
  const bodies = await new OwnComments(repo).on(number, `${addDays(monday, -1)}T00:00:00Z`);
  if (bodies.some((body) => answersOf(body).includes(key))) return;
  await writes.once(key, async () => {
    const id = await commentOnIssue(repo, number, `${comment}\n\n${markerOf([key])}`);
    writes.recent.noteAnswer(number, id, [key]);
  });
}
