import type { Comment, Label, Repository, Thread } from "../model.ts";
import type { World } from "../world.ts";
import { accountJson } from "./account.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";
import { isoSeconds } from "./time.ts";

/** An issue, or a pull request looked at as one: then it has `pull_request`. */
export function issueJson(world: World, repository: Repository, thread: Thread) {
  const api = `${repositoryApi(world, repository)}/issues/${thread.number}`;
  const { pull } = thread;
  const page = threadUrl(world, repository, thread);
  const assignees = thread.assignees.map((account) => accountJson(world, account));
  return {
    id: thread.id,
    node_id: thread.nodeId,
    number: thread.number,
    url: api,
    repository_url: repositoryApi(world, repository),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    timeline_url: `${api}/timeline`,
    html_url: page,
    title: thread.title,
    user: accountJson(world, thread.author),
    labels: thread.labels.map((label) => labelJson(world, repository, label)),
    state: thread.state,
    state_reason: thread.stateReason,
    locked: thread.locked,
    active_lock_reason: null,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: thread.comments.length,
    created_at: isoSeconds(thread.createdAt),
    updated_at: isoSeconds(thread.updatedAt),
    closed_at: thread.closedAt === null ? null : isoSeconds(thread.closedAt),
    author_association: "NONE",
    body: thread.body,
    reactions: reactions(`${api}/reactions`),
    performed_via_github_app: null,
    ...(pull !== null && {
      draft: pull.draft,
      pull_request: {
        url: `${repositoryApi(world, repository)}/pulls/${thread.number}`,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        merged_at: pull.merged === null ? null : isoSeconds(pull.merged.at),
      },
    }),
  };
}

export function labelJson(world: World, repository: Repository, label: Label) {
  const { id, nodeId, name, color, description } = label;
  const url = `${repositoryApi(world, repository)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId, url, name, color, description, default: false };
}

export function commentJson(world: World, repository: Repository, comment: Comment) {
  const api = `${repositoryApi(world, repository)}/issues`;
  return {
    url: `${api}/comments/${comment.id}`,
    html_url: `${threadUrl(world, repository, comment.thread)}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.thread.number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: accountJson(world, comment.author),
    created_at: isoSeconds(comment.createdAt),
    updated_at: isoSeconds(comment.updatedAt),
    // Says NONE for everybody: nothing may be decided from it, since it lies for private members.
    author_association: "NONE",
    body: comment.body,
    reactions: reactions(`${api}/comments/${comment.id}/reactions`),
    performed_via_github_app: null,
  };
}

export function threadUrl(world: World, repository: Repository, thread: Thread): string {
  return `${repositoryPage(world, repository)}/${thread.pull === null ? "issues" : "pull"}/${thread.number}`;
}

function reactions(url: string) {
  const none = {
    total_count: 0,
    "+1": 0,
    "-1": 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  };
  return { url, ...none };
}
