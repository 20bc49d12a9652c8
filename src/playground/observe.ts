import { diffLines } from "diff";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import type { CheckRun } from "./github/start-github.ts";

const APP = "diagram-tracker[bot]";

/** What the bot did between two looks at a repository. */
export interface Observed {
  readonly commits: readonly ObservedCommit[];
  /** Issues and pull requests of the bot's own that it opened, reworded, opened again or closed. */
  readonly threads: readonly ObservedThread[];
  readonly comments: readonly { readonly thread: number; readonly body: string; readonly edited: boolean }[];
  readonly checks: readonly CheckRun[];
  /** What it changed beside issues, as a sentence goes on after "The bot". */
  readonly sidebars: readonly { readonly thread: number; readonly did: string }[];
  /** Whom it asked for a review, or asks no more. */
  readonly reviewRequests: readonly {
    readonly thread: number;
    readonly reviewer: string;
    readonly did: "asks" | "no longer asks";
  }[];
}

export interface ObservedThread {
  readonly number: number;
  readonly what: "issue" | "pull request";
  readonly did: "opens" | "rewords" | "reopens" | "closes";
  readonly title: string;
  readonly body: string;
}

export interface ObservedCommit {
  /** Null: the default branch. */
  readonly branch: string | null;
  readonly headline: string;
  readonly body: string;
  readonly changes: readonly { readonly path: string; readonly before: string; readonly after: string }[];
}

/** Looks at a repository again and again, and tells what is new each time. */
export class Observer {
  private readonly repository: RepositoryHandle;
  private readonly bot: string;
  private comments = new Map<number, string>();
  private checks = 0;
  private reviewRequests = new Map<number, number>();
  private sidebars = new Map<number, number>();
  private threads = new Map<number, { readonly state: string; readonly body: string | null }>();
  private readonly seen: Set<string>;

  /** `bot`: the account that it speaks with. */
  constructor(repository: RepositoryHandle, bot = APP) {
    this.repository = repository;
    this.bot = bot;
    this.seen = new Set(repository.commits().map(({ oid }) => oid));
  }

  next(): Observed {
    const checks = [...this.repository.state.checkRuns.values()].slice(this.checks);
    this.checks += checks.length;
    return {
      commits: this.newCommits(),
      threads: this.newThreads(),
      comments: this.newComments(),
      checks,
      sidebars: this.newSidebars(),
      reviewRequests: this.newReviewRequests(),
    };
  }

  private newReviewRequests(): Observed["reviewRequests"] {
    return this.repository.pulls().flatMap(({ number, pull: { reviewRequests } }) => {
      const fresh = reviewRequests.events.slice(this.reviewRequests.get(number) ?? 0);
      this.reviewRequests.set(number, reviewRequests.events.length);
      return fresh.flatMap(({ what, by, reviewer }) => {
        if (by.login !== this.bot || typeof reviewer === "string") return [];
        const did = what === "requested" ? ("asks" as const) : ("no longer asks" as const);
        return [{ thread: number, reviewer: reviewer.login, did }];
      });
    });
  }

  private newSidebars(): Observed["sidebars"] {
    return [...this.repository.state.threads.values()].flatMap(({ number, author, sidebar }) => {
      const fresh = sidebar.slice(this.sidebars.get(number) ?? 0).filter(({ by }) => by.login === this.bot);
      this.sidebars.set(number, sidebar.length);
      // Of its own threads that is told with what they say.
      const told = author.login === this.bot ? fresh.filter(({ what }) => !isState(what)) : fresh;
      return told.map(({ what, assignee, label }) => ({
        thread: number,
        did: describeSidebar(what, number, assignee?.login ?? label?.name ?? ""),
      }));
    });
  }

  private newThreads(): ObservedThread[] {
    const ours = [...this.repository.state.threads.values()].filter(
      ({ author }) => author.login === this.bot,
    );
    const observed = ours.flatMap(({ number, pull, title, body, state }): ObservedThread[] => {
      const before = this.threads.get(number);
      // What people merge or close they did themselves.
      const isTheirs = pull !== null && before?.state !== state;
      const did =
        before === undefined
          ? "opens"
          : before.state !== state
            ? state === "closed"
              ? "closes"
              : "reopens"
            : before.body === body
              ? null
              : "rewords";
      if (did === null || (before && isTheirs)) return [];
      return [{ number, what: pull === null ? "issue" : "pull request", did, title, body: body ?? "" }];
    });
    this.threads = new Map(ours.map(({ number, state, body }) => [number, { state, body }]));
    return observed;
  }

  private newComments(): Observed["comments"] {
    const threads = [...this.repository.state.threads.keys()];
    const all = threads.flatMap((thread) =>
      this.repository.comments(thread).map((one) => ({ ...one, thread })),
    );
    const ours = all.filter(({ author }) => author === this.bot);
    const fresh = ours.filter(({ id, body }) => this.comments.get(id) !== body);
    const observed = fresh.map(({ id, thread, body }) => ({ thread, body, edited: this.comments.has(id) }));
    this.comments = new Map(ours.map(({ id, body }) => [id, body]));
    return observed;
  }

  private newCommits(): ObservedCommit[] {
    const { branches, defaultBranch } = this.repository.state;
    const others = [...branches.keys()].filter((name) => name !== defaultBranch);
    return [defaultBranch, ...others].flatMap((branch) =>
      this.repository
        .commits(branch)
        .filter(({ oid, author }) => {
          const isNew = !this.seen.has(oid);
          this.seen.add(oid);
          return isNew && author === this.bot;
        })
        .reverse()
        .map(({ oid, message, parents }) => {
          const [headline = "", ...rest] = message.split("\n");
          // Of two parents the second is the default branch's: what the commit has beside that is ours.
          const changes = this.changes(parents.at(-1) ?? oid, oid);
          const body = rest.join("\n").trim();
          return { branch: branch === defaultBranch ? null : branch, headline, body, changes };
        }),
    );
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

type SidebarChange = ReturnType<RepositoryHandle["thread"]>["sidebar"][number]["what"];

function isState(what: SidebarChange): boolean {
  return what === "closed" || what === "reopened";
}

function describeSidebar(what: SidebarChange, number: number, name: string): string {
  const sentences: Readonly<Record<SidebarChange, string>> = {
    assigned: `assigns ${name} on #${number}`,
    unassigned: `no longer assigns ${name} on #${number}`,
    labeled: `puts the label "${name}" on #${number}`,
    unlabeled: `takes the label "${name}" off #${number}`,
    closed: `closes #${number}`,
    reopened: `opens #${number} again`,
  };
  return sentences[what];
}
