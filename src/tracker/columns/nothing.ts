const NOTHING = new Set(["", "-", "--", "–", "—", "n/a", "na", "none", "tbd", "null"]);

/** What a cell says in people's own words for nothing. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.toLowerCase());
}
