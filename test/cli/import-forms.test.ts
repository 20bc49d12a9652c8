import { describe, expect, test } from "vitest";
import { Clone } from "./clone.ts";

const HEAD = ["| ID | Name | Status | Assignee | PR |", "|----|------|--------|----------|----|"];

async function imported(lines: readonly string[], ...args: string[]) {
  const clone = new Clone({ origin: "https://github.com/atlas/board.git" });
  clone.write("board.md", `${lines.join("\n")}\n`);
  const { code, out, err } = await clone.run(["init", "--from", "board.md", ...args]);
  const rows = clone
    .read("board.md")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const row = (id: string) => rows.find((line) => line.startsWith(`| ${id} |`)) ?? "";
  return { clone, code, out, err, row, text: clone.read("board.md") };
}

describe("an import reads what people write", () => {
  test.each([
    ["✅️", "✅ Complete"],
    ["✔️", "✅ Complete"],
    ["☑", "✅ Complete"],
    ["🟢", "✅ Complete"],
    ["100%", "✅ Complete"],
    ["5/5", "✅ Complete"],
    [":white_check_mark:", "✅ Complete"],
    ["[x]", "✅ Complete"],
    ["✅ Complete (PR #44)", "✅ Complete"],
    ["erledigt", "✅ Complete"],
    ["Terminé", "✅ Complete"],
    ["已完成", "✅ Complete"],
    ["🔄", "🟦 In Progress"],
    ["🚧", "🟦 In Progress"],
    ["50%", "🟦 In Progress"],
    ["3 of 7", "🟦 In Progress"],
    ["in Arbeit", "🟦 In Progress"],
    ["進行中", "🟦 In Progress"],
    ["👀", "🟨 Review"],
    ["needs review", "🟨 Review"],
    ["⬜️", "⬜ Pending"],
    ["0/12", "⬜ Pending"],
    ["❌ not started", "⬜ Pending"],
    ["à faire", "⬜ Pending"],
    ["не начато", "⬜ Pending"],
  ])("the status %s is %s", async (written, shown) => {
    const { row, code } = await imported(["# B", "", ...HEAD, `| MK-1 | Page | ${written} | @ada | - |`]);
    expect(code).toBe(0);
    expect(row("MK-1")).toContain(`| ${shown} |`);
  });

  test("what a status says besides is kept in the notes, and its pull request is taken", async () => {
    const { clone } = await imported([
      "# B",
      "",
      ...HEAD,
      "| MK-1 | Page | ✅ Complete (PR #44) | @ada | - |",
    ]);
    const file = clone.read("assignments/MK-1.yml");
    expect(file).toContain('notes: "Status in the imported tracker: ✅ Complete (PR #44)"');
    expect(file).toContain("pr_number: 44");
  });

  test("a configuration gives words a meaning", async () => {
    const clone = new Clone();
    clone.write(".github/diagram-tracker.yml", "tracker: { status_words: { rozgrzebane: in_progress } }\n");
    clone.write("board.md", ["# B", "", ...HEAD, "| MK-1 | Page | Rozgrzebane | @ada | - |", ""].join("\n"));
    expect((await clone.run(["init", "--from", "board.md"])).code).toBe(0);
    expect(clone.read("board.md")).toContain("| MK-1 | Page | 🟦 In Progress |");
    expect(clone.read(".github/diagram-tracker.yml")).toContain('paths:\n  tracker: "board.md"\n');
  });

  test.each([
    "unassigned",
    "_unassigned_",
    "open",
    "nobody",
    "TBA",
    "*free*",
    "needed",
    "@everyone",
    "?",
    "niemand",
  ])("%s is nobody", async (word) => {
    const { row } = await imported(["# B", "", ...HEAD, `| NB-01 | Page | Pending | ${word} | - |`]);
    expect(row("NB-01")).toBe("| NB-01 | Page | ⬜ Pending | - | - | - | - |");
  });

  test.each([
    ["| Status | Task | Key | Owner |", "| Done | Write the intro | WK-01 | @ada |"],
    ["| # | Feature | State | Claimed by |", "| WK-01 | Write the intro | Done | ada |"],
    ["| Titel | Kürzel | Stand | Zuständig |", "| Write the intro | WK-01 | fertig | @ada |"],
    ["| Página | Código | Estado | Responsable |", "| Write the intro | WK-01 | hecho | @ada |"],
    ["| 名称 | 编号 | 状态 | 负责人 |", "| Write the intro | WK-01 | 完成 | @ada |"],
    ["| Where | Page | Status | Who |", "| WK-01 | Write the intro | ✓ | @ada |"],
  ])("columns by other names, in any order: %s", async (head, line) => {
    const { row, code } = await imported(["# B", "", head, "|--|--|--|--|", line]);
    expect(code).toBe(0);
    expect(row("WK-01")).toBe(
      "| WK-01 | Write the intro | ✅ Complete | [ada](https://github.com/ada) | - | - | - |",
    );
  });

  test("IDs without a prefix get one, which can be chosen", async () => {
    const lines = [
      "# B",
      "",
      "## Milestones",
      "",
      ...HEAD,
      "| M0 | Scaffold | done | @ada | - |",
      "| 1.2 | Docs | not started | - | - |",
      "| #BUG7 | Fix | open | - | - |",
    ];
    const proposed = await imported(lines);
    expect(proposed.code).toBe(0);
    expect(proposed.out).toContain("`M0` becomes `MIL-M0` and 2 more likewise");
    expect(proposed.row("MIL-1-2")).toContain("| Docs |");
    expect(proposed.row("MIL-BUG7")).toContain("| Fix |");
    expect((await imported(lines, "--prefix", "board")).row("BOARD-M0")).toContain("| Scaffold |");
    expect((await imported(lines, "--prefix", "9")).err).toContain("--prefix 9: expected letters");
  });

  test("task lists with IDs, and without them", async () => {
    const list = [
      "# T",
      "",
      "## Learn",
      "",
      "- [x] LN-01: Quick start (@ada #12)",
      "  - [ ] LN-02 Tutorial @bob",
    ];
    const { row, text } = await imported(list);
    expect(row("LN-01")).toContain("| Quick start | ✅ Complete | [ada](https://github.com/ada) | [#12]");
    expect(row("LN-02")).toContain("| Tutorial | 🟦 In Progress | [bob](https://github.com/bob) |");
    expect(text).toContain(`${list.join("\n")}\n`);
    const bare = list.map((line) => line.replace(/LN-0\d:? /, ""));
    const numbered = await imported(bare);
    expect(numbered.code).toBe(0);
    expect(numbered.out).toContain(
      "board.md:5:1: warning: The 2 tasks of this list are imported and numbered, beginning with `LEA-`. `--prefix` chooses another beginning. The list stays as it stands",
    );
    expect(numbered.row("LEA-01")).toContain("| Quick start | ✅ Complete | [ada](https://github.com/ada) |");
    expect(numbered.text).toContain(`${bare.join("\n")}\n`);
    expect((await imported(bare, "--prefix", "LN")).row("LN-02")).toContain("| Tutorial |");
  });

  test.each([
    ["a list", "- first:\n\n  | ID | Name | Status |\n  |--|--|--|\n  | IN-1 | One | done |"],
    ["a quote", "> [!NOTE]\n> | ID | Name | Status |\n> |--|--|--|\n> | IN-1 | One | done |"],
    [
      "details",
      "<details>\n<summary>More</summary>\n\n| ID | Name | Status |\n|--|--|--|\n| IN-1 | One | done |\n\n</details>",
    ],
  ])("a table in %s", async (_, part) => {
    const { row, code, text } = await imported(["# B", "", part, "", "The end."]);
    expect(code).toBe(0);
    expect(row("IN-1")).toBe("| IN-1 | One | ✅ Complete | - | - | - | - |");
    if (!part.includes("<details>")) expect(text).toContain(part);
    expect(text.trimEnd().endsWith("The end.")).toBe(true);
  });
});

describe("an import never harms", () => {
  test("columns without a place, links of names and rows that are none stay in the document", async () => {
    const { text, out, code, clone } = await imported(
      [
        "# Plan",
        "",
        "## Work",
        "",
        "| ID | Task | Status | Owner | Notes |",
        "|----|------|--------|-------|-------|",
        "| WK-01 | [Write](docs/intro.md) | Done | @ada | see the **guide** |",
        "| WK-02 | Draw the map | In Progress | @bob, @eve | |",
        "| later | two more | - | - | ask *ada* |",
      ],
      "--partly",
    );
    expect(code).toBe(1);
    expect(out).toContain(
      "The column `Notes` has no place in the tracker's table; it is kept as a table of its own",
    );
    expect(out).toContain("board.md:9:1: error: `later` is no diagram ID");
    expect(text).toContain(
      "\n| ID | Task | Notes |\n|----|----|----|\n| WK-01 | [Write](docs/intro.md) | see the **guide** |\n",
    );
    expect(text).toContain("\n| later | two more | - | - | ask *ada* |\n");
    expect(text).toContain("\n## Work\n");
    expect(clone.read("assignments/WK-02.yml")).toContain("eve");
  });

  test("a list that names diagrams of the tables, a table of risks and one in HTML stay byte for byte", async () => {
    const kept = [
      "## Next sprint",
      "",
      "- [x] LK-P0-1 Auto-recovery, by ada",
      "- [ ] LK-P0-3 Guardrails",
      "",
      "## Risks",
      "",
      "| ID | Risk | Severity | Status |",
      "|----|------|----------|--------|",
      "| - | none so far | - | - |",
      "",
      "<table>",
      "<tr><td>LK-P0-9</td></tr>",
      "</table>",
    ];
    const table = [...HEAD, "| LK-P0-1 | Retry | Pending | - | - |", "| LK-P0-3 | Guard | Pending | - | - |"];
    const { text, out, code } = await imported(["# B", "", "## Pages", "", ...table, "", ...kept]);
    expect(code).toBe(0);
    expect(text.endsWith(`${kept.join("\n")}\n`)).toBe(true);
    expect(out).toContain(
      "board.md:17:1: warning: This table (`ID`, `Risk`, `Severity`, `Status`) stays as it stands",
    );
    expect(out).toContain("board.md:21:1: warning: This table is written in HTML");
  });

  test("a heading that is linked or has a link stays, and so does the document's title", async () => {
    const lines = [
      "# Board",
      "",
      "[pages](#pages)",
      "",
      "## Pages",
      "",
      ...HEAD,
      "| LK-1 | Retry | Pending | - | - |",
    ];
    const { text } = await imported(lines);
    expect(text).toContain("## Pages\n\n<!-- diagram-tracker:begin");
    expect((await imported(["# Board", "", ...lines.slice(6)])).text).toMatch(/^# Board\n\n<!--/);
  });

  test("a pull request of another repository is no pull request of ours", async () => {
    const { clone, row } = await imported([
      "# B",
      "",
      ...HEAD,
      "| LK-1 | Retry | Done | - | [#5](https://github.com/else/where/pull/5) |",
    ]);
    expect(row("LK-1")).toBe("| LK-1 | Retry | ✅ Complete | - | - | - | - |");
    expect(clone.read("assignments/LK-1.yml")).toContain("[#5](https://github.com/else/where/pull/5)");
  });

  test("--dry-run shows the diff and writes nothing; a second import writes nothing, and says so", async () => {
    const clone = new Clone();
    clone.write("docs/board.md", ["# B", "", ...HEAD, "| LK-1 | Retry | Pending | - | - |", ""].join("\n"));
    const dry = await clone.run(["init", "--from", "docs/board.md", "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(dry.out).toContain("--- a/docs/board.md\n+++ b/docs/board.md\n");
    expect(dry.err).toContain("Nothing was written");
    expect([...clone.files().keys()]).toEqual(["docs/board.md"]);
    expect((await clone.run(["init", "--from", "docs/board.md"])).code).toBe(0);
    expect(clone.read(".github/diagram-tracker.yml")).toContain('tracker: "docs/board.md"');
    const before = clone.files();
    const again = await clone.run(["init", "--from", "docs/board.md"]);
    expect(again).toMatchObject({ code: 0, out: "" });
    expect(again.err).toContain(
      "Nothing was written: docs/board.md is the tracker of this campaign already.",
    );
    expect(clone.files()).toEqual(before);
    expect((await clone.run(["render", "--check"])).code).toBe(0);
  });
});

test("a refusal names every table and list, what is missing, and what to write", async () => {
  const { err, code, text } = await imported([
    "# T",
    "",
    "| Number | Gate | Rule |",
    "|--------|------|------|",
    "| CI-7.1 | Query | no query without a limit |",
    "| CI-7.2 | Retry | at most three |",
    "",
    "| Word | Meaning |",
    "|------|---------|",
    "| a | b |",
    "",
    "<table><tr><td>Intro</td></tr></table>",
    "",
    "## Acceptance criteria",
    "",
    "- [ ] all is drawn",
  ]);
  expect(code).toBe(1);
  expect(err).toContain(
    "Nothing was written: board.md:1:1: error: Nothing here is taken for a list of diagrams: found 2 tables and 1 table in HTML and 1 list.",
  );
  expect(err).toContain(
    "board.md:3:1: warning: This table (`Number`, `Gate`, `Rule`) stays as it stands, since no column holds the names of its 2 rows. If they are diagrams, call the column of their names `Name`: is it `Gate`?",
  );
  expect(err).toContain("board.md:8:1: warning: This table (`Word`, `Meaning`)");
  expect(err).toContain("board.md:12:1: warning: This table is written in HTML");
  expect(err).toContain(
    "board.md:16:1: warning: This list of 1 task stays as it stands, since `Acceptance criteria` above it",
  );
  expect(text.endsWith("- [ ] all is drawn\n")).toBe(true);
});

test("nothing is half-applied unless that is asked for", async () => {
  const lines = ["# B", "", ...HEAD, "| LK-1 | Retry | done | - | - |", "| LK-1 | Again | done | - | - |"];
  const refused = await imported(lines);
  expect(refused.code).toBe(1);
  expect(refused.out).toBe("");
  expect(refused.err).toBe(
    [
      "error: Nothing was written: One thing cannot be taken as it stands.",
      "board.md:6:1: error: `LK-1` is already on line 5; this second row is not imported.",
      "Mend it in board.md and import again, or import the rest with `--partly`, which leaves such rows in the document as they stand. `--dry-run` shows what that would be.",
    ].join("\n"),
  );
  expect([...refused.clone.files().keys()]).toEqual(["board.md"]);
  const dry = await imported(lines, "--dry-run");
  expect(dry.code).toBe(1);
  expect(dry.err).toContain(
    "Nothing was written: this is what would be, with `--partly`: without it, 1 error above would keep all from being written.",
  );
  const partly = await imported(lines, "--partly");
  expect(partly.code).toBe(1);
  expect(partly.err).toContain("All but what 1 error of them names was written.");
  expect(partly.row("LK-1")).toContain("Retry");
  expect(partly.text).toContain("\n| LK-1 | Again | done | - | - |\n");
});
