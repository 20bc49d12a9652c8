/**
 * What has to be true of a campaign on every day, told from what stands on GitHub: from comments as people read them and from
 * files, by nothing that the bot says of itself.
 */
import { Octokit } from "@octokit/rest";
import { decide } from "../../src/decide/decide.ts";
import type { Assignment } from "../../src/domain/assignment.ts";
import { addDays, type CivilDate, civilDateOf, daysBetween } from "../../src/domain/civil-date.ts";
import { SnapshotReader } from "../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";
import { assignmentsIn, type Times } from "./campaign.ts";
import type { Posted } from "./dying-server.ts";
import type { People } from "./people.ts";

/** As the configuration has them where nobody says otherwise. */
const LABELS: Readonly<Record<string, string>> = {
  pending: "diagram: free",
  in_progress: "diagram: in progress",
  review: "diagram: in review",
  complete: "diagram: complete",
};

const KINDS = [
  ["before", /\bit is due (?:today|tomorrow|in \d+ days?), on (\S+?)[. (]/],
  ["warning", /\bit was due on (\S+?)[. (].*On \S+ I will make it free/],
  ["overdue", /\bit was due on (\S+?), \d+ days? ago/],
  ["released", /\bI did not hear from you/],
  ["given", /\byou waited for it/],
  ["asked", /waits for your review|the next step is yours/],
] as const;
type Kind = (typeof KINDS)[number][0];

interface Said {
  readonly login: string;
  readonly id: string;
  readonly kind: Kind;
  readonly due: string;
  /** The how manieth holder it had then, and how many pull requests. */
  readonly episode: number;
  readonly pulls: number;
  readonly thread: number;
  readonly on: CivilDate;
}

const MONDAY = civilDateOf("2026-01-05");

/** People notice a missing reminder after so many days: some days the server is off. */
const SLACK = 4;

export class Judge {
  readonly wrong: string[] = [];
  private readonly parts: {
    readonly github: GitHub;
    readonly repository: RepositoryHandle;
    readonly people: People;
    readonly times: Times;
    readonly clock: { now: number };
  };
  private readonly said: Said[] = [];
  private readonly episodes = new Map<string, number>();
  private holders = new Map<string, string>();
  private heard = 0;
  private pauseEnded: CivilDate | null = null;
  private readonly reader = new SnapshotReader();

  constructor(parts: Judge["parts"]) {
    this.parts = parts;
  }

  get today(): CivilDate {
    return civilDateOf(new Date(this.parts.clock.now).toISOString());
  }

  /** After each batch. `isDay`: it was the day alone, so whoever lost something lost it to a timer. */
  afterBatch(posted: readonly Posted[], isDay: boolean): void {
    const now = assignmentsIn(this.parts.repository);
    for (const comment of posted.slice(this.heard)) this.hear(comment);
    this.heard = posted.length;
    for (const [id, { assignee }] of now) {
      const before = this.holders.get(id);
      const isSameHolder = before !== undefined && assignee !== null && isSame(before, assignee);
      if (isDay && before !== undefined && !isSameHolder) this.judgeRelease(id, before);
      if (!isSameHolder && (before !== undefined || assignee !== null))
        this.episodes.set(id, this.episode(id) + 1);
    }
    this.holders = new Map(
      [...now].flatMap(([id, { assignee, status }]) =>
        assignee !== null && (status === "in_progress" || status === "review") ? [[id, assignee]] : [],
      ),
    );
  }

  /** At midnight, when everything was handled. */
  async atMidnight(): Promise<void> {
    const now = assignmentsIn(this.parts.repository);
    if (this.parts.people.isPaused) this.pauseEnded = this.today;
    for (const [id, assignment] of now) {
      this.judgeSilence(id, assignment);
      this.judgeSidebar(id, assignment);
    }
    this.judgeReviews();
    await this.judgeTracker();
    this.wrong.push(...this.parts.github.invalidRequests);
  }

  private episode(id: string): number {
    return this.episodes.get(id) ?? 0;
  }

  private hear({ body, at, thread }: Posted): void {
    const on = civilDateOf(new Date(at).toISOString());
    const [, login] = /^@(\S+)/.exec(body) ?? [];
    if (login === undefined) return;
    let isReminder = false;
    for (const line of body.split("\n")) {
      const kind = KINDS.find(([, form]) => form.test(line));
      if (!kind) continue;
      const [name, form] = kind;
      isReminder ||= name !== "given";
      const head = line.slice(0, line.indexOf(": "));
      const due = form.exec(line)?.[1] ?? "";
      for (const [, id = ""] of head.matchAll(/\*\*(D-[\d-]+)\*\*/g)) {
        const pulls = this.parts.repository.pulls().filter(({ title }) => title.startsWith(`${id}:`)).length;
        const one = { login, id, kind: name, due, episode: this.episode(id), pulls, thread, on };
        this.judgeDouble(one);
        this.said.push(one);
      }
    }
    if (!isReminder) return;
    this.countToday(on);
  }

  private readonly perDay = new Map<CivilDate, number>();
  private countToday(on: CivilDate): void {
    const count = (this.perDay.get(on) ?? 0) + 1;
    this.perDay.set(on, count);
    if (count === 21) this.wrong.push(`${on}: more than twenty reminders`);
  }

  private judgeDouble(one: Said): void {
    const { thread } = one;
    if (one.kind === "asked") {
      const twice = this.said.some(
        (other) =>
          other.kind === "asked" && other.on === one.on && other.id === one.id && other.login === one.login,
      );
      if (twice) this.wrong.push(`${one.on}: ${one.login} was asked twice about ${one.id} on #${thread}`);
      return;
    }
    const same = this.said.find(
      (other) =>
        other.kind === one.kind &&
        other.id === one.id &&
        other.login === one.login &&
        other.due === one.due &&
        other.episode === one.episode &&
        other.pulls === one.pulls &&
        // What was said where nobody can read it any more may be said elsewhere.
        !this.parts.people.closed.has(other.thread),
    );
    if (same)
      this.wrong.push(
        `${one.on}: ${one.login} was told "${one.kind}" of ${one.id} on #${thread} as on ${same.on}`,
      );
  }

  private judgeRelease(id: string, login: string): void {
    const { release_after, remind_after } = this.parts.times;
    const warnings = this.said.filter(
      (one) =>
        one.kind === "warning" &&
        one.id === id &&
        isSame(one.login, login) &&
        one.episode === this.episode(id),
    );
    const [first] = warnings;
    if (!first) {
      this.wrong.push(`${this.today}: ${login} lost ${id} and was not warned`);
    } else if (!warnings.some(({ on }) => addDays(on, release_after - remind_after) <= this.today)) {
      this.wrong.push(`${this.today}: ${login} lost ${id} and was warned only on ${first.on}`);
    }
  }

  /** Whoever holds it and does nothing is told, and loses it in the end. */
  private judgeSilence(id: string, now: Assignment): void {
    const { remind_after, release_after } = this.parts.times;
    const { due_date, assignee, status, pr_number, thread, issue } = now;
    if (status !== "in_progress" || due_date === null || assignee === null || pr_number !== null) return;
    const { people } = this.parts;
    if (people.isPaused || now.assigned_by !== undefined || people.gone.has(assignee)) return;
    const since = this.pauseEnded !== null && this.pauseEnded > due_date ? this.pauseEnded : due_date;
    // A claim whose pull request was closed, or whose clock rested, is looked at from then on.
    const rested =
      now.clock_rests_until !== undefined && now.clock_rests_until > since ? now.clock_rests_until : since;
    const places = [issue, thread].filter((number) => number !== undefined);
    if (places.every((number) => people.closed.has(number))) return;
    const wasTold = this.said.some(
      (one) => (one.kind === "overdue" || one.kind === "warning") && one.id === id && one.due === due_date,
    );
    if (!wasTold && addDays(rested, remind_after + SLACK) < this.today)
      this.wrong.push(`${this.today}: ${assignee} was never told that ${id} was due on ${due_date}`);
    if (addDays(rested, release_after + 2 * SLACK) < this.today)
      this.wrong.push(`${this.today}: ${assignee} still holds ${id}, which was due on ${due_date}`);
  }

  private judgeSidebar(id: string, { issue, status, assignee }: Assignment): void {
    const { repository, people } = this.parts;
    if (issue === undefined || people.closed.has(issue)) return;
    const thread = repository.thread(issue);
    const { labels } = repository.sidebar(issue);
    // Of an account that is gone nobody can be taken off.
    const assignees = thread.assignees.filter(({ deleted }) => !deleted).map(({ login }) => login);
    // GitHub assigns nobody who never wrote there and has no right here.
    // Whoever was renamed in the very moment was asked for by a name that was nobody's.
    const mayBeMissed = assignee?.endsWith("-renamed") === true;
    const isAssignable = thread.comments.some(({ author }) => author.login === assignee && !author.deleted);
    const state = status === "complete" ? "closed" : "open";
    const isHolder = (login: string) => assignee !== null && isSame(login, assignee);
    const isRight = assignees.every(isHolder) && (assignees.length > 0 || !isAssignable || mayBeMissed);
    if (!isRight || labels.join() !== LABELS[status] || thread.state !== state)
      this.wrong.push(
        `${this.today}: #${issue} of ${id} (${status}, ${assignee}) shows ${assignees}, ${labels}, ${thread.state}`,
      );
  }

  reviews = 0;

  /** One a week, in one issue. */
  private judgeReviews(): void {
    const { repository } = this.parts;
    const standing = [...repository.state.threads.values()].filter(
      ({ body, author }) => author.type === "Bot" && body?.includes("<!-- diagram-tracker:weekly-review -->"),
    );
    if (standing.length > 1)
      this.wrong.push(`${this.today}: ${standing.length} issues for the weekly review`);
    const said = standing.flatMap(({ number }) => repository.comments(number));
    this.reviews = said.length;
    const weeks = Map.groupBy(said, ({ createdAt }) =>
      Math.floor(daysBetween(MONDAY, civilDateOf(createdAt)) / 7),
    );
    for (const [week, list] of weeks)
      if (list.length > 1) this.wrong.push(`${this.today}: ${list.length} reviews in week ${week + 1}`);
  }

  private async judgeTracker(): Promise<void> {
    const { github, clock } = this.parts;
    const client = new Octokit({ baseUrl: github.url, auth: github.installationToken("atlas") });
    const repo = { client, repository: { owner: "atlas", name: "diagrams" } };
    const read = await this.reader.read(repo, { pullRequests: [], recentCommits: false });
    if (read === null) throw new Error("the repository is empty");
    const now = new Date(clock.now).toISOString();
    const events = [{ kind: "push" as const, key: "push", at: now }];
    const decision = decide({ snapshot: read.snapshot, events, people: new Map(), now });
    if (decision.kind === "missing") throw new Error("to render the tracker more facts were asked for");
    const { files, problems } = decision.plan;
    for (const { path } of files) this.wrong.push(`${this.today}: ${path} is not what it should be`);
    for (const { file, message } of problems) this.wrong.push(`${this.today}: ${file}: ${message}`);
  }
}

/** A warning may have gone to an earlier name. */
function isSame(one: string, other: string): boolean {
  return one === other || one.replace(/-renamed$/, "") === other.replace(/-renamed$/, "");
}
