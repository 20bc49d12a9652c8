import { announceCheckRun } from "./acts/checks.ts";
import { deleteComment, editComment, postComment } from "./acts/comments.ts";
import { commitChanges, type Files, moveBranch, moveForkBranch, writeFiles } from "./acts/commits.ts";
import { changeBase, mergePull, openPull, setDraft } from "./acts/pulls.ts";
import { dismissReview, submitReview } from "./acts/reviews.ts";
import { resolveRevision } from "./acts/revisions.ts";
import { editThread, isPullThread, openIssue, setThreadState } from "./acts/threads.ts";
import { walkHistory } from "./git/history.ts";
import { findEntry, walkTree } from "./git/trees.ts";
import type {
  Account,
  CheckRun,
  Comment,
  Protection,
  PullThread,
  Repository,
  ReviewState,
  Role,
  Thread,
} from "./model.ts";
import { isoSeconds } from "./shapes/time.ts";
import type { World } from "./world.ts";

export interface SeenComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SeenCommit {
  readonly oid: string;
  readonly message: string;
  /** Login; null when no account has that address. */
  readonly author: string | null;
  readonly parents: readonly string[];
}

export interface NewPullRequest {
  readonly author: string;
  readonly title: string;
  readonly body?: string;
  /** Default: `patch-<n>`. A branch that exists is taken as it is, plus `files`. */
  readonly branch?: string;
  readonly base?: string;
  readonly draft?: boolean;
  readonly files?: Files;
  /** Default: whoever cannot write comes from a fork. */
  readonly fork?: boolean;
}

/**
 * One repository of the stand-in, and what people do in it. Everything happens at once; webhooks follow in the
 * background. An act that GitHub would refuse throws.
 */
export class RepositoryHandle {
  readonly state: Repository;
  private readonly world: World;

  constructor(world: World, state: Repository) {
    this.world = world;
    this.state = state;
  }

  get fullName(): string {
    return `${this.state.owner.login}/${this.state.name}`;
  }

  // People and rules

  /** Null takes the person out: then a public repository still lets them read. */
  setPermission(login: string, role: Role | null): void {
    this.world.account(login);
    if (role === null) this.state.permissions.delete(login.toLowerCase());
    else this.state.permissions.set(login.toLowerCase(), role);
  }

  protect(branch: string, rules: Partial<Protection> = {}): void {
    const none = { kind: "ruleset", appMayBypass: false, requiredChecks: [], mergeQueue: false } as const;
    this.state.protections.set(branch, { ...none, ...rules });
  }

  unprotect(branch: string): void {
    this.state.protections.delete(branch);
  }

  // Issues and comments

  openIssue(issue: { author: string; title: string; body?: string }): Thread {
    const { title, body = null } = issue;
    return openIssue(this.world, this.state, { author: this.person(issue.author), title, body });
  }

  edit(number: number, edit: { editor?: string; title?: string; body?: string }): void {
    const thread = this.thread(number);
    const editor = edit.editor === undefined ? thread.author : this.person(edit.editor);
    editThread(this.world, this.state, editor, thread, edit);
  }

  comment(comment: { author: string; thread: number; body: string }): Comment {
    const { author, thread, body } = comment;
    return postComment(this.world, this.state, this.thread(thread), { author: this.person(author), body });
  }

  /** By its author, unless another editor is named. */
  editComment(id: number, edit: { editor?: string; body: string }): void {
    const comment = this.findComment(id);
    const editor = edit.editor === undefined ? comment.author : this.person(edit.editor);
    editComment(this.world, this.state, comment, { editor, body: edit.body });
  }

  deleteComment(id: number, by?: string): void {
    const comment = this.findComment(id);
    deleteComment(this.world, this.state, comment, by === undefined ? comment.author : this.person(by));
  }

  lock(number: number): void {
    this.thread(number).locked = true;
  }

  close(number: number, by?: string): void {
    const thread = this.thread(number);
    setThreadState(
      this.world,
      this.state,
      by === undefined ? thread.author : this.person(by),
      thread,
      "closed",
    );
  }

  reopen(number: number, by?: string): void {
    const thread = this.thread(number);
    setThreadState(
      this.world,
      this.state,
      by === undefined ? thread.author : this.person(by),
      thread,
      "open",
    );
  }

  // Pull requests

  openPullRequest(wanted: NewPullRequest): PullThread {
    const author = this.person(wanted.author);
    const base = wanted.base ?? this.state.defaultBranch;
    const branch = wanted.branch ?? `patch-${this.state.lastNumber + 1}`;
    const role = this.state.permissions.get(author.login.toLowerCase());
    const mayWrite =
      author === this.state.owner ||
      author.type === "Bot" ||
      ["admin", "maintain", "write"].includes(role ?? "");
    const owner = (wanted.fork ?? !mayWrite) ? author : this.state.owner;
    if (wanted.files !== undefined) {
      this.commitTo({ author, owner, branch, from: base, files: wanted.files, message: wanted.title });
    }
    return openPull(this.world, this.state, {
      author,
      title: wanted.title,
      body: wanted.body ?? null,
      head: { owner, branch },
      base,
      draft: wanted.draft ?? false,
    });
  }

  changeBase(number: number, branch: string, by?: string): void {
    const thread = this.pull(number);
    changeBase(this.world, this.state, by === undefined ? thread.author : this.person(by), thread, branch);
  }

  setDraft(number: number, draft: boolean, by?: string): void {
    const thread = this.pull(number);
    setDraft(this.world, this.state, by === undefined ? thread.author : this.person(by), thread, draft);
  }

  /** Commits to the pull request's own branch, wherever that is. */
  pushTo(number: number, push: { author?: string; files: Files; message?: string }): string {
    const { head } = this.pull(number).pull;
    const author = push.author === undefined ? this.pull(number).author : this.person(push.author);
    const message = push.message ?? "Update";
    return this.commitTo({
      author,
      owner: head.owner,
      branch: head.branch,
      from: head.branch,
      files: push.files,
      message,
    });
  }

  /** Gives the OID of the commit that the base branch then points to. */
  merge(number: number, by: string, method: "merge" | "squash" = "merge"): string {
    return mergePull(this.world, this.state, this.person(by), this.pull(number), method);
  }

  approve(number: number, by: string, body = ""): number {
    return this.review(number, by, "APPROVED", body);
  }

  requestChanges(number: number, by: string, body = "Please change this."): number {
    return this.review(number, by, "CHANGES_REQUESTED", body);
  }

  reviewComment(number: number, by: string, body: string): number {
    return this.review(number, by, "COMMENTED", body);
  }

  dismissReview(number: number, reviewId: number, by: string): void {
    const thread = this.pull(number);
    const review = thread.pull.reviews.find((given) => given.id === reviewId);
    if (review === undefined) throw new Error(`#${number} has no review ${reviewId}`);
    dismissReview(this.world, this.state, thread, review, this.person(by));
  }

  // Git

  /** A commit on a branch of the repository, made from the default branch if there is none of that name. */
  push(push: { author: string; branch?: string; files: Files; message?: string }): string {
    const { author, branch = this.state.defaultBranch, files, message = "Update" } = push;
    const from = this.state.branches.has(branch) ? branch : this.state.defaultBranch;
    return this.commitTo({
      author: this.person(author),
      owner: this.state.owner,
      branch,
      from,
      files,
      message,
    });
  }

  createBranch(branch: string, by: string, from = this.state.defaultBranch): void {
    moveBranch(this.world, this.state, { branch, to: this.head(from), sender: this.person(by) });
  }

  deleteBranch(branch: string, by: string): void {
    moveBranch(this.world, this.state, { branch, to: null, sender: this.person(by) });
  }

  // Checks

  /** A click on one of the buttons of a check run. */
  clickCheck(id: number, by: string, identifier: string): void {
    const run = this.state.checkRuns.get(id);
    if (run === undefined) throw new Error(`${this.fullName} has no check run ${id}`);
    const more = { requested_action: { identifier } };
    announceCheckRun(this.world, this.state, this.person(by), run, "requested_action", more);
  }

  checkRuns(ref: string): CheckRun[] {
    const commit = resolveRevision(this.state, ref);
    return [...this.state.checkRuns.values()].filter((run) => run.headSha === commit?.oid);
  }

  // Reads

  head(branch = this.state.defaultBranch): string {
    const oid = this.state.branches.get(branch);
    if (oid === undefined) throw new Error(`${this.fullName} has no branch ${branch}`);
    return oid;
  }

  /** The text of a file, or null. */
  file(path: string, ref = this.state.defaultBranch): string | null {
    const entry = findEntry(this.state.objects, this.treeOf(ref), path);
    if (entry === undefined || entry.mode === "40000") return null;
    return this.state.objects.blob(entry.oid).bytes.toString("utf8");
  }

  /** The paths of all files. */
  files(ref = this.state.defaultBranch): string[] {
    return [...walkTree(this.state.objects, this.treeOf(ref))]
      .filter((entry) => entry.mode !== "40000")
      .map((entry) => entry.path);
  }

  /** Newest first. */
  commits(ref = this.state.defaultBranch): SeenCommit[] {
    const start = resolveRevision(this.state, ref);
    if (start === null) return [];
    return [...walkHistory(this.state.objects, start.oid)].map(({ oid, message, author, parents }) => {
      const login = this.world.findByEmail(author.email)?.login ?? null;
      return { oid, message, author: login, parents };
    });
  }

  comments(thread: number): SeenComment[] {
    return this.thread(thread).comments.map(({ id, author, body, createdAt, updatedAt }) => {
      return {
        id,
        author: author.login,
        body,
        createdAt: isoSeconds(createdAt),
        updatedAt: isoSeconds(updatedAt),
      };
    });
  }

  thread(number: number): Thread {
    const thread = this.state.threads.get(number);
    if (thread === undefined) throw new Error(`${this.fullName} has no issue or pull request #${number}`);
    return thread;
  }

  pull(number: number): PullThread {
    const thread = this.thread(number);
    if (!isPullThread(thread)) throw new Error(`#${number} of ${this.fullName} is no pull request`);
    return thread;
  }

  private review(number: number, by: string, state: Exclude<ReviewState, "DISMISSED">, body: string): number {
    const author = this.person(by);
    return submitReview(this.world, this.state, this.pull(number), { author, state, body }).id;
  }

  private commitTo(work: {
    author: Account;
    owner: Account;
    branch: string;
    from: string;
    files: Files;
    message: string;
  }): string {
    const { author, owner, branch, message } = work;
    const isFork = owner !== this.state.owner;
    const tip = isFork
      ? this.state.forkBranches.get(`${owner.login}:${branch}`)
      : this.state.branches.get(branch);
    const parent = tip ?? this.head(work.from);
    const changes = writeFiles(this.state, work.files);
    const { oid } = commitChanges(this.world, this.state, { parent, changes, author, message });
    if (isFork) moveForkBranch(this.world, this.state, { owner, branch, to: oid });
    else moveBranch(this.world, this.state, { branch, to: oid, sender: author });
    return oid;
  }

  private treeOf(ref: string): string {
    const commit = resolveRevision(this.state, ref);
    if (commit?.kind !== "commit") throw new Error(`${this.fullName} has no commit ${ref}`);
    return commit.tree;
  }

  private findComment(id: number): Comment {
    const comment = this.state.comments.get(id);
    if (comment === undefined) throw new Error(`${this.fullName} has no comment ${id}`);
    return comment;
  }

  /** Whoever acts exists from then on. */
  private person(login: string): Account {
    return this.world.account(login);
  }
}
