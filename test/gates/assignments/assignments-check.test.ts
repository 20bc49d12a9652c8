import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignmentsCheck } from "../../../src/gates/assignments/assignments-check.ts";
import { shownBy } from "../../tracker/github-markdown.ts";
import { hostile } from "../../tracker/hostile-text.ts";
import { type Case, inputOf, parseCases, parseStart } from "./cases.ts";

const FOLDER = new URL("../../../fixtures/assignments-check/", import.meta.url);
const UPDATE = process.env["UPDATE_REPORTS"] === "1" && process.env["CI"] === undefined;
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
const START = parseStart(read("start.yml"));
const families = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yml") && name !== "start.yml")
  .sort();

describe.each(families)("%s", (family) => {
  const cases = parseCases(read(family));
  const reports = Object.fromEntries(cases.map((one) => [one.case, assignmentsCheck(inputOf(START, one))]));
  const name = family.replace(/yml$/, "json");
  if (UPDATE) writeFileSync(new URL(name, FOLDER), `${JSON.stringify(reports, null, 2)}\n`);
  const expected: Record<string, unknown> = JSON.parse(read(name));

  test.each(cases.map((one) => one.case))("%s", (title) => {
    expect(reports[title]).toEqual(expected[title]);
  });

  test("names every case once, and expects nothing of others", () => {
    expect(Object.keys(expected)).toEqual(cases.map((one) => one.case));
  });
});

const base = (more: Partial<Case>): Case => ({
  case: "any",
  by: "ada",
  references: [],
  base: {},
  files: {},
  replace: {},
  renamed: [],
  ...more,
});

describe("whatever a pull request brings", () => {
  test("one that changes nothing passes, and one that touches nothing of the campaign is not judged", () => {
    const same = Object.fromEntries(Object.entries(START.base).map(([path, text]) => [path, text]));
    const report = assignmentsCheck(inputOf(START, base({ files: same, by: "cyd" })));
    expect(report).toMatchObject({ conclusion: "success", title: "Everything is in order", annotations: [] });
    expect(
      assignmentsCheck(
        inputOf(
          START,
          base({ files: { "README.md": "Hi", "diagrams/a.md": "x", ".github/build-all.yml": "on: push" } }),
        ),
      ),
    ).toBeNull();
  });

  test("nothing of it mentions anybody, or is HTML or a link in the summary", () => {
    const text = hostile;
    const paths = fc.constantFrom(
      "assignments/G-LIN-FL.yml",
      "assignments/G-LIN-SQ.yml",
      "catalog/atlas.yml",
      ".github/diagram-tracker.yml",
      "TRACKER.md",
    );
    const yaml = text.map((one) => JSON.stringify(one));
    const contents = fc.oneof(
      text,
      yaml.map(
        (one) => `assignment:\n  diagram_id: ${one}\n  assignee: ${one}\n  status: ${one}\n  ${one}: 1\n`,
      ),
      yaml.map(
        (one) =>
          `assignment:\n  diagram_id: G-LIN-FL\n  assignee: ${one}\n  reviewer: ${one}\n  status: in_progress\n`,
      ),
      yaml.map(
        (one) =>
          `categories:\n  - name: ${one}\n    planned: 0\n    groups:\n      - { key: ${one}, name: ${one}, planned: 0, diagrams: { G-LIN-FL: ${one}, ${one}: x } }\n`,
      ),
      text.map(
        (one) => `<!-- diagram-tracker:begin ${one} -->\n${one}\n<!-- diagram-tracker:end summary -->\n`,
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(paths, contents, { minKeys: 1 }), (files) => {
        const report = assignmentsCheck(inputOf(START, base({ files })));
        if (!report) throw new Error("not judged");
        for (const { message, title } of report.annotations) {
          expect(`${title} ${message}`).not.toMatch(/@\w/);
          expect(message).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
        }
        const { kinds, words } = shownBy(report.summary);
        expect(kinds).not.toContainEqual(expect.stringMatching(/^(?:html|link|image|definition)/));
        expect(words).not.toMatch(/@\w/);
        expect(report.summary.length).toBeLessThanOrEqual(65_535);
        expect(report.title).not.toMatch(/[@<`\n]/);
      }),
      { numRuns: 300 },
    );
  });
});
