import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { catalogFile } from "../../src/tracker/import/catalog-files.ts";
import { hostile } from "./hostile-text.ts";

const group = (diagrams: Record<string, string>) => ({ key: "G1", name: "One", planned: 2, diagrams });

test("a catalog file is what the library would write, whatever the names are", () => {
  const names = fc.oneof(
    // The schema refuses names of several lines.
    hostile.filter((text) => /^[^\p{Cc}\u2028\u2029]+$/u.test(text)),
    fc.constantFrom(
      "No",
      "null",
      "1.5",
      "a: b",
      "a #b",
      "- a",
      "it's",
      "A (b), c/d",
      "x ",
      'diagrams: "\\0"',
      "\u0000",
    ),
  );
  fc.assert(
    fc.property(fc.array(names, { maxLength: 6 }), names, (some, name) => {
      const diagrams = Object.fromEntries(some.map((one, index) => [`X-A-${index}`, one]));
      const category = { name, planned: 2, groups: [group(diagrams), { ...group({}), key: "G2" }] };
      const content = { categories: [category] };
      const { text } = catalogFile({ name: "a.yml", content }, null);
      expect(parse(text)).toEqual(content);
      if (!name.includes("\u0000")) expect(text).toBe(stringify(content, { lineWidth: 0 }));
    }),
    { numRuns: 300 },
  );
});
