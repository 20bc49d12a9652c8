import { parseIdPattern } from "../domain/diagram-id.ts";
import { plainPunctuation } from "../facts/readable-text.ts";
import { bare } from "./bare.ts";
import { shownText } from "./inline.ts";
import { LEADS_ON } from "./keywords.ts";
import { hasForeignLetters, isMixedId, latinOf } from "./look-alikes.ts";
import type { IsKnownPattern } from "./parse-arguments.ts";

/** Blanks as an editor may write them out. */
const WRITTEN_BLANK = /&(?:nbsp|ensp|emsp|thinsp|#0{0,5}160|#x0{0,5}a0);/gi;

/**
 * `G-LIN-FL, G-SEQ-*: a reason that names G-LIN-SQ` → the IDs at its beginning as they are shown, and the text after them as
 * it was typed.
 */
export function splitLeadingIds(typed: string, isKnown: IsKnownPattern): [ids: string, text: string] {
  const words = typed
    .replace(WRITTEN_BLANK, " ")
    .trim()
    .split(/(?<=\s)(?=\S)/);
  const first = words.findIndex((word) => !containsOnlyIds(shownText(word)));
  const count = first === -1 ? words.length : first;
  const rest = words.slice(count);
  const [one = "", other = ""] = rest.slice(0, 2).map((word) => bare(shownText(word)));
  // Whoever leaves one out of something has not said of what, nor which of two, and has given no reason yet.
  const isLeftOut = LEADS_ON.has(one.toLowerCase()) && parseIdPattern(other) !== null;
  const odd = isLeftOut ? rest.slice(0, 2) : looksLikeKnownId(one, isKnown) ? rest.slice(0, 1) : [];
  return [[...words.slice(0, count), ...odd].map(shownText).join(""), rest.join("").trim()];
}

function containsOnlyIds(word: string): boolean {
  const parts = plainPunctuation(word)
    .split(/[,;]/)
    .map(bare)
    .filter((part) => part !== "" && part !== "and");
  return parts.every((part) => parseIdPattern(part) !== null);
}

/** What is no ID but may be meant for one is asked about, and not taken for the beginning of the text. */
function looksLikeKnownId(word: string, isKnown: IsKnownPattern): boolean {
  const pattern = hasForeignLetters(word) ? parseIdPattern(latinOf(word)) : null;
  return (pattern !== null && isKnown(pattern)) || isMixedId(word);
}
