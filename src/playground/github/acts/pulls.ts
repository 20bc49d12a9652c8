import { isAncestor, mergeBase } from "../git/history.ts";
import { mergeTrees } from "../git/merge.ts";
import {
  type GitHubAccount,
  isPullThread,
  type Pull,
  type PullThread,
  type Repository,
  type Thread,
} from "../model.ts";
import type { World } from "../world.ts";
import { moveForkBranch, setBranch, signature, webFlow } from "./commits.ts";
import { Refused, validationFailed } from "./refused.ts";
import { announceThread, newThread, setThreadState } from "./threads.ts";

export interface NewPull {
  readonly author: GitHubAccount;
  readonly title: string;
  readonly body: string | null;
  readonly head: { readonly owner: GitHubAccount; readonly branch: string };
  readonly base: string;
  readonly draft: boolean;
}

/** Opens a pull request for a branch that exists and has something that the base has not. */
export function openPull(world: World, repository: Repository, wanted: NewPull): PullThread {
  const { owner, branch } = wanted.head;
  const isFork = owner !== repository.owner;
  const oid = isFork
    ? repository.forkBranches.get(`${owner.login}:${branch}`)
    : repository.branches.get(branch);
  const base = repository.branches.get(wanted.base);
  if (oid === undefined) throw new Refused(422, "Validation Failed", [invalid("head")]);
  if (base === undefined) throw new Refused(422, "Validation Failed", [invalid("base")]);
  if (isAncestor(repository.objects, oid, base)) {
    throw validationFailed("PullRequest", "head", `No commits between ${wanted.base} and ${branch}`);
  }
  for (const thread of repository.threads.values()) {
    if (!isPullThread(thread) || thread.state === "closed" || thread.pull.base.branch !== wanted.base)
      continue;
    if (thread.pull.head.branch === branch && thread.pull.head.owner === owner) {
      const taken = `A pull request already exists for ${owner.login}:${branch}.`;
      throw validationFailed("PullRequest", "head", taken);
    }
  }
  const id = world.nextId();
  const pull: Pull = {
    id,
    nodeId: `PR_${id}`,
    draft: wanted.draft,
    head: { owner, branch, isFork, oid },
    base: { branch: wanted.base, oid: base },
    reviews: [],
    reviewRequests: { people: [], teams: [], events: [] },
    reviewComments: [],
    autoMerge: null,
    merged: null,
  };
  const { author, title, body } = wanted;
  const thread = newThread(world, repository, { author, title, body, pull });
  announceThread(world, repository, wanted.author, thread, "opened");
  return thread;
}

function invalid(field: string) {
  return { resource: "PullRequest", field, code: "invalid" };
}

export function setDraft(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  draft: boolean,
): void {
  if (thread.pull.draft === draft) return;
  thread.pull.draft = draft;
  thread.updatedAt = world.now();
  announceThread(world, repository, sender, thread, draft ? "converted_to_draft" : "ready_for_review");
}

/** Another base arrives as an `edited` event, like a new title. */
export function changeBase(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  branch: string,
): void {
  const oid = repository.branches.get(branch);
  if (oid === undefined) throw new Refused(422, "Validation Failed", [invalid("base")]);
  const from = thread.pull.base;
  if (from.branch === branch) return;
  const changes = { base: { ref: { from: from.branch }, sha: { from: from.oid } } };
  thread.pull.base.branch = branch;
  thread.pull.base.oid = oid;
  thread.updatedAt = world.now();
  announceThread(world, repository, sender, thread, "edited", { changes });
}

/** Merges into whatever branch the pull request goes to. Returns the OID of the commit that the branch then points to. */
export function mergePull(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  method: "merge" | "squash",
): string {
  const { pull } = thread;
  const tip = repository.branches.get(pull.base.branch);
  if (thread.state === "closed" || tip === undefined) throw new Refused(405, "Pull Request is not mergeable");
  if (pull.draft) throw new Refused(405, "Pull Request is still a draft");
  const { objects } = repository;
  const result = mergeTrees(objects, tip, pull.head.oid);
  if ("conflicts" in result) throw new Refused(405, "Pull Request is not mergeable");
  const commit = objects.writeCommit({
    tree: result.tree,
    parents: method === "squash" ? [tip] : [tip, pull.head.oid],
    author: signature(world, method === "squash" ? thread.author : sender),
    committer: webFlow(world),
    // What is squashed is signed only for its author.
    signedByGitHub: method === "merge" || sender === thread.author,
    message:
      method === "squash"
        ? `${thread.title} (#${thread.number})`
        : `Merge pull request #${thread.number} from ${pull.head.owner.login}/${pull.head.branch}\n\n${thread.title}`,
  });
  const base = mergeBase(objects, tip, pull.head.oid) ?? tip;
  pull.merged = { at: world.now(), by: sender, commit: commit.oid, base };
  thread.state = "closed";
  thread.closedAt = world.now();
  thread.updatedAt = world.now();
  setBranch(world, repository, { branch: pull.base.branch, to: commit.oid, sender });
  announceThread(world, repository, sender, thread, "closed");
  closeLinked(world, repository, sender, thread);
  return commit.oid;
}

const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d{1,9})\b/gi;

/** Only where the base is the default branch: https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue */
export function closedByText(repository: Repository, { body, pull }: PullThread): Thread[] {
  if (pull.base.branch !== repository.defaultBranch) return [];
  const numbers = [...(body ?? "").matchAll(CLOSING)].map(([, digits]) => Number(digits));
  return [...new Set(numbers)].flatMap((number) => {
    const thread = repository.threads.get(number);
    return thread && thread.pull === null ? [thread] : [];
  });
}

/** PLATFORM: "GitHub closes linked issues itself 1–2 s after the merge". */
function closeLinked(world: World, repository: Repository, sender: GitHubAccount, merged: PullThread): void {
  const { closing } = repository;
  for (const issue of closedByText(repository, merged)) {
    const close = () => setThreadState(world, repository, sender, issue, "closed");
    if (closing.when === "at-once") close();
    else if (closing.when === "later") closing.waiting.push(close);
  }
}

/** The button "Update branch": merges the base into the branch. https://docs.github.com/rest/pulls/pulls#update-a-pull-request-branch */
export function updateBranch(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  { pull }: PullThread,
): string {
  const { objects } = repository;
  const tip = repository.branches.get(pull.base.branch);
  if (tip === undefined) throw new Refused(422, "merge conflict between base and head");
  const result = mergeTrees(objects, pull.head.oid, tip);
  if ("conflicts" in result) throw new Refused(422, "merge conflict between base and head");
  const { oid } = objects.writeCommit({
    tree: result.tree,
    parents: [pull.head.oid, tip],
    author: signature(world, sender),
    committer: webFlow(world),
    signedByGitHub: true,
    message: `Merge branch '${pull.base.branch}' into ${pull.head.branch}`,
  });
  const { owner, branch, isFork } = pull.head;
  if (isFork) moveForkBranch(world, repository, { owner, branch, to: oid });
  else setBranch(world, repository, { branch, to: oid, sender });
  return oid;
}

/** Merges as soon as the rules allow it. GitHub refuses where nothing is to be waited for. */
export function enableAutoMerge(
  world: World,
  repository: Repository,
  thread: PullThread,
  wanted: { by: GitHubAccount; method: "MERGE" | "SQUASH" | "REBASE" },
): void {
  const { merging, protections } = repository;
  if (!merging.auto) throw new Refused(422, "Pull request Auto merge is not allowed for this repository");
  if (thread.state === "closed") throw new Refused(422, "Pull request is closed");
  if (!protections.has(thread.pull.base.branch)) {
    throw new Refused(422, "Pull request Pull request is in clean status");
  }
  const isAllowed = { MERGE: merging.mergeCommit, SQUASH: merging.squash, REBASE: merging.rebase }[
    wanted.method
  ];
  if (!isAllowed) throw new Refused(422, `Merge method ${wanted.method.toLowerCase()} is not allowed`);
  thread.pull.autoMerge = { at: world.now(), ...wanted };
  thread.updatedAt = world.now();
}
