import { findComparisonBase, listChangedFiles } from "../changed-files.ts";
import { commitsSince } from "../git/history.ts";
import type { Comment, PullThread, Repository, Review } from "../model.ts";
import type { World } from "../world.ts";
import { accountJson } from "./account.ts";
import { countLines } from "./changed-file.ts";
import { threadUrl } from "./issue.ts";
import { repositoryApi, repositoryJson } from "./repository.ts";
import { isoSeconds } from "./time.ts";

/** A pull request as it stands in lists and in review events: without what only its own page knows. */
export function pullSummaryJson(world: World, repository: Repository, thread: PullThread) {
  const { pull } = thread;
  const api = repositoryApi(world, repository);
  const url = `${api}/pulls/${thread.number}`;
  const page = threadUrl(world, repository, thread);
  const { head, base, merged } = pull;
  return {
    url,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${api}/issues/${thread.number}`,
    number: thread.number,
    state: thread.state,
    locked: thread.locked,
    active_lock_reason: null,
    title: thread.title,
    user: accountJson(world, thread.author),
    body: thread.body,
    created_at: isoSeconds(thread.createdAt),
    updated_at: isoSeconds(thread.updatedAt),
    closed_at: thread.closedAt === null ? null : isoSeconds(thread.closedAt),
    merged_at: merged === null ? null : isoSeconds(merged.at),
    merge_commit_sha: merged?.commit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.reviewRequests.people.map((person) => accountJson(world, person)),
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${thread.number}/comments`,
    statuses_url: `${api}/statuses/${head.oid}`,
    head: side(world, repository, head.owner.login, head.branch, head.oid, head.isFork),
    base: side(world, repository, repository.owner.login, base.branch, base.oid, false),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: `${api}/issues/${thread.number}` },
      comments: { href: `${api}/issues/${thread.number}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: `${api}/statuses/${head.oid}` },
    },
    author_association: "NONE",
    auto_merge: null,
  };
}

export function pullJson(world: World, repository: Repository, thread: PullThread) {
  const { pull } = thread;
  const files = listChangedFiles(repository, pull);
  const base = findComparisonBase(repository, pull);
  return {
    ...pullSummaryJson(world, repository, thread),
    merged: pull.merged !== null,
    // GitHub finds out later, in the background: events do not know it.
    mergeable: null as boolean | null,
    rebaseable: null,
    mergeable_state: "unknown",
    merged_by: pull.merged === null ? null : accountJson(world, pull.merged.by),
    comments: thread.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: pull.head.isFork,
    commits: [...commitsSince(repository.objects, base, pull.head.oid)].length,
    ...countLines(repository.objects, files),
    changed_files: files.length,
  };
}

function side(
  world: World,
  repository: Repository,
  owner: string,
  branch: string,
  sha: string,
  isFork: boolean,
) {
  const account = world.account(owner);
  const repo = isFork ? { ...repository, owner: account } : repository;
  return {
    label: `${owner}:${branch}`,
    ref: branch,
    sha,
    user: accountJson(world, account),
    repo: { ...repositoryJson(world, repo), fork: isFork },
  };
}

export function reviewJson(world: World, repository: Repository, thread: PullThread, review: Review) {
  const page = `${threadUrl(world, repository, thread)}#pullrequestreview-${review.id}`;
  const pullUrl = `${repositoryApi(world, repository)}/pulls/${thread.number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: accountJson(world, review.author),
    body: review.body,
    commit_id: review.commit,
    submitted_at: isoSeconds(review.submittedAt),
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: "NONE",
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
  };
}

/** A comment on the first line of the first file, whatever that is: nothing is decided from it. */
export function reviewCommentJson(
  world: World,
  repository: Repository,
  thread: PullThread,
  comment: Comment,
) {
  const api = repositoryApi(world, repository);
  const url = `${api}/pulls/comments/${comment.id}`;
  const page = `${threadUrl(world, repository, thread)}#discussion_r${comment.id}`;
  const pullUrl = `${api}/pulls/${thread.number}`;
  const { oid } = thread.pull.head;
  return {
    url,
    pull_request_review_id: comment.id,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: "@@ -0,0 +1 @@",
    path: "README.md",
    position: 1,
    original_position: 1,
    line: 1,
    original_line: 1,
    start_line: null,
    original_start_line: null,
    side: "RIGHT",
    start_side: null,
    commit_id: oid,
    original_commit_id: oid,
    user: accountJson(world, comment.author),
    body: comment.body,
    created_at: isoSeconds(comment.createdAt),
    updated_at: isoSeconds(comment.updatedAt),
    html_url: page,
    pull_request_url: pullUrl,
    author_association: "NONE",
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
  };
}
