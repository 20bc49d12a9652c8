import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cell, visibleText } from "../../src/tracker/cell.ts";
import { readCell } from "../../src/tracker/inline.ts";
import { joinCells, splitCells } from "../../src/tracker/table-line.ts";
import { tableOf } from "./github-markdown.ts";
import { hostile } from "./hostile-text.ts";

describe("a line of a table", () => {
  test.each<[string, string, string[]]>([
    ["with pipes around it", "| a | b |", ["a", "b"]],
    ["without", "a | b", ["a", "b"]],
    ["with empty cells", "|| a | |", ["", "a", ""]],
    ["with an escaped pipe", "| a \\| b | c |", ["a \\| b", "c"]],
    ["with a pipe in code, which ends the cell all the same", "| `a | b` |", ["`a", "b`"]],
    ["with an escaped pipe in code", "| `a \\| b` |", ["`a \\| b`"]],
    ["with two backslashes, of which the second one escapes", "| a \\\\| b |", ["a \\\\| b"]],
    ["indented, ended by spaces", "   | a |  ", ["a"]],
    ["of nothing", "", []],
    ["of one pipe", "|", []],
  ])("%s", (_, line, cells) => {
    expect(splitCells(line)).toEqual(cells);
  });

  test("whatever it holds, it is cut as GitHub cuts it", () => {
    const line = fc
      .array(fc.oneof(fc.constantFrom("|", "\\|", "\\", "`", " ", " | "), hostile), { maxLength: 8 })
      .map((parts) => `| x ${parts.join("").replace(/[\r\n\0]/g, " ")}`);
    const width = 60;
    const head = [joinCells(Array(width).fill("h")), joinCells(Array(width).fill("-"))];
    fc.assert(
      fc.property(line, (row) => {
        const cells = splitCells(row).map((one) => one.replaceAll("\\|", "|"));
        fc.pre(cells.length <= width);
        const shown = tableOf([...head, row].join("\n")).rows[1]?.map(({ content }) => content);
        expect([...cells, ...Array(width - cells.length).fill("")]).toEqual(shown);
      }),
      { numRuns: 2_000 },
    );
  });

  test("whatever texts are rendered into it, the same are read from it", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (texts) => {
        const cells = splitCells(joinCells(texts.map(cell)));
        expect(cells.map((one) => readCell(one).text)).toEqual(texts.map((text) => visibleText(text) || "-"));
        for (const one of cells) expect(readCell(one).pieces.every(({ url }) => url === null)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
