import { isRefusal } from "../github/client/failure.ts";
import { pathOf, type RepositoryClient } from "../github/client/repository-client.ts";
import { isStartingEvent } from "./started-by.ts";

/** `hidden`: the token may not see the runs, so nobody knows. */
export type LastRun =
  | { readonly kind: "started"; readonly at: number }
  | { readonly kind: "none" }
  | { readonly kind: "hidden" };

/** Among them is one that was not started by hand, which may have been a dry run. */
const RUNS = 50;

/**
 * When the last run of this workflow began that ended well (ms since the epoch): all that happened before that was read and
 * done by then. It is the only memory that an Action has beside the files and its replies; nothing is written for it.
 *
 * A run whose job was skipped counts for GitHub as skipped, and not as a success.
 */
export async function readLastRun(
  { client, repository }: RepositoryClient,
  workflow_id: string | null,
): Promise<LastRun> {
  if (workflow_id === null) return { kind: "hidden" };
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
      ...pathOf(repository),
      workflow_id,
      status: "success",
      exclude_pull_requests: true,
      per_page: RUNS,
    });
    const starts = data.workflow_runs
      .filter(({ event }) => isStartingEvent(event) && event !== "workflow_dispatch")
      // Of one that was run again: when it was.
      .map(({ run_started_at, created_at }) => Date.parse(run_started_at ?? created_at));
    return starts.length === 0 ? { kind: "none" } : { kind: "started", at: Math.max(...starts) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { kind: "hidden" };
  }
}
