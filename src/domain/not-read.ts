import { found } from "./findings.ts";
import type { Problem } from "./problem.ts";
import type { NotRead } from "./source-file.ts";

export function notReadProblem({ path, is }: NotRead): Problem {
  return { file: path, line: 1, column: 1, severity: "error", ...found("notReadThere", is) };
}

/** While one of these is not read, nothing is known about the campaign. A document that is not read is only not written. */
export function isDecisive({ role }: NotRead): boolean {
  return role !== "tracker";
}
