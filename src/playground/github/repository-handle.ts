import { announceCheckRun, rerequestCheckRun, rerequestCheckSuite } from "./acts/checks.ts";
import { deleteComment, editComment, postComment } from "./acts/comments.ts";
import { commitChanges, type Files, moveForkBranch, setBranch, treeChangesOf } from "./acts/commits.ts";
import { enqueue } from "./acts/merge-queue.ts";
import { changeBase, mergePull, openPull, setDraft, updateBranch } from "./acts/pulls.ts";
import { addReviewRequests, removeReviewRequests } from "./acts/review-requests.ts";
import {
  dismissReview,
  editReview,
  editReviewComment,
  postReviewComment,
  submitReview,
} from "./acts/reviews.ts";
import {
  addLabels,
  assign,
  deleteLabel,
  makeLabel,
  removeLabels,
  renameLabel,
  unassign,
} from "./acts/sidebar.ts";
import { editThread, openIssue, receiveIssue, setThreadState } from "./acts/threads.ts";
import type {
  CheckRun,
  Comment,
  GitHubAccount,
  Label,
  MergeSettings,
  Protection,
  PullThread,
  QueueEntry,
  Repository,
  RepositoryRole,
  ReviewState,
  Thread,
  WorkflowRun,
} from "./model.ts";
import { RepositoryView } from "./repository-view.ts";

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
export class RepositoryHandle extends RepositoryView {
  /** Null takes the person out: then a public repository still lets them read. */
  setPermission(login: string, role: RepositoryRole | null): void {
    const { id } = this.world.account(login);
    if (role === null) this.state.permissions.delete(id);
    else this.state.permissions.set(id, role);
  }

  /** The setting “Allow GitHub Actions to create and approve pull requests”. */
  letActionsOpenPulls(): void {
    this.state.actions.mayOpenPulls = true;
  }

  /** A run of a workflow begins. Whoever plays the runner says how it ends. */
  startRun(started: { workflow: string; event: string; actor: string; headSha?: string }): WorkflowRun {
    const { workflow, event } = started;
    const run: WorkflowRun = {
      id: this.world.nextId(),
      workflow,
      event,
      actor: this.person(started.actor),
      headSha: started.headSha ?? this.head(this.state.defaultBranch),
      createdAt: this.world.now(),
      status: "in_progress",
      conclusion: null,
    };
    this.state.actions.runs.push(run);
    return run;
  }

  /** Null: no more than anybody has. */
  roleOf(login: string): RepositoryRole | null {
    const account = this.world.findAccount(login);
    return (account && this.state.permissions.get(account.id)) ?? null;
  }

  /** Whoever is called so exists from then on. */
  meet(login: string): void {
    this.world.account(login);
  }

  protect(branch: string, rules: Partial<Protection> = {}): void {
    const none = {
      kind: "ruleset",
      appMayBypass: false,
      requiredChecks: [],
      strict: false,
      linearHistory: false,
      checksFrom: null,
      mergeQueue: false,
    } as const;
    this.state.protections.set(branch, { ...none, ...rules });
  }

  /** What the settings say about merging. */
  /** From now on push protection refuses what matches. */
  protectFromSecrets(secrets: RegExp): void {
    this.state.secrets = secrets;
  }

  setMerging(settings: Partial<MergeSettings>): void {
    Object.assign(this.state.merging, settings);
  }

  unprotect(branch: string): void {
    this.state.protections.delete(branch);
  }

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

  /** In the sidebar. Who cannot be assigned is passed over, as GitHub does. */
  assign(number: number, by: string, ...logins: readonly string[]): void {
    assign(this.world, this.state, this.person(by), this.thread(number), logins);
  }

  unassign(number: number, by: string, ...logins: readonly string[]): void {
    unassign(this.world, this.state, this.person(by), this.thread(number), logins);
  }

  makeLabel(name: string): void {
    makeLabel(this.world, this.state, { name, color: "ededed", description: null });
  }

  renameLabel(from: string, to: string): void {
    renameLabel(this.state, from, to);
  }

  deleteLabel(name: string): void {
    deleteLabel(this.state, name);
  }

  addLabel(number: number, by: string, name: string): void {
    addLabels(this.world, this.state, this.person(by), this.thread(number), [this.label(name)]);
  }

  removeLabel(number: number, by: string, name: string): void {
    removeLabels(this.world, this.state, this.person(by), this.thread(number), [this.label(name)]);
  }

  private label(name: string): Label {
    const label = this.state.labels.get(name.toLowerCase());
    if (label === undefined) throw new Error(`${this.fullName} has no label ${name}`);
    return label;
  }

  /** When GitHub closes the issues that a merged pull request names; `later`: when `closeLinked` says so. */
  setClosing(when: Repository["closing"]["when"]): void {
    this.state.closing.when = when;
  }

  closeLinked(): void {
    for (const close of this.state.closing.waiting.splice(0)) close();
  }

  /** The issue is gone: deleted, or moved to another repository. */
  deleteIssue(number: number): void {
    this.state.threads.delete(number);
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

  setPrivate(isPrivate: boolean): void {
    this.state.isPrivate = isPrivate;
  }

  archive(): void {
    this.state.isArchived = true;
  }

  close(number: number, by?: string): void {
    this.setThreadState(number, "closed", by);
  }

  reopen(number: number, by?: string): void {
    this.setThreadState(number, "open", by);
  }

  private setThreadState(number: number, state: Thread["state"], by: string | undefined): void {
    const thread = this.thread(number);
    const actor = by === undefined ? thread.author : this.person(by);
    setThreadState(this.world, this.state, actor, thread, state);
  }

  openPullRequest(wanted: NewPullRequest): PullThread {
    const author = this.person(wanted.author);
    const base = wanted.base ?? this.state.defaultBranch;
    const branch = wanted.branch ?? `patch-${this.state.lastNumber + 1}`;
    const role = this.state.permissions.get(author.id);
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
  updateBranch(number: number, by: string): string {
    return updateBranch(this.world, this.state, this.person(by), this.pull(number));
  }

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

  /** By its author, unless another editor is named. */
  editReview(number: number, reviewId: number, edit: { editor?: string; body: string }): void {
    const thread = this.pull(number);
    const review = thread.pull.reviews.find((given) => given.id === reviewId);
    if (review === undefined) throw new Error(`#${number} has no review ${reviewId}`);
    const editor = edit.editor === undefined ? review.author : this.person(edit.editor);
    editReview(this.world, this.state, thread, { review, editor, body: edit.body });
  }

  /** On a line of the diff. */
  lineComment(number: number, by: string, body: string): Comment {
    return postReviewComment(this.world, this.state, this.pull(number), { author: this.person(by), body });
  }

  editLineComment(number: number, comment: Comment, edit: { editor?: string; body: string }): void {
    const editor = edit.editor === undefined ? comment.author : this.person(edit.editor);
    editReviewComment(this.world, this.state, this.pull(number), { comment, editor, body: edit.body });
  }

  /** Somebody moves an issue here from another repository. */
  receiveIssue(issue: { author: string; title: string; body: string; by: string }): Thread {
    const { title, body } = issue;
    const author = this.person(issue.author);
    return receiveIssue(this.world, this.state, { author, title, body }, this.person(issue.by));
  }

  /** People by their logins, a team as `team:slug`. */
  requestReview(number: number, by: string, reviewer: string): void {
    addReviewRequests(this.world, this.state, this.person(by), this.pull(number), reviewersOf(reviewer));
  }

  removeReviewRequest(number: number, by: string, reviewer: string): void {
    removeReviewRequests(this.world, this.state, this.person(by), this.pull(number), reviewersOf(reviewer));
  }

  dismissReview(number: number, reviewId: number, by: string): void {
    const thread = this.pull(number);
    const review = thread.pull.reviews.find((given) => given.id === reviewId);
    if (review === undefined) throw new Error(`#${number} has no review ${reviewId}`);
    dismissReview(this.world, this.state, thread, review, this.person(by));
  }

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

  /** It belongs to another owner from now on, who has the App too. Under its old name nobody finds it any more. */
  transfer(to: string): void {
    const { world, state } = this;
    const from = state.owner;
    world.repositories.delete(`${from.login}/${state.name}`.toLowerCase());
    state.owner = world.account(to, "Organization");
    world.repositories.set(`${to}/${state.name}`.toLowerCase(), state);
    world.install(state.owner);
    const changes = { owner: { from: { organization: { login: from.login } } } };
    world.announce("repository", state, from, { action: "transferred", changes });
  }

  /** From now on reads over the API show what there is now, whatever is written. Returns what ends that. */
  lagReads(): () => void {
    this.state.lag = { branches: new Map(this.state.branches), newestId: this.world.nextId() };
    return () => {
      this.state.lag = null;
    };
  }

  createBranch(branch: string, by: string, from = this.state.defaultBranch): void {
    setBranch(this.world, this.state, { branch, to: this.head(from), sender: this.person(by) });
  }

  deleteBranch(branch: string, by: string): void {
    setBranch(this.world, this.state, { branch, to: null, sender: this.person(by) });
  }

  /** A click on one of the buttons of a check run. */
  clickCheck(id: number, by: string, identifier: string): void {
    const more = { requested_action: { identifier } };
    announceCheckRun(this.world, this.state, this.person(by), this.checkRun(id), "requested_action", more);
  }

  /** "Re-run" of one check. */
  rerunCheck(id: number, by: string): void {
    rerequestCheckRun(this.world, this.state, this.person(by), this.checkRun(id));
  }

  /** "Re-run all checks" of a commit. */
  rerunChecks(headSha: string, by: string): void {
    rerequestCheckSuite(this.world, this.state, this.person(by), headSha);
  }

  /** Puts the pull request into the merge queue of its base. */
  enqueue(number: number, by: string): QueueEntry {
    return enqueue(this.world, this.state, this.person(by), this.pull(number));
  }

  private checkRun(id: number): CheckRun {
    const run = this.state.checkRuns.get(id);
    if (run === undefined) throw new Error(`${this.fullName} has no check run ${id}`);
    return run;
  }

  private review(number: number, by: string, state: Exclude<ReviewState, "DISMISSED">, body: string): number {
    const author = this.person(by);
    return submitReview(this.world, this.state, this.pull(number), { author, state, body }).id;
  }

  private commitTo(work: {
    author: GitHubAccount;
    owner: GitHubAccount;
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
    const changes = treeChangesOf(this.state, work.files);
    const { oid } = commitChanges(this.world, this.state, { parent, changes, author, message });
    if (isFork) moveForkBranch(this.world, this.state, { owner, branch, to: oid });
    else setBranch(this.world, this.state, { branch, to: oid, sender: author });
    return oid;
  }

  private findComment(id: number): Comment {
    const comment = this.state.comments.get(id);
    if (comment === undefined) throw new Error(`${this.fullName} has no comment ${id}`);
    return comment;
  }

  /** Whoever acts exists from then on. */
  private person(login: string): GitHubAccount {
    return this.world.account(login);
  }
}

function reviewersOf(reviewer: string) {
  const [name = "", kind] = reviewer.split(":").reverse();
  return kind === "team" ? { people: [], teams: [name] } : { people: [name], teams: [] };
}
