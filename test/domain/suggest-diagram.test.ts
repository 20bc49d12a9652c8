import fc from "fast-check";
import { expect, test } from "vitest";
import { buildCatalog } from "../../src/domain/build-catalog.ts";
import { suggest } from "../../src/domain/suggest.ts";
import { suggestDiagram } from "../../src/domain/suggest-diagram.ts";

const part = fc.string({ unit: fc.constantFrom("A", "B", "C", "1"), minLength: 1, maxLength: 4 });
const id = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ["G", ...parts].join("-"));

test("of any catalog's IDs the same one is meant as when each is compared by itself", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(id, { maxLength: 40 }),
      fc.oneof(id, fc.string({ maxLength: 12 }), fc.constant("G-".repeat(30_000))),
      (ids, typed) => {
        const diagrams = Object.fromEntries(ids.map((one) => [one, "A name"]));
        const group = { key: "G01", name: "A group", planned: 0, diagrams };
        const content = { categories: [{ name: "A category", planned: 0, groups: [group] }] };
        const { catalog } = buildCatalog([{ path: "catalog/all.yml", content }]);

        expect(suggestDiagram(typed, catalog)).toBe(suggest(typed, catalog.diagrams.keys()));

        // With some that are better, it is the first of them unless another is nearer.
        const isBetter = (one: string) => one.endsWith("A");
        const first = [...catalog.diagrams.keys()].sort(
          (one, other) => Number(isBetter(other)) - Number(isBetter(one)),
        );
        expect(suggestDiagram(typed, catalog, isBetter)).toBe(suggest(typed, first));
      },
    ),
    { numRuns: 2_000 },
  );
});
