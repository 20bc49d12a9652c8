import { type Drawings, lineOfSource } from "./diagram-view.ts";
import type { Defect } from "./standing.ts";

/** Texts of changed drawings that are too long to be read at a glance. They are pointed at and fail nothing. */
export function longLabels({ blocks, gates, say }: Drawings): Defect[] {
  const most = gates.limits.label;
  return blocks
    .filter(({ changed }) => changed)
    .flatMap((block) =>
      (block.facts?.texts ?? [])
        .filter(({ text }) => text.length > most)
        .map(({ text, line }) => ({
          at: lineOfSource(block, line),
          message: say.gates.longTextMessage(text.length, most),
          alike: "long-label",
        })),
    );
}
