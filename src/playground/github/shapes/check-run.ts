import { type CheckRun, type CheckSuite, isPullThread, type Repository } from "../model.ts";
import type { World } from "../world.ts";
import { appJson } from "./app.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";
import { isoSeconds } from "./time.ts";

export function checkRunJson(world: World, repository: Repository, run: CheckRun) {
  const api = `${repositoryApi(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
  const app = appJson(world);
  const pull_requests = pullRequestsOf(world, repository, run.headSha);
  const suite = repository.checkSuites.get(run.headSha);
  return {
    id: run.id,
    node_id: run.nodeId,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: suite === undefined ? null : checkSuiteJson(world, repository, suite),
    app,
    pull_requests,
  };
}

export function checkSuiteJson(world: World, repository: Repository, suite: CheckSuite) {
  const runs = [...repository.checkRuns.values()].filter(({ headSha }) => headSha === suite.headSha);
  const url = `${repositoryApi(world, repository)}/check-suites/${suite.id}`;
  return {
    id: suite.id,
    node_id: `CS_${suite.id}`,
    head_branch: null,
    head_sha: suite.headSha,
    status: runs.every(({ status }) => status === "completed") ? "completed" : "queued",
    conclusion: runs.at(-1)?.conclusion ?? null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: pullRequestsOf(world, repository, suite.headSha),
    app: appJson(world),
    created_at: isoSeconds(suite.createdAt),
    updated_at: isoSeconds(suite.updatedAt),
  };
}

/** Those whose head is the checked commit; for a pull request from a fork GitHub leaves the list empty. */
function pullRequestsOf(world: World, repository: Repository, headSha: string) {
  const api = repositoryApi(world, repository);
  const repo = { id: repository.id, url: api, name: repository.name };
  return [...repository.threads.values()]
    .filter(isPullThread)
    .filter(({ pull }) => !pull.head.isFork && pull.head.oid === headSha)
    .map(({ number, pull }) => ({
      url: `${api}/pulls/${number}`,
      id: pull.id,
      number,
      head: { ref: pull.head.branch, sha: pull.head.oid, repo },
      base: { ref: pull.base.branch, sha: pull.base.oid, repo },
    }));
}
