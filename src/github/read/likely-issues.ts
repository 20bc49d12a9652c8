import type { SourceFile } from "../../domain/source-file.ts";

/** As the bot writes it; where somebody wrote it otherwise, the decision asks for the issue. */
const ISSUE = /^ {2}issue: (\d{1,9})$/m;

/** Issues of the diagrams that the pull requests are about, as the files said last: so they come with the same query. */
export function likelyIssues(assignments: readonly SourceFile[], pullRequests: readonly number[]): number[] {
  if (pullRequests.length === 0) return [];
  const lines = pullRequests.map((number) => `\n  pr_number: ${number}\n`);
  return assignments.flatMap(({ text }) => {
    const number = lines.some((line) => text.includes(line)) ? ISSUE.exec(text)?.[1] : undefined;
    return number === undefined ? [] : [Number(number)];
  });
}
