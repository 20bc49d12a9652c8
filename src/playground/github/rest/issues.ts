import { deleteComment, editComment, postComment } from "../acts/comments.ts";
import { Refused } from "../acts/refused.ts";
import { visibleToReads } from "../acts/revisions.ts";
import { addLabels, assign, makeLabel, unassign } from "../acts/sidebar.ts";
import { editThread, openIssue, setThreadState } from "../acts/threads.ts";
import type { Comment, Label, Repository } from "../model.ts";
import { commentJson, issueJson, labelJson } from "../shapes/issue.ts";
import type { World } from "../world.ts";
import {
  defineRoutes,
  findComment,
  findRepository,
  findThread,
  paginate,
  type RestRequest,
} from "./route.ts";

export const issueRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/issues": { needs: "issues:read", run: listIssues },
  "POST /repos/{owner}/{repo}/issues": {
    needs: "issues:write",
    run: (request) => {
      const { world, actor } = request;
      const repository = findRepository(request);
      const {
        title,
        body = null,
        labels = [],
      } = request.body as { title: string | number; body?: string | null; labels?: readonly string[] };
      const thread = openIssue(world, repository, { author: actor.account, title: String(title), body });
      addLabels(world, repository, actor.account, thread, labelsNamed(world, repository, labels));
      return { status: 201, body: issueJson(world, repository, thread) };
    },
  },
  "GET /repos/{owner}/{repo}/issues/{issue_number}": {
    needs: "issues:read",
    run: (request) => {
      const repository = findRepository(request);
      const thread = findThread(repository, request.params["issue_number"]);
      return { status: 200, body: issueJson(request.world, repository, thread) };
    },
  },
  "PATCH /repos/{owner}/{repo}/issues/{issue_number}": {
    needs: "issues:write",
    run: (request) => {
      const { world, actor } = request;
      const repository = findRepository(request);
      const thread = findThread(repository, request.params["issue_number"]);
      const wanted = request.body as {
        title?: string;
        body?: string | null;
        state?: "open" | "closed";
        state_reason?: "completed" | "not_planned" | null;
      };
      editThread(world, repository, actor.account, thread, wanted);
      if (wanted.state !== undefined) {
        const reason = wanted.state_reason ?? "completed";
        setThreadState(world, repository, actor.account, thread, wanted.state, reason);
      }
      return { status: 200, body: issueJson(world, repository, thread) };
    },
  },
});

/** A label that is not there is made, as GitHub does for whoever may. */
function labelsNamed(world: World, repository: Repository, names: readonly string[]): Label[] {
  return names.map(
    (name) =>
      repository.labels.get(name.toLowerCase()) ??
      makeLabel(world, repository, { name, color: "ededed", description: null }),
  );
}

export const sidebarRoutes = defineRoutes({
  "POST /repos/{owner}/{repo}/issues/{issue_number}/assignees": {
    needs: "issues:write",
    run: (request) => changeAssignees(request, 201, assign),
  },
  "DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees": {
    needs: "issues:write",
    run: (request) => changeAssignees(request, 200, unassign),
  },
  "POST /repos/{owner}/{repo}/labels": {
    needs: "issues:write",
    run: (request) => {
      const { world } = request;
      const repository = findRepository(request);
      const {
        name,
        color = "ededed",
        description = null,
      } = request.body as {
        name: string;
        color?: string;
        description?: string | null;
      };
      const label = makeLabel(world, repository, { name, color, description });
      return { status: 201, body: labelJson(world, repository, label) };
    },
  },
});

function changeAssignees(request: RestRequest, status: number, change: typeof assign) {
  const { world, actor } = request;
  const repository = findRepository(request);
  const thread = findThread(repository, request.params["issue_number"]);
  const { assignees = [] } = request.body as { assignees?: readonly string[] };
  change(world, repository, actor.account, thread, assignees);
  return { status, body: issueJson(world, repository, thread) };
}

export const commentRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/issues/comments": { needs: "issues:read", run: listRepositoryComments },
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": {
    needs: "issues:read",
    run: (request) => {
      const repository = findRepository(request);
      const { comments } = findThread(repository, request.params["issue_number"]);
      return paginate(
        request,
        since(visibleToReads(repository, comments), request.query["since"]),
        (comment) => commentJson(request.world, repository, comment),
      );
    },
  },
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": {
    needs: "issues:write",
    run: (request) => {
      const { world, actor } = request;
      const repository = findRepository(request);
      const thread = findThread(repository, request.params["issue_number"]);
      const { body } = request.body as { body: string };
      const comment = postComment(world, repository, thread, { author: actor.account, body });
      return { status: 201, body: commentJson(world, repository, comment) };
    },
  },
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}": {
    needs: "issues:read",
    run: (request) => {
      const repository = findRepository(request);
      const comment = findComment(repository, request.params["comment_id"]);
      return { status: 200, body: commentJson(request.world, repository, comment) };
    },
  },
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": {
    needs: "issues:write",
    run: (request) => {
      const repository = findRepository(request);
      const comment = findOwnComment(request, findComment(repository, request.params["comment_id"]));
      const { body } = request.body as { body: string };
      editComment(request.world, repository, comment, { editor: request.actor.account, body });
      return { status: 200, body: commentJson(request.world, repository, comment) };
    },
  },
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}": {
    needs: "issues:write",
    run: (request) => {
      const repository = findRepository(request);
      const comment = findOwnComment(request, findComment(repository, request.params["comment_id"]));
      deleteComment(request.world, repository, comment, request.actor.account);
      return { status: 204, body: null };
    },
  },
});

/** Without write access people change only what they wrote. */
function findOwnComment(request: RestRequest, comment: Comment): Comment {
  const { actor } = request;
  const role = findRepository(request).permissions.get(actor.account.id);
  const mayWrite = actor.kind !== "user" || (role !== undefined && role !== "read" && role !== "triage");
  if (!mayWrite && comment.author !== actor.account) {
    throw new Refused(403, "Must have admin rights to Repository.");
  }
  return comment;
}

/** Pull requests are among the issues. */
function listIssues(request: RestRequest) {
  const { world, query } = request;
  const repository = findRepository(request);
  const state = query["state"] ?? "open";
  const by = query["sort"] === "updated" ? "updatedAt" : "createdAt";
  const sign = query["direction"] === "asc" ? 1 : -1;
  const from = Date.parse(query["since"] ?? "1970-01-01T00:00:00Z");
  const creator = query["creator"]?.toLowerCase();
  const found = [...repository.threads.values()]
    .filter((thread) => state === "all" || thread.state === state)
    .filter((thread) => thread.updatedAt >= from)
    .filter((thread) => creator === undefined || thread.author.login.toLowerCase() === creator)
    .sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
  return paginate(request, found, (thread) => issueJson(world, repository, thread));
}

/** In the order of their IDs, unless the query asks for another. */
function listRepositoryComments(request: RestRequest) {
  const { world, query } = request;
  const repository = findRepository(request);
  const by = query["sort"] === "updated" ? "updatedAt" : query["sort"] === "created" ? "createdAt" : "id";
  const sign = query["direction"] === "desc" ? -1 : 1;
  const found = since(visibleToReads(repository, repository.comments.values()), query["since"]).sort(
    (a, b) => sign * (a[by] - b[by] || a.id - b.id),
  );
  return paginate(request, found, (comment) => commentJson(world, repository, comment));
}

/** `since` means: changed since then, to the second. */
function since(comments: readonly Comment[], instant: string | undefined): Comment[] {
  const from = Date.parse(instant ?? "1970-01-01T00:00:00Z");
  return comments.filter((comment) => Math.floor(comment.updatedAt / 1000) * 1000 >= from);
}
