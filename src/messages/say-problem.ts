import { type Wording, worded } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";

/** What is wrong in a file, in the language of the catalog; in English where only the command line finds such a thing. */
export function sayProblem(
  { message, finding }: Pick<Problem, "message" | "finding">,
  { findings }: { readonly findings: Wording },
): string {
  return finding === undefined ? message : worded(findings, finding);
}
