import {
  type Color,
  converter,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  filterGrayscale,
  wcagContrast,
} from "culori";
import { describe, expect, test } from "vitest";
import { CSS } from "../../src/site-assets.ts";

const STATUSES = ["free", "progress", "review", "complete"] as const;
const rgb = converter("rgb");
const through = (filter: (colour: Color) => Color | undefined) => (colour: string) =>
  filter(rgb(colour) as Color) as Color;

/** Four kinds of vision, and a print without colours. */
const VISIONS: Readonly<Record<string, (colour: string) => Color>> = {
  usual: (colour) => rgb(colour) as Color,
  "without red": through(filterDeficiencyProt(1)),
  "without green": through(filterDeficiencyDeuter(1)),
  "without blue": through(filterDeficiencyTrit(1)),
  "without colours": through(filterGrayscale(1)),
};

const oklab = converter("oklab");
const distance = differenceEuclidean("oklab");

/** The colour of a name in both themes. */
function coloursOf(name: string): readonly [light: string, dark: string] {
  const [, light, dark] =
    new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(CSS) ?? [];
  if (light === undefined || dark === undefined) throw new Error(`no colour --${name}`);
  return [light, dark];
}

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("in the %s theme", (_theme, at) => {
  const colour = (name: string) => coloursOf(name)[at];

  test.each(Object.entries(VISIONS))("statuses are apart by lightness for eyes %s", (_name, see) => {
    const seen = STATUSES.map((name) => see(colour(name)));
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(index + 1)) {
        expect(distance(one, other)).toBeGreaterThan(0.14);
        expect(Math.abs((oklab(one)?.l ?? 0) - (oklab(other)?.l ?? 0))).toBeGreaterThan(0.1);
      }
    }
  });

  test("words have the contrast that WCAG asks for, and edges of cells theirs", () => {
    for (const [ink, ground] of [
      ["ink", "ground"],
      ["soft", "ground"],
      ["soft", "panel"],
      ["link", "ground"],
      ["link", "panel"],
      ["late", "ground"],
      ["on-strong", "strong"],
    ] as const) {
      expect(wcagContrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThan(4.5);
    }
    for (const edge of ["free-edge", "progress-edge", "review", "complete"]) {
      expect(wcagContrast(colour(edge), colour("ground")), edge).toBeGreaterThan(3);
    }
  });
});
