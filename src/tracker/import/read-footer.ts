import { textOf } from "../inline.ts";
import { parseNumber } from "./numbers.ts";
import type { Block } from "./outline.ts";

export interface Footer {
  /** Empty where more stands in them than a footer says. */
  readonly blocks: readonly Block[];
  readonly nextReview: string | null;
  readonly tracking: { readonly diagrams: number; readonly categories: number; readonly line: number } | null;
}

/** The paragraphs that say when the document was last updated, and what it tracks. */
export function readFooter(
  blocks: readonly Block[],
  canKeepReview: (text: string) => boolean = () => true,
): Footer | null {
  const lastOf = blocks.findLastIndex(
    ({ kind, text }) => kind === "paragraph" && /\bLast Updated:/i.test(text),
  );
  if (lastOf === -1) return null;
  const found: Block[] = [];
  let nextReview: string | null = null;
  let tracking: Footer["tracking"] = null;
  let isWhole = true;
  for (const block of blocks.slice(lastOf)) {
    if (block.kind !== "paragraph") break;
    const lines = block.lines.map(textOf);
    if (!lines.every((line) => /^(?:Last Updated:|Next Review:|Tracking [\d,]+ )/i.test(line))) break;
    isWhole &&= lines.every((line) => isOurs(line, canKeepReview));
    found.push(block);
    lines.forEach((line, index) => {
      nextReview ??= /^Next Review: *(.+)/is.exec(line)?.[1]?.slice(0, 200) ?? null;
      const [, diagrams, categories] = /^Tracking ([\d,]+) \w+ across ([\d,]+) \w+$/i.exec(line) ?? [];
      const counts = [parseNumber(diagrams ?? ""), parseNumber(categories ?? "")] as const;
      if (counts[0] !== null && counts[1] !== null) {
        tracking = { diagrams: counts[0], categories: counts[1], line: block.line + index };
      }
    });
  }
  return found.length === 0 ? null : { blocks: isWhole ? found : [], nextReview, tracking };
}

/** Whether nothing is lost when the line is written anew. */
function isOurs(line: string, canKeepReview: (text: string) => boolean): boolean {
  const [, day] = /^Last Updated:(.*)$/i.exec(line) ?? [];
  if (day !== undefined) return /^[\p{L}\p{M}\d ,.:/-]{0,30}$/u.test(day) && !/\bby\b/i.test(day);
  const [, review] = /^Next Review:(.+)$/i.exec(line) ?? [];
  if (review !== undefined) return review.trim().length <= 200 && canKeepReview(review.trim());
  return /^Tracking [\d,]+ \w+ across [\d,]+ \w+$/i.test(line);
}
