import { distance } from "fastest-levenshtein";

/**
 * The candidate that a person most likely meant, or null when nothing is near enough to be worth naming.
 * Case does not count. Near enough: at most a third of the letters differ, and never more than three.
 */
export function suggest(typed: string, candidates: Iterable<string>): string | null {
  const wanted = typed.toUpperCase();
  const bound = Math.min(3, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let nearest = bound + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= nearest) continue;
    const apart = distance(wanted, candidate.toUpperCase());
    if (apart < nearest) [best, nearest] = [candidate, apart];
  }
  return best;
}
