import { type CheckRunChange, createCheckRun, updateCheckRun } from "../acts/checks.ts";
import { Refused } from "../acts/refused.ts";
import { resolveRevision } from "../acts/revisions.ts";
import type { CheckRun } from "../model.ts";
import { checkRunJson } from "../shapes/check-run.ts";
import { defineRoutes, findRepository, notFound, paginate, type RestRequest } from "./route.ts";

export const checkRoutes = defineRoutes({
  "POST /repos/{owner}/{repo}/check-runs": {
    needs: "checks:write",
    run: (request) => {
      const repository = findRepository(request);
      const change = request.body as CheckRunChange & { head_sha: string };
      if (repository.objects.get(change.head_sha)?.kind !== "commit") {
        throw new Refused(422, `No commit found for SHA: ${change.head_sha}`);
      }
      const run = createCheckRun(request.world, repository, change.head_sha, change);
      return { status: 201, body: checkRunJson(request.world, repository, run) };
    },
  },
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": {
    needs: "checks:write",
    run: (request) => {
      const repository = findRepository(request);
      const run = findRun(request);
      const change = request.body as CheckRunChange;
      updateCheckRun(request.world, repository, run, change);
      return { status: 200, body: checkRunJson(request.world, repository, run) };
    },
  },
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}": {
    needs: "checks:read",
    run: (request) => ({
      status: 200,
      body: checkRunJson(request.world, findRepository(request), findRun(request)),
    }),
  },
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": {
    needs: "checks:read",
    run: (request) => {
      const { world, params, query } = request;
      const repository = findRepository(request);
      const commit = resolveRevision(repository, params["ref"] ?? "");
      if (commit?.kind !== "commit") throw new Refused(422, `No commit found for SHA: ${params["ref"]}`);
      const runs = [...repository.checkRuns.values()]
        .filter((run) => run.headSha === commit.oid)
        .filter((run) => query["check_name"] === undefined || run.name === query["check_name"])
        .reverse();
      // By default only the newest of each name.
      const latest = runs.filter((run, at) => runs.findIndex((other) => other.name === run.name) === at);
      const page = paginate(request, query["filter"] === "all" ? runs : latest, (run) =>
        checkRunJson(world, repository, run),
      );
      return { ...page, body: { total_count: latest.length, check_runs: page.body } };
    },
  },
});

function findRun(request: RestRequest): CheckRun {
  const run = findRepository(request).checkRuns.get(Number(request.params["check_run_id"]));
  if (run === undefined) throw notFound();
  return run;
}
