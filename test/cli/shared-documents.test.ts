/** Small documents of communities, and what is right for each: kinds that were once imported wrongly. */
import { describe, expect, test } from "vitest";
import { importDocument } from "./import-document.ts";

const HEAD = ["| ID | Name | Status | Assignee | PR |", "|----|------|--------|----------|----|"];
const board = (...rows: string[]) => ["# Board", "", "## Pages", "", ...HEAD, ...rows];

describe("a column under another name holds the names", () => {
  test.each(["Task", "Feature", "Deliverable", "Work item", "Aufgabe", "タスク名"])("%s", (title) => {
    const { rows, document, said } = importDocument([
      "# Plan",
      "",
      "## Work",
      "",
      `| ID | ${title} | Status | Owner | Notes |`,
      "|----|------|--------|-------|-------|",
      "| WK-01 | Write the intro | Done | @ada | see the style guide |",
      "| WK-02 | Draw the map | In Progress | @bob | waits for data |",
      "| WK-03 | Record the talk | Pending | - | room 5 |",
    ]);
    expect(rows).toEqual([
      "WK-01 | Write the intro | ✅ Complete | [ada](https://github.com/ada)",
      "WK-02 | Draw the map | 🟦 In Progress | [bob](https://github.com/bob)",
      "WK-03 | Record the talk | ⬜ Pending",
    ]);
    for (const note of ["see the style guide", "waits for data", "room 5"]) expect(document).toContain(note);
    expect(said).toEqual([
      "5 warning: The column `Notes` has no place in the tracker's table; it is kept as a table of its own below.",
    ]);
  });
});

test("an empty column goes along with what is kept, or is named", () => {
  const table = (notes: string) => [
    "# B",
    "",
    "| ID | Name | Status | Effort | Notes |",
    "|--|--|--|--|--|",
    `| LK-1 | Home | done | | ${notes} |`,
  ];
  expect(importDocument(table("by hand")).document).toContain(
    "| ID | Effort | Notes |\n|----|----|----|\n| LK-1 |  | by hand |",
  );
  expect(importDocument(table("")).said).toEqual([
    "3 warning: The columns `Effort`, `Notes` are empty and have no place in the tracker's table: left out.",
  ]);
});

describe("what is beside the tables of diagrams stays byte for byte", () => {
  test.each([
    [
      "a list that reminds",
      ["## Next sprint", "", "- [x] LK-P0-1 Auto-recovery, by ada", "- [ ] LK-P0-3 Guardrails"],
    ],
    ["a list without IDs", ["## Before a release", "", "- [ ] look at all of them", "- [x] tell everybody"]],
    ["marks", ["## News", "", "- ✅ the first page is there", "- 🚧 the map is being drawn"]],
    [
      "risks that have IDs",
      [
        "## Risks",
        "",
        "| ID | Risk | Severity | Status |",
        "|----|------|----------|--------|",
        "| R-1 | Nobody comes | high | open |",
      ],
    ],
    [
      "risks that have none",
      [
        "## Risks",
        "",
        "| ID | Risk | Severity | Status |",
        "|----|------|----------|--------|",
        "| - | none so far | - | - |",
      ],
    ],
    [
      "risks without a column for it",
      [
        "## Risks",
        "",
        "| Risk | Owner | Status |",
        "|------|-------|--------|",
        "| Nobody comes | @ada | open |",
      ],
    ],
    [
      "decisions",
      [
        "## Decisions",
        "",
        "| # | Decision | Date |",
        "|---|----------|------|",
        "| 1 | We draw by hand | 2026-01-02 |",
      ],
    ],
    [
      "pages of somebody else",
      ["## Sites", "", "| Page | Owner | Status |", "|------|-------|--------|", "| Home | @ada | live |"],
    ],
    ["a table in HTML", ["<table>", "<tr><td>LK-P0-9</td></tr>", "</table>"]],
    ["a template", ["## Template", "", ...HEAD, "| TASK-ID | what it is | Pending | who | #0 |"]],
  ])("%s", (_, kept) => {
    const lines = [
      ...board("| LK-P0-1 | Retry | Pending | - | - |", "| LK-P0-3 | Guard | Pending | - | - |"),
      "",
    ];
    const { rows, keeps, plan } = importDocument([...lines, ...kept]);
    expect(rows).toEqual(["LK-P0-1 | Retry | ⬜ Pending", "LK-P0-3 | Guard | ⬜ Pending"]);
    expect(keeps(kept)).toBe(true);
    expect(plan.losses).toEqual([]);
    // Choosing a prefix for IDs that have none makes no diagrams of what is none.
    const prefixed = importDocument([...lines, ...kept], { prefix: "X" });
    expect(prefixed.rows.slice(0, 2)).toEqual(rows);
    expect(prefixed.keeps(kept) || kept[0] === "## Sites").toBe(true);
  });
});

test("marks alone are statuses, and one that is not known is reported", () => {
  const marks = ["✅️", "✔️", "☑", "🟢", "100%", "5/5", "🔄", "🚧", "50%", "👀", "⬜️", "🦔"];
  const { rows, said, file } = importDocument(
    board(...marks.map((mark, at) => `| MK-${at + 1} | Page ${at + 1} | ${mark} | @ada | - |`)),
  );
  expect(rows.map((row) => row.split(" | ")[2])).toEqual([
    ...Array(6).fill("✅ Complete"),
    ...Array(3).fill("🟦 In Progress"),
    "🟨 Review",
    "⬜ Pending",
    "🟦 In Progress",
  ]);
  expect(said).toContain(
    "18 warning: MK-12, Status: The status `🦔` is not known. Expected one of `⬜ Pending`, `🟦 In Progress`, `🟨 Review`, `✅ Complete`. It is imported as `🟦 In Progress`, and what it says is kept in its notes.",
  );
  expect(file("assignments/MK-12.yml")).toContain("🦔");
});

test("a legend says what marks mean", () => {
  const table = [
    "| Symbol | Meaning |",
    "|---|---|",
    "| 🟠 | Page has not yet been started. |",
    "| :gear: | Page is in progress. |",
  ];
  const legends = [
    table,
    ["- 🟠 = not started", "- :gear: = in progress"],
    ["**Legend:** 🟠 not started · :gear: in progress"],
  ];
  for (const legend of legends) {
    const { rows, keeps, said } = importDocument([
      ...legend,
      "",
      ...board("| MK-1 | One | 🟠 | - | - |", "| MK-2 | Two | :gear: | - | - |"),
    ]);
    expect(rows).toEqual(["MK-1 | One | ⬜ Pending", "MK-2 | Two | 🟦 In Progress"]);
    expect(keeps(legend)).toBe(true);
    expect(said.filter((one) => one.includes("not known"))).toEqual([]);
  }
});

test("words for nobody are nobody", () => {
  const words = [
    ...[
      "unassigned",
      "_unassigned_",
      "open",
      "available",
      "nobody",
      "TBA",
      "*free*",
      "needed",
      "@everyone",
      "?",
    ],
    ...["**TBD**", "n/a", "—", "(open)", "anyone!", "`vacant`", "未分配", "niemand"],
  ];
  const { rows, file } = importDocument(
    board(...words.map((word, at) => `| NB-${at + 1} | Page ${at + 1} | Pending | ${word} | - |`)),
  );
  expect(rows).toEqual(words.map((_, at) => `NB-${at + 1} | Page ${at + 1} | ⬜ Pending`));
  expect(file("board.md")).not.toContain("github.com/");
});

describe("IDs without a prefix get one that is proposed and can be chosen", () => {
  test("numbers, dotted ones and words", () => {
    const lines = ["# Board", "", "## Milestones", "", ...HEAD];
    lines.push("| M0 | Scaffold | done | @ada | - |", "| M1 | Core | not started | - | - |");
    lines.push("| 1.2 | Docs | not started | - | - |", "| #BUG7 | Fix | open | - | - |");
    const { rows, said } = importDocument(lines);
    expect(rows).toEqual([
      "MIL-M0 | Scaffold | ✅ Complete | [ada](https://github.com/ada)",
      "MIL-M1 | Core | ⬜ Pending",
      "MIL-1-2 | Docs | ⬜ Pending",
      "MIL-BUG7 | Fix | ⬜ Pending",
    ]);
    expect(said[0]).toBe(
      "5 warning: `M0` becomes `MIL-M0` and 3 more likewise, since an ID needs at least two parts of letters and digits. `--prefix` chooses another beginning.",
    );
    expect(importDocument(lines, { prefix: "BOARD" }).rows[2]).toContain("BOARD-1-2 | Docs");
  });

  test("what is counted through the document gets one prefix, what begins anew under each heading one of its own", () => {
    const part = (heading: string, ...ids: string[]) => [
      `## ${heading}`,
      "",
      ...HEAD,
      ...ids.map((id) => `| ${id} | Page ${id} | open | - | - |`),
      "",
    ];
    const ids = (lines: string[]) => importDocument(lines).rows.map((row) => row.split(" | ")[0]);
    expect(ids(["# Field guide", "", ...part("Birds", "1", "2"), ...part("Trees", "3")])).toEqual([
      "FG-1",
      "FG-2",
      "FG-3",
    ]);
    expect(ids(["# Field guide", "", ...part("Birds", "1", "2"), ...part("Trees", "1")])).toEqual(
      ["BIR-1", "BIR-2", "TRE-1"].map((id) => id.replace("TRE", "TRE")),
    );
    expect(
      ids(["# Field guide", "", ...part("Phase 1: Birds", "1"), ...part("Phase 2: Trees", "1")]),
    ).toEqual(["P1-1", "P2-1"]);
  });
});

describe("a task list", () => {
  test("is imported with its people and pull requests, and stays", () => {
    const list = ["- [x] Quick start (@ada #12)", "  - [ ] Tutorial (@bob #13)", "- [ ] Install"];
    const { rows, keeps, said } = importDocument(["# Translation", "", "## Learn", "", ...list]);
    expect(rows).toEqual([
      "LEA-01 | Quick start | ✅ Complete | [ada](https://github.com/ada) | [#12](https://github.com/atlas/board/pull/12)",
      "LEA-02 | Tutorial | 🟦 In Progress | [bob](https://github.com/bob) | [#13](https://github.com/atlas/board/pull/13)",
      "LEA-03 | Install | ⬜ Pending",
    ]);
    expect(keeps(list)).toBe(true);
    expect(said).toEqual([
      "5 warning: The 3 tasks of this list are imported and numbered, beginning with `LEA-`. `--prefix` chooses another beginning. The list stays as it stands; what is kept up to date is the table behind it.",
    ]);
  });

  test.each([
    ["bare IDs", "- [ ] T001 [P] Draw the map", "MAP-T001 | \\[P\\] Draw the map | ⬜ Pending"],
    ["bold IDs", "- [x] **1.2.** Draw the map", "MAP-1-2 | Draw the map | ✅ Complete"],
    ["IDs in brackets", "- [ ] [T1] Draw the map", "MAP-T1 | Draw the map | ⬜ Pending"],
    ["a slash for what is begun", "- [/] Draw the map", "MAP-01 | Draw the map | 🟦 In Progress"],
    [
      "a word that looks like an ID",
      "- [ ] 3D map of the sea\n- [ ] the other",
      "MAP-01 | 3D map of the sea | ⬜ Pending",
    ],
  ])("with %s", (_, item, row) => {
    expect(importDocument(["# Map", "", ...item.split("\n")]).rows[0]).toBe(row);
  });

  test("has a bold line for its heading", () => {
    const { rows, document } = importDocument([
      "# Pages",
      "",
      "## Status",
      "",
      "**Guide**",
      "- [x] Start",
      "",
      "**Examples**:",
      "- [ ] Grid",
    ]);
    expect(rows).toEqual(["GUI-01 | Start | ✅ Complete", "EXA-01 | Grid | ⬜ Pending"]);
    expect(document).toContain("#### GUI: Guide (1 diagram)");
    expect(document).toContain("**Examples**:\n- [ ] Grid\n");
  });

  test("may have marks for boxes where they tell one status from another", () => {
    const items = ["1. ✅ Start", "2. 🔄 Map (@ada)", "3. :x: Sea"];
    const { rows, keeps } = importDocument(["# Pages", "", ...items]);
    expect(rows).toEqual([
      "PAG-01 | Start | ✅ Complete",
      "PAG-02 | Map | 🟦 In Progress | [ada](https://github.com/ada)",
      "PAG-03 | Sea | ⬜ Pending",
    ]);
    expect(keeps(items)).toBe(true);
    expect(importDocument(["# Pages", "", "- ✅ fast", "- ✅ small"]).rows).toEqual([]);
  });
});

test("what is said of many tables is said once", () => {
  const part = (at: number) => [
    `## P${at}`,
    "",
    "| ID | Name | Status | Points |",
    "|--|--|--|--|",
    `| X-${at} | Page | done | ${at} |`,
    "",
  ];
  expect(importDocument(["# B", "", ...[1, 2, 3].flatMap(part)]).said).toEqual([
    "5 warning: The column `Points` has no place in the tracker's table; it is kept as a table of its own below. The same on the lines 11, 17.",
  ]);
});

describe("rows without IDs are numbered where no row of the document has one", () => {
  test("pages and who translates them; who has one and says no more is at it", () => {
    const { rows, document, plan } = importDocument([
      "# Guide",
      "",
      "| Page | Translator | Progress | Until |",
      "| :--- | :---: | :---: | ---: |",
      "| [index.md](index.md) | [@ada](https://github.com/ada) | done (version 47ea81e) | 2026-02-01 |",
      "| [map.md](map.md) | [@bob] | | |",
      "| [sea.md](sea.md ) | | | |",
    ]);
    expect(rows).toEqual([
      "GUI-01 | index.md | ✅ Complete | [ada](https://github.com/ada)",
      "GUI-02 | map.md | 🟦 In Progress | [bob](https://github.com/bob)",
      "GUI-03 | sea.md | ⬜ Pending",
    ]);
    expect(document).toContain("| GUI-01 | [index.md](index.md) | 2026-02-01 |");
    expect(plan.losses).toEqual([]);
  });

  test("what the first column is called does not matter where it has a status", () => {
    const lines = [
      "# B",
      "",
      "| Batch | Claimed by | Status | Done |",
      "|--|--|--|--|",
      "| a | ada | wip | 35 |",
      "| b | | free | 0 |",
    ];
    expect(importDocument(lines).rows).toEqual([
      "B-01 | a | 🟦 In Progress | [ada](https://github.com/ada)",
      "B-02 | b | ⬜ Pending",
    ]);
  });

  test("marks are a status without a title", () => {
    const lines = [
      "# B",
      "",
      "| Symbol | Ready? |",
      "|--|--|",
      "| Sync | :x: |",
      "| Halt | :white_check_mark: |",
    ];
    expect(importDocument(lines).rows).toEqual(["B-01 | Sync | ⬜ Pending", "B-02 | Halt | ✅ Complete"]);
  });

  test("what is surer is taken, and it is said how the rest would be, too", () => {
    const sure = ["| Page | Status |", "|--|--|", "| Home | done |", ""];
    const list = ["- [ ] a poster"];
    const guessed = ["| Sea | Seen |", "|--|--|", "| North | ✅ |", "| South | ❌ |"];
    const { rows, keeps, said } = importDocument(["# B", "", ...sure, ...list, "", ...guessed]);
    expect(rows).toEqual(["B-01 | Home | ✅ Complete"]);
    expect(keeps(list) && keeps(guessed)).toBe(true);
    expect(said.join("\n")).toContain("or let `--prefix DOC` number them");
    expect(said.join("\n")).toContain("or let `--prefix DOC` number its rows, too");
    expect(importDocument(["# B", "", ...sure, ...list, "", ...guessed], { prefix: "DOC" }).rows).toEqual([
      "DOC-01 | Home | ✅ Complete",
      "DOC-02 | a poster | ⬜ Pending",
      "DOC-03 | North | ✅ Complete",
      "DOC-04 | South | ⬜ Pending",
    ]);
  });

  test("numbers of issues are their IDs, yes and no are statuses, and Korean is read", () => {
    const lines = [
      "# B",
      "",
      "| Issue # | Title | Implemented |",
      "|--|--|--|",
      "| #18 | Draw | Y |",
      "| #19 | Read | N |",
    ];
    expect(importDocument(lines).rows).toEqual(["B-18 | Draw | ✅ Complete", "B-19 | Read | ⬜ Pending"]);
    const korean = [
      "# B",
      "",
      "| 날짜 | 할 일 | 진행 상황 |",
      "|--|--|--|",
      "| | 지도 | 완료 |",
      "| 8월 | 바다 | |",
    ];
    expect(importDocument(korean).rows).toEqual(["B-01 | 지도 | ✅ Complete", "B-02 | 바다 | ⬜ Pending"]);
  });

  test("a number that the document has given away is left out", () => {
    const ids = ["| ID | Name | Status |", "|--|--|--|", "| DOC-01 | Home | done |", ""];
    const titles = ["| Page | Status |", "|--|--|", "| Map | done |"];
    const { rows } = importDocument(["# B", "", ...ids, ...titles], { prefix: "DOC" });
    expect(rows).toEqual(["DOC-01 | Home | ✅ Complete", "DOC-02 | Map | ✅ Complete"]);
    expect(importDocument(["# B", "", ...ids, ...titles]).keeps(titles)).toBe(true);
  });

  test("sums, ellipses and rows that are empty are no diagrams", () => {
    const { rows, plan, document } = importDocument([
      "# B",
      "",
      "| ID | Name | Status |",
      "|--|--|--|",
      "| LK-1 | Home | done |",
      "| **Total** | 1 page | 1 |",
      "| … | … | … |",
      "| — | — | — |",
    ]);
    expect(rows).toEqual(["LK-1 | Home | ✅ Complete"]);
    expect(plan.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(document).toContain("| **Total** | 1 page | 1 |");
    const numbered = [
      "| Page | State |",
      "|--|--|",
      "| Home | done |",
      "| Sea | |",
      "| Total | 1/2 |",
      "| … | … |",
    ];
    const { rows: others, document: other } = importDocument(["# B", "", ...numbered]);
    expect(others).toEqual(["B-01 | Home | ✅ Complete", "B-02 | Sea | ⬜ Pending"]);
    expect(other).toContain("| Page | State |\n|--|--|\n| Total | 1/2 |\n| … | … |\n");
  });

  test("pages by languages are a diagram each, and the table stays", () => {
    const table = [
      "| Page | ES | FR | Since |",
      "|--|--|--|--|",
      "| Home | ✅ | 🚧 | 2026-01-01 |",
      "| Map | ✅ | — | 2026-01-02 |",
    ];
    const { rows, keeps, said } = importDocument(["# Site", "", ...table]);
    expect(rows).toEqual([
      "SIT-01 | Home (ES) | ✅ Complete",
      "SIT-02 | Home (FR) | 🟦 In Progress",
      "SIT-03 | Map (ES) | ✅ Complete",
      "SIT-04 | Map (FR) | ⬜ Pending",
    ]);
    expect(keeps(table)).toBe(true);
    expect(said[0]).toContain(
      "The 4 cells of this table are imported, each as a diagram of its own, and numbered",
    );
  });
});
