import type { DiagramId } from "./diagram-id.ts";
import { type FindingText, found } from "./findings.ts";

/** What a catalog file says of a diagram: that it had another ID before. */
export interface Rename {
  readonly file: string;
  readonly id: DiagramId;
  readonly was: DiagramId;
}

/** One that does not make sense, and why. */
interface RefusedRename extends Rename {
  readonly why: FindingText;
}

/** Earlier IDs and what they are now. What does not make sense is left out: nobody's work moves by a slip. */
export function findRenames(
  renames: readonly Rename[],
  diagrams: ReadonlyMap<DiagramId, unknown>,
): { readonly renamed: ReadonlyMap<DiagramId, DiagramId>; readonly refused: readonly RefusedRename[] } {
  const renamed = new Map<DiagramId, DiagramId>();
  const refused: RefusedRename[] = [];
  for (const rename of renames) {
    const why = whyNot(rename, diagrams, renamed);
    if (why === null) renamed.set(rename.was, rename.id);
    else refused.push({ ...rename, why });
  }
  return { renamed, refused };
}

function whyNot(
  { id, was }: Rename,
  diagrams: ReadonlyMap<DiagramId, unknown>,
  renamed: ReadonlyMap<DiagramId, DiagramId>,
): FindingText | null {
  if (was === id) return found("wasItself", id);
  if (diagrams.has(was)) return found("wasStillNamed", id, was);
  const first = renamed.get(was);
  return first === undefined ? null : found("wasTwice", first, was);
}

const BEYOND = /[A-Za-z0-9-]/;
const IS_KEY = /^["']?\s{0,9}:/;
const IS_WAS = /\bwas["']?\s{0,9}:\s{0,9}["']?/;
/** A name has at most 300 characters, and comments may stand between. */
const NEAR = 700;

/** Where the old ID of a diagram stands in its file; null where it is written in no usual way. */
export function offsetOfWas(text: string, id: string): number | null {
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1)) {
    const end = at + id.length;
    if (BEYOND.test(text[at - 1] ?? " ") || !IS_KEY.test(text.slice(end, end + 20))) continue;
    const [own = ""] = text.slice(end, end + NEAR).split("}", 1);
    const was = IS_WAS.exec(own);
    if (was) return end + was.index + was[0].length;
  }
  return null;
}

/** What a commit says of a diagram whose file it moves. */
export function renamedFrom(was: DiagramId): string {
  return `renamed from ${was}`;
}
