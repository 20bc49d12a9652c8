import { describe, expect, test } from "vitest";
import { outlineOf } from "../../src/tracker/import/outline.ts";

/** Kind, line, and what the block's own characters are. */
const shown = (text: string) =>
  outlineOf(text).map(({ kind, line, start, end }) => `${line} ${kind}: ${text.slice(start, end)}`);

describe("a document is taken apart into its blocks, each with its place", () => {
  const LINES = [
    "# One",
    "",
    "words",
    "on two lines",
    "",
    "| a | b |",
    "|--|--|",
    "| 1 | 2 |",
    "",
    "- x",
    "",
    "---",
  ];

  test.each([
    ["LF", "\n", ""],
    ["CRLF", "\r\n", ""],
    ["CR", "\r", ""],
    ["a byte order mark", "\n", "\uFEFF"],
  ])("with %s", (_, eol, mark) => {
    expect(shown(mark + LINES.join(eol))).toEqual([
      "1 heading: # One",
      `3 paragraph: words${eol}on two lines`,
      `6 table: | a | b |${eol}|--|--|${eol}| 1 | 2 |`,
      "10 list: - x",
      "12 rule: ---",
    ]);
  });

  test("an open fence in a list item ends with the item", () => {
    expect(shown("- ```\n\n## Two")).toEqual(["1 list: - ```", "3 heading: ## Two"]);
  });

  test("headings know what they stand under, blocks in other blocks are none", () => {
    const blocks = outlineOf("# A\n## B\n> # quoted\n\n### C\n\nx\n===\nword\n");
    expect(blocks.map(({ text, under }) => [text, under.map((heading) => heading.text)])).toEqual([
      ["A", []],
      ["B", ["A"]],
      ["", ["A", "B"]],
      ["C", ["A", "B"]],
      ["x", []],
      ["word", ["x"]],
    ]);
  });

  test("tables end where another block begins, and at no row before", () => {
    const [table, list] = outlineOf("| a |\n|---|\n| `x` |\nwithout pipes\n- item");
    expect(table).toMatchObject({ head: "| a |", rows: ["| `x` |", "without pipes"] });
    expect(list?.kind).toBe("list");
    const rows = "| 1 |\n".repeat(30_000);
    const [long] = outlineOf(`| a | b | c | d |\n|--|--|--|--|\n${rows}`);
    expect(long?.kind === "table" && long.rows).toHaveLength(30_000);
  });

  test("items are those of the list itself, without the box of a task", () => {
    const [list] = outlineOf("1. [ ] **one**\n   - inner\n2. [x] two\n\n   more\n3.\n");
    expect(list?.kind === "list" && list.items).toEqual([
      { text: "one", line: 1 },
      { text: "two", line: 3 },
      { text: "", line: 6 },
    ]);
  });

  test("a list of twenty levels hides nothing that follows", () => {
    const deep = Array.from({ length: 20 }, (_, depth) => `${"  ".repeat(depth)}- a`);
    expect(outlineOf([...deep, "", "# After"].join("\n")).map(({ kind }) => kind)).toEqual([
      "list",
      "heading",
    ]);
  });
});
