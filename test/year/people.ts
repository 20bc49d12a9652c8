/**
 * People who claim, forget, answer reminders, draw, review late and go, at random but always the same way for a seed. What they do
 * depends on what they see in the repository, and on who they are.
 */
import type { Assignment } from "../../src/domain/assignment.ts";
import { type CivilDate, daysBetween } from "../../src/domain/civil-date.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";
import { assignmentsIn, MAINTAINER, REVIEWERS, THREADS } from "./campaign.ts";

type Kind = "steady" | "late" | "forgetful" | "ghost";
const KINDS: readonly (readonly [Kind, number])[] = [
  ["steady", 0.45],
  ["late", 0.2],
  ["forgetful", 0.2],
  ["ghost", 0.15],
];

interface Somebody {
  login: string;
  readonly kind: Kind;
  /** Days from the campaign's first. */
  readonly from: number;
  readonly until: number;
  /** Chance to do something on a day. */
  readonly pace: number;
}

export interface PeopleOptions {
  readonly github: GitHub;
  readonly repository: RepositoryHandle;
  readonly random: () => number;
  readonly count: number;
  readonly ids: readonly string[];
  readonly length: number;
  readonly pace: number;
}

export class People {
  /** Threads that take no comments any more, and those that are gone. */
  readonly closed = new Set<number>();
  isPaused = false;
  /** Whose accounts are. */
  readonly gone = new Set<string>();
  private readonly options: PeopleOptions;
  private readonly all: Somebody[];

  constructor(options: PeopleOptions) {
    this.options = options;
    const { random, count, length } = options;
    this.all = Array.from({ length: count }, (_, at) => {
      options.github.createUser(`person-${at}`);
      const from = Math.floor(random() * length * 0.6);
      return {
        login: `person-${at}`,
        kind: this.kind(),
        from: at < count / 3 ? 0 : from,
        until: random() < 0.3 ? from + Math.floor(random() * length) : length,
        pace: options.pace * (0.3 + random()),
      };
    });
  }

  /** What happens on a day, beside the bot. */
  act(day: number, today: CivilDate): void {
    const { random, repository, github, length } = this.options;
    const held = assignmentsIn(repository);
    for (const one of this.all) {
      if (one.until === day && random() < 0.5) {
        github.deleteUser(one.login);
        this.gone.add(one.login);
      }
      if (day < one.from || day >= one.until || random() > one.pace) continue;
      this.somethingOf(one, held, today);
    }
    this.review(held);
    const at = (part: number) => day === Math.floor(length * part);
    if (at(0.25)) this.rename();
    if (at(0.3)) this.lock(THREADS.at(-1) ?? 1);
    if (at(0.35)) this.deleteAnIssue(held);
    if (at(0.5) || at(0.6)) this.pause(at(0.5));
    if (at(0.1)) this.assign(held);
  }

  private somethingOf(one: Somebody, all: ReadonlyMap<string, Assignment>, today: CivilDate): void {
    const { random } = this.options;
    const mine = [...all.values()].filter(({ assignee }) => assignee === one.login);
    const open = mine.filter(({ status }) => status === "in_progress");
    if (open.length < 2 && random() < 0.6) this.claim(one, all);
    for (const now of open) {
      if (now.pr_number === null) this.goOn(one, now, today);
      else if (one.kind === "steady" && random() < 0.5) this.push(now);
    }
    const others = [...all.values()].filter(
      ({ status, assignee }) => status === "in_progress" && assignee !== one.login,
    );
    const wanted = others[this.below(others.length)];
    if (wanted && random() < 0.06) this.say(one.login, `/wait ${wanted.diagram_id}`);
  }

  private claim({ login }: Somebody, all: ReadonlyMap<string, Assignment>): void {
    const { random, ids, repository } = this.options;
    const free = ids.filter((id) => (all.get(id)?.status ?? "pending") === "pending");
    const id = free[this.below(Math.min(free.length, 40))];
    if (id === undefined) return;
    const issue = all.get(id)?.issue;
    if (random() < 0.35 && (issue === undefined || this.closed.has(issue))) {
      const { number } = repository.openIssue({ author: login, title: `${id}: I want to draw this` });
      repository.comment({ author: login, thread: number, body: `/claim ${id}` });
    } else this.say(login, `/claim ${id}`);
  }

  private goOn(one: Somebody, now: Assignment, today: CivilDate): void {
    const { random } = this.options;
    const { diagram_id: id } = now;
    const isWarned = now.reminders?.some(({ what }) => what === "overdue" || what === "warning") ?? false;
    const age = now.start_date === null ? 0 : daysBetween(now.start_date, today);
    if (one.kind === "steady" && age > 1 && random() < 0.45) this.draw(one.login, id);
    if (one.kind === "late" && isWarned && random() < 0.7) {
      if (random() < 0.5) this.say(one.login, `/due ${id} +7`);
      else this.draw(one.login, id);
    }
    if (one.kind === "forgetful" && isWarned && random() < 0.4) {
      if (random() < 0.5) this.say(one.login, `/release ${id}`);
      else this.draw(one.login, id);
    }
    if (one.kind === "ghost" && random() < 0.08) this.draw(one.login, id);
  }

  private draw(login: string, id: string): void {
    const { repository, random } = this.options;
    const files = { [`diagrams/${id}.md`]: drawing(id, random()) };
    repository.openPullRequest({ author: login, title: `${id}: its drawing`, files, draft: random() < 0.1 });
  }

  private push({ diagram_id: id, pr_number }: Assignment): void {
    const { repository, random } = this.options;
    if (pr_number === null || repository.pull(pr_number).state !== "open") return;
    repository.pushTo(pr_number, { files: { [`diagrams/${id}.md`]: drawing(id, random()) } });
  }

  /** Late, and not always. */
  private review(all: ReadonlyMap<string, Assignment>): void {
    const { repository, random } = this.options;
    for (const { pr_number, status } of all.values()) {
      if (status !== "review" || pr_number === null || random() > 0.12) continue;
      const pull = repository.pull(pr_number);
      if (pull.state !== "open") continue;
      const [reviewer] = REVIEWERS;
      if (random() < 0.25) repository.requestChanges(pr_number, reviewer);
      else {
        repository.approve(pr_number, reviewer);
        repository.merge(pr_number, MAINTAINER);
      }
    }
  }

  private say(login: string, body: string): void {
    const threads = THREADS.filter((thread) => !this.closed.has(thread));
    const thread = threads[this.below(threads.length)] ?? 1;
    this.options.repository.comment({ author: login, thread, body });
  }

  private rename(): void {
    const one = this.all.find(({ login, from }) => from === 0 && !this.gone.has(login));
    if (!one) return;
    this.options.github.renameUser(one.login, `${one.login}-renamed`);
    one.login = `${one.login}-renamed`;
  }

  private lock(thread: number): void {
    this.closed.add(thread);
    this.options.repository.lock(thread);
  }

  private deleteAnIssue(all: ReadonlyMap<string, Assignment>): void {
    const one = [...all.values()].find(({ issue, assignee }) => issue !== undefined && assignee !== null);
    if (one?.issue === undefined) return;
    this.closed.add(one.issue);
    this.options.repository.deleteIssue(one.issue);
  }

  private pause(isBegin: boolean): void {
    this.isPaused = isBegin;
    this.say(MAINTAINER, isBegin ? "/pause Holidays" : "/resume");
  }

  private assign(all: ReadonlyMap<string, Assignment>): void {
    const free = this.options.ids.find((id) => !all.has(id));
    const ghost = this.all.find(({ kind }) => kind === "ghost");
    if (free !== undefined && ghost) this.say(MAINTAINER, `/assign ${free} @${ghost.login}`);
  }

  private kind(): Kind {
    let left = this.options.random();
    for (const [kind, share] of KINDS) {
      left -= share;
      if (left < 0) return kind;
    }
    return "steady";
  }

  private below(count: number): number {
    return Math.floor(this.options.random() * count);
  }
}

function drawing(id: string, seed: number): string {
  return `# ${id}\n\n\`\`\`mermaid\nflowchart LR\n  %% ${id}\n  A["${seed}"] --> B\n\`\`\`\n`;
}
