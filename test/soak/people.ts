/**
 * Two hundred people who claim, give back, draw, review and merge, at random but always the same way for a seed. What
 * they do next depends on what they see in the repository, as people's doings do.
 */
import { parse } from "yaml";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { DIAGRAMS, ISSUES, MAINTAINER, REVIEWER, THREADS } from "./campaign.ts";

/** So many of the commands are said on the diagram's own issue, where it has one. */
const OWN_ISSUE = 0.7;

/** A comment with one command about one diagram. */
export interface PostedCommand {
  readonly id: number;
  readonly command: "claim" | "release";
  readonly author: string;
  readonly diagram: string;
  readonly thread: number;
  /** ISO instant, in seconds. */
  readonly at: string;
}

export interface AssignedTo {
  readonly assignee: string | null;
  readonly status: string;
  readonly pr_number: number | null;
}

/** Reads an assignment file as anybody could. Null: there is none. */
export function readHolder(repository: RepositoryHandle, diagram: string, ref?: string): AssignedTo | null {
  const text = repository.file(`assignments/${diagram}.yml`, ref);
  return text === null ? null : parse(text).assignment;
}

export class People {
  readonly said = new Map<RepositoryHandle, PostedCommand[]>();
  private readonly random: () => number;
  private readonly people: number;
  /** Holders who have given back or drawn what they hold: one plan a diagram is enough. */
  private readonly planned = new Map<string, string>();
  private readonly pulls: { repository: RepositoryHandle; number: number; approved: boolean }[] = [];

  constructor({ random, people }: { random: () => number; people: number }) {
    this.random = random;
    this.people = people;
  }

  claim(repository: RepositoryHandle): void {
    this.say(repository, "claim", `person-${this.below(this.people)}`, this.pick(DIAGRAMS));
  }

  /** Whatever comes to mind beside claiming, where somebody holds something. */
  somethingElse(repository: RepositoryHandle): void {
    const drawn = this.random();
    if (drawn < 0.35) this.release(repository);
    else if (drawn < 0.65) this.draw(repository);
    else if (drawn < 0.85) this.approve();
    else this.merge();
  }

  private release(repository: RepositoryHandle): void {
    const held = this.findAssigned(repository);
    if (held) this.say(repository, "release", held.holder, held.diagram);
  }

  private draw(repository: RepositoryHandle): void {
    const held = this.findAssigned(repository);
    if (!held) return;
    const { number } = repository.openPullRequest({
      author: held.holder,
      title: `Draw ${held.diagram}`,
      files: { [`diagrams/${held.diagram}.mmd`]: "flowchart LR\n  a --> b\n" },
    });
    this.pulls.push({ repository, number, approved: false });
  }

  private approve(): void {
    const pull = this.pulls.find(({ approved }) => !approved);
    if (!pull) return;
    pull.approved = true;
    pull.repository.approve(pull.number, REVIEWER);
  }

  private merge(): void {
    const at = this.pulls.findIndex(({ approved }) => approved);
    const [pull] = at < 0 ? [] : this.pulls.splice(at, 1);
    pull?.repository.merge(pull.number, MAINTAINER, "squash");
  }

  /** What somebody holds and has no plan for yet. */
  private findAssigned(repository: RepositoryHandle): { diagram: string; holder: string } | null {
    const from = this.below(DIAGRAMS.length);
    for (const diagram of [...DIAGRAMS.slice(from), ...DIAGRAMS.slice(0, from)]) {
      // Its name may change.
      const key = `${repository.state.id} ${diagram}`;
      const now = readHolder(repository, diagram);
      if (now?.assignee == null || now.status !== "in_progress") continue;
      if (this.planned.get(key) === now.assignee) continue;
      this.planned.set(key, now.assignee);
      return { diagram, holder: now.assignee };
    }
    return null;
  }

  private say(
    repository: RepositoryHandle,
    command: PostedCommand["command"],
    author: string,
    diagram: string,
  ): void {
    const own = ISSUES.get(diagram);
    const thread = own !== undefined && this.random() < OWN_ISSUE ? own : this.pick(THREADS);
    const { id } = repository.comment({ author, thread, body: `/${command} ${diagram}` });
    const at = repository.comments(thread).at(-1)?.createdAt ?? "";
    const said = this.said.get(repository) ?? [];
    this.said.set(repository, [...said, { id, command, author, diagram, thread, at }]);
  }

  private pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error("there is nothing to choose from");
    return value;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
