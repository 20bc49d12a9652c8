import { isNode, isPair, LineCounter, parseDocument } from "yaml";
import { type Place, pointIn, wholeFile } from "./finding.ts";

/** Finds the place of a value by its keys; of one that is not there, the nearest one around it. */
export type Locate = (...keys: readonly (string | number)[]) => Place;

/** Reads the file's layout at the first question: most files have no finding. */
export function locateIn(path: string, text: string): Locate {
  let read: { document: ReturnType<typeof parseDocument>; lines: LineCounter } | null = null;
  return (...keys) => {
    if (!read) {
      const lines = new LineCounter();
      read = {
        document: parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" }),
        lines,
      };
    }
    for (let depth = keys.length; depth > 0; depth--) {
      const offset = offsetOf(read.document, keys.slice(0, depth));
      if (offset === null) continue;
      const { line, col } = read.lines.linePos(offset);
      if (line > 0) return pointIn(path, line, col);
    }
    return wholeFile(path);
  };
}

function offsetOf(document: ReturnType<typeof parseDocument>, keys: readonly (string | number)[]) {
  let node: unknown = document.contents;
  let offset: number | null = null;
  for (const key of keys) {
    if (!node || typeof node !== "object" || !("items" in node) || !Array.isArray(node.items)) return null;
    const items: readonly unknown[] = node.items;
    const found =
      typeof key === "number" ? items[key] : items.find((item) => isPair(item) && `${item.key}` === key);
    const value = isPair(found) ? (isNode(found.value) ? found.value : found.key) : found;
    if (!isNode(value) || !value.range) return null;
    node = value;
    offset = value.range[0];
  }
  return offset;
}
