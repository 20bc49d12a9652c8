import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/all.ts";
import { wrapWords } from "../../src/cli/wrap-words.ts";
import { optics } from "./clone.ts";

/** Lines that are too wide although they could be broken: a word alone may be as long as it is. */
function tooWide(text: string, width: number): string[] {
  return text.split("\n").filter((line) => {
    const words = stripVTControlCharacters(line).trim();
    return stringWidth(line) > width && words.includes(" ") && !/^\S+ {2,}\S+$/.test(words);
  });
}

test("no table, sentence or help is wider than the terminal", async () => {
  const clone = await optics();
  clone.write("assignments/OP-MIR-B.yml", "assignment:\n  diagram_id: OP-MIR-B\n  colour: red\n");
  const tables = ["status", "status OP1", "status @ada", "next", "validate --config", "doctor --action"];
  const help = ["--help", ...Object.keys(COMMANDS).map((name) => `${name} --help`)];
  const tried = [
    ...["validate", ...tables, ...help].map((command) => [60, command] as const),
    ...[80, 200].flatMap((width) => [...tables, "--help"].map((command) => [width, command] as const)),
  ];
  for (const [width, command] of tried) {
    const { out } = await clone.run(command.split(" "), { width, colours: true });
    expect([width, command, tooWide(out, width)]).toEqual([width, command, []]);
  }
});

test("what goes into a pipe is wrapped nowhere", async () => {
  const clone = await optics();
  const { out } = await clone.run(["doctor", "--action"]);
  expect(out.split("\n").some((line) => line.length > 80)).toBe(true);
});

test("colours are colours where text is made visible, too", async () => {
  const clone = await optics();
  const { out } = await clone.run(["doctor", "--action"], { width: 80, colours: true });
  expect(out).toContain("\u001b[31merror");
  expect(out).not.toContain("\\u{1b}");
});

test.each([
  ["a line that fits", 20, "a line that fits"],
  ["more words than have room here", 12, "more words\nthan have\nroom here"],
  ["  indented words stay so", 16, "  indented words\n  stay so"],
  ["error: what went wrong stands below", 16, "error: what\n  went wrong\n  stands below"],
  ["see https://example.org/as/long/as/it/is", 20, "see\nhttps://example.org/as/long/as/it/is"],
  ["\u001b[31merror:\u001b[39m red and wide", 14, "\u001b[31merror:\u001b[39m red\n  and wide"],
])("%j is wrapped at %i", (text, width, expected) => {
  expect(wrapWords(text, width)).toBe(expected);
});
