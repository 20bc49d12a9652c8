/**
 * The picture that chats and networks show beside a link: how many are complete, of how many, and the map. Of 1,200 × 630 pixels,
 * as they ask for (https://ogp.me/#structured).
 */

import { grouped } from "../../tracker/grouped.ts";
import { cellsOf } from "../campaign-map.ts";
import type { Cell } from "../counts.ts";
import type { SitePlan } from "../site-plan.ts";
import { PICTURE_SIZE, type Picture } from "./picture.ts";
import { ADVANCE, squaresOf, widthOf } from "./pixel-font.ts";

const MARGIN = 60;
const MAP_TOP = 290;
/** Those of the page by day: there is no dark picture. */
const COLOURS = {
  page: "#fbfbf9",
  ink: "#14181d",
  quiet: "#5b6570",
  complete: "#0a3d2a",
  review: "#c26a00",
  in_progress: "#79b8ff",
  pending: "#dde2e7",
  unnamed: "#c3cad1",
} as const;
type Colour = keyof typeof COLOURS;
const NAMES = Object.keys(COLOURS) as readonly Colour[];

/** Pure: the same campaign gives the same picture. */
export function drawPreview({ title, counts, categories }: SitePlan): Picture {
  const canvas = new Canvas();
  canvas.write(fitting(title, 1080, 5), { x: MARGIN, y: 48, size: 5, colour: "quiet" });
  const done = grouped(counts.complete);
  canvas.write(done, { x: MARGIN, y: 108, size: 14, colour: "ink" });
  const of = `of ${grouped(counts.total)} complete`;
  canvas.write(of, { x: MARGIN + (widthOf(done) + 3) * 14, y: 164, size: 6, colour: "ink" });
  const percent = `${counts.percent}%`;
  canvas.write(percent, { x: 1200 - MARGIN - widthOf(percent) * 9, y: 143, size: 9, colour: "complete" });
  drawBar(canvas, counts);
  drawMap(canvas, categories.flatMap(cellsOf));
  return { ...PICTURE_SIZE, palette: NAMES.map((name) => COLOURS[name]), pixels: canvas.pixels };
}

function drawBar(canvas: Canvas, counts: Readonly<Record<Cell, number>> & { readonly total: number }): void {
  const width = 1200 - 2 * MARGIN;
  let left = 0;
  for (const cell of ["complete", "review", "in_progress", "pending", "unnamed"] as const) {
    const next = left + counts[cell];
    const [from, to] = [left, next].map((count) => Math.round((count / Math.max(1, counts.total)) * width));
    canvas.fill(
      { x: MARGIN + (from ?? 0), y: 232, width: (to ?? 0) - (from ?? 0), height: 22 },
      cell === "unnamed" ? "pending" : cell,
    );
    left = next;
  }
}

/** As large as all of it fits; of more cells than there are pixels the first are shown. */
function drawMap(canvas: Canvas, cells: readonly Cell[]): void {
  const [width, height] = [1200 - 2 * MARGIN, 630 - MAP_TOP - 40];
  let size = 40;
  while (size > 2 && Math.ceil(cells.length / Math.floor(width / size)) * size > height) size--;
  const columns = Math.floor(width / size);
  const gap = size > 12 ? 3 : size > 5 ? 2 : size > 3 ? 1 : 0;
  const side = size - gap;
  for (const [at, cell] of cells.entries()) {
    const [x, y] = [MARGIN + (at % columns) * size, MAP_TOP + Math.floor(at / columns) * size];
    if (y + size > 630) return;
    const dot = Math.max(1, Math.round(side / 4));
    const inset = Math.floor((side - dot) / 2);
    if (cell === "unnamed") canvas.fill({ x: x + inset, y: y + inset, width: dot, height: dot }, "unnamed");
    else canvas.fill({ x, y, width: side, height: side }, cell);
    // Told apart without its colour, too, as on the page.
    if (cell === "review" && side > 5)
      canvas.fill({ x: x + inset, y: y + inset, width: dot, height: dot }, "page");
    if (cell === "in_progress" && side > 5)
      canvas.fill({ x: x + 1, y: y + 1, width: side - 2, height: Math.floor(side / 2) - 1 }, "page");
  }
}

/** What the font has of a text, as far as there is room. */
function fitting(text: string, width: number, size: number): string {
  return [...text].slice(0, Math.floor(width / (ADVANCE * size))).join("");
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

class Canvas {
  readonly pixels = new Uint8Array(PICTURE_SIZE.width * PICTURE_SIZE.height).fill(NAMES.indexOf("page"));

  fill({ x, y, width, height }: Box, colour: Colour): void {
    const value = NAMES.indexOf(colour);
    for (let row = Math.max(0, y); row < Math.min(PICTURE_SIZE.height, y + height); row++) {
      const start = row * PICTURE_SIZE.width;
      const end = Math.min(PICTURE_SIZE.width, x + width);
      if (end > x) this.pixels.fill(value, start + x, start + end);
    }
  }

  write(text: string, { x, y, size, colour }: { x: number; y: number; size: number; colour: Colour }): void {
    for (const [column, row] of squaresOf(text)) {
      this.fill({ x: x + column * size, y: y + row * size, width: size, height: size }, colour);
    }
  }
}
