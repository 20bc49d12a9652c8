import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { follow } from "./follow.ts";
import type { Walk } from "./walk-warm-claim.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const run = promisify(execFile);

describe("one warm /claim next", () => {
  let walk: Walk;

  beforeAll(async () => {
    const { stdout } = await run(process.execPath, [MAIN, "--json"], { maxBuffer: 16 * 1024 * 1024 });
    walk = JSON.parse(stdout);
  });

  test("goes through the stages in the order of the table, each in one unbroken run", () => {
    expect(follow(walk.entries).strays).toEqual([]);
  });

  test("enters every file that V8 saw run: no call is left out of the order", () => {
    expect([...new Set(walk.entries.map(({ file }) => file))].sort()).toEqual(walk.covered);
  });

  test("enters the table of contents once", () => {
    const entered = walk.entries.filter(({ file }) => file === "github/execute.ts");
    expect(entered.map(({ name }) => name)).toEqual(["execute"]);
  });

  test("touches no file of a commit mode that is not configured", () => {
    const others = /^github\/commit\/(?:own-branch\.ts|pull-request)/;
    expect(walk.covered).toContain("github/commit/direct.ts");
    expect(walk.covered.filter((file) => others.test(file))).toEqual([]);
  });
});

describe("the finger on the table", () => {
  const stages = [
    { name: "first", what: "", files: ["a/"], again: "it is asked again" },
    { name: "second", what: "", files: ["b/"] },
    { name: "third", what: "", files: ["c.ts"] },
  ];
  const strays = (...files: readonly string[]) =>
    follow(
      files.map((file) => ({ file, name: "f" })),
      stages,
    ).strays;

  test.each([
    ["goes from row to row", ["a/1.ts", "a/2.ts", "b/1.ts", "c.ts"], []],
    ["leaves the ground alone", ["a/1.ts", "domain/x.ts", "b/1.ts", "bot.ts", "c.ts"], []],
    ["turns back only where the table says so", ["a/1.ts", "b/1.ts", "a/2.ts", "b/2.ts", "c.ts"], []],
    [
      "finds what turns back otherwise",
      ["a/1.ts", "b/1.ts", "c.ts", "b/2.ts"],
      ['b/2.ts (f) is entered in the midst of "third".'],
    ],
    [
      "finds a row that is left out",
      ["a/1.ts", "c.ts"],
      [
        'c.ts (f) is entered in the midst of "first".',
        '"second" is never reached.',
        '"third" is never reached.',
      ],
    ],
    [
      "finds a file that no row names",
      ["a/1.ts", "x.ts", "b/1.ts", "c.ts"],
      ['x.ts (f) is entered in the midst of "first".'],
    ],
  ])("%s", (_, files, expected) => {
    expect(strays(...files)).toEqual(expected);
  });
});
