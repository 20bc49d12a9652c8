import type { Wording } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";
import { code, plain } from "../tracker/inert.ts";
import { sayProblem } from "./say-problem.ts";

/** `file:line:column` and what is wrong there, in the words of a catalog. */
export function locateProblem(problem: Problem, findings: Wording): string {
  const { file, line, column } = problem;
  return `${code(`${file}:${line}:${column}`)}: ${plain(sayProblem(problem, { findings }))}`;
}
