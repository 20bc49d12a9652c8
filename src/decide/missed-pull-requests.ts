/**
 * While a file of the catalog or the configuration cannot be read, a pull request that is about what it names is nobody's. When
 * such a file was changed, those that may have been missed are looked at: nobody hears of them otherwise.
 */
import { isConfigPath } from "../domain/config.ts";
import { findDiagramIds } from "../domain/diagram-id.ts";
import type { PullRequestMention } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";

/** Numbers of open ones that name a diagram without being its own, and of those that were merged or closed since. */
export function missedPullRequests(fold: Fold, changed: readonly string[]): number[] {
  const { paths } = fold.state.config;
  const isPlan = (path: string) => isConfigPath(path) || path.startsWith(`${paths.catalog}/`);
  if (fold.state.configBroken || !changed.some(isPlan)) return [];
  const open = fold.openPullRequests();
  if (fold.snapshot.openPullRequests === null) return [];
  const numbers = new Set(open.map(({ number }) => number));
  const ended = [...fold.state.assignments.values()].flatMap(({ assignment: { pr_number, status } }) =>
    pr_number !== null && status !== "complete" && !numbers.has(pr_number) ? [pr_number] : [],
  );
  return [...new Set([...open.filter((pr) => isUnlinked(fold, pr)).map(({ number }) => number), ...ended])];
}

function isUnlinked(fold: Fold, { number, title, branch, body, files }: PullRequestMention): boolean {
  const text = [title, branch, body, ...files.map(({ path }) => path)].join("\n");
  return findDiagramIds(text, (id) => fold.isKnown(id)).some(
    (id) => fold.assignment(id).status !== "complete" && fold.assignment(id).pr_number !== number,
  );
}
