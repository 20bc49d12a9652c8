import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assignment, pendingAssignment } from "../../src/domain/assignment.ts";
import { STATUSES } from "../../src/domain/status.ts";
import { TABLE_HEAD } from "../../src/tracker/columns.ts";
import { renderRow } from "../../src/tracker/render-row.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { findRows, lastGoodAssignments, parseRow } from "../../src/tracker/rows.ts";
import { campaignOf, SMALL, URL } from "./campaigns.ts";

const campaign = campaignOf(SMALL);
const [diagram] = campaign.catalog.diagrams.values();
if (!diagram) throw new Error("the campaign names diagrams");
const { id } = diagram;

const words = fc
  .array(fc.constantFrom("Ada", "de", "Lovelace", "O'Brien", "a|b", "*x*", "Ü.", "<i>", "snake_case", "C#"), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(" "));
const person = fc.oneof(fc.constantFrom("ada", "john.doe", "grace-hopper"), words);
const url = fc
  .webUrl({ withFragments: true, withQueryParameters: true })
  .filter((one) => !/['^`|\\{}]/.test(one));
const assignment = fc.record({
  assignee: fc.option(person),
  status: fc.constantFrom(...STATUSES),
  pr_number: fc.option(fc.integer({ min: 1, max: 99_999 })),
  verifier: fc.option(person),
  sources: fc.array(
    fc.oneof(fc.record({ url }), fc.record({ url, title: words.map((text) => `on ${text}`) })),
    { maxLength: 5 },
  ),
});

test("a rendered row, read back, is the assignment that it was rendered from", () => {
  fc.assert(
    fc.property(assignment, ({ verifier, ...shown }) => {
      const before: Assignment = { ...pendingAssignment(id), ...shown };
      if (verifier !== null) before.verification = { ...before.verification, verified_by: verifier };
      const row = renderRow(diagram, before, URL);
      const after = parseRow(id, row);
      expect(after).toEqual(before);
      expect(renderRow(diagram, after ?? undefined, URL)).toBe(row);
    }),
    { numRuns: 500 },
  );
});

test("the last good state comes from the row in whichever document it stands", () => {
  const before = campaignOf(SMALL, {
    "OP-MIR-B": { status: "review", assignee: "ada", pr_number: 7, sources: [{ url: "https://x.io/a" }] },
    "DM-SHU-A": { status: "complete", assignee: "john.doe" },
  });
  const empty = (path: string, attribute: string) => ({
    path,
    text: `<!-- diagram-tracker:begin details ${attribute} -->\r\n<!-- diagram-tracker:end details -->\r\n`,
  });
  const { changes } = renderTracker({
    documents: [empty("TRACKER.md", `category="Domes"`), empty("b.md", `group="OP1"`)],
    campaign: before,
    url: URL,
    broken: new Set(),
  });
  const documents = changes.map(({ path, text }) => ({ path, text: text ?? "" }));
  const ids = new Set([...before.catalog.diagrams.keys()]);
  const found = lastGoodAssignments(documents, ids);
  expect([...found.keys()].sort()).toEqual(["DM-SHU-A", "OP-MIR-A", "OP-MIR-B"]);
  for (const [one, state] of before.assignments) expect(found.get(one)).toEqual(state);
});

test("rows outside the managed regions, and rows with a status that means nothing, are no state", () => {
  const text = [
    "<!-- diagram-tracker:begin details -->",
    "| ID | Name | Status | Assignee | PR | Verified | Source |",
    "|----|------|--------|----------|-----|----------|--------|",
    "| OP-MIR-A | Primary | Nearly | ada | - | - | - |",
    "<!-- diagram-tracker:end details -->",
    "| OP-MIR-B | Secondary | ✅ Complete | ada | - | - | - |",
  ].join("\n");
  const documents = [{ path: "TRACKER.md", text }];
  expect([...findRows(documents, new Set([...campaign.catalog.diagrams.keys()])).keys()]).toEqual([
    "OP-MIR-A",
  ]);
  expect(lastGoodAssignments(documents, new Set([id])).size).toBe(0);
});

describe("a table that was rendered when the columns were others is read by its own head", () => {
  const document = (...table: string[]) => [
    {
      path: "TRACKER.md",
      text: ["<!-- diagram-tracker:begin details -->", ...table, "<!-- diagram-tracker:end details -->"].join(
        "\n",
      ),
    },
  ];
  const OLD = document(
    "#### OP1: Mirrors (3 diagrams)",
    "| ID | Status | Points | Name | PR | Assignee |",
    "|----|--------|--------|------|-----|----------|",
    "| OP-MIR-A | 🟨 Review | 5 | a \\| b | [#7](https://github.com/stars/charts/pull/7) | [ada](https://github.com/ada) |",
    "| OP-MIR-B | ✅ Complete |",
    "",
    "| ID | Name |",
    "|----|------|",
    "| OP-LEN-A | Corrector |",
  );
  const ids = new Set([...campaign.catalog.diagrams.keys()]);

  test("into assignments", () => {
    const found = lastGoodAssignments(OLD, ids);
    expect(found.get(id)).toEqual({
      ...pendingAssignment(id),
      status: "review",
      assignee: "ada",
      pr_number: 7,
    });
    expect([...found.values()].map(({ diagram_id, status }) => [diagram_id, status])).toEqual([
      ["OP-MIR-A", "review"],
      ["OP-MIR-B", "complete"],
      ["OP-LEN-A", "pending"],
    ]);
  });

  test("into rows that fit into the table of today, their cells as they stood", () => {
    expect([...findRows(OLD, ids).values()]).toEqual([
      "| OP-MIR-A | a \\| b | 🟨 Review | [ada](https://github.com/ada) | [#7](https://github.com/stars/charts/pull/7) | - | - |",
      "| OP-MIR-B | - | ✅ Complete | - | - | - | - |",
      "| OP-LEN-A | Corrector | - | - | - | - | - |",
    ]);
  });

  test("so that the document gets the head of today, and no broken row is lost", () => {
    const [change] = renderTracker({ documents: OLD, campaign, url: URL, broken: new Set([id]) }).changes;
    expect(change?.text).toContain(
      [...TABLE_HEAD, "| OP-MIR-A | a \\| b | 🟨 Review | [ada](https://github.com/ada) |"].join("\n"),
    );
  });

  test("and rows without a head, or below one that names no IDs, are none", () => {
    const row = "| OP-MIR-A | Primary | ✅ Complete | - | - | - | - |";
    expect(findRows(document(row, row), ids).size).toBe(0);
    expect(findRows(document("| Name | Status |", "|---|---|", row), ids).size).toBe(0);
    expect(findRows(document(...TABLE_HEAD, "", row), ids).size).toBe(0);
  });
});
