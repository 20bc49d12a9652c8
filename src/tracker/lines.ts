export interface Line {
  /** Without the line end. */
  readonly content: string;
  /** Offset of the next line. */
  readonly next: number;
}

/** The line that begins at the offset; lines end with LF or CRLF. */
export function lineAt(text: string, start: number): Line {
  const feed = text.indexOf("\n", start);
  if (feed === -1) return { content: text.slice(start), next: text.length };
  const last = feed > start && text[feed - 1] === "\r" ? feed - 1 : feed;
  return { content: text.slice(start, last), next: feed + 1 };
}

/** The number of the line that the offset lies in, from 1. */
export function lineNumber(text: string, offset: number): number {
  let number = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) number++;
  return number;
}

/** A block of fenced code that is open: what closes it, and the column at which its list item's content begins. */
export interface Fence {
  readonly delimiter: string;
  readonly length: number;
  readonly indent: number;
}

const OPENING = /^( {0,3})((?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^(`{3,}|~{3,})[ \t]*$/;

/** The fence that is open after the line, given the one that was open before it. */
export function openFence(fence: Fence | null, line: string): Fence | null {
  // Table rows, the bulk of a tracker, open and close nothing.
  if (line.startsWith("|") && (fence === null || fence.indent === 0)) return fence;
  if (fence) {
    if (line.trim() === "") return fence;
    const spaces = line.length - line.trimStart().length;
    // A line to the left of its list item ends the item, and the code in it.
    if (spaces >= fence.indent) {
      const delimiter = spaces <= fence.indent + 3 ? CLOSING.exec(line.trimStart())?.[1] : undefined;
      return delimiter?.[0] === fence.delimiter && delimiter.length >= fence.length ? null : fence;
    }
  }
  const [, spaces = "", bullets = "", delimiter = ""] = OPENING.exec(line) ?? [];
  if (delimiter === "") return null;
  return {
    delimiter: delimiter.charAt(0),
    length: delimiter.length,
    indent: bullets === "" ? 0 : spaces.length + bullets.length,
  };
}
