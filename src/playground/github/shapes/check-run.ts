import type { CheckRun, Repository } from "../model.ts";
import type { World } from "../world.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";

export function checkRunJson(world: World, repository: Repository, run: CheckRun) {
  const api = `${repositoryApi(world, repository)}/check-runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/runs/${run.id}`;
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
    check_suite: { id: repository.id },
    app: { id: world.app.id, slug: world.app.slug, name: world.app.slug },
    pull_requests: [...repository.threads.values()]
      // For a pull request from a fork the list stays empty.
      .filter(({ pull }) => pull !== null && !pull.head.isFork && pull.head.oid === run.headSha)
      .map(({ number, pull }) => ({
        id: pull?.id,
        number,
        head: { ref: pull?.head.branch, sha: pull?.head.oid },
      })),
  };
}
