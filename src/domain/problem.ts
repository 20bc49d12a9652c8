import type { Finding } from "./findings.ts";

/**
 * What is wrong in a file that a person wrote, said so that they can mend it.
 * `line` and `column` count from 1; 1:1 where the whole file is meant.
 */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  /** A whole sentence in English: what was found and what was expected. */
  readonly message: string;
  /** What the sentence says, for those who say it in another language; absent: only the command line says it, in English. */
  readonly finding?: Finding;
}

/** A value, or what keeps it from being one. A value may come with warnings. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is mended first. */
export function firstError(problems: readonly Problem[]): Problem | undefined {
  return problems.find(({ severity }) => severity === "error");
}

/** `file:line:column: message`, the form that editors and terminals turn into links. */
export function renderProblem(problem: Problem): string {
  const { file, line, column, severity, message } = problem;
  return `${file}:${line}:${column}: ${severity}: ${message}`;
}
