import type { Cell } from "./counts.ts";
import { type Html, ownMarkup } from "./html.ts";
import { CELL_KEY } from "./status-look.ts";

/** Which shapes lie above each other in a cell of each kind; the style sheet says what each looks like. */
const LAYERS: Readonly<Record<Cell, readonly string[]>> = {
  complete: ["full"],
  review: ["full", "dot"],
  in_progress: ["full", "upper"],
  pending: ["full", "inner"],
  unnamed: ["point"],
};

/**
 * Cells in rows, one drawing for all. A run of like cells is one dashed line, so that 20,000 take some ten kilobytes.
 * `size`: of a cell in pixels, where there is room; `id`: what no other drawing of the page has.
 */
export function renderCells(
  cells: readonly Cell[],
  { columns, id, size = 14 }: { columns: number; id: string; size?: number },
): Html {
  const width = Math.min(columns, Math.max(1, cells.length));
  const rows = Math.max(1, Math.ceil(cells.length / columns));
  const paths = new Map<Cell, string>();
  for (let at = 0; at < cells.length; ) {
    const cell = cells[at] as Cell;
    const row = Math.floor(at / columns);
    const end = Math.min(cells.length, (row + 1) * columns);
    let next = at + 1;
    while (next < end && cells[next] === cell) next++;
    const line = `M${at % columns} ${row}.5h${next - at}`;
    paths.set(cell, (paths.get(cell) ?? "") + line);
    at = next;
  }
  const drawn = [...paths].map(([cell, path]) => {
    const key = CELL_KEY[cell];
    const name = `${id}-${key}`;
    const layers = LAYERS[cell].map((layer) => `<use href="#${name}" class="c-${layer} c-${key}-${layer}"/>`);
    return `<defs><path id="${name}" d="${path}"/></defs>${layers.join("")}`;
  });
  return ownMarkup(
    `<svg class="cells" viewBox="-.08 0 ${width} ${rows}" width="${width * size}" height="${rows * size}" aria-hidden="true" data-columns="${columns}">${drawn.join("")}</svg>`,
  );
}

/** How many cells stand in a row, so that the largest of the drawings is about twice as wide as high. */
export function columnsFor(largest: number): number {
  return Math.min(80, Math.max(34, Math.ceil(Math.sqrt(largest * 2))));
}
