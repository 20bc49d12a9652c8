import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildCatalog } from "../../src/domain/build-catalog.ts";
import { catalogFileSchema } from "../../src/domain/catalog-file.ts";
import { configSchema } from "../../src/domain/config.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";
import { importTracker } from "../../src/tracker/import.ts";
import { findRegions } from "../../src/tracker/regions.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const files = readdirSync(new URL("../../catalog", import.meta.url))
  .sort()
  .map((name) => ({ path: `catalog/${name}`, text: read(`catalog/${name}`) }));

test("the catalog of this repository names everything that the first tracker named, with the same plan", () => {
  const contents = files.map(({ path, text }) => {
    const parsed = parseYaml(path, text, catalogFileSchema);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return { path, content: parsed.value };
  });
  const { catalog, findings } = buildCatalog(contents);
  const seed = importTracker(
    { path: "seed", text: read("fixtures/trackers/atlas-seed.md") },
    { documentPath: "TRACKER.md", schemas: { catalog: null, config: null } },
  ).catalog;
  for (const diagram of seed.diagrams.values()) {
    expect(catalog.diagrams.get(diagram.id)).toMatchObject({
      name: diagram.name,
      group: { key: diagram.group.key },
    });
  }
  const plan = ({ categories }: typeof catalog) => categories.map(({ name, planned }) => [name, planned]);
  expect(plan(catalog)).toEqual(plan(seed));
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("the first line of every catalog file names the schema for editors", () => {
  for (const { text } of files) {
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/src\/domain\/schemas\/catalog\.schema\.json\n/,
    );
  }
});

test("the tracker of this repository has each region once, and its configuration can be read", () => {
  const { regions, problems } = findRegions({ path: "TRACKER.md", text: read("TRACKER.md") });
  expect(problems).toEqual([]);
  expect(regions.map(({ name }) => name)).toEqual([
    "summary",
    "chart",
    "details",
    "phases",
    "people",
    "footer",
  ]);
  const config = parseYaml("config", read(".github/diagram-tracker.yml"), configSchema);
  expect(config).toMatchObject({ ok: true, value: { tracker: { next_review: "Weekly on Mondays" } } });
});
