import { isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { FOREIGN_YAML } from "./parse-yaml.ts";

export type YamlPath = readonly (string | number)[];

/** Line and column (from 1) of the values of a YAML text, by their `positionKey`. */
export type YamlPositions = ReadonlyMap<string, readonly [line: number, column: number]>;

/** An assignment has some dozens of values. The outer ones come first. */
const POSITIONS_LIMIT = 500;

export function positionKey(path: YamlPath): string {
  return JSON.stringify(path);
}

export function positionsIn(text: string): YamlPositions {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, ...FOREIGN_YAML });
  const positions = new Map<string, readonly [number, number]>();
  const queue: { readonly path: YamlPath; readonly node: Node }[] = contents
    ? [{ path: [], node: contents }]
    : [];
  for (const { path, node } of queue) {
    for (const [step, inner] of stepsOf(node)) {
      if (positions.size >= POSITIONS_LIMIT) return positions;
      const to = [...path, step];
      const { line, col } = lines.linePos(inner.range?.[0] ?? 0);
      if (line > 0 && !positions.has(positionKey(to))) positions.set(positionKey(to), [line, col]);
      queue.push({ path: to, node: inner });
    }
  }
  return positions;
}

/** What a list or map holds; of a key without a value the key itself. */
function stepsOf(node: Node): (readonly [string | number, Node])[] {
  if (isSeq(node)) return node.items.flatMap((item, at) => (isNode(item) ? [[at, item] as const] : []));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const inner = isNode(value) ? value : key;
    return isNode(inner) ? [[String(key), inner] as const] : [];
  });
}
