import { resolveRevision } from "./acts/revisions.ts";
import { walkHistory } from "./git/history.ts";
import { findEntry, walkTree } from "./git/trees.ts";
import { type CheckRun, isPullThread, type PullThread, type Repository, type Thread } from "./model.ts";
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

/** What a test or a person sees of a repository, without asking over HTTP. */
export class RepositoryView {
  readonly state: Repository;
  protected readonly world: World;

  constructor(world: World, state: Repository) {
    this.world = world;
    this.state = state;
  }

  get fullName(): string {
    return `${this.state.owner.login}/${this.state.name}`;
  }

  checkRuns(ref: string): CheckRun[] {
    const commit = resolveRevision(this.state, ref);
    return [...this.state.checkRuns.values()].filter((run) => run.headSha === commit?.oid);
  }

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

  /** What a file holds, or null. */
  bytes(path: string, ref = this.state.defaultBranch): Buffer | null {
    const entry = findEntry(this.state.objects, this.treeOf(ref), path);
    return entry === undefined ? null : this.state.objects.blob(entry.oid).bytes;
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

  /** Logins, and teams as `team:slug`. */
  reviewRequests(number: number): string[] {
    const { people, teams } = this.pull(number).pull.reviewRequests;
    return [...people.map(({ login }) => login), ...teams.map((slug) => `team:${slug}`)];
  }

  /** Logins, and names of labels, as the sidebar shows them. */
  sidebar(number: number): { readonly assignees: string[]; readonly labels: string[] } {
    const { assignees, labels } = this.thread(number);
    return { assignees: assignees.map(({ login }) => login), labels: labels.map(({ name }) => name) };
  }

  thread(number: number): Thread {
    const thread = this.state.threads.get(number);
    if (thread === undefined) throw new Error(`${this.fullName} has no issue or pull request #${number}`);
    return thread;
  }

  /** In the order of their numbers. */
  pulls(): PullThread[] {
    return [...this.state.threads.values()].filter(isPullThread);
  }

  pull(number: number): PullThread {
    const thread = this.thread(number);
    if (!isPullThread(thread)) throw new Error(`#${number} of ${this.fullName} is no pull request`);
    return thread;
  }

  private treeOf(ref: string): string {
    const commit = resolveRevision(this.state, ref);
    if (commit?.kind !== "commit") throw new Error(`${this.fullName} has no commit ${ref}`);
    return commit.tree;
  }
}
