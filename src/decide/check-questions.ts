import {
  type CheckFacts,
  type CommitQuestion,
  type MissingForChecks,
  NO_CHECK_FACTS,
} from "../facts/check-facts.ts";
import type { CheckKind } from "../facts/check-kind.ts";
import type { MergeGroupEvent } from "../facts/event.ts";

/** Which checks a batch is about, the facts that they need, and which of these were asked for in vain. */
export class CheckQuestions {
  /** Whether checks are made at all. */
  readonly wanted: boolean;
  readonly facts: CheckFacts;
  /** Pull requests whose checks have to be looked at. */
  readonly pullRequests = new Set<number>();
  /** Keys of the events that ask to run a pull request's checks again. */
  readonly again = new Map<number, string[]>();
  readonly mergeGroups: MergeGroupEvent[] = [];
  private readonly commitsAsked = new Map<string, CommitQuestion>();
  private requiredAsked = false;

  constructor(facts: CheckFacts | undefined) {
    this.wanted = facts !== undefined;
    this.facts = facts ?? NO_CHECK_FACTS;
  }

  runAgain(number: number, key: string): void {
    this.pullRequests.add(number);
    this.again.set(number, [...(this.again.get(number) ?? []), key]);
  }

  /** Empty while not known. */
  pullRequestsOf(question: CommitQuestion): readonly number[] {
    const found = this.facts.commits.get(question.headSha);
    if (!found && this.wanted) this.commitsAsked.set(question.headSha, question);
    return found ?? [];
  }

  /** False while not known. */
  isRequired(kind: CheckKind): boolean {
    this.requiredAsked ||= this.facts.required === null;
    return this.facts.required?.has(kind) ?? false;
  }

  get missing(): MissingForChecks | null {
    const commits = [...this.commitsAsked.values()];
    const required = this.requiredAsked;
    return commits.length > 0 || required ? { commits, required } : null;
  }
}
