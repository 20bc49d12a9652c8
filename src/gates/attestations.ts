import { type DiagramId, findDiagramIds, type IsKnown } from "../domain/diagram-id.ts";
import { ALL_POINTS } from "./points/all-points.ts";
import type { Point } from "./points/point.ts";
import { scanMarkdown } from "./read/scan-markdown.ts";

export interface Ticked {
  readonly point: Point["key"];
  /** Null: for every diagram of the pull request. */
  readonly id: DiagramId | null;
}

const TASK = /^\[([ xX])\]\s+(.*)/s;
const INTRODUCTION = /^(?:passes|includes|has|have|the|all|a|an|with)\s+/;

/**
 * The points that are ticked in a task list: `- [x] **3 AM Test**: would help`. An item is for the diagrams that it
 * names, or else those that the nearest heading above names, or else for all. What is only quoted, in code or in an
 * HTML comment is not ticked.
 */
export function readTicked(body: string, isKnown: IsKnown): Ticked[] {
  const ticked: Ticked[] = [];
  let under: readonly DiagramId[] = [];
  // A point that is ticked again under the same heading says nothing new, a thousand times neither.
  let attested = new Set<Point>();
  for (const piece of scanMarkdown(withoutInlineComments(body))) {
    if (piece.kind === "heading") {
      const named = findDiagramIds(piece.text, isKnown);
      // A deeper heading that names none ("Checklist") stays in its diagram's section.
      if (named.length > 0 || piece.level <= 2) [under, attested] = [named, new Set()];
    }
    if (piece.kind !== "text" || !piece.item) continue;
    const task = TASK.exec(piece.text);
    if (!task || task[1] === " ") continue;
    const text = task[2] ?? "";
    const point = pointNamed(text, isKnown);
    if (!point) continue;
    const named = findDiagramIds(text, isKnown);
    if (named.length === 0 && attested.has(point)) continue;
    if (named.length === 0) attested.add(point);
    const ids = named.length > 0 ? named : under;
    for (const id of ids.length > 0 ? ids : [null]) ticked.push({ point: point.key, id });
  }
  return ticked;
}

/** The point that the item begins with, after marks, IDs and words such as "passes". */
function pointNamed(item: string, isKnown: IsKnown): Point | null {
  const plain = item.slice(0, 300).replace(/[*_`~[\]]/g, "");
  let text = plain.toLowerCase();
  for (const id of findDiagramIds(plain, (id) => isKnown(id) !== false))
    text = text.replaceAll(id.toLowerCase(), " ");
  text = text
    .replace(/^[\s:–—-]+/, "")
    .replace(/\s+/g, " ")
    .replace(INTRODUCTION, "");
  const begins = (alias: string) => text.startsWith(alias) && !/^[a-z0-9]/.test(text.slice(alias.length));
  return ALL_POINTS.find(({ aliases }) => aliases.some(begins)) ?? null;
}

function withoutInlineComments(body: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const open = body.indexOf("<!--", at);
    const close = open === -1 ? -1 : body.indexOf("-->", open + 4);
    if (close === -1) break;
    // The lines stay, so that a list does not fall apart.
    parts.push(body.slice(at, open), body.slice(open, close).replace(/[^\n]+/g, ""));
    at = close + 3;
  }
  return parts.join("") + body.slice(at);
}
