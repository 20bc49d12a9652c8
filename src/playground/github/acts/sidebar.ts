/**
 * What stands beside an issue's text: https://docs.github.com/rest/issues/assignees and …/labels. Each thing that GitHub drops
 * or refuses is one row of the platform's quirks, which the comment names.
 */
import type { GitHubAccount, Label, Repository, Thread } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { labelJson } from "../shapes/issue.ts";
import type { World } from "../world.ts";
import { Refused } from "./refused.ts";
import { isCollaborator } from "./review-requests.ts";
import { announceThread, noteSidebar } from "./threads.ts";

/** "Assignees: at most 10". */
const ASSIGNEES = 10;
/** "name 50 †, description 100; 100 labels an issue †". */
const LABEL_NAME = 50;
const LABELS = 100;

/** "only people who commented, write or belong to the organisation; others are dropped without an error". */
export function assign(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  logins: readonly string[],
): void {
  for (const login of logins) {
    const account = world.findAccount(login);
    const isDropped =
      account === undefined ||
      thread.assignees.includes(account) ||
      thread.assignees.length >= ASSIGNEES ||
      !isAssignable(repository, thread, account);
    if (isDropped) continue;
    thread.assignees = [...thread.assignees, account];
    note(world, repository, thread, { what: "assigned", by: sender, assignee: account });
  }
}

export function unassign(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  logins: readonly string[],
): void {
  for (const login of logins) {
    const account = world.findAccount(login);
    if (account === undefined || !thread.assignees.includes(account)) continue;
    thread.assignees = thread.assignees.filter((one) => one !== account);
    note(world, repository, thread, { what: "unassigned", by: sender, assignee: account });
  }
}

function isAssignable(repository: Repository, { comments, author }: Thread, account: GitHubAccount): boolean {
  if (account.type !== "User") return false;
  return (
    account === author ||
    isCollaborator(repository, account) ||
    comments.some((comment) => comment.author === account)
  );
}

/** "`issues.assigned`/`unassigned`: one `assignee`, may be null". */
function note(
  world: World,
  repository: Repository,
  thread: Thread,
  event: { what: "assigned" | "unassigned"; by: GitHubAccount; assignee: GitHubAccount },
): void {
  noteSidebar(world, thread, event);
  const assignee = accountJson(world, event.assignee);
  announceThread(world, repository, event.by, thread, event.what, { assignee });
}

export function makeLabel(
  world: World,
  repository: Repository,
  { name, color, description }: Pick<Label, "name" | "color" | "description">,
): Label {
  const key = name.toLowerCase();
  const refused = (code: string) =>
    new Refused(422, "Validation Failed", [{ resource: "Label", code, field: "name" }]);
  if (repository.labels.has(key)) throw refused("already_exists");
  if (name.length > LABEL_NAME || name.trim() === "" || (description ?? "").length > 100)
    throw refused("invalid");
  const id = world.nextId();
  const label: Label = { id, nodeId: `LA_${id}`, name, color, description };
  repository.labels.set(key, label);
  return label;
}

/** An issue keeps its labels under whatever name they have; one that is deleted is on no issue any more. */
export function renameLabel(repository: Repository, from: string, to: string): void {
  const label = repository.labels.get(from.toLowerCase());
  if (label === undefined) throw new Error(`there is no label ${from}`);
  repository.labels.delete(from.toLowerCase());
  label.name = to;
  repository.labels.set(to.toLowerCase(), label);
}

export function deleteLabel(repository: Repository, name: string): void {
  const label = repository.labels.get(name.toLowerCase());
  repository.labels.delete(name.toLowerCase());
  for (const thread of repository.threads.values()) {
    thread.labels = thread.labels.filter((one) => one !== label);
  }
}

export function addLabels(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  labels: readonly Label[],
): void {
  for (const label of labels) {
    if (thread.labels.includes(label)) continue;
    if (thread.labels.length >= LABELS) throw new Refused(422, "An issue takes 100 labels at most.");
    thread.labels = [...thread.labels, label];
    noteSidebar(world, thread, { what: "labeled", by: sender, label });
    announceThread(world, repository, sender, thread, "labeled", {
      label: labelJson(world, repository, label),
    });
  }
}

export function removeLabels(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: Thread,
  labels: readonly Label[],
): void {
  for (const label of labels) {
    if (!thread.labels.includes(label)) continue;
    thread.labels = thread.labels.filter((one) => one !== label);
    noteSidebar(world, thread, { what: "unlabeled", by: sender, label });
    announceThread(world, repository, sender, thread, "unlabeled", {
      label: labelJson(world, repository, label),
    });
  }
}
