import { expect, test } from "vitest";
import { suggest, suggestWord } from "../../src/domain/suggest.ts";

const WORDS = ["claim", "due", "release"];

test.each([
  ["claimm", "claim"],
  ["CLAIM", "claim"],
  ["clam", "claim"],
  ["merge", null],
])("%s → %s", (typed, meant) => {
  expect(suggest(typed, WORDS)).toBe(meant);
  expect(suggestWord(typed, WORDS)).toBe(meant);
});

test.each([
  ["calim", "claim"],
  ["deu", "due"],
  ["lciam", null],
])("two letters that changed places: %s → %s", (typed, meant) => {
  expect(suggestWord(typed, WORDS)).toBe(meant);
});
