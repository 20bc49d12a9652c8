import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/commands/parse-arguments.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { expectLinear, repeated } from "../growth.ts";

const TODAY = "2026-11-24" as CivilDate;
const KNOWN = new Set(["G-LIN-FL", "G-LIN-SQ"]);
const parse = (text: string) =>
  parseArguments(text, TODAY, (pattern) => pattern.kind === "one" && KNOWN.has(pattern.id));
const ids = (text: string) => parse(text).patterns.map(({ text }) => text);

describe("IDs", () => {
  test.each([
    [
      "several, however they are joined",
      "G-LIN-FL, g-lin-sq;X-Y and Z-1",
      ["G-LIN-FL", "g-lin-sq", "X-Y", "Z-1"],
    ],
    ["a group", "G-LIN-*", ["G-LIN-*"]],
    ["in code or bold", "`G-LIN-FL` **G-LIN-SQ**", ["G-LIN-FL", "G-LIN-SQ"]],
    ["twice", "G-LIN-FL g-lin-fl", ["g-lin-fl"]],
    ["before prose with a hyphened word", "G-LIN-FL please, it is well-known", ["G-LIN-FL"]],
    ["known ones after prose", "please G-LIN-FL", ["G-LIN-FL"]],
    ["at the end of a sentence", "G-LIN-FL.", ["G-LIN-FL"]],
    ["none", "", []],
  ])("%s", (_name, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

test("a date is a calendar day or days from today", () => {
  expect(parse("G-LIN-FL due 2026-12-08").due).toBe("2026-12-08");
  expect(parse("G-LIN-FL +7").due).toBe("2026-12-01");
  expect(parse("G-LIN-FL by +7d").due).toBe("2026-12-01");
});

test.each([
  ["G-LIN-FL due tomorrow", { kind: "no-date", typed: "tomorrow", example: "2026-12-01" }],
  ["G-LIN-FL due", { kind: "no-date", typed: "", example: "2026-12-01" }],
  ["G-LIN-FL 2026-02-30", { kind: "no-day", typed: "2026-02-30", example: "2026-12-01" }],
  ["G-LIN-FL source etcd.io", { kind: "no-address" }],
])("%s is refused with what was expected", (text, problem) => {
  expect(parse(text).problems).toEqual([problem]);
});

test("addresses keep their commas and lose their brackets", () => {
  expect(parse("G-LIN-FL source <https://a.org/?x=1,2;3>, https://b.org").urls).toEqual([
    "https://a.org/?x=1,2;3",
    "https://b.org",
  ]);
});

test("people, next and a count", () => {
  expect(parse("G-LIN-FL @ada-l").people).toEqual(["ada-l"]);
  expect(parse("next 3")).toMatchObject({ next: true, count: 3, patterns: [] });
});

describe("whatever the words are, sorting them takes time that grows with them", () => {
  test.each<[string, (length: number) => string]>([
    ["stars", repeated("*")],
    ["stars and a letter", (n) => `${repeated("*")(n / 2)}a${repeated("*")(n / 2)}`],
    ["brackets of an address", (n) => `https://a.org/${repeated("(")(n)}`],
    ["closing brackets of an address", (n) => `https://a.org/${repeated(")")(n)}`],
    ["commas", repeated(",")],
    ["negations", repeated("not ")],
    ["negations and IDs", repeated("not G-LIN-FL ")],
    ["words that hold IDs", repeated("a/G-LIN-FL ")],
    ["one long word that holds IDs", repeated("/G-LIN-FL")],
    ["look-alikes", repeated("\u0399")],
    ["look-alike IDs", repeated("G-L\u0399N ")],
    ["numbers", repeated("1 of ")],
    ["people", repeated("@ada ")],
    ["strikes", repeated("~~a ")],
  ])("%s", (_name, make) => {
    expectLinear(make, parse);
  });
});
