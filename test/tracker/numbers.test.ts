import { expect, test } from "vitest";
import { parseBracketed, parseCounted } from "../../src/tracker/import/numbers.ts";

test.each<[string, { before: string; count: number | null } | null]>([
  ["6 diagrams", { before: "", count: 6 }],
  ["Total MVP: 1,089 diagrams", { before: "Total MVP: ", count: 1089 }],
  ["Total: 89 diagrams, 3 complete", { before: "Total: ", count: 89 }],
  ["X-AA-* (a) - 6 diagrams", { before: "X-AA-* (a) - ", count: 6 }],
  ["X-AA-*:6 diagrams", { before: "X-AA-*:", count: 6 }],
  ["about ,6 diagrams", { before: "about ,", count: 6 }],
  ["99,999,999 diagrams", { before: "", count: null }],
  ["6 complete", { before: "", count: 6 }],
  ["6 diagrams 3 complete", { before: "6 diagrams ", count: 3 }],
  ["six diagrams", null],
  ["6 diagrams.", null],
  [", diagrams", null],
  ["6", null],
  ["", null],
])("%j ends in a number of things: %j", (text, expected) => {
  expect(parseCounted(text)).toEqual(expected);
});

test.each<[string, { before: string; inside: string } | null]>([
  ["Networks (9 diagrams)", { before: "Networks", inside: "9 diagrams" }],
  ["A (b) (c)", { before: "A (b)", inside: "c" }],
  ["(a)", { before: "", inside: "a" }],
  ["A (b) c", null],
  ["A (b))", null],
  ["A b)", null],
  ["", null],
])("%j ends in brackets: %j", (text, expected) => {
  expect(parseBracketed(text)).toEqual(expected);
});
