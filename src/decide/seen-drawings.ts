import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { digestOf } from "../domain/digest.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Drawing } from "../gates/read/find-drawings.ts";
import type { Fold } from "./fold.ts";
import {
  type DrawingContext,
  drawingsOf,
  type StandingDrawing,
  standingDrawings,
} from "./links/drawn-diagrams.ts";
import type { Links } from "./links/find-links.ts";
import { drawingContext } from "./links/link-context.ts";
import { contentsOf } from "./links/links-of.ts";

/** The drawings of a diagram as a commit has them, each by the hash of what it says; null: one of them cannot be read. */
export type DrawingHashes = ReadonlySet<string | null>;

/** Empty where the diagram has no drawing there, and while the files are not known. */
export function drawingsAt(
  fold: Fold,
  pr: PullRequestFacts,
  id: DiagramId,
  { linked }: Pick<Links, "linked">,
  commit: string,
): DrawingHashes {
  const context = drawingContext(fold.state);
  return new Set(drawingsOf(id, standingAt(fold, pr, commit, context), linked, context).map(hashOf));
}

/** A pull request may be about a hundred diagrams, and each of them is asked about several times. */
function standingAt(
  fold: Fold,
  pr: PullRequestFacts,
  commit: string,
  context: DrawingContext,
): readonly StandingDrawing[] {
  const contents = contentsOf(fold, pr, commit);
  if (contents === null) return [];
  const known = fold.drawings.get(contents) ?? standingDrawings(contents.files, context);
  fold.drawings.set(contents, known);
  return known;
}

/** Whoever saw all of these has seen what stands. */
export function isSeen(standing: DrawingHashes, seen: DrawingHashes): boolean {
  return [...standing].every((hash) => hash !== null && seen.has(hash));
}

/** One name for all of them; null where there are none, or one cannot be read. */
export function nameOf(drawings: DrawingHashes): string | null {
  const hashes = [...drawings].filter((hash) => hash !== null).sort();
  if (hashes.length < drawings.size) return null;
  const [only] = hashes;
  return hashes.length > 1 ? digestOf(hashes.join("\n")) : (only ?? null);
}

/** Where the drawings are looked up: a merged pull request's stand on the default branch, whatever changed them there. */
export function standingCommit(fold: Fold, pr: PullRequestFacts): string {
  return pr.state === "merged" ? fold.snapshot.head : pr.headSha;
}

/** How `/verify` notes what was seen. */
export function seenBy(
  drawings: DrawingHashes,
  pr: PullRequestFacts,
): Pick<Assignment["verification"], "verified_drawing" | "verified_commit"> {
  const name = nameOf(drawings);
  if (name !== null) return { verified_drawing: name };
  return pr.state === "open" ? { verified_commit: pr.headSha } : {};
}

function hashOf({ text, oid }: Drawing): string | null {
  return text === null ? (oid ?? null) : digestOf(text.replace(/\r\n?/g, "\n"));
}
