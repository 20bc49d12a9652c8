import { diffLines } from "diff";
import type { CheckRun } from "./github/model.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";

const BOT = "diagram-tracker[bot]";

/** What the bot did between two looks at a repository. */
export interface Observed {
  readonly commits: readonly ObservedCommit[];
  readonly comments: readonly { readonly thread: number; readonly body: string; readonly edited: boolean }[];
  readonly checks: readonly CheckRun[];
}

export interface ObservedCommit {
  readonly headline: string;
  readonly body: string;
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/** Looks at a repository again and again, and tells what is new each time. */
export class Observer {
  private readonly repository: RepositoryHandle;
  private comments = new Map<number, string>();
  private head: string;
  private checks = 0;

  constructor(repository: RepositoryHandle) {
    this.repository = repository;
    this.head = repository.head();
  }

  next(): Observed {
    const observed = {
      commits: this.newCommits(),
      comments: this.newComments(),
      checks: [...this.repository.state.checkRuns.values()].slice(this.checks),
    };
    this.checks += observed.checks.length;
    this.head = this.repository.head();
    return observed;
  }

  private newComments(): Observed["comments"] {
    const threads = [...this.repository.state.threads.keys()];
    const all = threads.flatMap((thread) =>
      this.repository.comments(thread).map((one) => ({ ...one, thread })),
    );
    const ours = all.filter(({ author }) => author === BOT);
    const fresh = ours.filter(({ id, body }) => this.comments.get(id) !== body);
    const observed = fresh.map(({ id, thread, body }) => ({ thread, body, edited: this.comments.has(id) }));
    this.comments = new Map(ours.map(({ id, body }) => [id, body]));
    return observed;
  }

  private newCommits(): ObservedCommit[] {
    const commits = this.repository.commits();
    const known = commits.findIndex(({ oid }) => oid === this.head);
    return commits
      .slice(0, known === -1 ? undefined : known)
      .reverse()
      .filter(({ author }) => author === BOT)
      .map(({ oid, message, parents }) => {
        const [headline = "", ...rest] = message.split("\n");
        return { headline, body: rest.join("\n").trim(), changes: this.changes(parents[0] ?? oid, oid) };
      });
  }

  private changes(before: string, after: string): ObservedCommit["changes"] {
    const paths = new Set([...this.repository.files(before), ...this.repository.files(after)]);
    return [...paths]
      .sort()
      .map((path) => ({
        path,
        before: this.repository.file(path, before) ?? "",
        after: this.repository.file(path, after) ?? "",
      }))
      .filter((change) => change.before !== change.after);
  }
}

/** The lines that went and came, each with its sign. */
export function changedLines({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}): string[] {
  return diffLines(before, after).flatMap(({ added, removed, value }) => {
    if (!added && !removed) return [];
    return value
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => `${added ? "+" : "-"}${line}`);
  });
}
