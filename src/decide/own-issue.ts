import type { Assignment } from "../domain/assignment.ts";
import { knownIn } from "../domain/catalog.ts";
import { type DiagramId, findDiagramIds } from "../domain/diagram-id.ts";
import { showsNothing } from "../domain/issues-config.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Fold } from "./fold.ts";

/**
 * An issue becomes a diagram's own by a claim there, if its title names exactly this one diagram. The first one stays it: a
 * second of the same title is answered like any other thread, unless the first is gone.
 */
export function noteOwnIssue(fold: Fold, event: CommentEvent, changed: readonly DiagramId[]): void {
  if (event.onPullRequest || showsNothing(fold.state.config.issues)) return;
  const id = diagramIn(fold, event.title);
  if (id === null || !changed.includes(id)) return;
  const now = fold.assignment(id);
  if (now.assignee === null || now.issue === event.thread || isThere(fold, now)) return;
  const facts = fold.issue(event.thread);
  // What the comment brought along may be an earlier title.
  if (facts !== null && diagramIn(fold, facts.title) === id) fold.recordIssue(id, facts.number);
}

/** The only diagram that a title names; null: none, or several. */
export function diagramIn({ state }: Pick<Fold, "state">, title: string): DiagramId | null {
  const [id, ...more] = findDiagramIds(title, knownIn(state.catalog));
  return id !== undefined && more.length === 0 ? id : null;
}

/** Whether the issue that the file names still is. */
export function isThere(fold: Fold, { issue }: Pick<Assignment, "issue">): boolean {
  return issue !== undefined && fold.issue(issue) !== null;
}

/** The diagrams whose own issue it is: no more than one, unless somebody wrote it into two files. */
export function ownersOfIssue(
  { campaign, gone }: Pick<Fold, "campaign" | "gone">,
  number: number,
): DiagramId[] {
  const named = [...campaign.assignments, ...gone].filter(([, { issue }]) => issue === number);
  return named.map(([id]) => id);
}
