import { describe, expect, test } from "vitest";
import { pendingAssignment } from "../../src/domain/assignment.ts";
import { COLUMNS, columnsOf, TABLE_HEAD } from "../../src/tracker/columns.ts";
import { assignmentOfRow, readRow } from "../../src/tracker/read-row.ts";
import { parseRow } from "../../src/tracker/rows.ts";
import { splitCells } from "../../src/tracker/table-line.ts";

describe("the columns of the tracker", () => {
  test("make the head that documents have", () => {
    expect(TABLE_HEAD).toEqual([
      "| ID | Name | Status | Assignee | PR | Verified | Source |",
      "|----|------|--------|----------|-----|----------|--------|",
    ]);
  });

  test("have names that no two of them share, each found as itself", () => {
    const names = COLUMNS.flatMap(({ title, aliases }) => [title, ...aliases]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const { title, aliases } of COLUMNS) {
      for (const name of [title, ...aliases]) expect([...columnsOf([name]).positions]).toEqual([[title, 0]]);
    }
  });

  test("are found however their names are written; what is twice there counts once", () => {
    const { positions, unknown } = columnsOf(splitCells("| **Diagram ID** | Owner | `PR #` | Points | id |"));
    expect([...positions]).toEqual([
      ["ID", 0],
      ["Assignee", 1],
      ["PR", 2],
    ]);
    expect(unknown).toEqual([
      { title: "Points", position: 3 },
      { title: "id", position: 4 },
    ]);
  });
});

describe("a cell is read", () => {
  const ID = "X-AA" as never;
  const read = (column: string, cell: string) => {
    const { fields, remarks } = readRow(splitCells(`| X-AA | ${cell} |`), columnsOf(["ID", column]));
    return { ...fields, ...(remarks.length === 0 ? {} : { remarks: remarks.map(({ text }) => text) }) };
  };

  test.each<[string, string, object]>([
    ["Assignee", "@ada", { assignee: "ada" }],
    ["Assignee", "Ada Lovelace", { assignee: "Ada Lovelace" }],
    ["Assignee", "@ada, @grace and @cyd", { assignee: "ada", remarks: ["grace, cyd"] }],
    ["Assignee", "@ada @grace", { assignee: "ada", remarks: ["grace"] }],
    ["Assignee", "ada, grace", { assignee: "ada, grace" }],
    ["Assignee", "n/a", {}],
    ["Assignee", "x".repeat(101), { assignee: "x".repeat(100), remarks: ["x".repeat(101)] }],
    ["PR", "#12", { pr_number: 12 }],
    ["PR", "PR 12", { pr_number: 12 }],
    ["PR", "[here](https://github.com/o/r/pull/7)", { pr_number: 7 }],
    ["PR", "https://github.com/o/r/pull/7", { pr_number: 7 }],
    ["PR", "#5 and #9", { pr_number: 9, remarks: ["#5 and #9"] }],
    ["PR", "soon", { remarks: ["soon"] }],
    ["PR", "#0", { remarks: ["#0"] }],
    ["Verified", "✅ [ok](https://github.com/ok)", { verification: { verified_by: "ok" } }],
    ["Verified", "yes (ada)", { verification: { verified_by: "ada" } }],
    [
      "Verified",
      "✅ 2024-09-21",
      { verification: { verified_by: "imported tracker", verified_on: "2024-09-21" } },
    ],
    ["Verified", "❌", {}],
    [
      "Source",
      "https://x.io/a_b_, (https://x.io/b).",
      { sources: [{ url: "https://x.io/a_b" }, { url: "https://x.io/b" }] },
    ],
    ["Source", "www.example.org/x", { sources: [{ url: "http://www.example.org/x" }] }],
    ["Source", "<https://x.io/ü>", { sources: [{ url: "https://x.io/ü" }] }],
    ["Source", "https://x.io/(a)", { sources: [{ url: "https://x.io/(a)" }] }],
    ["Source", "[**bold** words](https://x.io)", { sources: [{ url: "https://x.io", title: "bold words" }] }],
    ["Source", "![chart](https://x.io/c.png)", { sources: [{ url: "https://x.io/c.png", title: "chart" }] }],
    ["Source", "[x](javascript:a)", { remarks: ["x javascript:a"] }],
    ["Source", "`https://x.io`", { remarks: ["https://x.io"] }],
    ["Source", "a book, p. 3", { remarks: ["a book p. 3"] }],
  ])("%s: %s", (column, cell, expected) => {
    expect(read(column, cell)).toEqual(expected);
  });

  test("at most fifty sources are taken, the rest is kept in the notes", () => {
    const cell = Array.from({ length: 52 }, (_, at) => `https://x.io/${at}`).join(" ");
    const row = readRow(splitCells(`| X-AA | ${cell} |`), columnsOf(["ID", "Source"]));
    const { sources, notes } = assignmentOfRow(ID, row, "pending");
    expect(sources).toHaveLength(50);
    expect(notes).toBe(
      "Source in the imported tracker: https://x.io/50\nSource in the imported tracker: https://x.io/51",
    );
  });

  test("as nothing where the row ends before it", () => {
    expect(parseRow(ID, "| X-AA | Name |")).toEqual(pendingAssignment(ID));
  });
});
