import { grouped } from "../tracker/grouped.ts";
import type { Counts } from "./counts.ts";
import { type Html, html, ownMarkup } from "./html.ts";
import { CELL_KEY, CELLS, statusIcon } from "./status-look.ts";

/** How far something is, as a bar. The figures stand beside it as text. */
export function bar(counts: Counts): Html {
  let x = 0;
  const parts = CELLS.map((cell) => {
    const width = counts.total === 0 ? 0 : (counts[cell] / counts.total) * 1000;
    const part =
      width === 0
        ? ""
        : `<rect class="b-${CELL_KEY[cell]}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    x += width;
    return part;
  });
  return ownMarkup(
    `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.join("")}</svg>`,
  );
}

/** What the shapes and colours mean, with figures that add up to the total. */
export function legend(counts: Counts): Html {
  const items = CELLS.filter((cell) => counts[cell] > 0 || cell !== "unnamed").map(
    (cell) => html`<li>${statusIcon(cell)} <b>${grouped(counts[cell])}</b></li>`,
  );
  return html`<ul class="legend" aria-label="What the map shows">${items}</ul>`;
}

/** `0 of 108 complete (18 named)`. */
export function progressWords({ complete, total, named }: Counts): string {
  const all = named === total ? "" : ` (${grouped(named)} named)`;
  return `${grouped(complete)} of ${grouped(total)} complete${all}`;
}
