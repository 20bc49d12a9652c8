import { plainPunctuation } from "../facts/readable-text.ts";

/** Nothing that an ID, a login, a date or a number begins or ends with. The sign for "estimated" is drawn like an e. */
const AROUND = /[^\p{L}\p{N}\p{M}\u212e]/u;
/** What gives the word behind it another meaning. */
const MEANT_BEFORE = new Set(["@", "#", "+", "-", "!", "~"]);

/**
 * A word without what stands around it: `` `G-LIN-FL` ``, `“G-LIN-FL”,` and `🎉G-LIN-FL!` are G-LIN-FL; the star of `G-LIN-*`
 * stays. In linear time.
 */
export function bare(word: string): string {
  const letters = [...plainPunctuation(word)];
  let start = 0;
  while (start < letters.length && isAround(letters[start]) && !MEANT_BEFORE.has(letters[start] ?? ""))
    start++;
  let end = letters.length;
  while (end > start && isAround(letters[end - 1])) end--;
  const isGroup = letters[end] === "-" && letters[end + 1] === "*";
  // Nothing but marks is no word.
  const plain = letters.slice(start, isGroup ? end + 2 : end).join("");
  return /[\p{L}\p{N}]/u.test(plain) ? plain : "";
}

function isAround(letter: string | undefined): boolean {
  return letter !== undefined && AROUND.test(letter);
}
