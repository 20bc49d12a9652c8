import { expect, test } from "vitest";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import type { SourceFile } from "../../src/domain/source-file.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";

const category = (name: string, key: string, id: string) =>
  `categories:\n  - name: ${name}\n    planned: 1200\n    groups:\n      - { key: ${key}, name: Group ${key}, planned: 2, diagrams: { ${id}: One } }\n`;
const GOOD = { "catalog/a.yml": category("A & B", "A1", "A-A"), "catalog/b.yml": category("B", "B1", "B-B") };
const held = (id: string, who: string) =>
  `assignment: { diagram_id: ${id}, assignee: ${who}, status: in_progress }\n`;

const region = (name: string, filter = "") =>
  `<!-- diagram-tracker:begin ${name}${filter} -->\n<!-- diagram-tracker:end ${name} -->\n`;

function render(files: Readonly<Record<string, string>>, tracker: string | null) {
  const all = Object.entries(files).map(([path, text]): SourceFile => ({ path, text }));
  const state = readRepositoryState({
    config: null,
    catalog: all.filter(({ path }) => path.startsWith("catalog/")),
    assignments: all.filter(({ path }) => path.startsWith("assignments/")),
    trackers: [],
  });
  const assignments = new Map([...state.assignments].map(([id, { assignment }]) => [id, assignment]));
  const { catalog, config } = state;
  const { changes, problems } = renderTracker({
    documents: tracker === null ? [] : [{ path: "TRACKER.md", text: tracker }],
    campaign: { catalog, config, assignments, today: "2026-03-01" as CivilDate },
    url: "https://github.com/o/r",
    broken: new Set(state.broken.keys()),
  });
  return { text: changes[0]?.text ?? tracker, problems };
}

const BROKEN = { ...GOOD, "catalog/b.yml": "categories: [" };
const DOCUMENT = ["summary", "details", "phases", "footer"].map((name) => region(name)).join("\ntext\n");

test("is the same while a file of the catalog cannot be read, and renders again what the others name", () => {
  const before = render({ ...GOOD, "assignments/B-B.yml": held("B-B", "bob") }, DOCUMENT).text ?? "";
  expect(before).toContain("| **TOTAL** | **2,400** | **0** | **1** | **2,399** | **0%** |");
  expect(render({ ...BROKEN, "assignments/B-B.yml": held("B-B", "bob") }, before)).toEqual({
    text: before,
    problems: [],
  });
  const more = { "assignments/A-A.yml": held("A-A", "ada"), "assignments/B-B.yml": held("B-B", "bob") };
  const partial = render({ ...BROKEN, ...more }, before).text ?? "";
  expect(partial).toBe(render({ ...GOOD, ...more }, before).text);
  expect(partial).toContain("| **TOTAL** | **2,400** | **0** | **2** | **2,398** | **0%** |");
  expect(render({ ...GOOD, ...more }, partial).text).toBe(partial);
});

test.each([
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
  ["a byte order mark", (text: string) => `\uFEFF${text}`],
])("is so with %s", (_, change) => {
  const before = render(GOOD, change(DOCUMENT)).text ?? "";
  expect(render(BROKEN, before).text).toBe(before);
});

test("regions of a category or group that cannot be read stay, and are no error", () => {
  const document =
    region("details", ' category="B"') + region("details", ' group="B1"') + region("details", ' group="A1"');
  const before = render(GOOD, document).text ?? "";
  const { text, problems } = render({ ...BROKEN, "assignments/A-A.yml": held("A-A", "ada") }, before);
  expect(problems).toEqual([]);
  expect(text).toContain("| B-B | One | ⬜ Pending |");
  expect(text).toContain("| A-A | One | 🟦 In Progress |");
});

test("numbers that nobody knows are not made up", () => {
  expect(render(BROKEN, region("summary")).text).toBe(region("summary"));
  const edited = `${region("summary").replace("-->\n", "-->\n| Category | mine |\n|---|---|\n| B | many |\n")}`;
  expect(render(BROKEN, edited).text).toBe(edited);
  expect(render(BROKEN, null).text).toBeNull();
});

test("a catalog of which nothing can be read leaves the document as it is", () => {
  const before = render(GOOD, DOCUMENT).text ?? "";
  const files = { "catalog/a.yml": "<<<<<<< HEAD\n", "catalog/b.yml": "categories: [" };
  expect(render(files, before).text).toBe(before);
});
