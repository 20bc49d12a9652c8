import { expect, test } from "vitest";
import { colourDistance, normalColour } from "../../src/gates/read/colour.ts";
import { checkGates, GOOD } from "./check-input.ts";

test.each([
  ["a lighter blue", "#3B82F6", "#0066CC (edge)"],
  ["a light blue is no violet, though its numbers are nearer to one", "#60A5FA", "#0066CC (edge)"],
  ["a dark red", "#8B0000", "#CC0000 (control)"],
  ["an amber", "#F59E0B", "#FF8800 (state)"],
  ["an emerald", "#10B981", "#00AA00 (service)"],
  ["a violet", "#8B5CF6", "#AA00AA (stream)"],
])("the nearest colour is the one that looks alike: %s", (_, fill, expected) => {
  const drawing = GOOD.replace(
    "classDef edge fill:#0066CC,stroke:#004499",
    `classDef other fill:${fill}`,
  ).replace(":::edge", ":::other");
  const report = checkGates({ files: { "diagrams/G-LIN-FL.mmd": drawing } });
  const messages = report.annotations.map(({ message }) => message);
  expect(messages.find((message) => message.includes(fill))).toContain(`Use ${expected}.`);
});

test("a colour is as far from another as that one from it, and not at all from itself", () => {
  expect(colourDistance("#0066cc", "#0066cc")).toBe(0);
  expect(colourDistance("#0066cc", "#ff8800")).toBeCloseTo(colourDistance("#ff8800", "#0066cc"), 6);
});

test.each([
  ["#06C", "#0066cc"],
  [" #0066CC !important", "#0066cc"],
  ["rgb(0, 102, 204)", "#0066cc"],
  ["rgb(1,2,3)", "#010203"],
  ["Orange", "#ffa500"],
  ["grey", "#808080"],
  ["rebeccapurple", "#663399"],
  ["hsl(210 100% 40%)", "#0066cc"],
  ["0066cc", null],
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
