import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Assignment } from "../../src/domain/assignment.ts";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { MermaidParser } from "../../src/mermaid/mermaid-parser.ts";
import { importTracker } from "../../src/tracker/import.ts";
import { REGIONS } from "../../src/tracker/regions.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { campaignOf, SMALL, URL } from "./campaigns.ts";
import { tableOf } from "./github-markdown.ts";
import { campaignThatWent, weeksOf } from "./histories.ts";
import { hostile } from "./hostile-text.ts";

const parser = new MermaidParser();
afterAll(() => parser.close());

const region = (name: string) =>
  `<!-- diagram-tracker:begin ${name} -->\n<!-- diagram-tracker:end ${name} -->\n`;

function rendered(name: string, campaign: Campaign, text = region(name)): string {
  const { changes, problems } = renderTracker({
    documents: [{ path: "TRACKER.md", text }],
    campaign: {
      ...campaign,
      config: { ...campaign.config, paths: { ...campaign.config.paths, tracker: [] } },
    },
    url: URL,
    broken: new Set(),
  });
  expect(problems).toEqual([]);
  return changes[0]?.text ?? text;
}

/** What stands between the markers, and the formatters' marks inside them. */
const inside = (name: string, campaign: Campaign) =>
  rendered(name, campaign).split("\n").slice(3, -4).join("\n");

const day = (text: string) => text as CivilDate;

describe("chart", () => {
  const chartOf = (completed: number[], planned = 100, plan: string[] = []) =>
    inside("chart", campaignThatWent({ completed, planned, plan }));
  const blocks = (chart: string) =>
    [...chart.matchAll(/```mermaid\n([^`]*)```/g)].map(([, block = ""]) => block);

  test("complete by week against the plan, and the statuses", () => {
    expect(chartOf([2, 3, 1])).toBe(
      [
        "```mermaid",
        '%%{init: {"themeVariables":{"xyChart":{"plotColorPalette":"#8c959f, #2da44e"}},"xyChart":{"height":400}}}%%',
        "xychart-beta",
        '  title "Complete (lower line) of 100 planned today (upper line)"',
        '  x-axis ["6 Jan", "13 Jan", "20 Jan"]',
        '  y-axis "Diagrams" 0 --> 100',
        "  line [100, 100, 100]",
        "  line [2, 5, 6]",
        "```",
        "",
        "```mermaid",
        '%%{init: {"themeVariables":{"xyChart":{"plotColorPalette":"#2da44e"}},"xyChart":{"height":240}}}%%',
        "xychart-beta horizontal",
        '  title "100 diagrams by status"',
        '  x-axis ["Complete: 6", "Review: 0", "In Progress: 0", "Pending: 94"]',
        '  y-axis "Diagrams" 0 --> 94',
        "  bar [6, 0, 0, 94]",
        "```",
      ].join("\n"),
    );
  });

  test("a plan that is known is drawn as it grew, and called what it was", () => {
    const chart = chartOf([2, 3, 1], 100, [
      "{ on: 2025-01-08, planned: 60 }",
      "{ on: 2025-01-15, planned: 80 }",
    ]);
    expect(chart).toContain("of what was planned (upper line)");
    expect(chart).toContain("line [60, 80, 100]");
  });

  test("no line through one point, and nothing before anything began", () => {
    expect(blocks(chartOf([2]))).toHaveLength(1);
    expect(inside("chart", campaignOf(SMALL))).toBe("*The chart begins when the first diagram is taken.*");
    expect(inside("chart", campaignOf("categories: []"))).toBe(
      "*The chart begins when the first diagram is taken.*",
    );
  });

  test("every chart parses, its lines as long as its axis, within what GitHub draws", async () => {
    const charts = [1, 2, 10, 11, 60, 700].flatMap((weeks) => blocks(chartOf(weeksOf(weeks, 1), 1000)));
    expect(charts).toHaveLength(11);
    const read = await parser.parseAll(charts, { bytes: 50_000, milliseconds: 120_000 });
    for (const chart of charts) {
      expect(read.get(chart)).toEqual({ kind: "parses", diagramType: "xychart" });
      const [lengths] = [chart.match(/^ {2}(?:line|bar) \[(.*)\]$/gm)?.map((line) => line.split(",").length)];
      const days = /x-axis \[(.*)\]/.exec(chart)?.[1]?.match(/"[^"]*"/g);
      const length = days?.length ?? Number(/1 --> (\d+)$/m.exec(chart)?.[1]);
      expect(lengths?.every((one) => one === length)).toBe(true);
      expect(new Set(days).size).toBe(days?.length ?? 0);
      expect(chart.length).toBeLessThan(10_000);
    }
  });

  test("a curve on which nothing happens any more comes to rest", () => {
    const at = (weeks: number, planned = 10) => chartOf([4, 6, ...weeksOf(weeks, 0)], planned);
    // Complete: the curve ends where the campaign did.
    expect(at(1)).toBe(at(30));
    // Forgotten: it shows that for a quarter, and stays.
    expect(at(13, 20)).toBe(at(30, 20));
    expect(at(5, 20)).not.toBe(at(6, 20));
  });
});

const CAMPAIGN = campaignOf(SMALL, {
  "OP-MIR-A": {
    status: "complete",
    assignee: "ada",
    start_date: day("2026-01-05"),
    completion_date: day("2026-02-02"),
    pr_number: 7,
  },
  "OP-MIR-B": { status: "review", assignee: "john doe", reviewer: "grace", pr_number: 9 },
  "OP-LEN-A": {
    status: "in_progress",
    assignee: "Ada",
    start_date: day("2026-02-01"),
    due_date: day("2026-02-15"),
  },
});

describe("lists", () => {
  test("people", () => {
    expect(inside("people", CAMPAIGN)).toBe(
      [
        "| Person | Complete | In Progress | Review | Verified for others | Latest work |",
        "|--------|----------|-------------|--------|---------------------|-------------|",
        "| [ada](https://github.com/ada) | 1 | 1 | 0 | 0 | 2026-02-02 |",
        "| john doe | 0 | 0 | 1 | 0 | - |",
      ].join("\n"),
    );
  });

  test("recent, review and overdue", () => {
    const rows = (name: string) => inside(name, CAMPAIGN).split("\n").slice(2);
    expect(rows("recent")).toEqual([
      "| 2026-02-02 | OP-MIR-A | Primary | [ada](https://github.com/ada) | [#7](https://github.com/stars/charts/pull/7) |",
    ]);
    expect(rows("review")).toEqual([
      "| OP-MIR-B | Secondary | john doe | [#9](https://github.com/stars/charts/pull/9) | [grace](https://github.com/grace) |",
    ]);
    expect(rows("overdue")).toEqual([
      "| 2026-02-15 | OP-LEN-A | Corrector | [Ada](https://github.com/Ada) |",
    ]);
  });

  test.each(["people", "recent", "review", "overdue"])("%s says that there is nothing", (name) => {
    expect(inside(name, campaignOf(SMALL))).toMatch(/^\*(?:Nobody|Nothing) .*\.\*$/);
  });

  test("a list that is long says how much more there is", () => {
    const many = campaignThatWent({
      completed: weeksOf(3, 90),
      planned: 300,
      change: (id, one) => ({ ...one, assignee: id, status: "review" }),
    });
    expect(inside("people", many).split("\n").at(-1)).toBe("*And 70 more.*");
    expect(inside("review", many).split("\n").at(-1)).toBe("*And 220 more.*");
  });

  test("whatever names hold, each list is one table of plain cells", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, person) => {
        const one: Partial<Assignment> = { assignee: person, reviewer: person, pr_number: 1 };
        const catalog = SMALL.replaceAll(/Primary|Secondary/g, "X");
        const campaign = campaignOf(catalog, {
          "OP-MIR-A": { ...one, status: "complete", completion_date: day("2026-02-02") },
          "OP-MIR-B": { ...one, status: "review" },
          "OP-LEN-A": { ...one, status: "in_progress", due_date: day("2026-02-15") },
        });
        for (const diagram of campaign.catalog.diagrams.values()) Object.assign(diagram, { name });
        for (const list of ["people", "recent", "review", "overdue"]) {
          const { kinds, rows } = tableOf(inside(list, campaign));
          const [head, ...body] = rows;
          expect(body.every((row) => row.length === head?.length)).toBe(true);
          expect(
            [...kinds].filter(
              (kind) => !/^(?:text|link_open|link_close|text_special|html_inline)$/.test(kind),
            ),
          ).toEqual([]);
          expect(kinds.has("html_inline")).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("all regions", () => {
  const all = REGIONS.map(region).join("\n");

  test("rendered again they do not change, on that day", () => {
    const text = rendered("", CAMPAIGN, all);
    expect(rendered("", CAMPAIGN, text)).toBe(text);
    expect(text.match(/prettier-ignore-start/g)).toHaveLength(REGIONS.length);
  });

  test("of another day of the week, with nothing new, they stay", () => {
    const on = (today: string) => ({ ...CAMPAIGN, today: day(today) });
    const text = rendered("", on("2026-03-02"), all);
    expect(rendered("", on("2026-03-08"), text)).toBe(text);
    expect(rendered("", on("2026-03-09"), text)).not.toBe(text);
  });

  test("a document without marks gets them with its next change, and not before", () => {
    const marked = rendered("summary", CAMPAIGN);
    const bare = marked.replace(/<!-- (?:prettier|markdownlint)[^>]*-->\n/g, "");
    expect(rendered("summary", CAMPAIGN, bare)).toBe(bare);
    const other = campaignOf(SMALL);
    expect(rendered("summary", other, bare)).toBe(rendered("summary", other));
  });

  test("the import takes none of the new ones for a list of diagrams", () => {
    const text = rendered("", CAMPAIGN, all);
    const read = importTracker(
      { path: "TRACKER.md", text },
      { documentPath: "TRACKER.md", schemas: { catalog: null, config: null } },
    );
    expect(read.rows.map(({ id }) => id)).toEqual([...CAMPAIGN.catalog.diagrams.keys()]);
    expect(read.document.text).toBe(text);
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("while a file cannot be read, lists and curve stay as they are, since rows name no days", () => {
  const documents = [
    { path: "TRACKER.md", text: rendered("", CAMPAIGN, ["recent", "summary"].map(region).join("")) },
  ];
  const rest = new Map([...CAMPAIGN.assignments].filter(([id]) => id !== "OP-MIR-A"));
  const paths = { ...CAMPAIGN.config.paths, tracker: ["TRACKER.md"] };
  const { changes } = renderTracker({
    documents,
    campaign: { ...CAMPAIGN, assignments: rest, config: { ...CAMPAIGN.config, paths } },
    url: URL,
    broken: new Set(["OP-MIR-A" as DiagramId]),
  });
  const text = changes[0]?.text ?? documents[0]?.text ?? "";
  expect(text).toContain("| 2026-02-02 | OP-MIR-A |");
  expect(text).not.toBe(documents[0]?.text);
});
