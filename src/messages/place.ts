import type { Problem } from "../domain/problem.ts";
import { code, plain } from "../tracker/inert.ts";

/** `file:line:column` and what is wrong there. */
export function place({ file, line, column, message }: Problem): string {
  return `${code(`${file}:${line}:${column}`)}: ${plain(message)}`;
}
