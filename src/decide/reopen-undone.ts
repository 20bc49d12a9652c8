import type { Assignment } from "../domain/assignment.ts";
import { knownIn } from "../domain/catalog.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import { reopened } from "../domain/claims.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { PULL_REQUEST, transition } from "../domain/status.ts";
import type { FilePatch } from "../facts/contents.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { ownersOf } from "../gates/read/drawing-owners.ts";
import type { Fold } from "./fold.ts";
import { earlierIn, standingIn } from "./links/drawn-diagrams.ts";
import { evidenceOf } from "./links/evidence.ts";
import { isCampaignFile, type Links } from "./links/find-links.ts";
import { isUndone } from "./links/is-undone.ts";
import { contentsOf, isMergedHome } from "./links/links-of.ts";

/**
 * A merged pull request that undoes the one which completed a diagram puts it back to its holder. Its diff tells, not its
 * title: who merges "Revert" with a drawing in it has done work, and a revert by hand is one.
 */
export function reopenUndone(fold: Fold, { number }: PullRequestFacts, undone: readonly Undone[]): void {
  for (const { id } of undone) {
    const now = fold.assignment(id);
    const step = transition(now, "reopen", PULL_REQUEST);
    if ("refused" in step) continue;
    fold.write(reopened(now, step.to, fold.campaign, { isMerged: true }), `undone by #${number}`);
  }
}

export interface Undone {
  readonly id: DiagramId;
  /** The pull request that had completed it. */
  readonly completing: number;
}

/** What it undoes, or undid: a second look finds the same, as long as nothing else completed the diagram. */
export function undoneBy(fold: Fold, pr: PullRequestFacts, links: Links): Undone[] {
  if (!isMergedHome(fold, pr) || pr.files.length === 0) return [];
  return [...candidates(fold, pr, links)].flatMap((id): Undone[] => {
    const now = fold.assignment(id);
    const { status, pr_number, superseded } = now;
    const completing = status === "complete" ? pr_number : (superseded?.at(-1) ?? null);
    if (fold.isBroken(id) || completing === null || completing === pr.number) return [];
    const done = fold.patches(completing);
    const undone = done && fold.patches(pr.number);
    if (!done || !undone || !isUndone(done, undone, pathsOf(fold, pr, { id, done }))) return [];
    if (isDrawnElsewhere(fold, pr, id, links, done)) return [];
    if (isCompletedSince(now, pr)) return [];
    return isEarlier(fold.pullRequest(completing), pr) ? [{ id, completing }] : [];
  });
}

/** After it was undone, a maintainer said that the same pull request completes it all the same. */
function isCompletedSince(
  { status, pr_number, superseded, completion_date }: Assignment,
  { mergedAt }: PullRequestFacts,
): boolean {
  if (status !== "complete" || pr_number === null || !superseded?.includes(pr_number)) return false;
  return completion_date !== null && mergedAt !== null && civilDateOf(mergedAt) <= completion_date;
}

/**
 * The earlier drawing is taken away and another one put in its place: that is new work. A drawing that names nobody may be
 * it where not all is known of what the pull request had linked.
 */
function isDrawnElsewhere(
  fold: Fold,
  pr: PullRequestFacts,
  id: DiagramId,
  { drawings, drawn }: Links,
  done: readonly FilePatch[],
): boolean {
  if (!drawn.has(id) && !evidenceOf(pr, fold.closedWith.get(pr.number)).isPartial) return false;
  const isBefore = (path: string) => done.some((file) => file.path === path);
  return drawings.some(
    ({ drawing, owners }) => (owners.length === 0 || owners.includes(id)) && !isBefore(drawing.path),
  );
}

/** Who brings back what was undone draws the same again: that is not undone by another look at what undid it before. */
function isEarlier(completing: PullRequestFacts | null, pr: PullRequestFacts): boolean {
  if (completing === null || pr.mergedAt === null) return false;
  return completing.mergedAt === null || completing.mergedAt <= pr.mergedAt;
}

/** The diagrams whose drawings it changes or takes away, and those that its words name: a drawing may name nobody. */
function candidates(
  fold: Fold,
  pr: PullRequestFacts,
  { drawings, removed, named }: Links,
): ReadonlySet<DiagramId> {
  const reverted = numbersReverted(pr.body).flatMap((number) => fold.linkedTo(number));
  return new Set([...removed, ...drawings.flatMap(({ owners }) => owners), ...named, ...reverted]);
}

/** What GitHub's Revert button writes: `Reverts atlas/diagrams#7`. */
function numbersReverted(body: string): number[] {
  return [...body.slice(0, 1_000).matchAll(/\breverts [\w./-]{0,140}#(\d{1,9})\b/gi)].map(([, digits]) =>
    Number(digits),
  );
}

/**
 * The files in which the diagram's drawing stands or stood. Where none says so: those with a drawing that names nobody, and
 * where it takes no drawing to complete, all that had completed it.
 */
function pathsOf(
  fold: Fold,
  pr: PullRequestFacts,
  { id, done }: { readonly id: DiagramId; readonly done: readonly FilePatch[] },
): string[] {
  const { paths, completion } = fold.state.config;
  const isKnown = knownIn(fold.state.catalog);
  const files = contentsOf(fold, pr)?.files ?? [];
  const drawn = files.flatMap((file) => {
    const drawings = [...standingIn(file, paths.diagrams), ...earlierIn(file, paths.diagrams)];
    const owners = new Set(drawings.flatMap((drawing) => ownersOf(drawing, { isKnown })));
    return drawings.length > 0 ? [{ path: file.path, owners }] : [];
  });
  const own = drawn.filter(({ owners }) => owners.has(id));
  if (own.length > 0) return own.map(({ path }) => path);
  const nobodys = completion.requires === "drawing" ? drawn.filter(({ owners }) => owners.size === 0) : done;
  return nobodys.map(({ path }) => path).filter((path) => !isCampaignFile(path, paths));
}
