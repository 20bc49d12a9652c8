import { found } from "./findings.ts";
import type { SourceFile, Unread } from "./source-file.ts";

/** A file's text, or why its bytes are none. */
export type FileText = Pick<SourceFile, "text" | "unread">;

/** Bytes as a text that gives the same bytes when it is written; a byte order mark stays a character of it. */
export function decodeText(bytes: Uint8Array): FileText {
  const text = decoded(bytes);
  if (text !== null && !text.includes("\0")) return { text };
  return { text: "", unread: text === null ? notUtf8(bytes) : zeroByte(text) };
}

/** A file of which the bytes were not even fetched. */
export function tooLarge(bytes: number, limit: number): FileText {
  const why = found("tooManyBytes", megabytes(bytes), megabytes(limit));
  return { text: "", unread: { line: 1, column: 1, ...why } };
}

const MB = 1_000_000;

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;
}

function decoded(bytes: Uint8Array, stream = false): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch {
    return null;
  }
}

function notUtf8(bytes: Uint8Array): Unread {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { line: 1, column: 1, ...found("utf16") };
  }
  const before = decoded(bytes.subarray(0, validLength(bytes)), true) ?? "";
  const byte = bytes[new TextEncoder().encode(before).length] ?? 0;
  const shown = `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return { ...endOf(before), ...found("notUtf8", shown) };
}

function zeroByte(text: string): Unread {
  return { ...endOf(text.slice(0, text.indexOf("\0"))), ...found("zeroBytes") };
}

/** How many bytes from the start on may be the start of a text. */
function validLength(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (decoded(bytes.subarray(0, middle), true) === null) high = middle - 1;
    else low = middle;
  }
  return low;
}

/** The place behind a text. */
function endOf(text: string): Pick<Unread, "line" | "column"> {
  return { line: text.split("\n").length, column: text.length - text.lastIndexOf("\n") };
}
