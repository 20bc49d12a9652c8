import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { Catalog } from "../../src/domain/catalog.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { STATUSES } from "../../src/domain/status.ts";
import { visibleText } from "../../src/tracker/cell.ts";
import { outlineOf } from "../../src/tracker/import/outline.ts";
import { readCell } from "../../src/tracker/inline.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { splitCells } from "../../src/tracker/table-line.ts";
import { campaignOf, SMALL, URL } from "./campaigns.ts";
import { blocksOf } from "./github-markdown.ts";
import { hostile } from "./hostile-text.ts";

const NONE: ReadonlySet<DiagramId> = new Set();

function render(text: string, campaign: Campaign, broken = NONE) {
  return renderTracker({ documents: [{ path: "TRACKER.md", text }], campaign, url: URL, broken });
}

/** The document after rendering, changed or not. */
function rendered(text: string, campaign: Campaign, broken = NONE): string {
  const { changes, problems } = render(text, campaign, broken);
  expect(problems).toEqual([]);
  return changes[0]?.text ?? text;
}

const region = (name: string, attributes = "") =>
  `<!-- diagram-tracker:begin ${name}${attributes} -->\n<!-- diagram-tracker:end ${name} -->\n`;

/** What stands between the markers, and the formatters' marks inside them. */
const between = (text: string) => text.split("\n").slice(3, -4).join("\n");

describe("what the regions show", () => {
  const campaign = campaignOf(
    SMALL,
    { "OP-MIR-A": { status: "complete" }, "OP-MIR-B": { status: "review", assignee: "ada" } },
    { tracker: { next_review: "On *Mondays*" } },
  );

  test("summary", () => {
    expect(between(rendered(region("summary"), campaign))).toBe(
      [
        "| Category | Total | Complete | In Progress | Pending | % Done |",
        "|----------|-------|----------|-------------|---------|--------|",
        "| **Optics** | 12 | 1 | 1 | 10 | 8% |",
        "| **Domes** | 1 | 0 | 0 | 1 | 0% |",
        "| **Archive** | 1,500 | 0 | 0 | 1,500 | 0% |",
        "| **TOTAL** | **1,513** | **1** | **1** | **1,511** | **0%** |",
      ].join("\n"),
    );
  });

  test("details, without the categories that have no groups", () => {
    const lines = between(rendered(region("details"), campaign)).split("\n");
    expect(lines.filter((line) => line.startsWith("#") || line === "")).toEqual([
      "### Optics (12 diagrams)",
      "",
      "#### OP1: Mirrors (3 diagrams)",
      "",
      "#### OP2: Lenses (1 diagram)",
      "",
      "### Domes (1 diagram)",
      "",
      "#### DM1: Shutters (1 diagram)",
    ]);
    expect(lines).toContain(
      "| OP-MIR-B | Secondary | 🟨 Review | [ada](https://github.com/ada) | - | - | - |",
    );
  });

  test("details of one category, of one group, and of a category that names nothing", () => {
    const domes = between(rendered(region("details", ' category="Domes"'), campaign));
    expect(domes.split("\n")[0]).toBe("### Domes (1 diagram)");
    expect(domes).not.toContain("OP-");
    expect(between(rendered(region("details", ' group="OP2"'), campaign)).split("\n")[0]).toBe(
      "#### OP2: Lenses (1 diagram)",
    );
    expect(between(rendered(region("details", ' category="Archive"'), campaign))).toBe(
      "### Archive (1,500 diagrams)\n\n*No diagram is named yet.*",
    );
  });

  test("phases, numbered through, with what is complete", () => {
    expect(between(rendered(region("phases"), campaign))).toBe(
      [
        "### First (Week 1)",
        "1. OP-MIR-* (Mirrors) - 3 diagrams, 1 complete",
        "2. OP-MIR-A - 1 diagram, 1 complete",
        "",
        "### Later",
        "3. DM-SHU-A (Upper shutter) - 1 diagram",
        "4. AR-TAP-* - 2 diagrams",
        "",
        "**Total MVP: 6 diagrams, 1 complete**",
      ].join("\n"),
    );
  });

  test("footer", () => {
    expect(between(rendered(region("footer"), campaign))).toBe(
      "*Last Updated: 2026-03-01*\n*Next Review: On \\*Mondays\\**\n*Tracking 1,513 diagrams across 3 categories*",
    );
  });
});

describe("what stays", () => {
  const campaign = campaignOf(SMALL, { "OP-MIR-B": { status: "review", assignee: "ada" } });

  test("every byte outside the regions, with any line ends, a byte order mark, and no line end at the end", () => {
    const text =
      "\uFEFFmy  text \r\n\r\n<!-- diagram-tracker:begin summary -->\r\nold\r\n<!-- diagram-tracker:end summary --> \r\n\ttail\u00A0";
    const result = rendered(text, campaign);
    const [before, after] = [
      text.slice(0, text.indexOf("old")),
      text.slice(text.indexOf("<!-- diagram-tracker:end")),
    ];
    expect(result.startsWith(before)).toBe(true);
    expect(result.endsWith(after)).toBe(true);
    expect(result.slice(before.length, -after.length).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(result).toContain("| **Optics** |");
  });

  test("a document without a change, and then nothing is returned", () => {
    const text = rendered(region("summary") + region("footer"), campaign);
    expect(render(text, campaign)).toEqual({ changes: [], problems: [] });
  });

  test("Last Updated, until something else in the document changes", () => {
    const later = { ...campaign, today: "2026-04-01" as CivilDate };
    const text = rendered(region("summary") + region("footer"), campaign);
    expect(render(text, later).changes).toEqual([]);
    const changed = rendered(text, { ...later, assignments: new Map() });
    expect(changed).toContain("*Last Updated: 2026-04-01*");
    expect(changed).not.toContain("2026-03-01");
  });

  test("Last Updated of a document that does not show what changed", () => {
    const footer = (path: string, name: string) => ({ path, text: region(name) + region("footer") });
    const documents = [footer("TRACKER.md", "details"), footer("b.md", "phases")];
    const first = renderTracker({ documents, campaign, url: URL, broken: NONE });
    const again = renderTracker({
      documents: first.changes.map(({ path, text }) => ({ path, text: text ?? "" })),
      campaign: { ...campaign, assignments: new Map(), today: "2026-04-01" as CivilDate },
      url: URL,
      broken: NONE,
    });
    expect(again.changes.map(({ path }) => path)).toEqual(["TRACKER.md"]);
  });

  test("a document with a broken marker, while others are rendered", () => {
    const documents = [
      { path: "TRACKER.md", text: region("summary").replace("end", "ends") },
      { path: "b.md", text: region("summary") },
    ];
    const { changes, problems } = renderTracker({ documents, campaign, url: URL, broken: NONE });
    expect(changes.map(({ path }) => path)).toEqual(["b.md"]);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([["TRACKER.md", 2]]);
  });

  test("a document that asks for what the catalog does not have", () => {
    const { changes, problems } = render(`text\n${region("details", ' category="Optic"')}`, campaign);
    expect(changes).toEqual([]);
    expect(problems).toMatchObject([
      { line: 2, message: "The catalog has no category `Optic`. Did you mean `Optics`?" },
    ]);
  });

  test("a document without regions, which is worth a warning", () => {
    const { changes, problems } = render("# Mine\n", campaign);
    expect(changes).toEqual([]);
    expect(problems).toMatchObject([{ severity: "warning", line: 1 }]);
  });
});

describe("a diagram whose assignment file is broken", () => {
  const before = campaignOf(SMALL, { "OP-MIR-B": { status: "review", assignee: "ada" } });
  const id = "OP-MIR-B" as DiagramId;
  const without = campaignOf(SMALL, { "OP-MIR-A": { status: "complete" } }, {}, "2026-03-02");

  test("keeps its row byte for byte, and counts as the row says", () => {
    const text = rendered(region("summary") + region("details"), before).replace(
      "| Secondary |",
      "| Secondary  mirror|",
    );
    const result = rendered(text, without, new Set([id]));
    expect(result).toContain(
      "| OP-MIR-B | Secondary  mirror| 🟨 Review | [ada](https://github.com/ada) | - | - | - |\n",
    );
    expect(result).toContain("| **Optics** | 12 | 1 | 1 | 10 | 8% |");
  });

  test("is rendered like any other where it has no row", () => {
    expect(rendered(region("details"), without, new Set([id]))).toContain(
      "| OP-MIR-B | Secondary | ⬜ Pending |",
    );
  });
});

describe("a configured document that does not exist", () => {
  test("is made with all regions, and is stable from then on", () => {
    const campaign = campaignOf(SMALL);
    const made = renderTracker({ documents: [], campaign, url: URL, broken: NONE });
    expect(made.changes.map(({ path }) => path)).toEqual(["TRACKER.md"]);
    const text = made.changes[0]?.text ?? "";
    for (const name of ["summary", "details", "phases", "footer"]) {
      expect(text).toContain(`<!-- diagram-tracker:begin ${name} -->\n`);
    }
    expect(text).toContain("| OP-LEN-A | Corrector |");
    expect(render(text, { ...campaign, today: "2027-01-01" as CivilDate })).toEqual({
      changes: [],
      problems: [],
    });
  });

  test("holds one category where it is named after it, and the index leaves the details out", () => {
    const campaign = campaignOf(SMALL, {}, { paths: { tracker: ["TRACKER.md", "tracker/optics.md"] } });
    const { changes } = renderTracker({ documents: [], campaign, url: URL, broken: NONE });
    const [index, optics] = changes.map(({ text }) => text ?? "");
    expect(index).not.toContain("OP-LEN-A");
    expect(index).toContain("| **Optics** |");
    expect(optics).toContain('begin details category="Optics"');
    expect(optics).not.toContain("DM-SHU-A");
  });
});

test("whatever categories, groups and phases are called, the document's form stays", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const source = campaignOf(SMALL);
      const [mirror] = source.catalog.diagrams.values();
      if (!mirror) throw new Error("the campaign names diagrams");
      const group = { key: "K", name, planned: 1, diagrams: [mirror] };
      const item = { match: "OP-MIR-*", label: name, planned: 1, diagrams: [mirror] };
      const phases = [
        { name, when: null, items: [{ ...item, pattern: { kind: "prefix", prefix: "OP-MIR-" } }] },
      ];
      const catalog = {
        ...source.catalog,
        categories: [{ name, planned: 1, groups: [group] }],
        phases,
      } as Catalog;
      const text = rendered(region("summary") + region("details") + region("phases"), { ...source, catalog });
      const shown = visibleText(name) || "-";
      expect(blocksOf(text).filter((kind) => kind !== "html_block")).toEqual([
        ...["table", "heading", "heading", "table", "heading", "ordered_list", "paragraph"],
      ]);
      const blocks = outlineOf(text).filter(({ kind }) => kind !== "other");
      const [summary, category, heading, , phase, list] = blocks;
      expect(blocks).toHaveLength(7);
      const rows = summary?.kind === "table" ? summary.rows.map((row) => splitCells(row)) : [];
      expect(rows.map(([first = ""]) => readCell(first).text)).toEqual([shown, "TOTAL"]);
      expect([category?.text, heading?.text]).toEqual([`${shown} (1 diagram)`, `K: ${shown} (1 diagram)`]);
      expect([phase?.text, list?.kind === "list" && list.items.map((item) => item.text)]).toEqual([
        shown,
        [`OP-MIR-* (${shown}) - 1 diagram`],
      ]);
    }),
    { numRuns: 500 },
  );
});

test("rendering what was rendered changes nothing, whatever the statuses and names", () => {
  const status = fc.constantFrom(...STATUSES);
  const text = fc.string({ unit: "binary", minLength: 1, maxLength: 30 });
  const eol = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(status, text, text, eol, (one, name, assignee, end) => {
      const source = campaignOf(SMALL, { "OP-MIR-A": { status: one, assignee } });
      const [mirror, ...others] = source.catalog.diagrams.values();
      if (!mirror) throw new Error("the campaign names diagrams");
      const group = { ...mirror.group, name, diagrams: [{ ...mirror, name }, ...others] };
      const category = { name, planned: 1, groups: [group] };
      const campaign = { ...source, catalog: { ...source.catalog, categories: [category] } };
      const empty = ["summary", "details", "phases", "footer"].map((part) => region(part)).join("");
      const first = rendered(empty.replaceAll("\n", end), campaign);
      expect(render(first, { ...campaign, today: "2027-01-01" as CivilDate })).toEqual({
        changes: [],
        problems: [],
      });
    }),
    { numRuns: 300 },
  );
});
