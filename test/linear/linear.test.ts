import { describe, expect, test } from "vitest";
import { allExpressions, locationOf } from "./all-expressions.ts";
import { attacksOn, textOf } from "./attacks.ts";
import { compileExpression } from "./compile-expression.ts";
import { countSteps } from "./count-steps.ts";
import { findExpressions } from "./find-expressions.ts";
import { findGrowth } from "./find-growth.ts";

/** What stands in several places is tried once. */
const expressions = [
  ...new Map(allExpressions().map((one) => [`/${one.source}/${one.flags}`, one])).values(),
];

test("every expression of the sources takes twice the steps for twice the text, whatever is tried on it", () => {
  const slow = expressions.flatMap((expression) => {
    const growth = findGrowth(expression);
    return growth ? [{ place: locationOf(expression), ...growth }] : [];
  });
  expect(slow).toEqual([]);
});

test("the steps are those of the engine: every expression matches the same there, on every attack", () => {
  const different = expressions.flatMap((expression) => {
    const compiled = compileExpression(expression);
    return attacksOn(compiled).flatMap((attack) => {
      const text = textOf(attack, 20);
      const counted = countSteps(compiled, text, Number.POSITIVE_INFINITY).matches;
      const real = matchesOf(expression, text);
      return JSON.stringify(counted) === JSON.stringify(real)
        ? []
        : [{ place: locationOf(expression), text, counted, real }];
    });
  });
  expect(different.slice(0, 5)).toEqual([]);
});

function matchesOf({ source, flags }: { source: string; flags: string }, text: string) {
  const all = new RegExp(source, flags.includes("g") ? flags : `${flags}g`);
  return [...text.matchAll(all)].map(({ index, 0: match }) => [index, index + match.length]);
}

describe("an expression that is slow is found", () => {
  test.each([
    ["spaces at the end", "const trailing = /\\s+$/;"],
    ["a repetition in a repetition", "const words = /^(?:[a-z]+-?)+$/;"],
    ["two repetitions that share a text", "const pair = /^\\d*\\w*!/;"],
    ["three of them", "const triple = /^.*,.*,.*;$/;"],
    ["a comment that is never closed", "const comment = /<!--[\\s\\S]*?-->/g;"],
    ["a look at the rest from every place", "const last = /,(?=[^)]*$)/g;"],
    ["a look back from every place", "const first = /(?<=^ *x.*)y/g;"],
    ["a beginning that comes again and again", "const date = /\\d.*[\\d:]\\d/;"],
    [
      "a list of words",
      'const WORDS = ["a+", "a*b"]; const end = new RegExp("(?:" + WORDS.join("|") + ")+;");',
    ],
    ["one that is put together", 'const SPACE = "\\\\s"; const end = new RegExp(SPACE + "+,", "u");'],
  ])("%s", (_, text) => {
    const [expression] = findExpressions(text);
    expect(expression && findGrowth(expression)).toBeDefined();
  });

  test("with the text that makes it so, and its steps at doubled lengths", () => {
    const growth = findGrowth(/,(?=[^)]*$)/g);
    expect(growth).toMatchObject({ again: "," });
    const [first = 0, second = 0, third = 0] = growth?.steps ?? [];
    expect(Math.round(second / first)).toBe(4);
    expect(Math.round(third / second)).toBe(4);
  });
});

test("a repetition with a bound is linear, however often it is tried", () => {
  expect(findGrowth(/a[^b]{0,200}c/g)).toBeUndefined();
});

test("an expression that is only known when the program runs is refused", () => {
  expect(() => findExpressions("const any = new RegExp(read());")).toThrow("line 1");
});

test("the sources hold expressions at all", () => {
  expect(expressions.length).toBeGreaterThan(400);
});
