import { expect, test } from "vitest";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { findLosses } from "../../src/tracker/import/find-losses.ts";
import { importTracker } from "../../src/tracker/import.ts";

const SOURCE = [
  "# Plan",
  "",
  "Read this.",
  "",
  "| ID | Task | Status | Owner | Notes |",
  "|----|------|--------|-------|-------|",
  "| WK-01 | Write | Done | @ada | see the guide |",
  "",
].join("\n");

/** What is reported when the rendered document is changed, and the assignments are. */
function losses(change: (document: string) => string, withAssignments = true): string[] {
  const imported = importTracker(
    { path: "p.md", text: SOURCE },
    { documentPath: "p.md", schemas: { catalog: null, config: null } },
  );
  const found: string[] = [];
  const document = imported.document.text;
  const row = "| WK-01 | Write | ✅ Complete | [ada](https://github.com/ada) | - | - | - |";
  const rendered = change(document.replace("| WK-01 | Write | Done | @ada | see the guide |", row));
  const assignments = new Map(imported.assignments.map((one) => [one.diagram_id, one]));
  const result = {
    catalog: imported.catalog,
    assignmentOf: (id: DiagramId) => (withAssignments ? assignments.get(id) : undefined),
    withMarkers: document,
    rendered,
    words: {},
  };
  findLosses(SOURCE, imported.rows, result, (line, message) => found.push(`${line}: ${message}`));
  return found;
}

test("nothing is lost of an import as it is", () => {
  expect(losses((document) => document)).toEqual([]);
});

test.each<[string, (document: string) => string, boolean, string]>([
  [
    "a column",
    (document) => document.replace("| WK-01 | see the guide |", ""),
    true,
    "`see the guide` of WK-01",
  ],
  ["a sentence", (document) => document.replace("Read this.", ""), true, "text outside the managed regions"],
  ["a person", (document) => document.replace("[ada](https://github.com/ada)", "-"), true, "`@ada` of WK-01"],
  ["a status", (document) => document, false, "`Done` of WK-01"],
])("%s that is gone is noticed", (_, change, withAssignments, what) => {
  expect(losses(change, withAssignments).join("\n")).toContain(`The import would lose ${what}`);
});
