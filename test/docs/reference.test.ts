import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderArchitecturePage } from "../../src/docs/architecture-page.ts";
import { renderReadme } from "../../src/docs/readme.ts";
import { renderReference } from "../../src/docs/reference.ts";

test("the committed reference is what the code says (npm run generate)", async () => {
  const committed = new URL("../../.github/docs/reference.md", import.meta.url);
  expect(readFileSync(committed, "utf8")).toBe(await renderReference());
});

test("every row of the reference says what its key, option, variable or field means", async () => {
  const rows = (await renderReference()).split("\n").filter((line) => line.startsWith("| `"));
  expect(rows.length).toBeGreaterThan(80);
  for (const row of rows) {
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    expect(cells.slice(2).join(""), row).toMatch(/[a-z]{3}/);
  }
});

test("the README lists the commands that there are (npm run generate)", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect(renderReadme(readme)).toBe(readme);
  expect(readme).toContain("`/claim ID… | next [N]");
});

test("the architecture page has the stages that the code is held to (npm run generate)", () => {
  const page = readFileSync(new URL("../../.github/docs/architecture.md", import.meta.url), "utf8");
  expect(renderArchitecturePage(page)).toBe(page);
  expect(page).toContain("| commit | one commit, by the configured mode |");
});
