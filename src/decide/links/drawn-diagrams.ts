import type { DiagramId } from "../../domain/diagram-id.ts";
import type { ProposedFile } from "../../facts/contents.ts";
import { ownersOf, unnamedOwners } from "../../gates/read/drawing-owners.ts";
import { type Drawing, findDrawings } from "../../gates/read/find-drawings.ts";
import { blocksOf } from "../../gates/read/page-blocks.ts";

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
  /** The file was added, or had no drawing of theirs before. */
  readonly isNew: boolean;
}

export function changedDrawings(files: readonly ProposedFile[], context: DrawingContext): ChangedDrawing[] {
  return files.flatMap((file) => {
    const changed = changedIn(file, context.folder);
    const before = new Set(earlierIn(file, context.folder).flatMap((drawing) => ownersOf(drawing, context)));
    return changed.map((drawing) => {
      const owners = ownersOf(drawing, context);
      const isOther = drawing.text !== null && !owners.some((id) => before.has(id));
      return { drawing, owners, isNew: file.change === "added" || isOther };
    });
  });
}

/** A drawing that stands in the files of a pull request, and whether the pull request added or changed it. */
export interface StandingDrawing extends Omit<ChangedDrawing, "isNew"> {
  readonly isChanged: boolean;
}

export function standingDrawings(files: readonly ProposedFile[], context: DrawingContext): StandingDrawing[] {
  return files.flatMap((file) => {
    const standing = standingIn(file, context.folder);
    const changed = new Set(changedAmong(standing, file, context.folder));
    return standing.map((drawing) => {
      return { drawing, owners: ownersOf(drawing, context), isChanged: changed.has(drawing) };
    });
  });
}

/**
 * Those of one diagram, changed or not. Those that say nothing of whose they are count where the pull request changes them,
 * as in its links.
 */
export function drawingsOf(
  id: DiagramId,
  standing: readonly StandingDrawing[],
  linked: Pick<ReadonlyMap<DiagramId, unknown>, "keys" | "size">,
  context: Pick<DrawingContext, "nameOf">,
): Drawing[] {
  const own = standing.filter(({ drawing, owners, isChanged }) =>
    owners.length > 0
      ? owners.includes(id)
      : isChanged && unnamedOwners(drawing.headings, linked, context).includes(id),
  );
  return own.map(({ drawing }) => drawing);
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

export function standingIn(file: ProposedFile, folder: string): Drawing[] {
  return findDrawings(file.path, file.content, folder, blocksOf(file).head);
}

export function earlierIn(file: ProposedFile, folder: string): Drawing[] {
  const { path, before } = file;
  if (before === null) return [];
  return findDrawings(path, { kind: "text", text: before }, folder, blocksOf(file).before);
}

function changedIn(file: ProposedFile, folder: string): readonly Drawing[] {
  return changedAmong(standingIn(file, folder), file, folder);
}

/** As many blocks as there are more than before: one that only moved within its page was not changed. */
function changedAmong(standing: readonly Drawing[], file: ProposedFile, folder: string): readonly Drawing[] {
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
