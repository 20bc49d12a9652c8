/**
 * Asks people for reviews, and takes that back, one person a request: GitHub refuses a request whole where it may not ask one
 * of its people. Asking who is asked already changes nothing, so a try that failed is repeated as a whole.
 *
 * Who cannot be asked (no collaborator, for one) is not asked again for an hour: no look at the pull request would show
 * that it was tried.
 */
import type { Logger } from "pino";
import type { ReviewRequest } from "../../decide/plan.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { isOneWritesOwn } from "../client/failure.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Unwritten } from "./post-all.ts";
import type { RecentRefusals } from "./recent-refusals.ts";

export async function requestReviews(
  repo: RepositoryClient,
  refused: RecentRefusals,
  requests: readonly ReviewRequest[],
  log: Logger,
): Promise<readonly Unwritten[]> {
  const unwritten: Unwritten[] = [];
  let end: { readonly error: unknown } | null = null;
  for (const request of requests) {
    const { pullRequest, reviewer, change } = request;
    const key = `${repositoryKey(repo.repository)} ${reviewer.toLowerCase()}`;
    if (change === "ask" && refused.has(key)) continue;
    try {
      if (end !== null) throw end.error;
      await send(repo, request);
      log.info({ pullRequest, reviewer, change }, "review requested");
    } catch (failure) {
      try {
        const reason = await readFinalRefusal(repo, failure);
        if (change === "ask") refused.note(key);
        log.warn({ pullRequest, reviewer, change, reason }, "GitHub takes no request for a review");
      } catch (error) {
        unwritten.push({ answers: [], pullRequest, error });
        if (!isOneWritesOwn(error)) end = { error };
      }
    }
  }
  return unwritten;
}

async function send(
  { client, repository }: RepositoryClient,
  { pullRequest: pull_number, reviewer, change }: ReviewRequest,
): Promise<void> {
  const parameters = { ...pathOf(repository), pull_number, reviewers: [reviewer] };
  await (change === "ask"
    ? client.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", parameters)
    : client.request("DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers", parameters));
}
