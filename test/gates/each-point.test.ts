import { describe, expect, test } from "vitest";
import type { CheckReport } from "../../src/gates/check-report.ts";
import { assignmentText, type CheckSetting, checkGates as check, GOOD } from "./check-input.ts";

const PATH = "diagrams/G-LIN-FL.mmd";
const TICKED = "- [x] **3 AM Test**: it would";

interface Case {
  readonly name: string;
  /** What the report's summary says is left; what is advisory is shown, but nothing to be done. */
  readonly left: string;
  /** Failure, unless it says so. */
  readonly conclusion?: CheckReport["conclusion"];
  readonly drawing?: string;
  readonly assignment?: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly syntax?: CheckSetting["syntax"];
}

const without = (...parts: readonly (readonly [string, string])[]) =>
  parts.reduce((text, [what, by]) => text.replace(what, by), GOOD);
const verified = { verified_by: "grace", verified_on: "2026-11-23", verified_in: 12 };

const CASES: readonly Case[] = [
  { name: "assigned-to-another", left: "Assigned", assignment: { assignee: "bob" } },
  {
    name: "template-other-type",
    left: "nothing",
    conclusion: "success",
    drawing: `sequenceDiagram
  participant LB as NLB, 2M requests/s
  participant L as etcd leader, r5.24xlarge, 5 nodes, $4,200/month
  LB->>L: p50: 1ms, p99: 8ms
  L->>LB: leader crashes: re-election in 5s
`,
  },
  {
    name: "syntax-error",
    left: "Syntax",
    syntax: new Map([[GOOD, { kind: "error", line: 3, why: { kind: "foreign", at: "A > B" } }]]),
  },
  {
    name: "safety-script-link",
    left: "Safe Links",
    drawing: `${GOOD}  click F "javascript:alert(1)"\n`,
  },
  {
    name: "production-data-unchecked",
    left: "Production Data",
    assignment: { verification: { data_current: 2024, ...verified } },
  },
  { name: "source-url-missing", left: "Source URL", assignment: { sources: [] } },
  {
    name: "date-current-too-old",
    left: "Date Current",
    assignment: { verification: { data_current: 2017, metrics_verified: true, ...verified } },
  },
  { name: "color-scheme-wrong-fill", left: "Color Scheme", drawing: without(["#0066CC", "#0066DD"]) },
  {
    name: "color-scheme-undefined-class",
    left: "Color Scheme",
    drawing: without([":::edge", ":::egde"]),
  },
  {
    name: "cost-data-missing",
    left: "Cost Data",
    drawing: without(["<br/>$4,200/month", ""], [", 5 nodes", ""]),
  },
  { name: "latency-budget-missing", left: "Latency Budget", drawing: without(["p99: 8ms", "max: 8ms"]) },
  {
    name: "failure-mode-missing",
    left: "Failure Mode",
    drawing: without(["leader crashes: re-election in 5s", "AppendEntries in 2ms"]),
  },
  { name: "instance-types-missing", left: "Instance Types", drawing: without(["r5.24xlarge, ", ""]) },
  {
    name: "scale-metrics-missing",
    left: "Scale Metrics",
    drawing: without(["2M requests/s", "round robin every 30s"], [", 5 nodes", ""]),
  },
  { name: "three-am-test-not-ticked", left: "3 AM Test", body: "" },
  {
    name: "verified-by-nobody",
    left: "Verification",
    assignment: { verification: { data_current: 2024, metrics_verified: true } },
  },
];

describe("a diagram that lacks one thing has only that left to do", () => {
  test.each(CASES)(
    "$name",
    async ({
      name,
      left,
      conclusion = "failure",
      drawing = GOOD,
      assignment = {},
      body = TICKED,
      syntax,
    }) => {
      const report = check({
        files: { [PATH]: drawing },
        base: { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", assignment) },
        pr: { body },
        ...(syntax && { syntax }),
      });
      await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
        `../../fixtures/gates/points/${name}.json`,
      );
      expect(leftIn(report)).toBe(left);
      expect(report.conclusion).toBe(conclusion);
    },
  );
});

describe("what is failed may be let pass", () => {
  const drawing = without(["p99: 8ms", "max: 8ms"]);

  test("by a person who ticks it", async () => {
    const report = check({
      files: { [PATH]: drawing },
      base: { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") },
      pr: { body: `${TICKED}\n- [x] **Latency Budget**: in the table below the drawing` },
    });
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
      "../../fixtures/gates/points/latency-budget-attested.json",
    );
    expect(report.conclusion).toBe("success");
  });

  test("by a maintainer who overrides it", async () => {
    const overrides = [
      { by: "root", on: "2026-11-24", pr: 12, reason: "A map has no latency.", points: ["latency_budget"] },
    ];
    const report = check({
      files: { [PATH]: drawing },
      base: { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", { overrides }) },
      pr: { body: TICKED },
    });
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(
      "../../fixtures/gates/points/latency-budget-overridden.json",
    );
    expect(report.conclusion).toBe("success");
  });
});

/** The last column of the summary's row. */
function leftIn({ summary }: CheckReport): string {
  const row = summary.split("\n").find((line) => line.startsWith("| `G-LIN-FL`")) ?? "";
  return row.split(" | ").at(-1)?.replace(/ \|$/, "") ?? "";
}
