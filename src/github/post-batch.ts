import type { BatchResult } from "../facts/batch.ts";
import { eventId } from "../facts/event.ts";
import { postChecks } from "./checks/post-checks.ts";
import { watchSources } from "./checks/watch-sources.ts";
import type { Decided } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts, Remaining } from "./execute-parts.ts";
import { openOnboarding } from "./onboarding/open-onboarding.ts";
import { keepBrokenIssue } from "./post/broken-issue.ts";
import { fairOrder } from "./post/fair-order.ts";
import { postAll } from "./post/post-all.ts";
import { requestReviews } from "./post/request-reviews.ts";
import type { ReadSnapshot } from "./read/read-snapshot.ts";
import { keepWeeklyReview } from "./review/weekly-review.ts";
import { keepSidebars } from "./sidebar/keep-sidebars.ts";
import { openIssues } from "./sidebar/open-issues.ts";
import { withNotes } from "./sidebar/with-notes.ts";
import { whatIsLeft } from "./what-is-left.ts";

/** Everything that a batch has to say, once what it says is true. Gives what is left of it to be said; null: nothing. */
export async function postBatch(
  {
    checks: parts,
    refused,
    brokenIssues: known,
    weeklyReviews,
    now: clock,
    again,
  }: Pick<ExecuteParts, "checks" | "refused" | "brokenIssues" | "weeklyReviews" | "now" | "again">,
  { repo, batch, log, now, outbox: { writes } }: BatchContext,
  { replies, deliveries }: Pick<Remaining, "replies" | "deliveries">,
  { plan, checks }: Pick<Decided, "plan" | "checks">,
  read: Pick<ReadSnapshot, "snapshot" | "config" | "self">,
): Promise<NonNullable<BatchResult["left"]> | null> {
  const { notices } = plan;
  // First: whoever is told that it comes must not wait in vain.
  for (const event of plan.onboardingAsked) {
    const { repository, installationId } = batch;
    await again({ id: eventId({ repository }, event), repository, installationId, event });
  }
  const beside = await keepSidebars(repo, refused, plan.sidebars, { log, now: clock });
  const asked = await requestReviews(repo, refused, plan.reviewRequests, log);
  const said = await postAll(
    repo,
    writes,
    { replies: fairOrder(withNotes([...replies, ...plan.replies], beside.notes)), notices },
    log,
  );
  const checked = await postChecks(repo, writes, checks, log);
  if (parts?.sources && plan.links.length > 0) watchSources(parts.sources, plan.links, batch, { now, log });
  const events = deliveries.map(({ event }) => event);
  const told = plan.broken
    ? await keepBrokenIssue(repo, { writes, known }, { ...plan.broken, events }, log)
    : [];
  const reviewed = plan.weeklyReview
    ? await keepWeeklyReview(repo, { writes, known: weeklyReviews }, plan.weeklyReview, log)
    : [];
  // Last: whoever asked for a hundred has the answer before them.
  const opened = await openIssues(repo, plan.newIssues, { writes, again, batch, log, now });
  const offered = await openOnboarding(repo, plan.onboarding, { read, writes, log });
  return whatIsLeft(
    batch.deliveries,
    [...offered, ...opened, ...beside.unwritten, ...asked, ...said, ...checked, ...told, ...reviewed],
    clock(),
  );
}
