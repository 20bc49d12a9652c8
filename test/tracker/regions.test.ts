import { describe, expect, test } from "vitest";
import { findRegions } from "../../src/tracker/regions.ts";

const find = (...lines: string[]) => findRegions({ path: "TRACKER.md", text: lines.join("\n") });
const BEGIN = "<!-- diagram-tracker:begin summary -->";
const END = "<!-- diagram-tracker:end summary -->";

describe("regions", () => {
  test("hold the whole lines between their markers, whatever the line ends", () => {
    const text = `\uFEFF${BEGIN}\r\nold\r\n${END}`;
    const { regions, problems } = findRegions({ path: "TRACKER.md", text });
    expect(problems).toEqual([]);
    expect(regions.map(({ start, end, eol }) => [text.slice(start, end), eol])).toEqual([
      ["old\r\n", "\r\n"],
    ]);
  });

  test("may take a category or a group", () => {
    const { regions } = find(
      '<!-- diagram-tracker:begin details category="Case Studies" -->',
      "<!-- diagram-tracker:end details -->",
      '  <!--diagram-tracker:begin details group="G01"-->  ',
      "<!-- diagram-tracker:end details -->",
    );
    expect(regions.map(({ name, category, group }) => [name, category, group])).toEqual([
      ["details", "Case Studies", null],
      ["details", null, "G01"],
    ]);
  });

  test.each([
    ["a fence", ["```html", BEGIN, END, "```"]],
    ["a tilde fence with shorter fences in it", ["~~~~", "~~~", BEGIN, "```", END, "~~~~"]],
    ["a fence that is never closed", ["```", BEGIN, END]],
    ["a fence in a list", ["- ```", `  ${BEGIN}`, `  ${END}`, "  ```"]],
    ["indented code", [`    ${BEGIN}`, `    ${END}`]],
    ["a sentence", [`Put ${BEGIN} here`]],
    ["a quote", [`> ${BEGIN}`]],
  ])("are not begun by markers in %s", (_, lines) => {
    const all = find(...lines);
    expect(all).toEqual({ regions: [], unclosed: [], problems: [] });
  });

  test.each([
    ["a fence", ["```", "code", "```"]],
    ["a fence in a list item, closed", ["1. ```", "   code", "   ```"]],
    ["a fence in a list item, ended with its list", ["- ```", "  code", ""]],
    ["inline code with three backticks", ["``` not a fence ```"]],
  ])("are found after %s", (_, lines) => {
    expect(find(...lines, BEGIN, END).regions).toHaveLength(1);
  });

  test("end at their marker even if their old content opens a fence", () => {
    expect(find(BEGIN, "```", END).regions).toHaveLength(1);
  });
});

describe("a marker that is wrong costs its own region only", () => {
  const details = ["<!-- diagram-tracker:begin details -->", "x", "<!-- diagram-tracker:end details -->"];

  test.each([
    ["without an end", [BEGIN, "x", ...details], ["details"], [3]],
    ["with a misspelt end", [BEGIN, "<!-- diagram-tracker:end summry -->", ...details], ["details"], [2]],
    [
      "with a misspelt begin",
      ["<!-- diagram-tracker:begin sumary -->", END, ...details],
      ["details"],
      [1, 2],
    ],
    ["that ends twice", [BEGIN, END, END, ...details], ["summary", "details"], [3]],
    ["that ends without a beginning", [END, ...details], ["details"], [1]],
    ["around another one", [BEGIN, ...details, END], ["details"], [2]],
    ["whose end stands in a code block", [BEGIN, "x", "```", END, "```", ...details], ["details"], [4]],
    ["at the end of the document", [...details, BEGIN, "x"], ["details"], [4]],
    ["that begins twice", [BEGIN, BEGIN, END, ...details], ["summary", "details"], [2]],
  ])("%s", (_, lines, found, wrong) => {
    const { regions, problems } = find(...lines);
    expect(regions.map(({ name }) => name)).toEqual(found);
    expect(problems.map(({ line }) => line)).toEqual(wrong);
  });

  test("markers in a code block below a region without an end stay examples", () => {
    const { regions, problems } = find(BEGIN, "x", "", "```html", ...details, "```");
    expect(regions).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  test("what stands in a region without an end is read up to the next marker, and not written", () => {
    const { regions, unclosed } = find(BEGIN, "x", ...details);
    expect(unclosed).toMatchObject([{ name: "summary" }]);
    expect(regions.map(({ name }) => name)).toEqual(["details"]);
  });
});

describe("a marker that is wrong is a problem on its line", () => {
  test.each([
    ["never closed", ["", BEGIN, "x"], 2, "is never closed"],
    ["ended twice", [BEGIN, END, "", END], 4, "does not begin before"],
    [
      "nested",
      [BEGIN, "<!-- diagram-tracker:begin footer -->", END],
      2,
      "inside `summary`, which began on line 1",
    ],
    [
      "ended by another's end",
      [BEGIN, "<!-- diagram-tracker:end footer -->", END],
      2,
      "Expected `<!-- diagram-tracker:end summary -->`",
    ],
    ["of an unknown region", ["<!-- diagram-tracker:begin sumary -->"], 1, "Did you mean `summary`?"],
    ["of an unknown kind", ["<!-- diagram-tracker:start summary -->"], 1, "Unknown marker `start`"],
    [
      "with an unknown attribute",
      ['<!-- diagram-tracker:begin details categroy="A" -->'],
      1,
      "Did you mean `category`?",
    ],
    [
      "with an attribute that it does not take",
      ['<!-- diagram-tracker:begin footer group="A" -->'],
      1,
      "Only `details` takes `group`",
    ],
    ["unreadable", ["<!-- diagram-tracker: summary -->"], 1, "This marker cannot be read"],
    ["followed by text", [`${BEGIN} text`], 1, "alone on its line"],
  ])("%s", (_, lines, line, message) => {
    const [first] = find(...lines).problems;
    expect(first).toMatchObject({ file: "TRACKER.md", line, severity: "error" });
    expect(first?.message).toContain(message);
  });
});
