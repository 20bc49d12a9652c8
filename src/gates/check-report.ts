import type { CheckKind } from "../facts/check-kind.ts";

/** What a check run on a pull request says, as data. The same report is the same check run: it is posted once. */
export interface CheckReport {
  readonly kind: CheckKind;
  readonly conclusion: "success" | "failure" | "neutral";
  /** One line, plain text. */
  readonly title: string;
  /** Markdown, at most 65,535 characters each. Whatever came from a repository is inert in it. */
  readonly summary: string;
  readonly text: string | null;
  /** Any number; the executor sends fifty a request. */
  readonly annotations: readonly Annotation[];
  /** At most three. */
  readonly actions: readonly CheckAction[];
}

export interface Annotation {
  readonly path: string;
  /** From 1, in the file as the pull request has it. */
  readonly line: number;
  readonly endLine: number;
  /** From 1; only where the finding is in one line. */
  readonly column: number | null;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  /** A whole sentence: what was found, what was expected, what to do. Plain text. */
  readonly message: string;
  /** The line as it has to be. */
  readonly suggestion?: string;
}

/** A button of the check run. GitHub takes 20, 20 and 40 characters: https://docs.github.com/rest/checks/runs#create-a-check-run */
export interface CheckAction {
  readonly identifier: string;
  readonly label: string;
  readonly description: string;
}
