import { expect, test } from "vitest";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";
import { groupRepeats } from "../../src/gates/group-repeats.ts";
import type { Defect } from "../../src/gates/standing.ts";
import { english } from "../../src/messages/english/english.ts";
import { checkGates, GOOD } from "./check-input.ts";

const { gates } = DEFAULT_CONFIG;
const at = (line: number, message: string, more: Partial<Defect> = {}, path = "a.mmd"): Defect => ({
  at: { path, line },
  message,
  ...more,
});
const said = (defects: readonly Defect[]) =>
  groupRepeats(defects, gates, english).map(
    ({ at: place, message }) => `${place.path}:${place.line} ${message}`,
  );

test("fills of another palette are one finding, with the change that mends them", () => {
  const fills = [
    at(1, "It is blue.", { fill: "#3b82f6" }),
    at(2, "It is green.", { fill: "#10b981" }),
    at(3, "A syntax error."),
    at(4, "It is blue.", { fill: "#3b82f6" }, "b.mmd"),
    at(5, "It is red.", { fill: "#ef4444" }),
    at(6, "It is amber.", { fill: "#f59e0b" }),
  ];
  expect(said(fills)).toEqual([
    'a.mmd:1 4 fills in 2 files are of the palette "four-plane", which is not this campaign\'s. If it should be, set gates.palette.profile to four-plane in the configuration.',
    "a.mmd:3 A syntax error.",
    "a.mmd:5 It is red.",
  ]);
});

test("few of them, and those of no palette, stay what they are", () => {
  const few = [at(1, "x", { fill: "#3b82f6" }), at(2, "y", { fill: "#10b981" })];
  expect(said(few)).toHaveLength(2);
  const others = [1, 2, 3, 4].map((line) => at(line, `${line}`, { fill: `#00000${line}` }));
  expect(said(others)).toHaveLength(4);
});

test("what is said more than three times is said once", () => {
  const many = [1, 2, 3, 4].map((line) => at(line, "It is so."));
  expect(said([...many, at(9, "It is so.", {}, "b.mmd"), at(5, "Other.")])).toEqual([
    "a.mmd:1 It is so. The same at 4 other places, in 2 files together.",
    "a.mmd:5 Other.",
  ]);
  expect(said(many.slice(1))).toHaveLength(3);
  const long = [1, 2, 3, 4].map((line) => at(line, `It has ${line}00.`, { alike: "long-label" }));
  expect(said(long)).toEqual(["a.mmd:1 It has 100. The same at 3 other places."]);
});

test("a check says once that the drawing has another palette's colours, and cuts what it quotes", () => {
  const classes = ["#3B82F6", "#10B981", "#F59E0B", "#8B5CF6"].map(
    (fill, at) => `  classDef c${at} fill:${fill}\n`,
  );
  const report = checkGates({ files: { "diagrams/G-LIN-FL.mmd": GOOD + classes.join("") } });
  const colours = report.annotations.filter(({ title }) => title === "G-LIN-FL: Color Scheme");
  expect(colours.map(({ message }) => message)).toEqual([
    '4 fills are of the palette "four-plane", which is not this campaign\'s. If it should be, set gates.palette.profile to four-plane in the configuration.',
  ]);
  const name = "x".repeat(5_000);
  const long = checkGates({ files: { "diagrams/G-LIN-FL.mmd": `${GOOD}  classDef ${name} fill:${name}\n` } });
  const messages = long.annotations.map(({ message }) => message);
  expect(messages.some((message) => message.includes(`${"x".repeat(59)}…`))).toBe(true);
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(400);
});
