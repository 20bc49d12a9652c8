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
  [
    ["status: complete", "pr_number: 3"],
    "yml:3:11: warning: It is complete, but nothing says since when. Write the day of the merge as `completion_date`",
  ],
  [["status: complete"], "yml:3:11: warning: It is complete, but neither a pull request nor a day says how."],
  [
    ["status: in_progress", "assignee: ada", "start_date: 2999-01-01"],
    "yml:5:15: warning: It began on 2999-01-01, a day to come",
  ],
  [["status: pending", "assignee: ada"], "yml:4:13: warning: `ada` holds it, but its status is `pending`."],
  [["status: in_progress"], "yml:3:11: warning: It is in progress, but nobody holds it."],
  [["status: review", "assignee: ada"], "yml:3:11: warning: It is in review, but no pull request is named."],
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

test.each([
  ["pr_number: -3", "yml:4:14: error: `assignment.pr_number`: Expected at least 1, found `-3`."],
  ["pr_number: 0", "yml:4:14: error: `assignment.pr_number`: Expected at least 1, found `0`."],
  ["pr_number: 1.5", "yml:4:14: error: `assignment.pr_number`: Expected"],
  ["pr_number: '#12'", "yml:4:14: error: `assignment.pr_number`: Expected"],
  ["assignee: two words", null],
])("validate says of %s what it has to be", async (line, sentence) => {
  const { out, code } = await validated("status: in_progress", line);
  expect(code).toBe(sentence === null ? 0 : 1);
  if (sentence !== null) expect(out).toContain(sentence);
});

/** A campaign of rows that are rendered. */
async function campaign(files: Readonly<Record<string, readonly string[]>>) {
  const clone = new Clone();
  const ids = Object.keys(files).map((id) => `${id}: Diagram ${id}`);
  const group = `{ key: AB, name: Group, planned: 20, diagrams: { ${ids.join(", ")} } }`;
  clone.write("catalog/a.yml", `categories:\n  - { name: All, planned: 20, groups: [${group}] }\n`);
  for (const [id, lines] of Object.entries(files)) {
    if (lines.length === 0) continue;
    const fields = [`diagram_id: ${id}`, ...lines].map((line) => `  ${line}`);
    clone.write(`assignments/${id}.yml`, `assignment:\n${fields.join("\n")}\n`);
  }
  await clone.run(["render"]);
  return clone;
}

const HELD = ["assignee: ada", "start_date: 2026-02-01", "due_date: 2026-03-20", "status: in_progress"];

test("validate notices rows that were edited by hand, in whatever cell", async () => {
  const clone = await campaign({ "AB-1": HELD, "AB-2": [], "AB-3": [] });
  expect((await clone.run(["validate"])).err).toBe("Nothing is wrong in 3 files.");
  const rendered = clone.read("TRACKER.md");
  const line = (text: string) => rendered.slice(0, rendered.indexOf(text)).split("\n").length;
  const edit = (from: string, to: string) => clone.write("TRACKER.md", rendered.replace(from, to));
  const says = async () => (await clone.run(["validate"])).out;

  edit("🟦 In Progress |", "✅ Complete |");
  const first = line("| AB-1 |");
  expect(await says()).toBe(
    `TRACKER.md:${first}:1: warning: AB-1 says \`✅ Complete\` under Status, and assignments/AB-1.yml says \`🟦 In Progress\`. What the files say counts: edit those, and the bot, or \`diagram-tracker render\`, writes this row anew.`,
  );
  edit("Diagram AB-2", "Another name");
  expect(await says()).toContain("AB-2 says `Another name` under Name, and the catalog says `Diagram AB-2`.");
  edit("| AB-2 | Diagram AB-2 | ⬜ Pending | -", "| AB-2 | Diagram AB-2 | ⬜ Pending | @eve");
  expect(await says()).toContain(
    "AB-2 says `@eve` under Assignee, and there is no assignment file, which means `-`.",
  );
  edit("| AB-3 |", "| AB-9 | New one | ⬜ Pending | - | - | - | - |\n| AB-3 |");
  expect(await says()).toContain("AB-9 has a row here, but the catalog does not name it.");
  // A table that a formatter laid out says the same.
  edit("| AB-3 | Diagram AB-3 | ⬜ Pending |", "|AB-3   |   Diagram AB-3|⬜ Pending   |");
  expect(await says()).toBe("");
});

test("one broken file of the catalog, or one assignment, has no findings after it", async () => {
  const clone = await campaign({ "AB-1": HELD, "AB-2": [] });
  clone.write("catalog/b.yml", "categories:\n  - name: More\n    planned: [\n");
  clone.write("assignments/CD-1.yml", "assignment:\n  diagram_id: CD-1\n  status: pending\n");
  clone.write(
    "catalog/phases.yml",
    "phases:\n  - { name: First, items: [{ match: CD-1 }, { match: CD-* }, { match: AB-1 }] }\n",
  );
  clone.write(
    "TRACKER.md",
    `${clone.read("TRACKER.md")}\n<!-- diagram-tracker:begin details category="More" -->\n| ID | Name | Status |\n|--|--|--|\n| CD-1 | One | Pending |\n<!-- diagram-tracker:end details -->\n`,
  );
  const broken = await clone.run(["validate"]);
  expect(broken.code).toBe(1);
  expect(broken.out.split("\n").map((line) => line.split(":")[0])).toEqual(["catalog/b.yml"]);

  const other = await campaign({ "AB-1": HELD, "AB-2": [] });
  other.write("assignments/AB-1.yml", "assignment:\n  status: pending\n   assignee: ada\n");
  const { out } = await other.run(["validate"]);
  expect(out.split("\n").map((line) => line.split(":")[0])).toEqual(["assignments/AB-1.yml"]);
});

test("validate notices a pull request with the diagrams of two people, and says once what many files lack", async () => {
  const pull = (assignee: string) => [`assignee: ${assignee}`, "status: review", "pr_number: 12"];
  const clone = await campaign({ "AB-1": pull("ada"), "AB-2": pull("Ada"), "AB-3": pull("eve") });
  expect((await clone.run(["validate"])).out).toBe(
    "assignments/AB-3.yml:5:14: warning: #12 is the pull request of AB-1, too, which `ada` holds. Which of the two is it?",
  );
  const many = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`AB-${at}`, ["status: complete"]]));
  const { out } = await (await campaign(many)).run(["validate"]);
  expect(out.split("\n")).toHaveLength(10);
  expect(out.split("\n").at(-1)).toContain(" 4 more files likewise.");
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

test("of a configuration that cannot be read only that is said, and nothing of the places that it would name", async () => {
  const clone = new Clone();
  clone.write("tracker.md", "| ID | Name | Status |\n|---|---|---|\n| G-LIN-FL | Flow Diagram | open |\n");
  await clone.run(["init", "--from", "tracker.md"]);
  clone.write(".github/diagram-tracker.yml", `${clone.read(".github/diagram-tracker.yml")}colour: red\n`);
  const { out } = await clone.run(["validate"]);
  expect(out.split("\n").filter((line) => line.includes(": error: "))).toEqual([
    expect.stringContaining("Unknown key `colour`"),
  ]);
});
