import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "new-column-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const COLUMN = `
const due = {
  title: "Due",
  aliases: ["duedate", "deadline"],
  separator: "------------",
  render: (_, { due_date }) => due_date ?? "-",
  read: ({ text }, remark) => {
    const due_date = parseCivilDate(text);
    if (due_date === null && text !== "-") remark("That is no day.");
    return due_date === null ? {} : { due_date };
  },
} as const satisfies Column;
`;

// Renders a diagram, reads it back, imports what people wrote, and reads a document that knows nothing of the column.
const STORY = `
import { pendingAssignment } from "./src/domain/assignment.ts";
import type { DiagramId } from "./src/domain/diagram-id.ts";
import { TABLE_HEAD } from "./src/tracker/columns.ts";
import { importTracker } from "./src/tracker/import.ts";
import { renderRow } from "./src/tracker/render-row.ts";
import { lastGoodAssignments } from "./src/tracker/rows.ts";

const id = "X-AA" as DiagramId;
const options = { documentPath: "TRACKER.md", schemas: { catalog: null, config: null } };
const importOf = (...lines: string[]) => importTracker({ path: "T.md", text: lines.join("\\n") }, options);
const { catalog } = importOf("| ID | Name |", "|---|---|", "| X-AA | One |");
const [diagram] = catalog.diagrams.values();
if (!diagram) throw new Error("imported nothing");
const due = { ...pendingAssignment(id), due_date: "2026-03-01" as never };
const rows = [renderRow(diagram, due, "https://github.com/o/r"), renderRow(diagram, undefined, "https://github.com/o/r")];
const document = (...table: string[]) => [
  { path: "T.md", text: ["<!-- diagram-tracker:begin details -->", ...table, "<!-- diagram-tracker:end details -->"].join("\\n") },
];
const read = (...table: string[]) => lastGoodAssignments(document(...table), new Set([id])).get(id);
const before = read("| ID | Name | Status |", "|---|---|---|", "| X-AA | One | ✅ Complete |");
const imported = importOf("| ID | Deadline | Name |", "|---|---|---|", "| X-AA | 2026-05-04 | One |", "| X-BB | soon | Two |");
console.log(
  JSON.stringify({
    head: TABLE_HEAD,
    rows,
    readBack: read(...TABLE_HEAD, rows[0] ?? "")?.due_date,
    before: [before?.status, before?.due_date],
    imported: imported.assignments.map(({ due_date, notes }) => [due_date, notes ?? null]),
  }),
);
`;

test("a column that is added to the list is in the head, the rows, the import and the last good rows, and compiles", () => {
  for (const folder of ["src/domain", "src/tracker"]) {
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
  const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, "tsconfig.json"), "utf8"));
  writeFileSync(
    join(copy, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["src/tracker", "story.ts"] }),
  );
  const list = join(copy, "src/tracker/columns.ts");
  const source = readFileSync(list, "utf8");
  const patched = source
    .replace(/^/, 'import { parseCivilDate } from "../domain/civil-date.ts";\n')
    .replace("\n/**\n * The columns of", `${COLUMN}\n/**\n * The columns of`)
    .replace("\n  verified,\n", "\n  due,\n  verified,\n");
  writeFileSync(list, patched);
  writeFileSync(join(copy, "story.ts"), STORY);

  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", copy], {
    stdio: "pipe",
  });
  const told = execFileSync(process.execPath, [join(copy, "story.ts")], { encoding: "utf8" });
  expect(JSON.parse(told)).toEqual({
    head: [
      "| ID | Name | Status | Assignee | PR | Due | Verified | Source |",
      "|----|------|--------|----------|-----|------------|----------|--------|",
    ],
    rows: [
      "| X-AA | One | ⬜ Pending | - | - | 2026-03-01 | - | - |",
      "| X-AA | One | ⬜ Pending | - | - | - | - | - |",
    ],
    readBack: "2026-03-01",
    before: ["complete", null],
    imported: [
      ["2026-05-04", null],
      [null, "Due in the imported tracker: soon"],
    ],
  });
});
