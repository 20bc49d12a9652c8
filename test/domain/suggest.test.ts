import { expect, test } from "vitest";
import { isSwapped, suggest } from "../../src/domain/suggest.ts";

test.each([
  ["claimm", "claim"],
  ["CLAIM", "claim"],
  ["clam", "claim"],
  ["merge", null],
])("%s → %s", (typed, meant) => {
  expect(suggest(typed, ["claim", "due", "release"])).toBe(meant);
});

test.each([
  ["calim", "claim", true],
  ["deu", "due", true],
  ["claim", "claim", false],
  ["lciam", "claim", false],
  ["clam", "claim", false],
])("whether two letters changed places in %s for %s: %s", (typed, meant, is) => {
  expect(isSwapped(typed, meant)).toBe(is);
});
