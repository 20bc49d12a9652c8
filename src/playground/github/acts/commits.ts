import { commitsSince, isAncestor, mergeBase } from "../git/history.ts";
import type { Commit, Signature } from "../git/objects.ts";
import { changeTree, diffTrees, type TreeChanges } from "../git/trees.ts";
import { type GitHubAccount, isPullThread, type Repository } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { pullJson } from "../shapes/pull.ts";
import { repositoryPage } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import { email, type World } from "../world.ts";
import { setThreadState } from "./threads.ts";

const noCommit = "0".repeat(40);

/** Path to content; null deletes the file. A symbolic link has a target, a submodule a commit of another repository. */
export type Files = Readonly<
  Record<string, string | Uint8Array | { readonly link: string } | { readonly submodule: string } | null>
>;

export function signature(world: World, account: GitHubAccount): Signature {
  return { name: account.login, email: email(account), at: Math.floor(world.now() / 1000) };
}

/** What GitHub's own commits (web, API, merges) carry as committer. */
export function webFlow(world: World): Signature {
  return { name: "GitHub", email: "noreply@github.com", at: Math.floor(world.now() / 1000) };
}

export function treeChangesOf(repository: Repository, files: Files): TreeChanges {
  return new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      content === null ? null : writeEntry(repository, content),
    ]),
  );
}

function writeEntry({ objects }: Repository, content: NonNullable<Files[string]>) {
  if (typeof content === "string" || content instanceof Uint8Array) {
    return { oid: objects.writeBlob(content).oid };
  }
  return "link" in content
    ? { oid: objects.writeBlob(content.link).oid, mode: "120000" as const }
    : { oid: content.submodule, mode: "160000" as const };
}

/** Writes a commit on top of `parent`; no branch moves yet. Throws MissingPath when a deletion hits nothing. */
export function commitChanges(
  world: World,
  repository: Repository,
  commit: {
    parent: string | null;
    changes: TreeChanges;
    author: GitHubAccount;
    message: string;
    signedByGitHub?: boolean;
  },
): Commit {
  const { objects } = repository;
  const before = commit.parent === null ? null : objects.commit(commit.parent).tree;
  return objects.writeCommit({
    tree: changeTree(objects, before, commit.changes).oid,
    parents: commit.parent === null ? [] : [commit.parent],
    author: signature(world, commit.author),
    committer: webFlow(world),
    message: commit.message,
    signedByGitHub: commit.signedByGitHub ?? false,
  });
}

/** Moves a branch (or makes or, with null, deletes it) and tells of it: `push`, and `synchronize` of its pull requests. */
export function setBranch(
  world: World,
  repository: Repository,
  move: { branch: string; to: string | null; sender: GitHubAccount; forced?: boolean },
): void {
  const before = repository.branches.get(move.branch) ?? null;
  if (before === move.to) return;
  if (move.to === null) deleteBranch(world, repository, move.branch, move.sender);
  else repository.branches.set(move.branch, move.to);
  repository.pushedAt = world.now();
  announcePush(world, repository, { ...move, before });
  if (move.to === null) closeWithoutHead(world, repository, move.branch, move.sender);
  else {
    moveHeads(world, repository, move.branch, move.to, move.sender, false);
    if (before !== null) mergeContained(world, repository, { ...move, before, to: move.to });
  }
}

function deleteBranch(
  world: World,
  { branches, deletions }: Repository,
  branch: string,
  by: GitHubAccount,
): void {
  const before = branches.get(branch);
  branches.delete(branch);
  if (before !== undefined) deletions.push({ id: world.nextId(), branch, before, by, at: world.now() });
}

/** Moves a fork's branch: the repository hears only of what that does to its pull requests. */
export function moveForkBranch(
  world: World,
  repository: Repository,
  move: { owner: GitHubAccount; branch: string; to: string },
): void {
  repository.forkBranches.set(`${move.owner.login}:${move.branch}`, move.to);
  moveHeads(world, repository, move.branch, move.to, move.owner, true);
}

function moveHeads(
  world: World,
  repository: Repository,
  branch: string,
  to: string,
  sender: GitHubAccount,
  isFork: boolean,
): void {
  for (const thread of repository.threads.values()) {
    if (!isPullThread(thread) || thread.state === "closed") continue;
    const { head } = thread.pull;
    if (head.branch !== branch || head.isFork !== isFork || (isFork && head.owner !== sender)) continue;
    const before = head.oid;
    head.oid = to;
    thread.updatedAt = world.now();
    const pull_request = pullJson(world, repository, thread);
    const facts = { action: "synchronize", number: thread.number, before, after: to, pull_request };
    world.announce("pull_request", repository, sender, facts);
  }
}

/** A pull request whose commits arrive on its base by a push counts as merged. */
function mergeContained(
  world: World,
  repository: Repository,
  push: { branch: string; before: string; to: string; sender: GitHubAccount },
): void {
  const { objects } = repository;
  for (const thread of repository.threads.values()) {
    if (!isPullThread(thread) || thread.state === "closed" || thread.pull.base.branch !== push.branch)
      continue;
    const { head } = thread.pull;
    if (!isAncestor(objects, head.oid, push.to)) continue;
    const base = mergeBase(objects, push.before, head.oid) ?? push.before;
    thread.pull.merged = { at: world.now(), by: push.sender, commit: push.to, base };
    setThreadState(world, repository, push.sender, thread, "closed");
  }
}

/** Deleting a branch closes its pull requests. */
function closeWithoutHead(world: World, repository: Repository, branch: string, sender: GitHubAccount): void {
  for (const thread of repository.threads.values()) {
    if (isPullThread(thread) && thread.pull.head.branch === branch && !thread.pull.head.isFork) {
      setThreadState(world, repository, sender, thread, "closed");
    }
  }
}

function announcePush(
  world: World,
  repository: Repository,
  push: { branch: string; before: string | null; to: string | null; sender: GitHubAccount; forced?: boolean },
): void {
  const page = repositoryPage(world, repository);
  const commits = push.to === null ? [] : newCommits(repository, push.before, push.to);
  const listed = commits.map((commit) => pushedCommit(world, repository, commit));
  const base = push.before ?? noCommit;
  world.announce("push", repository, push.sender, {
    ref: `refs/heads/${push.branch}`,
    before: base,
    after: push.to ?? noCommit,
    base_ref: null,
    created: push.before === null,
    deleted: push.to === null,
    forced: push.forced ?? false,
    compare: `${page}/compare/${base.slice(0, 12)}...${(push.to ?? noCommit).slice(0, 12)}`,
    commits: listed,
    head_commit: listed.at(-1) ?? null,
    pusher: { name: push.sender.login, email: email(push.sender) },
  });
}

/** What a push brings, oldest first; GitHub lists at most 2,048. A new branch is compared with the default one. */
function newCommits(repository: Repository, before: string | null, after: string): Commit[] {
  const known = before ?? repository.branches.get(repository.defaultBranch) ?? null;
  return [...commitsSince(repository.objects, known, after).take(2048)].reverse();
}

function pushedCommit(world: World, repository: Repository, commit: Commit) {
  const person = ({ name, email: address, at }: Signature) => {
    const username = world.findByEmail(address)?.login;
    return { name, email: address, date: isoSeconds(at * 1000), ...(username !== undefined && { username }) };
  };
  const parent = commit.parents[0];
  const before = parent === undefined ? null : repository.objects.commit(parent).tree;
  const files = diffTrees(repository.objects, before, commit.tree);
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: isoSeconds(commit.committer.at * 1000),
    url: `${repositoryPage(world, repository)}/commit/${commit.oid}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: files.filter((file) => file.before === null).map((file) => file.path),
    removed: files.filter((file) => file.after === null).map((file) => file.path),
    modified: files.filter((file) => file.before !== null && file.after !== null).map((file) => file.path),
  };
}

export function commitAuthor(world: World, signed: Signature) {
  const account = world.findByEmail(signed.email);
  return account === undefined ? null : accountJson(world, account);
}
