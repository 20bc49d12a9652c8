import type { CivilDate } from "../domain/civil-date.ts";
import type { IdPattern } from "../domain/diagram-id.ts";
import type { ArgumentProblem } from "../messages/argument-problem.ts";

/** What may follow a command's name, sorted by form. Each command takes what it knows and leaves the rest. */
export interface Arguments {
  /** IDs and patterns, in order, each once, with the text as it was typed. */
  readonly patterns: readonly { readonly text: string; readonly pattern: IdPattern }[];
  readonly urls: readonly string[];
  /** A calendar day (`2026-12-08`) or days from today (`+7`). */
  readonly due: CivilDate | null;
  /** The day was written as days from today. */
  readonly dueFromToday: boolean;
  /** Logins, without the @. */
  readonly people: readonly string[];
  /** Those of them for whom it is meant: `for @bob`, or directly behind the IDs. */
  readonly recipients: readonly string[];
  /** Numbers of pull requests, written with a # (`#7`). */
  readonly pullRequests: readonly number[];
  /** `next`, `2 of`, `any of`: some are to be chosen, among the patterns where there are any. */
  readonly next: boolean;
  readonly count: number | null;
  /** The words behind `next … of` where they are no IDs: a group or phase by its name. */
  readonly of: string | null;
  /** The first word is `remove`. */
  readonly remove: boolean;
  /** One of them is meant, by the word "or" between two. */
  readonly isEither: boolean;
  /** Some are to be left out, by a word such as "not" or "except" or by striking them out. */
  readonly leavesOut: boolean;
  /** Which, as far as they are IDs or groups: upper case. */
  readonly leftOut: ReadonlySet<string>;
  /** Words that look like IDs and are none, each with the ID that it may stand for. */
  readonly unclear: readonly { readonly text: string; readonly meant: string | null }[];
  /** Other words, for guessing what was meant where nothing was understood. */
  readonly words: readonly string[];
  /** What could not be understood. */
  readonly problems: readonly ArgumentProblem[];
  /** Everything after the name, for commands that take a name with spaces. */
  readonly text: string;
}

/** The ID that an example is best given with: the first that was typed. */
export function exampleId({ patterns: [first] }: Pick<Arguments, "patterns">): string {
  return first?.text.toUpperCase() ?? "G-LIN-FL";
}
