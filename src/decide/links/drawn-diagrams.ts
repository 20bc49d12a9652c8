import type { DiagramId } from "../../domain/diagram-id.ts";
import type { ProposedFile } from "../../facts/contents.ts";
import { ownersOf, unnamedOwners } from "../../gates/read/drawing-owners.ts";
import { type Drawing, findDrawings } from "../../gates/read/find-drawings.ts";

/** What there is to know of the catalog and of where drawings lie. */
export interface DrawingContext {
  /** The folder of the diagrams. */
  readonly folder: string;
  readonly isKnown: (id: DiagramId) => boolean;
  readonly nameOf: (id: DiagramId) => string;
}

/** A drawing that a pull request adds or changes and leaves standing. */
export interface ChangedDrawing {
  readonly drawing: Drawing;
  /** Those that it says to be of: in its title or a comment, else in the nearest heading, else in its path. */
  readonly owners: readonly DiagramId[];
}

export function changedDrawings(files: readonly ProposedFile[], context: DrawingContext): ChangedDrawing[] {
  return files.flatMap((file) =>
    changedIn(file, context.folder).map((drawing) => ({ drawing, owners: ownersOf(drawing, context) })),
  );
}

/**
 * The drawings of one diagram in the files of a pull request, changed or not. Those that say nothing of whose they are
 * count where the pull request changes them, as in its links.
 */
export function drawingsOf(
  id: DiagramId,
  files: readonly ProposedFile[],
  linked: Pick<ReadonlyMap<DiagramId, unknown>, "keys" | "size">,
  context: DrawingContext,
): Drawing[] {
  return files.flatMap((file) => {
    const named = standingIn(file, context.folder).filter((one) => ownersOf(one, context).includes(id));
    const unnamed = changedIn(file, context.folder).filter(
      (one) =>
        ownersOf(one, context).length === 0 && unnamedOwners(one.headings, linked, context).includes(id),
    );
    return [...named, ...unnamed];
  });
}

/** The diagrams whose drawing a pull request takes away, by what its files were before. */
export function removedDrawings(
  files: readonly ProposedFile[],
  context: DrawingContext,
): ReadonlySet<DiagramId> {
  const left = new Set(
    files.flatMap((file) => standingIn(file, context.folder)).flatMap((one) => ownersOf(one, context)),
  );
  const before = files
    .flatMap((file) => earlierIn(file, context.folder))
    .flatMap((one) => ownersOf(one, context));
  return new Set(before.filter((id) => !left.has(id)));
}

function standingIn({ path, content }: ProposedFile, folder: string): Drawing[] {
  return findDrawings(path, content, folder);
}

function earlierIn({ path, before }: ProposedFile, folder: string): Drawing[] {
  return before === null ? [] : findDrawings(path, { kind: "text", text: before }, folder);
}

/** As many blocks as there are more than before: one that only moved within its page was not changed. */
function changedIn(file: ProposedFile, folder: string): Drawing[] {
  const standing = standingIn(file, folder);
  if (standing.every(({ text }) => text === null)) {
    // What is no text changed with its file; a file that was only renamed did not.
    return file.change === "renamed" ? [] : standing;
  }
  const earlier = new Map<string | null, number>();
  for (const { text } of earlierIn(file, folder)) earlier.set(text, (earlier.get(text) ?? 0) + 1);
  return standing.filter(({ text }) => {
    const count = earlier.get(text) ?? 0;
    if (count > 0) earlier.set(text, count - 1);
    return count === 0;
  });
}
