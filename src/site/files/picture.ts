import { grouped } from "../../tracker/grouped.ts";
import type { Counts } from "../counts.ts";

/** Pixels as numbers of colours, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` */
  readonly palette: readonly string[];
  readonly pixels: Uint8Array;
}

export const PICTURE_PATH = "og.png";
export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** What somebody is told who does not see it. */
export function describePicture({ complete, total }: Counts): string {
  return `${grouped(complete)} of ${grouped(total)} diagrams complete, each a square of a map`;
}
