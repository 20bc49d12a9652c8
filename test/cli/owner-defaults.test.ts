import { expect, test } from "vitest";
import { CATALOG } from "../guarantees-catalog.ts";
import { Clone } from "./clone.ts";

function clone(): Clone {
  const found = new Clone({ origin: "https://github.com/acme/atlas.git" });
  found.write("docs/catalog/guarantees.yml", CATALOG);
  found.write(
    "owner/.github/diagram-tracker.yml",
    "paths: { catalog: docs/catalog }\nclaims: { limit: 5 }\n",
  );
  found.write("more.yml", "claims: { limit: 6, days: 7 }\n");
  return found;
}

test("--defaults lies beneath the clone's configuration, for every command that reads the campaign", async () => {
  const here = clone();
  expect(await here.run(["status"])).toMatchObject({ code: 1 });
  expect(await here.run(["status", "--defaults", "owner"])).toMatchObject({ code: 0 });
  expect(await here.run(["--defaults", "owner", "next", "1"])).toMatchObject({ code: 0 });
  here.write(".github/diagram-tracker.yml", "extends: false\n");
  expect(await here.run(["status", "--defaults", "owner"])).toMatchObject({ code: 1 });
});

test("validate --config shows where each value comes from", async () => {
  const here = clone();
  here.write(".github/diagram-tracker.yml", "claims: { days: 10 }\n");
  const args = ["validate", "--config", "--defaults", "owner/", "--defaults", "more.yml"];
  expect(await here.json(...args)).toEqual([
    { key: "paths.catalog", value: "docs/catalog", file: "owner/.github/diagram-tracker.yml" },
    { key: "claims.limit", value: 6, file: "more.yml" },
    { key: "claims.days", value: 10, file: ".github/diagram-tracker.yml" },
  ]);
  expect((await here.run(args)).out).toMatch(/claims\.limit +6 +more\.yml/);
});

test("what is wrong in the defaults is told with their path", async () => {
  const here = clone();
  here.write("more.yml", "claims: { limit: 0 }\n");
  const wrong = await here.run(["validate", "--defaults", "more.yml"]);
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain("more.yml:1:18: error:");
  expect(await here.run(["validate", "--config", "--defaults", "more.yml"])).toMatchObject({ code: 1 });
  expect((await here.run(["status", "--defaults", "nothing.yml"])).err).toContain("there is no such file");
});
