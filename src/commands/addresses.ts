const BEGINS = /^[^\p{L}\p{N}]{0,8}https?:\/\//iu;
const NEVER_LAST = /[.,;:!?'"`*_>\]}\u2019\u201d\u00bb\uff0c\u3002]/u;

/** Whether a word is an address of the web, whatever stands around it. */
export function isAddress(word: string): boolean {
  return BEGINS.test(word);
}

/**
 * The address without what stands around it in a sentence: `(https://a.org/x_(y)).` → `https://a.org/x_(y)`. A bracket that the
 * address itself opened is part of it. In linear time.
 */
export function trimAddress(word: string): string {
  const address = word.replace(/^[^\p{L}\p{N}]+/u, "");
  let open = 0;
  for (const letter of address) open += letter === "(" ? 1 : letter === ")" ? -1 : 0;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ")" && open < 0) open++;
    else if (!NEVER_LAST.test(last)) break;
  }
  return address.slice(0, end);
}
