import type { Plan } from "../decide/plan.ts";
import { NOTHING_TO_DO } from "../decide/plan.ts";
import { type Delivery, pullRequestAbout } from "../facts/event.ts";
import { CheckFactsReader } from "../github/checks/check-facts-reader.ts";
import { PullRequestFiles } from "../github/checks/pull-request-files.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import { decideWithFacts } from "../github/decide-with-facts.ts";
import type { ExecuteParts } from "../github/execute-parts.ts";

/** What a real run would carry out now. Only reads. */
export async function planDryRun(
  parts: ExecuteParts,
  repo: RepositoryClient,
  deliveries: readonly Delivery[],
): Promise<Plan> {
  const events = deliveries.map(({ event }) => event);
  const pullRequests = [...new Set(events.flatMap((event) => pullRequestAbout(event) ?? []))];
  const read = await parts.snapshots.read(repo, { pullRequests, recentCommits: false });
  if (read === null || events.length === 0) return NOTHING_TO_DO;
  const files = new PullRequestFiles(parts.pullRequestFiles, repo);
  const checks = parts.checks ? new CheckFactsReader(parts.checks, repo, files) : null;
  const now = new Date(parts.now()).toISOString();
  return decideWithFacts(parts, repo, read, { events, now }, { checks, files });
}
