import type { Catalog } from "./catalog.ts";
import { DIAGRAM_ID_LENGTH, type DiagramId } from "./diagram-id.ts";
import { closeness } from "./suggest.ts";

/** The IDs in alphabetical order, where those that begin alike stand together. */
interface Sorted {
  readonly ids: readonly DiagramId[];
  /** Each one's place in the catalog: of two that are equally near, the catalog's first is meant. */
  readonly positions: readonly number[];
  /** How many letters each one shares with the one before it. */
  readonly shared: readonly number[];
}

const sorted = new WeakMap<Catalog, Sorted>();

/**
 * What `suggest` says of a catalog's IDs, for thousands of unknown ones: a broken catalog file makes as many at once.
 * The usual table of edit distances is kept from one ID to the next as far as both begin alike, and IDs that begin too
 * differently are passed over together. `isBetter`: of several that are equally near one of these is meant, as a free one is by
 * somebody who claims.
 */
export function suggestDiagram(
  typed: string,
  catalog: Catalog,
  isBetter: (id: DiagramId) => boolean = () => false,
): DiagramId | null {
  const wanted = typed.toUpperCase();
  // Nothing is near a word that is longer than any ID, and a comment may be one long word.
  if (wanted.length > DIAGRAM_ID_LENGTH + closeness(wanted)) return null;
  const { ids, positions, shared } = sortedOf(catalog);
  let nearest = closeness(wanted) + 1;
  let best: DiagramId | null = null;
  let position = -1;
  const rows: number[][] = [Array.from({ length: wanted.length + 1 }, (_, at) => at)];
  // Rows up to here belong to the ID at hand. `dead`: all that share so many letters are too far away.
  let valid = 0;
  let dead = Number.POSITIVE_INFINITY;
  for (const [at, id] of ids.entries()) {
    const same = shared[at] ?? 0;
    if (same >= dead) continue;
    dead = Number.POSITIVE_INFINITY;
    valid = Math.min(valid, same);
    while (valid < id.length && dead > valid) {
      const row = nextRow(rows[valid] ?? [], wanted, id.charCodeAt(valid));
      valid++;
      rows[valid] = row;
      // Of several that are equally near the first is looked for, so as near as the best is near enough.
      if (Math.min(...row) > (best === null ? nearest - 1 : nearest)) dead = valid;
    }
    const apart = valid < id.length ? Number.POSITIVE_INFINITY : (rows[valid]?.[wanted.length] ?? 0);
    const own = positions[at] ?? 0;
    const isAsGood = best !== null && apart === nearest;
    const isBest =
      apart < nearest ||
      (isAsGood && (isBetter(id) === isBetter(best ?? id) ? own < position : isBetter(id)));
    if (isBest) [best, nearest, position] = [id, apart, own];
  }
  return best;
}

/** Distances from one letter more to each beginning of the wanted word, after those without that letter. */
function nextRow(before: readonly number[], wanted: string, letter: number): number[] {
  let last = (before[0] ?? 0) + 1;
  const row = [last];
  for (let at = 1; at <= wanted.length; at++) {
    const changed = (before[at - 1] ?? 0) + (wanted.charCodeAt(at - 1) === letter ? 0 : 1);
    last = Math.min(changed, last + 1, (before[at] ?? 0) + 1);
    row.push(last);
  }
  return row;
}

function sortedOf(catalog: Catalog): Sorted {
  let known = sorted.get(catalog);
  if (!known) {
    const entries = [...catalog.diagrams.keys()]
      .map((id, position) => ({ id, position }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    known = {
      ids: entries.map(({ id }) => id),
      positions: entries.map(({ position }) => position),
      shared: entries.map(({ id }, at) => sharedLetters(entries[at - 1]?.id ?? "", id)),
    };
    sorted.set(catalog, known);
  }
  return known;
}

function sharedLetters(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count++;
  return count;
}
