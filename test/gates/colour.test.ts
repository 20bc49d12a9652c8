import { expect, test } from "vitest";
import { colourDistance, normalColour } from "../../src/gates/read/colour.ts";
import { checkGates, GOOD } from "./check-input.ts";

// The squared differences of red, green and blue, summed by hand.
test.each([
  ["#000000", "#000000", 0],
  ["#000000", "#ffffff", 3 * 65_025],
  ["#0066cc", "#0066dd", 289],
  ["#0066cc", "#0055cc", 289],
  ["#0066cc", "#1166cc", 289],
  ["#010000", "#000000", 1],
  ["#000100", "#000000", 1],
  ["#000001", "#000000", 1],
  ["#ff0000", "#00ff00", 130_050],
  ["#0000ff", "#ff0000", 130_050],
  ["#123456", "#654321", 6_889 + 225 + 2_809],
  ["#0066cc", "#ff8800", 65_025 + 1_156 + 41_616],
  ["#a0b0c0", "#0a0b0c", 22_500 + 27_225 + 32_400],
])("%s and %s are %i apart, both ways", (one, other, distance) => {
  expect(colourDistance(one, other)).toBe(distance);
  expect(colourDistance(other, one)).toBe(distance);
});

test.each([
  ["#06C", "#0066cc"],
  [" #0066CC !important", "#0066cc"],
  ["rgb(0, 102, 204)", "#0066cc"],
  ["rgb(1,2,3)", "#010203"],
  ["Orange", "#ffa500"],
  ["grey", "#808080"],
  ["#06", null],
  ["#0066CC80", null],
  ["x#0066cc", null],
  ["constructor", null],
  ["url(#a)", null],
])("%s is %s", (text, normal) => {
  expect(normalColour(text)).toBe(normal);
});

test("a colour that is called like something of every object is one that we do not know, and stops nothing", () => {
  const drawing = GOOD.replace("fill:#0066CC", "fill:constructor");
  const report = checkGates({ files: { "diagrams/G-LIN-FL.mmd": drawing } });
  const [message] = report.annotations.filter(({ title }) => title === "G-LIN-FL: Color Scheme");
  expect(message?.message).toBe(
    'The class "edge" has the fill constructor, which is not in the palette. Use #0066CC (edge).',
  );
});
