import { isAncestor } from "../git/history.ts";
import {
  type GitHubAccount,
  isPullThread,
  type Pull,
  type PullThread,
  type Repository,
  type SidebarEvent,
  type Thread,
} from "../model.ts";
import { issueJson } from "../shapes/issue.ts";
import { pullJson } from "../shapes/pull.ts";
import { repositoryJson } from "../shapes/repository.ts";
import type { World } from "../world.ts";
import { validationFailed } from "./refused.ts";

const longestBody = 65_536;

export function openIssue(
  world: World,
  repository: Repository,
  issue: { author: GitHubAccount; title: string; body: string | null },
): Thread {
  const thread = newThread(world, repository, { ...issue, pull: null });
  announceThread(world, repository, issue.author, thread, "opened");
  return thread;
}

/** An issue comes from another repository with its text: GitHub calls it opened, and names the issue that it was. */
export function receiveIssue(
  world: World,
  repository: Repository,
  issue: { author: GitHubAccount; title: string; body: string | null },
  sender: GitHubAccount,
): Thread {
  const at = world.now();
  const thread = newThread(world, repository, { ...issue, pull: null, transferredAt: at });
  const shape = issueJson(world, repository, thread);
  const changes = { old_issue: shape, old_repository: repositoryJson(world, repository) };
  announceThread(world, repository, sender, thread, "opened", { changes });
  return thread;
}

/** Takes the next number; pull requests share the numbers with issues. */
export function newThread<P extends Pull | null>(
  world: World,
  repository: Repository,
  facts: Pick<Thread, "author" | "title" | "body"> & { readonly pull: P; readonly transferredAt?: number },
): Thread & { readonly pull: P } {
  if (facts.title.trim() === "") throw validationFailed("Issue", "title", "title can't be blank");
  checkBody("Issue", facts.body ?? "");
  repository.lastNumber += 1;
  const id = world.nextId();
  const thread: Thread & { readonly pull: P } = {
    ...facts,
    transferredAt: facts.transferredAt ?? null,
    id,
    nodeId: `${facts.pull === null ? "I" : "PR"}_${id}`,
    number: repository.lastNumber,
    lastEdit: null,
    state: "open",
    stateReason: null,
    locked: false,
    createdAt: world.now(),
    updatedAt: world.now(),
    closedAt: null,
    revisions: [],
    renames: [],
    comments: [],
    assignees: [],
    labels: [],
    sidebar: [],
  };
  repository.threads.set(thread.number, thread);
  return thread;
}

export function checkBody(resource: string, body: string): void {
  if (body.length > longestBody) {
    throw validationFailed(resource, "body", `body is too long (maximum is ${longestBody} characters)`);
  }
}

export function editThread(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  edit: { title?: string; body?: string | null },
): void {
  const changes: Record<string, { from: string }> = {};
  if (edit.title !== undefined && edit.title !== thread.title) {
    changes["title"] = { from: thread.title };
    thread.renames.push({ at: world.now(), by: sender, from: thread.title, to: edit.title });
    thread.title = edit.title;
  }
  if (edit.body !== undefined && edit.body !== thread.body) {
    checkBody("Issue", edit.body ?? "");
    changes["body"] = { from: thread.body ?? "" };
    noteRevision(world, thread, sender, edit.body ?? "");
    thread.body = edit.body;
    thread.lastEdit = { by: sender, at: world.now() };
  }
  if (Object.keys(changes).length > 0) {
    thread.updatedAt = world.now();
    announceThread(world, repository, sender, thread, "edited", { changes });
  }
}

/** Keeps what was written at first too, as GitHub does for texts that were written since 2017. */
export function noteRevision(
  world: World,
  text: Pick<Thread, "nodeId" | "author" | "body" | "createdAt" | "revisions">,
  editor: GitHubAccount,
  body: string,
): void {
  const { revisions } = text;
  const note = (by: GitHubAccount, at: number, written: string) => {
    revisions.push({
      id: `UCE_${text.nodeId}_${revisions.length}`,
      editor: by,
      at,
      body: written,
    });
  };
  if (revisions.length === 0) note(text.author, text.createdAt, text.body ?? "");
  note(editor, world.now(), body);
}

export function setThreadState(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  state: "open" | "closed",
  reason: "completed" | "not_planned" = "completed",
): void {
  // A reason alone changes nothing.
  if (thread.state === state) return;
  if (isPullThread(thread) && state === "open" && thread.pull.merged !== null) {
    throw validationFailed("PullRequest", "state", "state cannot be changed. The pull request was merged.");
  }
  if (isPullThread(thread) && state === "open") refuseWithoutHead(repository, thread);
  thread.state = state;
  thread.stateReason = thread.pull !== null ? null : state === "closed" ? reason : "reopened";
  thread.closedAt = state === "closed" ? world.now() : null;
  thread.updatedAt = world.now();
  const what = state === "closed" ? "closed" : "reopened";
  noteSidebar(world, thread, { what, by: sender });
  announceThread(world, repository, sender, thread, what);
}

export function noteSidebar(
  world: World,
  thread: Thread,
  event: Pick<SidebarEvent, "what" | "by" | "assignee" | "label">,
): void {
  thread.sidebar.push({ ...event, id: `SE_${world.nextId()}`, at: world.now() });
  thread.updatedAt = world.now();
}

/** A pull request is opened again only on a head that comes after the one at which it was closed. */
function refuseWithoutHead(repository: Repository, { pull: { head } }: PullThread): void {
  if (head.isFork) return;
  const now = repository.branches.get(head.branch);
  const refused = (why: string) =>
    validationFailed("PullRequest", "state", `state cannot be changed. The ${head.branch} branch ${why}.`);
  if (now === undefined) throw refused("has been deleted");
  if (!isAncestor(repository.objects, head.oid, now)) throw refused("was force-pushed or recreated");
  head.oid = now;
}

/** An `issues` or `pull_request` event about the thread as it is now. */
export function announceThread(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  action: string,
  more: object = {},
): void {
  if (isPullThread(thread)) {
    const pull_request = pullJson(world, repository, thread);
    world.announce("pull_request", repository, sender, {
      action,
      number: thread.number,
      pull_request,
      ...more,
    });
  } else {
    const issue = issueJson(world, repository, thread);
    world.announce("issues", repository, sender, { action, issue, ...more });
  }
}
