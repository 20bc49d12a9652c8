import { changeBase, openPull } from "../acts/pulls.ts";
import { Refused } from "../acts/refused.ts";
import { addReviewRequests, type RequestChange, removeReviewRequests } from "../acts/review-requests.ts";
import { editThread, setThreadState } from "../acts/threads.ts";
import { findMergeability, listChangedFiles, mostListedFiles } from "../changed-files.ts";
import { isPullThread } from "../model.ts";
import { changedFileJson } from "../shapes/changed-file.ts";
import { pullJson, pullSummaryJson, reviewCommentJson, reviewJson } from "../shapes/pull.ts";
import { defineRoutes, findPull, findRepository, paginate, type RestRequest } from "./route.ts";

export const pullRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/pulls": { needs: "pull_requests:read", run: listPulls },
  "POST /repos/{owner}/{repo}/pulls": {
    needs: "pull_requests:write",
    run: (request) => {
      const { world, actor } = request;
      const repository = findRepository(request);
      // The repository and its organization have to allow it, and neither does by itself.
      if (actor.kind === "actions" && !repository.actions.mayOpenPulls) {
        throw new Refused(403, "GitHub Actions is not permitted to create or approve pull requests.");
      }
      const wanted = request.body as {
        title: string;
        head: string;
        base: string;
        body?: string;
        draft?: boolean;
      };
      const [branch = "", owner = repository.owner.login] = wanted.head.split(":").reverse();
      const thread = openPull(world, repository, {
        author: actor.account,
        title: wanted.title,
        body: wanted.body ?? null,
        head: { owner: world.account(owner), branch },
        base: wanted.base,
        draft: wanted.draft ?? false,
      });
      return { status: 201, body: pullJson(world, repository, thread) };
    },
  },
  "GET /repos/{owner}/{repo}/pulls/comments": { needs: "pull_requests:read", run: listReviewComments },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": {
    needs: "pull_requests:read",
    run: (request) => {
      const repository = findRepository(request);
      const thread = findPull(repository, request.params["pull_number"]);
      const mergeable = findMergeability(repository, thread.pull) === "MERGEABLE";
      const body = pullJson(request.world, repository, thread);
      return { status: 200, body: { ...body, mergeable: thread.state === "open" ? mergeable : null } };
    },
  },
  "PATCH /repos/{owner}/{repo}/pulls/{pull_number}": {
    needs: "pull_requests:write",
    run: (request) => {
      const { world, actor } = request;
      const repository = findRepository(request);
      const thread = findPull(repository, request.params["pull_number"]);
      const wanted = request.body as {
        title?: string;
        body?: string | null;
        state?: "open" | "closed";
        base?: string;
      };
      editThread(world, repository, actor.account, thread, wanted);
      if (wanted.base !== undefined) changeBase(world, repository, actor.account, thread, wanted.base);
      if (wanted.state !== undefined) setThreadState(world, repository, actor.account, thread, wanted.state);
      return { status: 200, body: pullJson(world, repository, thread) };
    },
  },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": {
    needs: "pull_requests:read",
    run: (request) => {
      const repository = findRepository(request);
      const { pull } = findPull(repository, request.params["pull_number"]);
      // Only `changed_files` of the pull request tells how many there are.
      const listed = listChangedFiles(repository, pull).slice(0, mostListedFiles);
      return paginate(request, listed, (file) => changedFileJson(request.world, repository, pull, file));
    },
  },
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": {
    needs: "pull_requests:write",
    run: (request) => changeRequests(request, 201, addReviewRequests),
  },
  "DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers": {
    needs: "pull_requests:write",
    run: (request) => changeRequests(request, 200, removeReviewRequests),
  },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": {
    needs: "pull_requests:read",
    run: (request) => {
      const repository = findRepository(request);
      const thread = findPull(repository, request.params["pull_number"]);
      return paginate(request, thread.pull.reviews, (review) =>
        reviewJson(request.world, repository, thread, review),
      );
    },
  },
});

function changeRequests(request: RestRequest, status: number, change: RequestChange) {
  const { world, actor } = request;
  const repository = findRepository(request);
  const thread = findPull(repository, request.params["pull_number"]);
  const { reviewers = [], team_reviewers = [] } = request.body as {
    reviewers?: readonly string[];
    team_reviewers?: readonly string[];
  };
  change(world, repository, actor.account, thread, { people: reviewers, teams: team_reviewers });
  return { status, body: pullSummaryJson(world, repository, thread) };
}

function listPulls(request: RestRequest) {
  const { world, query } = request;
  const repository = findRepository(request);
  const state = query["state"] ?? "open";
  const { head, base } = query;
  const by = query["sort"] === "updated" ? "updatedAt" : "createdAt";
  const sign = (query["direction"] ?? (query["sort"] === undefined ? "desc" : "asc")) === "asc" ? 1 : -1;
  const found = [...repository.threads.values()]
    .filter(isPullThread)
    .filter((thread) => state === "all" || thread.state === state)
    .filter(({ pull }) => head === undefined || `${pull.head.owner.login}:${pull.head.branch}` === head)
    .filter(({ pull }) => base === undefined || pull.base.branch === base)
    .sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
  return paginate(request, found, (thread) => pullSummaryJson(world, repository, thread));
}

/** Of all pull requests. `since` means: changed since then, to the second. */
function listReviewComments(request: RestRequest) {
  const { world, query } = request;
  const repository = findRepository(request);
  const by = query["sort"] === "updated" ? "updatedAt" : "createdAt";
  const sign = query["direction"] === "asc" ? 1 : -1;
  const from = Date.parse(query["since"] ?? "1970-01-01T00:00:00Z");
  const found = [...repository.threads.values()]
    .filter(isPullThread)
    .flatMap((thread) => thread.pull.reviewComments.map((comment) => ({ thread, comment })))
    .filter(({ comment }) => Math.floor(comment.updatedAt / 1000) * 1000 >= from)
    .sort((a, b) => sign * (a.comment[by] - b.comment[by] || a.comment.id - b.comment.id));
  return paginate(request, found, ({ thread, comment }) =>
    reviewCommentJson(world, repository, thread, comment),
  );
}
