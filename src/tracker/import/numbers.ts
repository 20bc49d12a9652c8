const PLANNED_LIMIT = 1_000_000;

/** `1,233` → 1233; null when it is no number that a catalog may hold. */
export function parseNumber(text: string): number | null {
  const digits = text.replace(/[,\s]/g, "");
  return /^\d{1,7}$/.test(digits) && Number(digits) <= PLANNED_LIMIT ? Number(digits) : null;
}

/** `Total MVP: 89 diagrams, 3 complete` → `Total MVP: ` and 89; null when the text does not end in a number of things. */
export function parseCounted(
  text: string,
): { readonly before: string; readonly count: number | null } | null {
  const words = text.split(" ");
  if (words.length > 3 && words.at(-1) === "complete" && /^[\d,]+$/.test(words.at(-2) ?? "")) {
    const noun = words.at(-3) ?? "";
    if (noun.endsWith(",")) words.splice(-3, 3, noun.slice(0, -1));
  }
  if (!/^[A-Za-z]+$/.test(words.at(-1) ?? "")) return null;
  const last = words.at(-2) ?? "";
  let begin = last.length;
  while (begin > 0 && /[\d,]/.test(last.charAt(begin - 1))) begin--;
  while (last[begin] === ",") begin++;
  if (begin === last.length) return null;
  const before = [...words.slice(0, -2), last.slice(0, begin)].join(" ");
  return { before, count: parseNumber(last.slice(begin)) };
}

/** `Networks (9 diagrams)` → `Networks` and `9 diagrams`; null when the text does not end in brackets. */
export function parseBracketed(text: string): { readonly before: string; readonly inside: string } | null {
  const opens = text.lastIndexOf("(");
  if (opens === -1 || text.indexOf(")", opens) !== text.length - 1) return null;
  return { before: text.slice(0, opens).trimEnd(), inside: text.slice(opens + 1, -1) };
}
