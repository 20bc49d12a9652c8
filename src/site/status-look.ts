import type { Cell } from "./counts.ts";
import { type Html, html } from "./html.ts";

/** In the order in which a bar and a legend show them. */
export const CELLS = [
  "complete",
  "review",
  "in_progress",
  "pending",
  "unnamed",
] as const satisfies readonly Cell[];

export const CELL_WORD: Readonly<Record<Cell, string>> = {
  complete: "Complete",
  review: "In review",
  in_progress: "In progress",
  pending: "Free",
  unnamed: "Not named yet",
};

/** What stands in addresses, and as a class. */
export const CELL_KEY: Readonly<Record<Cell, string>> = {
  complete: "complete",
  review: "review",
  in_progress: "progress",
  pending: "free",
  unnamed: "unnamed",
};

/** Shape, lightness and word; the hue says it last. */
export function statusIcon(cell: Cell): Html {
  return html`<span class="status"><i class="mark mark-${CELL_KEY[cell]}" aria-hidden="true"></i>${CELL_WORD[cell]}</span>`;
}
