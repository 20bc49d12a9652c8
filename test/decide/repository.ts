import { decide } from "../../src/decide/decide.ts";
import type { DecideInput } from "../../src/decide/fold.ts";
import type { Plan } from "../../src/decide/plan.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { CONFIG_PATH, type Permission } from "../../src/domain/config.ts";
import type { Person } from "../../src/domain/person.ts";
import type { PersonFacts } from "../../src/domain/roles.ts";
import type { SourceFile } from "../../src/domain/source-file.ts";
import type { CheckFacts } from "../../src/facts/check-facts.ts";
import {
  type ContentsQuestion,
  contentsKey,
  type FilePatch,
  type ProposedFile,
  type PullRequestContents,
} from "../../src/facts/contents.ts";
import { type CommentEvent, pullRequestAbout, type TrackerEvent } from "../../src/facts/event.ts";
import type { FileHistory } from "../../src/facts/file-history.ts";
import type { IssueFacts } from "../../src/facts/issue-facts.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import type { Snapshot } from "../../src/facts/repository-facts.ts";
import type { StateBranchFacts } from "../../src/facts/state-branch-facts.ts";
import type { QuietPullRequests, ThreadState } from "../../src/facts/thread-facts.ts";
import { pullRequestFacts } from "./pull-request-facts.ts";

export const CATALOG = `categories:
  - name: Guarantees
    planned: 12
    groups:
      - key: G01
        name: Linearizability
        planned: 6
        diagrams:
          G-LIN-FL: Flow Diagram
          G-LIN-SQ: Sequence
          G-LIN-ST: State Machine
          G-LIN-FA: Failure Modes
      - key: G02
        name: Sequential Consistency
        planned: 6
        diagrams:
          G-SEQ-FL: Flow Diagram
          G-SEQ-SQ: Sequence
phases:
  - name: "Phase 1: Core"
    items:
      - match: G-SEQ-*
      - match: G-LIN-*
`;

/** What stands in a file of a pull request about which nothing else is said: a drawing that names nobody. */
export const DRAWING = "```mermaid\nflowchart LR\n  A --> B\n```\n";

/** A file's text in a pull request, and before it; null: there is none. */
export interface FileTexts {
  readonly text: string | null;
  readonly before?: string | null;
}

/** A repository in memory whose plans are carried out at once: what the shell does, without GitHub. */
export class TestRepository {
  readonly files = new Map<string, string>([["catalog/atlas.yml", CATALOG]]);
  readonly permissions = new Map<string, Permission>();
  /** The number of whoever has the login now, where it matters. */
  readonly accounts = new Map<string, number>();
  readonly pulls = new Map<number, PullRequestFacts>();
  readonly replies: { thread: number; body: string }[] = [];
  readonly notices = new Map<number, string>();
  /** Issues with their sidebars, by number. */
  readonly issues = new Map<number, IssueFacts>();
  /** Issues and pull requests that take no comment, by number. */
  readonly threads = new Map<number, ThreadState>();
  /** Labels of the repository: names. */
  readonly labels = new Set<string>();
  /** What the bot answered on issues: keys. */
  readonly answered = new Map<string, string>();
  /** By number and path, where it is not `DRAWING`. */
  readonly texts = new Map<number, Readonly<Record<string, FileTexts>>>();
  /** By commit and path, where that is another than the pull request's newest text. */
  readonly textsAt = new Map<string, Readonly<Record<string, FileTexts>>>();
  /** What a commit holds, by path: null, nothing. It goes before the texts of a pull request. */
  readonly commits = new Map<string, Readonly<Record<string, string | null>>>();
  /** Names in git of files that are no text, by commit and path. */
  readonly oids = new Map<string, string>();
  /** By number, as GitHub shows the diff of a merged pull request. */
  readonly patches = new Map<number, readonly FilePatch[]>();
  /** The commits that touched files, by path. */
  readonly histories = new Map<string, FileHistory>();
  /** What waits on the bot's own branch, in the mode `pull-request`. */
  stateBranch: StateBranchFacts = { standing: null, commits: [] };
  /** Set: checks are decided on, too. */
  checks: CheckFacts | null = null;
  /** On which day accounts were made, by ID. */
  readonly ages = new Map<number, CivilDate>();
  /** Who we are ourselves, as GitHub says. */
  self: Person | null = null;
  /** Replies of this hour that count for a limit, as an inbox keeps them; null: there is none. */
  counted: Map<string, number> | null = new Map();
  now = "2026-11-24T10:00:00Z";
  private count = 0;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.files.set(path, text);
  }

  /** What a person writes on a thread, and what the bot answers there. */
  comment(author: string, body: string, more: Partial<CommentEvent> = {}): string {
    const from = this.replies.length;
    this.hear([this.commentEvent(author, body, more)]);
    return this.replies
      .slice(from)
      .map(({ body }) => body)
      .join("\n\n");
  }

  commentEvent(author: string, body: string, more: Partial<CommentEvent> = {}): CommentEvent {
    this.count++;
    const event = { kind: "comment" as const, key: `comment-${this.count}`, at: this.now, author, body };
    return {
      ...event,
      thread: 1,
      onPullRequest: false,
      title: "Who takes what?",
      previousBody: null,
      ...more,
    };
  }

  /** Lets a day begin, at ten o'clock UTC: what is said then. */
  day(date: string): string {
    this.now = `${date}T10:00:00Z`;
    const from = this.replies.length;
    this.hear([{ kind: "day", key: `day-${date}`, at: this.now }]);
    return this.replies
      .slice(from)
      .map(({ thread, body }) => `#${thread} ${body}`)
      .join("\n");
  }

  /** Puts the pull request into the given state and lets the bot look at it; returns the notice that stands there. */
  pull(number: number, change: Partial<PullRequestFacts>): string | undefined {
    const before = this.pulls.get(number) ?? pullRequestFacts({ number });
    const pr = { ...before, titleAtMerge: change.title ?? before.title, ...change };
    this.pulls.set(number, pr);
    this.count++;
    this.hear([{ kind: "pull-request", key: `look-${this.count}`, at: this.now, number }]);
    return this.notices.get(number);
  }

  hear(events: readonly TrackerEvent[]): Plan {
    const plan = this.decide(events);
    for (const { path, text } of plan.files) {
      if (text === null) this.files.delete(path);
      else this.files.set(path, text);
    }
    this.replies.push(...plan.replies);
    for (const { answers } of plan.replies) for (const key of answers) this.answered.set(key, this.now);
    for (const { person } of plan.declined) this.counted?.set(person, (this.counted.get(person) ?? 0) + 1);
    for (const { thread, commentId, body } of plan.notices) {
      this.notices.set(thread, body);
      const pr = this.pulls.get(thread);
      if (pr) this.pulls.set(thread, { ...pr, notice: { commentId: commentId ?? thread, body } });
    }
    return plan;
  }

  /** Decides with the facts that the decision asks for, as the shell does. */
  decide(events: readonly TrackerEvent[], more: Pick<DecideInput, "unanswered"> = {}): Plan {
    const people = new Map<string, PersonFacts>();
    // Those that events are about are read along with everything else.
    const pulls = new Map(
      events.flatMap((event) => {
        const number = pullRequestAbout(event);
        return number === null ? [] : [[number, this.pulls.get(number) ?? null] as const];
      }),
    );
    let open: PullRequestFacts[] | null = null;
    let stateBranch: StateBranchFacts | null = null;
    const contents = new Map<string, PullRequestContents>();
    const patches = new Map<number, readonly FilePatch[] | null>();
    const descriptions = new Map<number, null>();
    const histories = new Map<string, FileHistory | null>();
    const issues = new Map<number, IssueFacts | null>();
    const answered = new Map<number, ReadonlyMap<string, string>>();
    const threads = new Map<number, ThreadState>();
    const accounts = new Map<number, string | null>();
    for (let round = 0; round < 10; round++) {
      const decision = decide({
        snapshot: {
          ...this.snapshot(pulls, open),
          contents,
          patches,
          descriptions,
          histories,
          issues,
          answered,
          threads,
          accounts,
          quiet: this.quiet(),
          labels: {
            ids: new Map([...this.labels].map((name) => [name.toLowerCase(), `id of ${name}`])),
            isWhole: true,
          },
          ...(stateBranch && { stateBranch }),
          ...(this.checks && { checks: this.checks }),
        },
        events,
        people,
        now: this.now,
        ...(this.counted && { declined: this.counted }),
        ...more,
      });
      if (decision.kind === "plan") return decision.plan;
      const { missing } = decision;
      for (const login of missing.people) {
        const permission = this.permissions.get(login) ?? "read";
        const id = this.accounts.get(login) ?? null;
        people.set(login.toLowerCase(), { permission, teams: [], id });
      }
      for (const number of missing.pullRequests) pulls.set(number, this.pulls.get(number) ?? null);
      for (const question of missing.contents) contents.set(contentsKey(question), this.contents(question));
      for (const number of missing.patches) patches.set(number, this.patches.get(number) ?? null);
      for (const number of missing.descriptions) descriptions.set(number, null);
      for (const path of missing.histories) histories.set(path, this.histories.get(path) ?? null);
      for (const number of missing.issues) issues.set(number, this.issues.get(number) ?? null);
      for (const { issue } of missing.answered) answered.set(issue, this.answered);
      for (const account of missing.accounts) accounts.set(account.id, this.loginOf(account));
      for (const number of missing.threads) threads.set(number, this.threads.get(number) ?? "open");
      if (missing.stateBranch) stateBranch = this.stateBranch;
      if (missing.openPullRequests) {
        open = [...this.pulls.values()].filter(({ state }) => state === "open");
      }
    }
    throw new Error("the decision asks for facts again and again");
  }

  private loginOf({ login, id }: { readonly login: string; readonly id: number }): string | null {
    const [now] = [...this.accounts].find(([, other]) => other === id) ?? [];
    return now ?? (this.accounts.has(login) ? null : login);
  }

  private quiet(): QuietPullRequests {
    const open = [...this.pulls.values()].filter(({ state }) => state === "open");
    const updated = open.map(({ number, updatedAt, createdAt }) => [number, updatedAt ?? createdAt] as const);
    return { updated: new Map(updated), isWhole: true };
  }

  private contents({ number, headSha, files }: ContentsQuestion): PullRequestContents {
    const given = { ...this.texts.get(number), ...this.textsAt.get(headSha) };
    const proposed = files.map(({ path, change }): ProposedFile => {
      const committed = this.commits.get(headSha)?.[path];
      const known = committed === undefined ? given[path] : { ...given[path], text: committed };
      const { text, before } = known ?? {
        text: /^diagrams\/.*\.md$|\.mmd$/.test(path) ? DRAWING : "text",
      };
      const oid = this.oids.get(`${headSha} ${path}`);
      if (oid !== undefined) {
        return { path, change, content: { kind: "binary", bytes: 1, oid }, before: null };
      }
      const isGone = text === null || change === "removed";
      const content = isGone
        ? ({ kind: "removed", bytes: null } as const)
        : ({ kind: "text", text } as const);
      return { path, change, content, before: before ?? this.files.get(path) ?? null };
    });
    return { headSha, files: proposed, syntax: new Map() };
  }

  private snapshot(
    pullRequests: ReadonlyMap<number, PullRequestFacts | null>,
    openPullRequests: readonly PullRequestFacts[] | null,
  ): Snapshot {
    const inFolder = (folder: string) => this.sources((path) => path.startsWith(`${folder}/`));
    return {
      repository: { owner: "atlas", name: "diagrams" },
      url: "https://github.com/atlas/diagrams",
      defaultBranch: "main",
      trackerBranch: "main",
      head: "0".repeat(40),
      files: {
        config: this.sources((path) => path === CONFIG_PATH)[0] ?? null,
        catalog: inFolder("catalog"),
        assignments: inFolder("assignments"),
        trackers: this.sources((path) => path === "TRACKER.md"),
      },
      pullRequests,
      openPullRequests,
      contents: null,
      patches: new Map(),
      descriptions: new Map(),
      ages: this.ages,
      self: this.self,
    };
  }

  private sources(isWanted: (path: string) => boolean): SourceFile[] {
    return [...this.files].filter(([path]) => isWanted(path)).map(([path, text]) => sameFile(path, text));
  }
}

/** A file that is the same as before is the same object, as the shell's cache has it: then it is not parsed again. */
const sameFiles = new Map<string, Map<string, SourceFile>>();
function sameFile(path: string, text: string): SourceFile {
  const ofPath = sameFiles.get(path) ?? new Map<string, SourceFile>();
  const known = ofPath.get(text);
  if (known) return known;
  if (ofPath.size > 3_000) ofPath.clear();
  const file = { path, text };
  sameFiles.set(path, ofPath.set(text, file));
  return file;
}
