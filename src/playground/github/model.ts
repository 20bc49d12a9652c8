import type { ObjectStore } from "./git/objects.ts";

/** The state of the stand-in, as plain data. What people do to it stands in `acts/`. */

export interface GitHubAccount {
  readonly id: number;
  /** Its owner may change it, and then anybody may take it. */
  login: string;
  readonly type: "User" | "Organization" | "Bot";
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** A deleted account's comments stay, by nobody (GraphQL) or by `ghost` (REST). */
  deleted: boolean;
}

/** What a token may, by area: `contents`, `issues` … */
export type Permissions = Readonly<Record<string, "read" | "write">>;

export type RepositoryRole = "admin" | "maintain" | "write" | "triage" | "read";

export interface Repository {
  readonly id: number;
  readonly nodeId: string;
  owner: GitHubAccount;
  name: string;
  isPrivate: boolean;
  readonly defaultBranch: string;
  readonly createdAt: number;
  pushedAt: number;
  readonly objects: ObjectStore;
  /** Branch name to commit OID. */
  readonly branches: Map<string, string>;
  /** Branches that were deleted, the newest last. */
  readonly deletions: BranchDeletion[];
  /** Null: reads over the API show what was written. */
  lag: Lag | null;
  /** Branches of forks, as `owner:branch`. */
  readonly forkBranches: Map<string, string>;
  /** Account ID to role: it stays with the account, whatever that is called. */
  readonly permissions: Map<number, RepositoryRole>;
  /** Issues and pull requests share their numbers. */
  readonly threads: Map<number, Thread>;
  readonly comments: Map<number, Comment>;
  /** By their names in lower case. */
  readonly labels: Map<string, Label>;
  /** How GitHub closes the issues that a merged pull request names with a keyword; `waiting`: not yet. */
  readonly closing: { when: "at-once" | "later" | "never"; waiting: (() => void)[] };
  readonly checkRuns: Map<number, CheckRun>;
  /** By the commit's SHA: the App's own. */
  readonly checkSuites: Map<string, CheckSuite>;
  /** By branch, in their order. */
  readonly mergeQueues: Map<string, QueueEntry[]>;
  readonly protections: Map<string, Protection>;
  /** What push protection takes for a secret; null: it is off. */
  secrets: RegExp | null;
  readonly merging: MergeSettings;
  readonly actions: ActionsState;
  lastNumber: number;
  /** Read-only for everybody. */
  isArchived: boolean;
  readonly isFork: boolean;
}

/** What the repository has of GitHub Actions. */
interface ActionsState {
  /** The setting “Allow GitHub Actions to create and approve pull requests”. */
  mayOpenPulls: boolean;
  /** The newest last. */
  readonly runs: WorkflowRun[];
}

export interface WorkflowRun {
  readonly id: number;
  /** Name of the workflow's file. */
  readonly workflow: string;
  readonly event: string;
  readonly actor: GitHubAccount;
  readonly headSha: string;
  readonly createdAt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: "success" | "failure" | "skipped" | "cancelled" | null;
}

interface BranchDeletion {
  readonly id: number;
  readonly branch: string;
  /** The OID of its head. */
  readonly before: string;
  readonly by: GitHubAccount;
  readonly at: number;
}

/** What reads over the API still show while they lag behind the writes. */
interface Lag {
  readonly branches: ReadonlyMap<string, string>;
  /** What was made later has a greater ID, and is not shown yet. */
  readonly newestId: number;
}

export interface Label {
  readonly id: number;
  readonly nodeId: string;
  name: string;
  readonly color: string;
  readonly description: string | null;
}

/** What happened beside an issue's text, as its timeline tells it. */
export interface SidebarEvent {
  readonly id: string;
  readonly what: "assigned" | "unassigned" | "labeled" | "unlabeled" | "closed" | "reopened";
  readonly at: number;
  readonly by: GitHubAccount;
  readonly assignee?: GitHubAccount;
  readonly label?: Label;
}

/** One state of a text that was edited: the first is the one that was written. */
export interface StoredRevision {
  readonly id: string;
  readonly editor: GitHubAccount;
  readonly at: number;
  readonly body: string;
}

/** A change of a title. */
export interface TitleChange {
  readonly at: number;
  readonly by: GitHubAccount;
  readonly from: string;
  readonly to: string;
}

export interface Thread {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly author: GitHubAccount;
  title: string;
  body: string | null;
  /** Who edited the description last, and when. */
  lastEdit: { readonly by: GitHubAccount; readonly at: number } | null;
  state: "open" | "closed";
  stateReason: "completed" | "not_planned" | "reopened" | null;
  locked: boolean;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  /** Empty while the body is the one that was written. */
  readonly revisions: StoredRevision[];
  readonly renames: TitleChange[];
  /** When it came here from another repository. */
  readonly transferredAt: number | null;
  readonly comments: Comment[];
  assignees: readonly GitHubAccount[];
  labels: readonly Label[];
  /** Oldest first. */
  readonly sidebar: SidebarEvent[];
  readonly pull: Pull | null;
}

/** A thread that is a pull request. */
export type PullThread = Thread & { readonly pull: Pull };

export function isPullThread(thread: Thread): thread is PullThread {
  return thread.pull !== null;
}

export interface Pull {
  readonly id: number;
  readonly nodeId: string;
  draft: boolean;
  readonly head: {
    readonly owner: GitHubAccount;
    readonly branch: string;
    readonly isFork: boolean;
    oid: string;
  };
  readonly base: { branch: string; oid: string };
  readonly reviews: Review[];
  readonly reviewRequests: ReviewRequests;
  /** Comments on lines of the diff, and replies to these. */
  readonly reviewComments: Comment[];
  /** To be merged as soon as the rules allow it. */
  autoMerge: {
    readonly at: number;
    readonly by: GitHubAccount;
    readonly method: "MERGE" | "SQUASH" | "REBASE";
  } | null;
  merged: {
    readonly at: number;
    readonly by: GitHubAccount;
    readonly commit: string;
    readonly base: string;
  } | null;
}

interface ReviewRequests {
  /** Who is asked and has not reviewed since. */
  people: readonly GitHubAccount[];
  /** Slugs of teams. */
  teams: readonly string[];
  /** In the order in which it happened. That a review answers a request is none of them. */
  readonly events: ReviewRequestEvent[];
}

export interface ReviewRequestEvent {
  readonly what: "requested" | "removed";
  readonly at: number;
  readonly by: GitHubAccount;
  /** A team by its slug. */
  readonly reviewer: GitHubAccount | string;
}

export interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly thread: Thread;
  readonly author: GitHubAccount;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
  /** Empty while the body is the one that was written. */
  readonly revisions: StoredRevision[];
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";

export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly author: GitHubAccount;
  state: ReviewState;
  body: string;
  readonly commit: string;
  readonly submittedAt: number;
  updatedAt: number;
  /** Empty while the body is the one that was written. */
  readonly revisions: StoredRevision[];
}

export interface CheckRun {
  readonly id: number;
  readonly nodeId: string;
  readonly headSha: string;
  name: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  externalId: string;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: object[];
  actions: object[];
}

/** How the repository's settings let pull requests be merged. */
export interface MergeSettings {
  auto: boolean;
  mergeCommit: boolean;
  squash: boolean;
  rebase: boolean;
}

export interface CheckSuite {
  readonly id: number;
  readonly headSha: string;
  readonly createdAt: number;
  updatedAt: number;
}

/** A pull request that waits to be merged, with the commit that it would become. */
export interface QueueEntry {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
}

export interface Protection {
  /** A ruleset names who may bypass it; classic protection never lets an App past its required checks. */
  readonly kind: "ruleset" | "classic";
  readonly appMayBypass: boolean;
  readonly requiredChecks: readonly string[];
  /** Branches must be up to date before merging. */
  readonly strict: boolean;
  /** No merge commits. */
  readonly linearHistory: boolean;
  /** ID of the App that they have to come from; null: any source. */
  readonly checksFrom: number | null;
  readonly mergeQueue: boolean;
}

export interface Installation {
  readonly id: number;
  readonly account: GitHubAccount;
  /** IDs of the repositories that it was given; null: all. */
  selected: Set<number> | null;
  suspendedAt: number | null;
  /** What its owner agreed to, where that is not all that the App asks for. */
  granted: {
    readonly permissions?: Readonly<Record<string, string>>;
    readonly events?: readonly string[];
  } | null;
}
