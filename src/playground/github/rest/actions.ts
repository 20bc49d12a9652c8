import type { WorkflowRun } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { repositoryApi } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import { defineRoutes, findRepository, paginate, type RestRequest } from "./route.ts";

/** What may be learnt of a repository's workflow runs. Which there are tell those who play the runner. */
export const actionsRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs": { needs: "actions:read", run: listRuns },
  "GET /repos/{owner}/{repo}/actions/permissions/workflow": {
    needs: "administration:read",
    run: (request) => ({
      status: 200,
      body: {
        default_workflow_permissions: "read",
        can_approve_pull_request_reviews: findRepository(request).actions.mayOpenPulls,
      },
    }),
  },
});

/** The newest first. `status` names a conclusion, too. */
function listRuns(request: RestRequest) {
  const { workflow_id } = request.params;
  const { status, event } = request.query;
  const found = findRepository(request)
    .actions.runs.filter((run) => run.workflow === workflow_id)
    .filter((run) => status === undefined || run.status === status || run.conclusion === status)
    .filter((run) => event === undefined || run.event === event)
    .toReversed();
  const page = paginate(request, found, (run) => runJson(request, run));
  return { ...page, body: { total_count: found.length, workflow_runs: page.body } };
}

function runJson(request: RestRequest, run: WorkflowRun) {
  const { world } = request;
  const at = isoSeconds(run.createdAt);
  return {
    id: run.id,
    name: run.workflow,
    path: `.github/workflows/${run.workflow}`,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_sha: run.headSha,
    actor: accountJson(world, run.actor),
    triggering_actor: accountJson(world, run.actor),
    created_at: at,
    updated_at: at,
    run_started_at: at,
    run_attempt: 1,
    // Of a pull request from a fork nothing stands here.
    pull_requests: [],
    url: `${repositoryApi(world, findRepository(request))}/actions/runs/${run.id}`,
  };
}
