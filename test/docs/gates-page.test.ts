import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderGatesPage, withBoxes } from "../../src/docs/gates-page.ts";
import { readManifest } from "../../src/doctor/check-grants.ts";
import { ALL_ASKED, ALL_POINTS, CHECKLIST_POINTS } from "../../src/gates/points/all-points.ts";
import { viewDiagrams } from "../../src/gates/view-diagrams.ts";
import { checklistBoxes } from "../../src/init/templates/pull-request-template.ts";
import { assignmentText, checkInput } from "../gates/check-input.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("the committed page of the gates is what the points say (npm run generate)", () => {
  const page = read(".github/docs/gates.md");
  expect(page).toBe(renderGatesPage(page));
  for (const { name, asks } of ALL_ASKED) expect(page).toContain(`### ${name}\n${asks}\n`);
});

test("what the page says of required checks holds of the App as it is registered", () => {
  const { permissions } = readManifest();
  expect(read(".github/docs/gates.md")).toContain("`statuses: write`");
  expect(permissions["statuses"]).toBe("write");
});

test("the checklist of our own pull request template is what the points say (npm run generate)", () => {
  const template = read(".github/PULL_REQUEST_TEMPLATE.md");
  expect(template).toBe(withBoxes(template, checklistBoxes()));
  expect(template.match(/^- \[ \] \*\*/gm)).toHaveLength(CHECKLIST_POINTS.length);
});

test("a page without the marks is not overwritten", () => {
  expect(() => renderGatesPage("# Gates\n")).toThrow("no place for the points");
  const points = "<!-- points -->\n<!-- /points -->\n";
  expect(() => renderGatesPage(points)).toThrow("no place for the sources of checks");
});

describe("what the page shows as an example passes the point", () => {
  const drawn = ALL_POINTS.filter(({ guide }) => guide.example.language === "mermaid");
  test.each(drawn.map((point) => [point.name, point] as const))("%s", (_name, point) => {
    const input = checkInput({
      files: { "diagrams/G-LIN-FL.mmd": `${point.guide.example.text}\n` },
      base: { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") },
    });
    const [view] = viewDiagrams(input).views;
    expect(view && point.judge(view)).toMatchObject({ kind: "passed" });
  });
});
