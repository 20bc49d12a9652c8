import { describe, expect, test } from "vitest";
import { renderProblem } from "../../src/domain/problem.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import type { RepositoryFiles } from "../../src/domain/source-file.ts";

const CATALOG = `categories:
  - name: Guarantees
    planned: 2
    groups:
      - key: G01
        name: Linearizability
        planned: 1
        diagrams:
          G-LIN-FL: Flow
          G-LIN-SQ: Sequence
`;

const state = (files: Partial<Record<"config" | "catalog" | "more" | "one" | "two", string>>) => {
  const file = (path: string, text: string | undefined) => (text === undefined ? [] : [{ path, text }]);
  const all: RepositoryFiles = {
    config: files.config === undefined ? null : { path: ".github/diagram-tracker.yml", text: files.config },
    catalog: [...file("catalog/a.yml", files.catalog ?? CATALOG), ...file("catalog/b.yml", files.more)],
    assignments: [
      ...file("assignments/G-LIN-FL.yml", files.one),
      ...file("assignments/sub/G-LIN-FL.yml", files.two),
    ],
    trackers: [],
  };
  return readRepositoryState(all);
};
const messages = (files: Parameters<typeof state>[0]) => state(files).problems.map(renderProblem);
const pending = "assignment:\n  diagram_id: G-LIN-FL\n  status: pending\n";

describe("disagreements between files are found, and stop only what they touch", () => {
  test("a diagram that two files name: the first counts", () => {
    const more =
      "categories:\n  - name: B\n    planned: 1\n    groups:\n      - { key: B1, name: B, planned: 1, diagrams: { G-LIN-FL: Other } }\n";
    expect(messages({ more })).toContain(
      "catalog/b.yml:5:53: error: The diagram `G-LIN-FL` is already named in catalog/a.yml. I left this one out.",
    );
    expect(state({ more }).catalog.diagrams.get("G-LIN-FL" as never)?.name).toBe("Flow");
  });

  test("more diagrams named than planned: a warning, and the named ones count", () => {
    expect(messages({})).toEqual([
      "catalog/a.yml:5:14: warning: Group `G01` plans 1 diagrams, but names 2. The named ones count.",
    ]);
  });

  test("a phase of diagrams that nobody named yet", () => {
    const more = "phases:\n  - name: P\n    items:\n      - match: I-CF-*\n        planned: 4\n";
    expect(messages({ more })).toContain(
      "catalog/b.yml:4:16: warning: No diagram of the catalog matches `I-CF-*` yet, so nobody can claim anything here.",
    );
    expect(state({ more }).catalog.phases[0]?.items[0]?.planned).toBe(4);
  });

  test("a catalog file that cannot be read leaves the others", () => {
    const read = state({ more: "categories: {" });
    expect(read.catalogBroken).toMatchObject([{ file: "catalog/b.yml", line: 1 }]);
    expect(read.catalog.isWhole).toBe(false);
    expect(read.catalog.diagrams.size).toBe(2);
  });

  test("a configuration that cannot be read is broken, not guessed", () => {
    expect(state({ config: "claims: 3" }).configBroken).toBe(true);
    expect(state({ config: "" }).configBroken).toBe(false);
  });

  test("an assignment file that cannot be read makes its diagram broken", () => {
    const read = state({ one: "assignment: [" });
    expect([...read.broken.keys()]).toEqual(["G-LIN-FL"]);
    expect(read.assignments.size).toBe(0);
  });

  test("two files for one diagram: the first by path counts", () => {
    expect(messages({ one: pending, two: pending })).toContain(
      "assignments/sub/G-LIN-FL.yml:1:1: error: assignments/G-LIN-FL.yml is about `G-LIN-FL` too, and I use that one. Keep one file for each diagram.",
    );
  });

  test("a file that is named for another diagram", () => {
    expect(messages({ one: pending.replace("FL", "SQ") })).toContain(
      "assignments/G-LIN-FL.yml:2:15: error: The file is named for `G-LIN-FL`, but its `diagram_id` is `G-LIN-SQ`. Expected the same in both.",
    );
  });

  test("a verification of one's own work, which does not count", () => {
    const own = pending.replace(
      "pending",
      "in_progress\n  assignee: ada\n  verification: { verified_by: ADA }",
    );
    expect(messages({ one: own })).toContain(
      "assignments/G-LIN-FL.yml:5:32: error: `ADA` made this diagram, and nobody verifies their own work: it counts as not verified. Take `verified_by` out.",
    );
  });

  test("an assignment for a diagram that the catalog does not name", () => {
    const catalog = CATALOG.replace("G-LIN-FL", "G-LIN-FA");
    expect(messages({ catalog, one: pending })).toContain(
      "assignments/G-LIN-FL.yml:1:1: warning: The catalog names no diagram `G-LIN-FL`. Did you mean `G-LIN-FA`?",
    );
  });
});

test("what was read from the same objects is not read again", () => {
  const one = { path: "assignments/G-LIN-FL.yml", text: pending };
  const files: RepositoryFiles = {
    config: null,
    catalog: [{ path: "catalog/a.yml", text: CATALOG }],
    assignments: [one],
    trackers: [],
  };
  const first = readRepositoryState(files);
  const second = readRepositoryState({ ...files, assignments: [one] });
  expect(second.catalog).toBe(first.catalog);
  expect(second.assignments.get("G-LIN-FL" as never)?.assignment).toBe(
    first.assignments.get("G-LIN-FL" as never)?.assignment,
  );
});
