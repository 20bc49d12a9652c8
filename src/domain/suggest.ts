import { distance } from "fastest-levenshtein";

/**
 * The candidate that a person most likely meant, or null when nothing is near enough to be worth naming.
 * Case does not count. For a catalog's IDs, of which there are many, see `suggestDiagram`.
 */
export function suggest(typed: string, candidates: Iterable<string>): string | null {
  const wanted = typed.toUpperCase();
  let best: string | null = null;
  let nearest = closeness(wanted) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= nearest) continue;
    const apart = distance(wanted, candidate.toUpperCase());
    if (apart < nearest) [best, nearest] = [candidate, apart];
  }
  return best;
}

/** How many letters may differ: at most a third, and never more than three. */
export function closeness(wanted: string): number {
  return Math.min(3, Math.floor(wanted.length / 3));
}

/**
 * The same for a handful of short words, such as commands and keys: there two neighbours that changed places (`calim`),
 * which are two letters that differ and too many for `suggest`, are a slip like any other.
 */
export function suggestWord(typed: string, words: readonly string[]): string | null {
  return suggest(typed, words) ?? words.find((word) => isSwapped(typed, word)) ?? null;
}

function isSwapped(typed: string, meant: string): boolean {
  const at = [...typed].findIndex((letter, index) => letter !== meant[index]);
  if (at === -1) return false;
  return typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2) === meant;
}
