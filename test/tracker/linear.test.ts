import { describe, test } from "vitest";
import { importTracker } from "../../src/tracker/import.ts";
import { findRegions } from "../../src/tracker/regions.ts";
import { parseRow } from "../../src/tracker/rows.ts";
import { expectLinear, repeated } from "../growth.ts";

const BEGIN = "<!-- diagram-tracker:begin";

describe("regions are found in time that grows with the document, in one", () => {
  test.each<[string, (length: number) => string]>([
    ["with one marker of endless attributes", (n) => `${BEGIN} details${repeated(' group="a"')(n)} x -->`],
    ["with spaces in a marker", (n) => `${BEGIN}${repeated(" ")(n)}x`],
    ["with spaces before an attribute", (n) => `${BEGIN} details${repeated(" ")(n)}group -->`],
    ["with one endless word", (n) => `${BEGIN} ${repeated("a")(n)} -->`],
    ["with quotation marks", (n) => `${BEGIN} details group=${repeated('"')(n)} -->`],
    ["with comments that are none", (n) => `${BEGIN} details -->\n${repeated("<!-- ")(n)}`],
    ["with comments, line by line", (n) => `${BEGIN} details -->\n${repeated("<!--\n")(n)}`],
    ["of unknown markers", repeated(`${BEGIN} sumary -->\n`)],
    ["of bullets in each other", (n) => `${repeated("- ")(n)}\`\`\`\n${BEGIN} details -->`],
    ["of numbers", (n) => `${repeated("1. ")(n)}x\n${BEGIN} details -->`],
    ["of backticks", (n) => `${repeated("`")(n)} \`\n${BEGIN} details -->`],
    ["of fences", repeated(`\`\`\`\n${BEGIN} details -->\n`)],
  ])("%s", (_, make) => {
    expectLinear(make, (text) => findRegions({ path: "TRACKER.md", text }));
  });
});

const CELLS = [
  ...[
    "@a and ",
    "@a, ",
    " ",
    ", ",
    "1",
    "1 ",
    "#1 ",
    "PR ",
    "[x](",
    "[",
    "![",
    "*a_b",
    "`a",
    "``",
    "&amp",
    "\\|",
  ],
  ...[
    "<a ",
    "<!--",
    "https://",
    "https://a.b/(",
    "www.",
    "www.a ",
    "https://x.io ",
    "2024-01-01 ",
    "(",
    "yes ",
    "@",
  ],
];

describe("a row is read in time that grows with its cells, whatever they hold", () => {
  test.each(CELLS)("%j again and again", (unit) => {
    const row = (n: number) => {
      const cell = repeated(unit)(n / 6);
      return `| X-AA | ${Array(6).fill(cell).join(" | ")} |`;
    };
    expectLinear(row, (text) => parseRow("X-AA" as never, text));
  });
});

describe("a document is imported in time that grows with it, whatever", () => {
  const TABLE = "| ID | Name | Status |\n|---|---|---|\n";
  const imported = (text: string) =>
    importTracker(
      { path: "old.md", text },
      { documentPath: "TRACKER.md", schemas: { catalog: null, config: null } },
    );

  test.each<[string, (length: number) => string]>([
    ["a heading of digits", (n) => `# ${repeated("1")(n)}\n`],
    ["a heading of brackets", (n) => `# ${repeated("(1 a ")(n)}\n`],
    ["a heading of closed brackets", (n) => `# ${repeated("() ")(n)}\n`],
    ["an item of digits", (n) => `1. X-AA-1 - ${repeated("1,")(n)}\n`],
    ["an item of dashes", (n) => `1. X-AA-*${repeated("-1")(n)} (a)\n`],
    ["a total of digits", (n) => `- X-AA-1 - 1 diagram\n\nTotal ${repeated("1")(n)} \n`],
    ["a total of numbers", (n) => `- X-AA-1 - 1 diagram\n\nTotal ${repeated("1 a, ")(n)}\n`],
    ["a footer of numbers", (n) => `Last Updated: x\nTracking ${repeated("1,")(n)} x across\n`],
    ["a claim of numbers", (n) => `over ${repeated("1,")(n)} diagrams, ${repeated("1+ ")(n)}\n`],
    ["footers again and again", repeated("*Last Updated: 2024-01-01*\n\n")],
    [
      "lists in lists",
      (n) => Array.from({ length: n / 200 }, (_, at) => `${" ".repeat(at % 99)}- a`).join("\n"),
    ],
    ["quotes in quotes", repeated("> > > > > a\n")],
    ["heads of tables without rows", repeated("| ID | Name |\n|--|--|\n\n")],
    [
      "rows of one table",
      (n) => TABLE + Array.from({ length: n / 20 }, (_, at) => `| X-AA-${at} | N |`).join("\n"),
    ],
    ["rows with too many cells", (n) => TABLE + repeated("| X | a | b | c |\n")(n)],
    ["rows without cells", (n) => TABLE + repeated("x\n")(n)],
    ["lists under headings of one name", repeated("## Ωmega\n\n- [ ] a\n\n")],
    ["bold lines and lists", repeated("**Ω**\n\n- [ ] a\n\n")],
    ["marks for boxes", (n) => `- 🔄 b\n${repeated("- ✅ a\n")(n)}`],
    ["a legend of marks", (n) => `Legend: ${repeated("✅ not ")(n)}\n`],
    ["a table of marks", (n) => `| Page | ES | FR |\n|--|--|--|\n${repeated("| a | ✅ | ❌ |\n")(n)}`],
    ["rows without IDs", (n) => `| Page | Status |\n|--|--|\n${repeated("| a | done |\n")(n)}`],
    ["one row of empty cells", (n) => `${TABLE}${repeated("|")(n)}`],
    ["one table of columns", (n) => `${repeated("|a")(n / 2)}|\n${repeated("|-")(n / 2)}|\n`],
  ])("%s", (_, make) => {
    expectLinear(make, imported);
  });
});
