import { expect, test } from "vitest";
import { suggest } from "../../src/domain/suggest.ts";

test.each([
  ["claimm", "claim"],
  ["calim", "claim"],
  ["deu", "due"],
  ["CLAIM", "claim"],
  ["clam", "claim"],
  ["merge", null],
  ["lciam", null],
])("%s → %s", (typed, meant) => {
  expect(suggest(typed, ["claim", "due", "release"])).toBe(meant);
});
