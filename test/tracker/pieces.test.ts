import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outlineOf } from "../../src/tracker/import/outline.ts";
import { cutAtHeadings } from "../../src/tracker/import/pieces.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/trackers/${name}`, import.meta.url), "utf8");

const whole = (text: string) => outlineOf(text, Number.POSITIVE_INFINITY);

describe("a document that is read in pieces is understood as if it were read at once", () => {
  test.each(["atlas-seed.md", "observatory.md"])("%s", (name) => {
    for (const text of [fixture(name), fixture(name).replaceAll("\n", "\r\n"), `\uFEFF${fixture(name)}`]) {
      expect(cutAtHeadings(text, 1).length).toBeGreaterThan(5);
      expect(outlineOf(text, 1)).toEqual(whole(text));
    }
  });

  test("whatever stands around the headings", () => {
    const line = fc.constantFrom(
      ...[
        "",
        "",
        "# One",
        "## Two",
        "#No",
        "    # code",
        "words",
        "- item",
        "  # in an item",
        "> quote",
        "> # quoted",
      ],
      ...[
        "```",
        "~~~",
        "- ```",
        "  ```",
        "<!-- open",
        "-->",
        "<!-- both -->",
        "<pre>",
        "</pre>",
        "<div>",
        "</div>",
      ],
      ...[
        "| ID | Name |",
        "|--|--|",
        "| A-B | [x][one] |",
        "[one]: https://example.org",
        "===",
        "---",
        "`<!--`",
      ],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), fc.integer({ min: 1, max: 40 }), (lines, length) => {
        const text = lines.join("\n");
        expect(outlineOf(text, length)).toEqual(whole(text));
      }),
      { numRuns: 3_000 },
    );
  });
});

test("a comment or code that is never closed is not cut, and finding that out is linear", () => {
  expect(cutAtHeadings(`${"<!-- \n\n# x\n".repeat(3)}`, 1)).toHaveLength(1);
  const text = "\n# x <!--\n".repeat(200_000);
  expect(cutAtHeadings(text, 1).length).toBeLessThan(3);
});
