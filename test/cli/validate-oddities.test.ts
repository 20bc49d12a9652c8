import { expect, test } from "vitest";
import { Clone } from "./clone.ts";

async function validated(...lines: string[]) {
  const clone = new Clone();
  await clone.run(["init"]);
  const fields = ["diagram_id: EX-ONE-FL", ...lines].map((line) => `  ${line}`);
  clone.write("assignments/EX-ONE-FL.yml", `assignment:\n${fields.join("\n")}\n`);
  return clone.run(["validate"]);
}

test.each([
  [
    ["status: in_progress", "start_date: 2024-09-22", "due_date: 2024-09-20"],
    "yml:5:13: warning: It is due on 2024-09-20, before",
  ],
  [
    ["status: complete", "completion_date: 2999-01-01", "pr_number: 3"],
    "yml:4:20: warning: 2999-01-01 is a day to come",
  ],
  [
    ["status: review", "completion_date: 2024-01-01"],
    "yml:4:20: warning: It has a day of completion, but its status is `review`",
  ],
  [["status: complete", "pr_number: 3"], "yml:1:1: warning: It is complete, but nothing says since when"],
  [
    ["status: in_progress", "assignee: unassigned"],
    "yml:4:13: warning: `unassigned` is taken for a person's name",
  ],
  [["status: review", "assignee: ada", "reviewer: Ada"], "yml:5:13: warning: `Ada` holds the diagram, too"],
])("validate notices %j", async (lines, sentence) => {
  const { out, code } = await validated(...lines);
  expect(out).toContain(sentence);
  expect(code).toBe(0);
});

test("validate notices that the tracker is gone", async () => {
  const clone = new Clone();
  clone.write(".github/diagram-tracker.yml", "paths: { tracker: docs/gone.md }\n");
  clone.write("catalog/a.yml", "categories: []\n");
  expect((await clone.run(["validate"])).out).toContain(
    "docs/gone.md:1:1: warning: The configuration names this document",
  );
});

test("validate --fix writes the quotes that labels need, and what is left is said", async () => {
  const clone = new Clone();
  await clone.run(["init"]);
  clone.write("diagrams/EX-ONE-FL.mmd", "graph LR\r\n  A[Cache (edge)] --> B[Store]\r\n");
  clone.write(
    "diagrams/list.md",
    "# A\n\n- in a list:\n\n  ```mermaid\n  graph LR\n    A[f(x)]\n  ```\n\n```mermaid\ngraph LR\n  A --> end\n```\n",
  );
  const before = await clone.run(["validate"]);
  expect(before.out).toContain(
    'EX-ONE-FL.mmd:2:1: warning: A label with brackets has to stand in double quotes. Write: A["Cache (edge)"] --> B[Store]',
  );
  const { out, err } = await clone.run(["validate", "--fix"]);
  expect(clone.read("diagrams/EX-ONE-FL.mmd")).toBe('graph LR\r\n  A["Cache (edge)"] --> B[Store]\r\n');
  expect(clone.read("diagrams/list.md")).toContain('\n    A["f(x)"]\n');
  expect(err).toContain("Corrected 2 lines in 2 files.");
  expect(out).toContain("list.md:12:1: warning: Mermaid cannot read `A --> end`");
  expect(out).not.toContain("double quotes. Write");
  const refused = await clone.run(["validate", "--fix", "--base", "main"]);
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("it goes without --base");
});
