import type { Comment, GitHubAccount, Repository, Thread } from "../model.ts";
import { commentJson, issueJson } from "../shapes/issue.ts";
import type { World } from "../world.ts";
import { Refused, validationFailed } from "./refused.ts";
import { checkBody, noteRevision } from "./threads.ts";

export function postComment(
  world: World,
  repository: Repository,
  thread: Thread,
  written: { author: GitHubAccount; body: string },
): Comment {
  if (repository.isArchived) throw new Refused(403, "Repository was archived so is read-only.");
  if (thread.locked && written.author.type !== "Bot" && !repository.permissions.has(written.author.id)) {
    throw new Refused(403, "Unable to create comment because issue is locked.");
  }
  if (written.body.trim() === "") throw validationFailed("IssueComment", "body", "body can't be blank");
  checkBody("IssueComment", written.body);
  const id = world.nextId();
  const at = world.now();
  const comment: Comment = {
    ...written,
    id,
    nodeId: `IC_${id}`,
    thread,
    createdAt: at,
    updatedAt: at,
    revisions: [],
  };
  thread.comments.push(comment);
  thread.updatedAt = at;
  repository.comments.set(id, comment);
  announceComment(world, repository, written.author, comment, "created");
  return comment;
}

/** People with write access may edit the comments of others: the sender need not be the author. */
export function editComment(
  world: World,
  repository: Repository,
  comment: Comment,
  edit: { editor: GitHubAccount; body: string },
): void {
  if (edit.body.trim() === "") throw validationFailed("IssueComment", "body", "body can't be blank");
  checkBody("IssueComment", edit.body);
  const from = comment.body;
  noteRevision(world, comment, edit.editor, edit.body);
  comment.body = edit.body;
  comment.updatedAt = world.now();
  comment.thread.updatedAt = world.now();
  announceComment(world, repository, edit.editor, comment, "edited", { changes: { body: { from } } });
}

export function deleteComment(
  world: World,
  repository: Repository,
  comment: Comment,
  sender: GitHubAccount,
): void {
  const { comments } = comment.thread;
  comments.splice(comments.indexOf(comment), 1);
  repository.comments.delete(comment.id);
  announceComment(world, repository, sender, comment, "deleted");
}

function announceComment(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  comment: Comment,
  action: string,
  more: object = {},
): void {
  world.announce("issue_comment", repository, sender, {
    action,
    ...more,
    issue: issueJson(world, repository, comment.thread),
    comment: commentJson(world, repository, comment),
  });
}
