import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { encodePng } from "../../src/cli/encode-png.ts";
import { squaresOf, widthOf } from "../../src/site/files/pixel-font.ts";
import { drawPreview } from "../../src/site/files/preview-picture.ts";
import { planSite } from "../../src/site/site-plan.ts";
import { campaignOfKind, filesOf, type Kind, siteInput } from "./made-sites.ts";

const planOf = (kind: Kind) => planSite(siteInput(campaignOfKind(kind)));

test.each(["atlas", "many", "empty", "nothing", "finished", "one"] as const)(
  "of the campaign %s it has a square for each that is complete, in review or begun",
  (kind) => {
    const plan = planOf(kind);
    const { pixels, palette, width } = drawPreview(plan);
    const map = pixels.subarray(width * 280);
    const count = (colour: string) => map.filter((one) => palette[one] === colour).length;
    const { complete, review, in_progress } = plan.counts;
    for (const [number, colour] of [
      [complete, "#0a3d2a"],
      [review, "#c26a00"],
      [in_progress, "#79b8ff"],
    ] as const) {
      if (number === 0) expect(count(colour)).toBe(0);
      else expect([count(colour) % number, count(colour) / number]).toEqual([0, expect.any(Number)]);
    }
    if (complete > 0) expect(Number.isInteger(Math.sqrt(count("#0a3d2a") / complete))).toBe(true);
  },
);

test("it is a PNG that holds these pixels, and some kilobytes", () => {
  const picture = drawPreview(planOf("many"));
  const png = Buffer.from(encodePng(picture));
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  const start = png.indexOf("IDAT");
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  const pixels = Array.from({ length: 630 }, (_, row) => rows.subarray(row * 1201 + 1, (row + 1) * 1201));
  expect(Buffer.concat(pixels).equals(picture.pixels)).toBe(true);
  expect(png.length).toBeLessThan(40_000);
});

test("it is named where the site's address is known, and nowhere else", () => {
  const page = (base: string | null) =>
    String(filesOf(siteInput(campaignOfKind("one"), { base })).get("index.html"));
  expect(page("https://atlas.github.io/diagrams/")).toContain(
    '<meta property="og:image" content="https://atlas.github.io/diagrams/og.png">',
  );
  expect(page(null)).not.toContain("og:image");
});

test("letters that the font lacks are left out", () => {
  expect(widthOf("aé1")).toBe(widthOf("A1"));
  expect([...squaresOf("é<\u202e")]).toEqual([]);
  expect([...squaresOf("1")]).toHaveLength(10);
});
