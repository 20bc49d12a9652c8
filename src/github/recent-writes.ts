/**
 * What stands once on GitHub and was written a moment ago, by this batch or the ones before it: reads may not show it yet.
 * So what is read is brought up to date with it; nothing is made a second time, and nothing is decided from a text that
 * was replaced since. The inbox keeps it for all replicas; without one the process does.
 */
import { CHECK_NAMES, type CheckKind } from "../facts/check-kind.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { RecentWrite } from "../facts/recent-write.ts";
import type { PostedRun } from "./checks/posted-runs.ts";

type PullRequests = ReadonlyMap<number, PullRequestFacts | null>;

const CHECK_KINDS = Object.keys(CHECK_NAMES) as CheckKind[];

export class RecentWrites {
  readonly #known: Map<string, RecentWrite>;
  readonly #noted = new Map<string, RecentWrite>();

  constructor(earlier: readonly RecentWrite[] = []) {
    this.#known = new Map(earlier.map((write) => [write.what, write]));
  }

  /** What this batch wrote. */
  get noted(): readonly RecentWrite[] {
    return [...this.#noted.values()];
  }

  noteNotice(thread: number, id: number, body: string): void {
    this.#note({ what: noticeOn(thread), id, text: body });
  }

  /** Where a read shows another notice than ours, somebody took ours away since. */
  withNotices(read: PullRequests): PullRequests {
    const facts = new Map(read);
    for (const [number, pr] of read) {
      const written = this.#known.get(noticeOn(number));
      if (!pr || !written || (pr.notice !== null && pr.notice.commentId !== written.id)) continue;
      facts.set(number, { ...pr, notice: { commentId: written.id, body: written.text } });
    }
    return facts;
  }

  /** Number of an issue of ours, where it was opened a moment ago; by its marker. */
  ownIssue(marker: string): number | null {
    return this.#known.get(ownIssue(marker))?.id ?? null;
  }

  noteOwnIssue(marker: string, number: number): void {
    this.#note({ what: ownIssue(marker), id: number, text: "" });
  }

  noteAnswer(thread: number, commentId: number, answers: readonly string[]): void {
    this.#note({ what: `${answersOn(thread)} ${commentId}`, id: commentId, text: answers.join(" ") });
  }

  /** Keys of events that a reply of ours on the thread answers. */
  answeredOn(thread: number): readonly string[] {
    const written = [...this.#known.values()].filter(({ what }) => what.startsWith(`${answersOn(thread)} `));
    return written.flatMap(({ text }) => text.split(" "));
  }

  noteIssue(diagram: string, number: number): void {
    this.#note({ what: issueOf(diagram), id: number, text: "" });
  }

  /** Number of the issue that was opened for a diagram a moment ago. */
  issueOf(diagram: string): number | null {
    return this.#known.get(issueOf(diagram))?.id ?? null;
  }

  noteRun(kind: CheckKind, headSha: string, id: number, externalId: string): void {
    this.#note({ what: runOn(kind, headSha), id, text: externalId });
  }

  /** Oldest first. A run is noted once all its annotations are there. */
  withRuns(headSha: string, read: readonly PostedRun[]): readonly PostedRun[] {
    const written = CHECK_KINDS.flatMap((kind): PostedRun[] => {
      const run = this.#known.get(runOn(kind, headSha));
      return run ? [{ kind, id: run.id, externalId: run.text, annotations: Number.POSITIVE_INFINITY }] : [];
    });
    if (written.length === 0) return read;
    const ids = new Set(written.map(({ id }) => id));
    return [...read.filter(({ id }) => !ids.has(id)), ...written].sort((one, other) => one.id - other.id);
  }

  #note(write: RecentWrite): void {
    this.#known.set(write.what, write);
    this.#noted.set(write.what, write);
  }
}

function noticeOn(thread: number): string {
  return `notice ${thread}`;
}

function answersOn(thread: number): string {
  return `answers on ${thread}`;
}

function ownIssue(marker: string): string {
  return `own issue ${marker}`;
}

function issueOf(diagram: string): string {
  return `issue of ${diagram}`;
}

function runOn(kind: CheckKind, headSha: string): string {
  return `check ${kind} ${headSha}`;
}
