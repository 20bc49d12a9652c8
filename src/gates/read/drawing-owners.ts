import {
  type DiagramId,
  findDiagramIds,
  findDiagramIdsInBranch,
  type IsKnown,
} from "../../domain/diagram-id.ts";
import type { Drawing } from "./find-drawings.ts";

/** Whose drawing it says to be; empty where it says nothing. */
export function ownersOf(
  { path, text, headings }: Pick<Drawing, "path" | "text" | "headings">,
  { isKnown }: { readonly isKnown: IsKnown },
): readonly DiagramId[] {
  const within = text === null ? [] : namedIn(text, isKnown);
  if (within.length > 0) return within;
  for (const heading of headings) {
    const named = findDiagramIds(heading, isKnown);
    if (named.length > 0) return named;
  }
  return findDiagramIdsInBranch(path, isKnown).slice(-1);
}

const TITLE = /^\s*(?:title|accTitle)\b/i;
/** A comment of Mermaid, PlantUML, D2 or Graphviz, perhaps with a word before the ID. */
const COMMENT = /^\s*(?:%%(?!\{)|'|#|\/\/)\s*(?:(?:diagram|id)\s*:?\s*)?/i;
const BEGINNING = 5_000;

/** Those that a title names, and those that a comment begins with: "%% G-LIN-FL", not "%% unlike G-LIN-SQ". */
function namedIn(text: string, isKnown: IsKnown): DiagramId[] {
  const found = new Set<DiagramId>();
  for (const line of text.slice(0, BEGINNING).split("\n")) {
    const comment = COMMENT.exec(line)?.[0];
    if (comment !== undefined) {
      for (const word of line.slice(comment.length).split(/[\s,;&:]+/)) {
        const [id, ...others] = findDiagramIds(word, isKnown);
        if (id === undefined || others.length > 0) break;
        found.add(id);
      }
    } else if (TITLE.test(line)) for (const id of findDiagramIds(line, isKnown)) found.add(id);
  }
  return [...found];
}

/** Whose a drawing is that names nobody: the linked one whose name its heading is, or the only linked one. */
export function unnamedOwners(
  headings: readonly string[],
  linked: Pick<ReadonlyMap<DiagramId, unknown>, "keys" | "size">,
  { nameOf }: { readonly nameOf: (id: DiagramId) => string },
): DiagramId[] {
  const ids = [...linked.keys()];
  return ids.length === 1 ? ids : ownersByName(headings, ids, { nameOf });
}

/** The linked one whose name is a heading of the drawing. */
export function ownersByName(
  headings: readonly string[],
  ids: readonly DiagramId[],
  { nameOf }: { readonly nameOf: (id: DiagramId) => string },
): DiagramId[] {
  for (const heading of headings) {
    const named = ids.filter((id) => sameWords(heading, nameOf(id)));
    if (named.length === 1) return named;
  }
  return [];
}

function sameWords(one: string, other: string): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(" ") ?? "";
  return words(one) !== "" && words(one) === words(other);
}
