import { type Fence, lineAt, openFence } from "../lines.ts";

/** A part of a document that can be read by itself. */
export interface Piece {
  readonly text: string;
  /** Where it begins: offset, and number of lines before it. */
  readonly offset: number;
  readonly lines: number;
}

const HEADING = /^#{1,6}[ \t]/;
/** A definition is meant by text anywhere in the document; these kinds of HTML go on over blank lines and headings. */
const WHOLE = /^ {0,3}(?:\[[^\]\n]+\]:|<(?:pre|script|style|textarea|\?|!\[CDATA\[|![a-z]))/im;

/**
 * Cuts a long document before headings, for the Markdown reader needs 600 bytes for each that it reads at once. What
 * stands before a heading that follows a blank line cannot reach into what stands behind it, but for what `WHOLE` finds,
 * code and comments: there nothing is cut.
 */
export function cutAtHeadings(text: string, length: number): Piece[] {
  if (text.length <= length || WHOLE.test(text)) return [{ text, offset: 0, lines: 0 }];
  const pieces: Piece[] = [];
  let begin = { offset: 0, lines: 0 };
  let fence: Fence | null = null;
  let afterBlank = false;
  let commentUntil = 0;
  for (let at = 0, line = 0; at < text.length; line++) {
    const { content, next } = lineAt(text, at);
    fence = openFence(fence, content);
    const isFree = fence === null && afterBlank && at >= commentUntil;
    if (isFree && at - begin.offset >= length && HEADING.test(content)) {
      pieces.push({ text: text.slice(begin.offset, at), ...begin });
      begin = { offset: at, lines: line };
    }
    if (fence === null && at >= commentUntil) commentUntil = endOfComment(text, at, next);
    afterBlank = content.trim() === "";
    at = next;
  }
  pieces.push({ text: text.slice(begin.offset), ...begin });
  return pieces;
}

/** Where the last comment that begins on the line ends; 0 where none begins. One that is never closed ends nowhere. */
function endOfComment(text: string, from: number, to: number): number {
  const opens = text.slice(from, to).lastIndexOf("<!--");
  if (opens === -1) return 0;
  const closes = text.indexOf("-->", from + opens + 4);
  return closes === -1 ? text.length : closes + 3;
}
