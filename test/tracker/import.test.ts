import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignmentFileSchema } from "../../src/domain/assignment.ts";
import { buildCatalog } from "../../src/domain/build-catalog.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import { catalogFileSchema } from "../../src/domain/catalog-file.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { configSchema } from "../../src/domain/config.ts";
import { parseYaml } from "../../src/domain/parse-yaml.ts";
import { progressOf } from "../../src/domain/progress.ts";
import type { SourceFile } from "../../src/domain/source-file.ts";
import { type ImportedTracker, importTracker } from "../../src/tracker/import.ts";
import { findRegions } from "../../src/tracker/regions.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { URL as REPOSITORY } from "./campaigns.ts";
import { hostile } from "./hostile-text.ts";

const fixture = (name: string): SourceFile => ({
  path: name,
  text: readFileSync(new URL(`../../fixtures/trackers/${name}`, import.meta.url), "utf8"),
});

const OPTIONS = { documentPath: "TRACKER.md", schemas: { catalog: "../catalog.schema.json", config: null } };
const importOf = (text: string) => importTracker({ path: "old.md", text }, OPTIONS);
const importLines = (...lines: string[]) => importOf(lines.join("\n"));

function withoutMarkers(text: string): string {
  return text
    .replace(/<!-- diagram-tracker:begin [^>]*-->\r?\n/g, "")
    .replace(/<!-- (?:prettier-ignore-start|markdownlint-disable) -->\r?\n/g, "")
    .replace(/\r?\n<!-- (?:prettier-ignore-end|markdownlint-restore) -->/g, "")
    .replace(/\r?\n<!-- diagram-tracker:end [^>]*-->/g, "");
}

/** The campaign as it is read back from the files that the import wrote. */
function campaignFrom({ catalogFiles, configFile, assignments }: ImportedTracker): Campaign {
  const read = <T>(parsed: { ok: true; value: T } | { ok: false; problems: unknown }) => {
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.value;
  };
  const contents = catalogFiles.map(({ path, text }) => ({
    path,
    content: read(parseYaml(path, text, catalogFileSchema)),
  }));
  return {
    catalog: buildCatalog(contents).catalog,
    config: read(parseYaml("config", configFile?.text ?? "", configSchema)),
    assignments: new Map(assignments.map((one) => [one.diagram_id, one])),
    today: "2026-03-01" as CivilDate,
  };
}

function renderImported(imported: ImportedTracker, documents = [imported.document]) {
  return renderTracker({ documents, campaign: campaignFrom(imported), url: REPOSITORY, broken: new Set() });
}

const said = ({ problems }: ImportedTracker) =>
  problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`);

describe("the Atlas's tracker", () => {
  const seed = fixture("atlas-seed.md");
  const imported = importTracker(seed, OPTIONS);
  const { changes, problems } = renderImported(imported);
  const text = changes[0]?.text ?? "";

  test("comes back byte for byte, but for the total that was wrong and the day", () => {
    expect(problems).toEqual([]);
    expect(withoutMarkers(imported.document.text)).toBe(seed.text);
    const expected = seed.text
      .replace("**Total MVP: 101 diagrams**", "**Total MVP: 89 diagrams**")
      .replace("*Last Updated: 2024-09-20*", "*Last Updated: 2026-03-01*");
    expect(withoutMarkers(text)).toBe(expected);
  });

  test("does not change when it is rendered again on another day", () => {
    const again = { ...campaignFrom(imported), today: "2027-01-01" as CivilDate };
    const documents = [{ path: "TRACKER.md", text }];
    expect(renderTracker({ documents, campaign: again, url: REPOSITORY, broken: new Set() }).changes).toEqual(
      [],
    );
  });

  test("gives 1,233 diagrams in 8 categories, 83 of them named, and 89 in the phases of which 77 have rows", () => {
    const { catalog } = campaignFrom(imported);
    const { total, categories, inPhases } = progressOf({ catalog, assignments: new Map() });
    expect([total.total, categories.length, catalog.diagrams.size]).toEqual([1233, 8, 83]);
    const named = new Set(catalog.phases.flatMap(({ items }) => items.flatMap(({ diagrams }) => diagrams)));
    expect([inPhases.total, named.size]).toEqual([89, 77]);
    expect(imported.assignments).toEqual([]);
    expect(imported.configFile?.text).toBe("tracker:\n  next_review: Weekly on Mondays\n");
  });

  test("writes a file for each category and one for the phases, each naming its schema", () => {
    expect(imported.catalogFiles.map(({ path }) => path)).toEqual([
      "catalog/01-guarantees.yml",
      "catalog/02-mechanisms.yml",
      "catalog/03-patterns.yml",
      "catalog/04-case-studies.yml",
      "catalog/05-incidents.yml",
      "catalog/06-performance.yml",
      "catalog/07-migrations.yml",
      "catalog/08-cost-analysis.yml",
      "catalog/phases.yml",
    ]);
    for (const { text } of imported.catalogFiles) {
      expect(text.split("\n")[0]).toBe("# yaml-language-server: $schema=../catalog.schema.json");
    }
  });

  test("is reported to disagree with itself, each time on the line", () => {
    expect(said(imported)).toEqual([
      '6 warning: The text says "all 900+ diagrams"; the catalog comes to 1233. It is kept as it stands.',
      "28 warning: `Guarantees` plans 108 diagrams; 18 have a row so far.",
      "60 warning: `Mechanisms` plans 120 diagrams; 18 have a row so far.",
      "92 warning: `Patterns` plans 105 diagrams; 15 have a row so far.",
      "121 warning: `Case Studies` plans 600 diagrams; 24 have a row so far.",
      "159 warning: `Incidents` plans 100 diagrams; 8 have a row so far.",
      '179 warning: The text says "First 100 Diagrams"; the phases come to 89. It is kept as it stands.',
      "201 warning: `I-CF-*` stands for 4 diagrams, but none of them has a row.",
      "202 warning: `I-SL-*` stands for 4 diagrams, but none of them has a row.",
      "203 warning: `I-FA-*` stands for 4 diagrams, but none of them has a row.",
      "205 warning: The document says 101 diagrams in all phases; their items come to 89, of which 77 have a row.",
    ]);
  });

  test.each([
    ["CRLF", (one: string) => one.replaceAll("\n", "\r\n")],
    ["a byte order mark and a line end at the end", (one: string) => `\uFEFF${one}\n`],
  ])("imports alike with %s", (_, change) => {
    const source = change(seed.text);
    const other = importOf(source);
    expect(withoutMarkers(other.document.text)).toBe(source);
    expect(said(other)).toEqual(said(imported));
    expect(other.catalogFiles).toEqual(imported.catalogFiles);
    const expected = change(withoutMarkers(text));
    expect(withoutMarkers(renderImported(other).changes[0]?.text ?? "")).toBe(expected);
  });

  test("imports to the same again from the document that was rendered, whose markers stay", () => {
    const again = importOf(text);
    expect(again.document.text).toBe(text);
    expect(again.catalogFiles).toEqual(imported.catalogFiles);
  });
});

describe("a tracker with progress in its cells, in other words and columns", () => {
  const imported = importTracker(fixture("observatory.md"), OPTIONS);
  const byId = new Map(imported.assignments.map((one) => [String(one.diagram_id), one]));

  test("keeps every state", () => {
    const shown = imported.assignments.map((one) => [
      one.diagram_id,
      one.status,
      one.assignee,
      one.pr_number,
      one.verification.verified_by ?? null,
    ]);
    expect(shown).toEqual([
      ["OP-MIR-1", "review", "ada", 12, null],
      ["OP-MIR-2", "in_progress", "john.doe", null, null],
      ["OP-MIR-3", "complete", "grace", 7, "linus"],
      ["OP-MIR-4", "pending", null, null, null],
      ["DM-DOM-A", "complete", "ada", 31, "imported tracker"],
      ["DM-DOM-B", "complete", "grace", 9, "imported tracker"],
    ]);
    expect(byId.get("DM-DOM-B")?.verification.verified_on).toBe("2024-03-01");
  });

  test("keeps sources, whether linked, bare or several", () => {
    expect(byId.get("OP-MIR-1")?.sources).toEqual([
      { url: "https://example.org/mirror", title: "Mirror notes" },
      { url: "https://example.net/a?x=1&y=2" },
    ]);
    expect(byId.get("OP-MIR-3")?.sources).toEqual([{ url: "https://example.org/coating" }]);
    expect(byId.get("DM-DOM-B")?.sources.map(({ url }) => url)).toEqual([
      "https://example.org/vent",
      "https://example.org/air",
    ]);
  });

  test("keeps in the notes what has no place of its own", () => {
    expect(byId.get("OP-MIR-2")?.notes).toBe("Source in the imported tracker: example of mirrors");
    expect(byId.get("OP-MIR-4")?.notes).toBe("Status in the imported tracker: Pnding");
    expect(byId.get("DM-DOM-A")?.notes).toContain("Assignee in the imported tracker: grace");
    expect(byId.get("DM-DOM-A")?.notes).toContain("Source in the imported tracker: javascript:alert(1)");
    expect(byId.get("DM-DOM-B")?.notes).toBe("PR in the imported tracker: 5, 9");
  });

  test("reports everything that it could not take as it was", () => {
    expect(said(imported)).toMatchInlineSnapshot(`
      [
        "3 warning: The text says "about 40 diagrams"; the catalog comes to 36. It is kept as it stands.",
        "16 warning: \`Optics\` plans 12 diagrams; 5 have a row so far.",
        "19 warning: The column \`Difficulty\` has no place in the tracker's table; it is kept as a table of its own below.",
        "22 warning: OP-MIR-2, Source: \`example of mirrors\` is no address; a source is a link or an address that begins with https:// or http://.",
        "24 warning: OP-MIR-4, Status: The status \`Pnding\` is not known. Did you mean \`⬜ Pending\`? It is imported as \`⬜ Pending\`, and what it says is kept in its notes.",
        "29 warning: 2 of the 3 rows of this table are not imported. They stay in the document as they stand, below the table. Mend them in the catalog, or take this import back, mend them here and import again.",
        "32 error: \`OP-LEN-1\` is already on line 31; this second row is not imported.",
        "33 error: \`OPLEN3\` is no diagram ID, so the row is not imported. Expected capitals and digits joined by hyphens, such as G-LIN-FL.",
        "35 warning: The heading of \`Domes & Mounts\` says 5 diagrams, the summary on line 10 says 4; the summary counts.",
        "35 warning: \`Domes & Mounts\` plans 4 diagrams; 2 have a row so far.",
        "40 warning: DM-DOM-A, Assignee: 2 people are named; an assignment has one. \`ada\` is taken, the others are kept in its notes.",
        "40 warning: DM-DOM-A, Source: \`javascript:alert(1)\` is no address; a source is a link or an address that begins with https:// or http://.",
        "40 warning: DM-DOM-A is verified, but by nobody named; it is imported as verified by "imported tracker". Another row likewise.",
        "41 warning: DM-DOM-B, PR: 2 pull requests are named; an assignment has one. #9, the last, is taken.",
        "43 warning: The text says "first 10 diagrams"; the phases come to 8. It is kept as it stands.",
        "46 warning: The phases are read into the catalog, but their lists stay as they stand, since more is in them than the tracker shows. To have them kept up to date, put \`<!-- diagram-tracker:begin phases -->\` and \`<!-- diagram-tracker:end phases -->\` where they shall stand.",
        "48 warning: \`OP-XYZ-*\` stands for 3 diagrams, but none of them has a row.",
        "49 error: This item of a phase is not imported: expected \`G-LIN-* (label) - 6 diagrams\`.",
        "51 warning: The document says 9 diagrams in all phases; their items come to 8, of which 5 have a row.",
      ]
    `);
  });

  test("is marked around its parts, and the text between them stays", () => {
    const { text } = imported.document;
    expectKept(fixture("observatory.md").text, text);
    expect(text.match(/<!-- diagram-tracker:begin .*-->/g)).toEqual([
      "<!-- diagram-tracker:begin summary -->",
      '<!-- diagram-tracker:begin details group="OP1" -->',
      '<!-- diagram-tracker:begin details group="OP2" -->',
      '<!-- diagram-tracker:begin details category="Domes & Mounts" -->',
    ]);
    expect(renderImported(imported).changes[0]?.text).toContain("\nSegment counts are in the annex.\n");
  });

  test("imports to the same state again once it is rendered", () => {
    const [change] = renderImported(imported).changes;
    const again = importOf(change?.text ?? "");
    const shown = ({
      notes,
      verification: { verified_on, ...verification },
      ...rest
    }: (typeof imported.assignments)[number]) => ({
      ...rest,
      verification,
    });
    const worked = imported.assignments.filter(({ status }) => status !== "pending");
    expect(again.assignments.map(shown)).toEqual(worked.map(shown));
    expect(again.catalogFiles).toEqual(imported.catalogFiles);
  });
});

describe("other forms", () => {
  const TABLE = ["| ID | Name | Status |", "|---|---|---|", "| X-AA-1 | One | ✅ |", "| X-AA-2 | Two | |"];

  test("categories without groups get one of their own", () => {
    const { catalog, document } = importLines("# T", "", "## Networks", "", ...TABLE, "");
    expect(catalog.categories.map(({ name, planned }) => [name, planned])).toEqual([["Networks", 2]]);
    expect(catalog.categories[0]?.groups.map(({ key, name }) => [key, name])).toEqual([["X-AA", "Networks"]]);
    expect(document.text).toContain("<!-- diagram-tracker:begin details -->\n## Networks");
  });

  test("groups that have a heading but no table are planned, and categories, too", () => {
    const { catalog } = importLines(
      "## Networks (9 diagrams)",
      "### N1: Core (2 diagrams)",
      ...TABLE,
      "",
      "### N2: Edge (4 diagrams)",
      "## Stores (7 diagrams)",
    );
    expect(catalog.categories.map(({ name, planned }) => [name, planned])).toEqual([
      ["Networks", 9],
      ["Stores", 7],
    ]);
    expect(catalog.categories[0]?.groups.map(({ key, planned }) => [key, planned])).toEqual([
      ["N1", 2],
      ["N2", 4],
    ]);
  });

  test("a table without any heading above it", () => {
    const { catalog } = importLines(...TABLE);
    expect(catalog.categories.map(({ name }) => name)).toEqual(["Diagrams"]);
    expect(catalog.diagrams.size).toBe(2);
  });

  test("a document without tables imports nothing and says so", () => {
    const imported = importLines("# T", "", "- a list");
    expect(imported.document.text).toBe("# T\n\n- a list");
    expect(
      imported.problems.filter(({ severity }) => severity === "error").map(({ message }) => message),
    ).toEqual([
      "Nothing here is taken for a list of diagrams: found 1 list. Expected a table such as `| ID | Name | Status |`, `|----|------|--------|`, `| DOC-INTRO | Introduction | Pending |`, or a task list.",
    ]);
  });

  test("summary figures that the rows do not bear out are reported on their line", () => {
    const imported = importLines(
      "| Category | Total | Complete | In Progress | Pending | % Done |",
      "|---|---|---|---|---|---|",
      "| Networks | 2 | 2 | 0 | 0 | 100% |",
      "",
      "## Networks",
      ...TABLE,
    );
    expect(said(imported)).toEqual([
      "3 warning: The summary of `Networks` disagrees with the rows: Complete 2 instead of 1, Pending 0 instead of 1, % Done 100 instead of 50.",
    ]);
  });

  test("text within the phases keeps them unmarked, rather than being lost", () => {
    const imported = importLines(
      ...TABLE,
      "",
      "## One",
      "1. X-AA-* (Both) - 2 diagrams",
      "",
      "Mind this.",
      "",
      "## Two",
      "- X-AA-1 - 1 diagram",
    );
    expect(imported.document.text).not.toContain("begin phases");
    expect(said(imported).join("\n")).toContain("9 warning: Other text stands within the phases");
    expect(imported.catalog.phases.map(({ name }) => name)).toEqual(["One", "Two"]);
  });

  test("text between a heading and its table is kept", () => {
    const source = ["## Networks", "### N1: Core", "", "Read this first.", "", ...TABLE, ""].join("\n");
    const { document } = importOf(source);
    expect(withoutMarkers(document.text)).toBe(source);
    expect(document.text).toContain(
      'Read this first.\n\n<!-- diagram-tracker:begin details group="N1" -->\n| ID |',
    );
  });

  test("hostile cells become text that renders to seven cells again", () => {
    const imported = importLines(
      "| ID | Name | Status | Assignee | PR | Verified | Source |",
      "|---|---|---|---|---|---|---|",
      "| X-AA-1 | <b>bold</b> `a\\|b` <!-- diagram-tracker:end details --> | complete | [me](javascript:x) | #0 | - | ![i](https://x.io/i) |",
      "| X-AA-2 | a | b | c | d | e | f | g |",
    );
    expect(imported.catalog.diagrams.get("X-AA-1" as never)?.name).toBe("bold a|b");
    const [change] = renderImported(imported).changes;
    const row = change?.text?.split("\n").find((line) => line.startsWith("| X-AA-1"));
    expect(row).toBe(
      "| X-AA-1 | bold a\\|b | ✅ Complete | [me](https://github.com/me) | - | - | [i](https://x.io/i) |",
    );
    expect(said(imported).join("\n")).toContain("This row has 8 cells but the table 7 columns");
  });
});

/** Every line of the source stands in the document, in order; others are ours. */
function expectKept(source: string, document: string): void {
  const lines = document.split(/\r?\n/);
  let at = 0;
  for (const line of source.split(/\r?\n/)) {
    const found = lines.indexOf(line, at);
    if (found === -1) expect(document).toContain(`${line} (which is lost)`);
    at = found + 1;
  }
}

test("whatever the document is made of, nothing outside the markers changes, and what is written can be read", () => {
  const line = fc.oneof(
    fc.constantFrom(
      ..."|# T|## A (3 diagrams)|## B|### G1: One (2 diagrams)|### One|---|```|> quote|- X-AA-* (x) - 2 diagrams".split(
        "|",
      ),
      ..."1. X-AA-1|**Total MVP: 3 diagrams**|*Last Updated: 2024-01-01*|*Next Review: soon*|over 40 diagrams|  ".split(
        "|",
      ),
      ...["| ID | Name | Status | Assignee | PR | Verified | Source |", "|---|---|---|---|---|---|---|"],
      ...[
        "| Category | Total |",
        "|---|---|",
        "| **A** | 1,000 |",
        "| x-bb-1 | Two | wip | @ada | 12 | yes | https://x.io |",
      ],
    ),
    fc.nat(30).map((number) => `| X-AA-${number} | Name ${number} | ✅ Complete | ada | #1 | ✅ bob | - |`),
    hostile.filter((text) => !/diagram-tracker/i.test(text)),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (lines, eol) => {
      const source = lines.join(eol);
      const imported = importOf(source);
      expectKept(source, imported.document.text);
      const campaign = campaignFrom(imported);
      expect([...campaign.catalog.diagrams.keys()]).toEqual([...imported.catalog.diagrams.keys()]);
      const { problems } = findRegions(imported.document);
      expect(problems).toEqual([]);
      for (const assignment of imported.assignments) {
        expect(assignmentFileSchema.safeParse({ assignment }).error).toBeUndefined();
      }
    }),
    { numRuns: 500 },
  );
});
