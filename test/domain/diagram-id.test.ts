import { describe, expect, test } from "vitest";
import {
  findDiagramIds,
  findDiagramIdsInBranch,
  parseDiagramId,
  parseIdPattern,
} from "../../src/domain/diagram-id.ts";
import { suggest } from "../../src/domain/suggest.ts";

const isKnown = (id: string) => ["G-LIN-FL", "G-LIN", "CS-NFX-L0"].includes(id);

test.each([
  ["g-lin-fl", "G-LIN-FL"],
  ["CS-NFX-L0", "CS-NFX-L0"],
  ["G", null],
  ["G-", null],
  ["-G-LIN", null],
  ["G--LIN", null],
  ["1-LIN", null],
  ["G_LIN", null],
  ["G-LÍN", null],
  ["G-LIN-ſL", null],
  [`${"A-".repeat(40)}B`, null],
])("%s is read as %s", (text, expected) => {
  expect(parseDiagramId(text)).toBe(expected);
});

test.each([
  ["g-lin-*", { kind: "prefix", prefix: "G-LIN-" }],
  ["G-*", { kind: "prefix", prefix: "G-" }],
  ["g-lin-fl", { kind: "one", id: "G-LIN-FL" }],
  ["*", null],
  ["G*", null],
  ["-*", null],
  ["G-*-FL", null],
])("the pattern %s", (text, expected) => {
  expect(parseIdPattern(text)).toEqual(expected);
});

describe("IDs in running text", () => {
  test.each([
    ["Add G-LIN-FL, and g-lin-fl again (CS-NFX-L0).", ["G-LIN-FL", "CS-NFX-L0"]],
    ["G-LIN-FL-v2 is another word", []],
    ["_G-LIN-FL_ **CS-NFX-L0**", ["G-LIN-FL", "CS-NFX-L0"]],
    ["utf-8", []],
    ["", []],
  ])("%s", (text, expected) => {
    expect(findDiagramIds(text, isKnown)).toEqual(expected);
  });

  test.each([
    ["ada/add-g-lin-fl-v2", ["G-LIN-FL"]],
    ["feature/G-LIN-FL", ["G-LIN-FL"]],
    ["g-lin-x", ["G-LIN"]],
    ["g-lin-fl-cs-nfx-l0", ["G-LIN-FL", "CS-NFX-L0"]],
    ["main", []],
  ])("in the branch %s", (branch, expected) => {
    expect(findDiagramIdsInBranch(branch, isKnown)).toEqual(expected);
  });

  test("60 KB of hyphens and letters are read, and hold nothing", () => {
    for (const hostile of [
      "-".repeat(60_000),
      "A-".repeat(30_000),
      "A".repeat(60_000),
      "a-b ".repeat(15_000),
    ]) {
      expect(findDiagramIds(hostile, isKnown)).toEqual([]);
      expect(findDiagramIdsInBranch(hostile, isKnown)).toEqual([]);
    }
  });
});

test.each([
  ["G-LIN-FX", ["G-SEQ-FL", "G-LIN-FL"], "G-LIN-FL"],
  ["g-lin-f", ["G-LIN-FL"], "G-LIN-FL"],
  ["G-XXX-YY", ["G-LIN-FL"], null],
  ["limmit", ["limit", "days"], "limit"],
  ["", ["a"], null],
])("for %s of %j the suggestion is %s", (typed, candidates, expected) => {
  expect(suggest(typed, candidates)).toBe(expected);
});
