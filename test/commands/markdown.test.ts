import { expect, test } from "vitest";
import { code } from "../../src/tracker/inert.ts";

test.each([
  ["a path", "diagrams/one.md", "`diagrams/one.md`"],
  ["what would end the span, or the line", "a`b\nc", "`a b c`"],
  ["nothing at all", "", "` `"],
  ["characters that turn the reading direction", "a\u202eb", "`a b`"],
  ["a picture that is cut in half", `${"x".repeat(199)}🎉`, `\`${"x".repeat(199)}\ufffd\``],
])("%s stays one code span, and text", (_, text, expected) => {
  expect(code(text)).toBe(expected);
  expect(code(text).isWellFormed()).toBe(true);
});
