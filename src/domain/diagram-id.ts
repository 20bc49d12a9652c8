/** `G-LIN-FL`: upper-case parts of letters and digits, at least two, joined by hyphens. */
export type DiagramId = string & { readonly brand: "DiagramId" };

/** The form of an ID in files, where case is significant. */
export const DIAGRAM_ID_FORM = /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/;
export const DIAGRAM_ID_LENGTH = 64;

// Checked before the case is changed: the long s (ſ) and the Kelvin sign become plain letters in upper case.
const TYPED = /^[A-Za-z0-9-]+$/;

/** Reads what a person typed (`g-lin-fl`) → `G-LIN-FL`, or null when it has not the form of an ID. */
export function parseDiagramId(text: string): DiagramId | null {
  if (text.length > DIAGRAM_ID_LENGTH || !TYPED.test(text)) return null;
  const upper = text.toUpperCase();
  return DIAGRAM_ID_FORM.test(upper) ? (upper as DiagramId) : null;
}

/** What a person may name in a command: one diagram, or all whose ID begins with a prefix (`G-LIN-*`). */
export type IdPattern =
  | { readonly kind: "one"; readonly id: DiagramId }
  | { readonly kind: "prefix"; readonly prefix: string };

/** `g-lin-*` → the prefix `G-LIN-`; `G-LIN-FL` → one; null when the text is neither. A bare `*` is neither. */
export function parseIdPattern(text: string): IdPattern | null {
  if (!text.endsWith("-*")) {
    const id = parseDiagramId(text);
    return id && { kind: "one", id };
  }
  const stem = text.slice(0, -2).toUpperCase();
  const wellFormed =
    stem.length <= DIAGRAM_ID_LENGTH &&
    TYPED.test(text.slice(0, -2)) &&
    /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/.test(stem);
  return wellFormed ? { kind: "prefix", prefix: `${stem}-` } : null;
}

/** Whether an ID is known. An ID: it is known under that one now. */
export type IsKnown = (id: DiagramId) => boolean | DiagramId;

/**
 * The diagrams that running text names as whole words, each once, in order. Only known IDs count: `utf-8` has the
 * form of an ID too. The words are cut first, so the work is linear in the text whatever it holds.
 */
export function findDiagramIds(text: string, isKnown: IsKnown): DiagramId[] {
  const found = new Set<DiagramId>();
  for (const word of text.split(/[^A-Za-z0-9-]+/)) {
    const id = parseDiagramId(word.replace(/^-+|(?<!-)-+$/g, ""));
    const known = id !== null && isKnown(id);
    if (id && known) found.add(known === true ? id : known);
  }
  return [...found];
}

/**
 * The diagrams that a branch name holds. People join IDs with other words there (`ada/add-g-lin-fl-v2`), so every run
 * of hyphened parts is tried, longest first.
 */
export function findDiagramIdsInBranch(branch: string, isKnown: IsKnown): DiagramId[] {
  const found = new Set<DiagramId>();
  for (const word of branch.slice(0, 255).split(/[^A-Za-z0-9-]+/)) {
    const parts = word.split("-");
    for (let start = 0; start < parts.length; start++) {
      for (let end = Math.min(parts.length, start + 8); end > start + 1; end--) {
        const id = parseDiagramId(parts.slice(start, end).join("-"));
        const known = id !== null && isKnown(id);
        if (!id || !known) continue;
        found.add(known === true ? id : known);
        start = end - 1;
        break;
      }
    }
  }
  return [...found];
}

/** Whose file it is by its name, which is the ID: `assignments/G01/G-LIN-FL.yml`. Null: it is named for none. */
export function diagramIdOf(path: string): DiagramId | null {
  return parseDiagramId(path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/i, ""));
}
