import { expect, test } from "vitest";
import { Clone } from "./clone.ts";

const CATALOG = `# Ask ada about the mirrors.
categories:
  - name: Optics
    planned: 3
    groups:
      - { key: O1, name: Mirrors, planned: 3, diagrams: { OP-MIR-A: Primary, OP-MIR-B: Secondary, OP-MIR-C: Third } }
`;
const FIRST = `assignment:
  diagram_id: OP-MIR-A
  assignee: Ada # since spring
  assignee_id: 11
  start_date: 2026-02-20
  due_date: 2026-03-06
  reviewer: bob
  status: in_progress
  sources:
    - { url: "https://example.org/", by: bob, by_id: 12 }
  notes: ada wants to ask adam
`;
const SECOND = `assignment:
  diagram_id: OP-MIR-B
  assignee: bob
  assignee_id: 12
  status: complete
  pr_number: 4
  completion_date: 2026-02-20
  verification:
    verified_by: ada-before
    verified_by_id: 11
  overrides:
    - { by: "@ada", by_id: 11, on: 2026-02-19, pr: 4, reason: "as agreed" }
  last_claim: { assignee: ada, assignee_id: 11, start_date: 2026-01-01, due_date: null }
`;

async function campaign(files: Readonly<Record<string, string>> = {}): Promise<Clone> {
  const clone = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
  const all = {
    "catalog/optics.yml": CATALOG,
    "assignments/OP-MIR-A.yml": FIRST,
    "assignments/OP-MIR-B.yml": SECOND,
    "assignments/paused.yml": "paused: { by: ada, on: 2026-02-25 }\n",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) clone.write(path, text);
  await clone.run(["render"]);
  return clone;
}

test("puts another name wherever the files name somebody, under earlier logins too, and takes the account out", async () => {
  const clone = await campaign();
  expect(clone.read("TRACKER.md")).toContain("https://github.com/Ada");
  const { code, out, err } = await clone.run(["forget", "@ada"]);
  expect({ code, out }).toEqual({
    code: 0,
    out: [
      "assignments/OP-MIR-A.yml is updated.",
      "assignments/OP-MIR-B.yml is updated.",
      "assignments/paused.yml is updated.",
      "TRACKER.md is updated.",
      "catalog/optics.yml:1: the login stands in a text; change it by hand.",
      "assignments/OP-MIR-A.yml:10: the login stands in a text; change it by hand.",
    ].join("\n"),
  });
  expect(clone.read("assignments/OP-MIR-A.yml")).toBe(
    FIRST.replace("assignee: Ada", "assignee: former contributor").replace("  assignee_id: 11\n", ""),
  );
  expect(clone.read("assignments/OP-MIR-B.yml")).toBe(
    SECOND.replace("ada-before\n    verified_by_id: 11", "former contributor")
      .replace('by: "@ada", by_id: 11', 'by: "former contributor"')
      .replace("assignee: ada, assignee_id: 11", "assignee: former contributor"),
  );
  expect(clone.read("assignments/paused.yml")).toContain("by: former contributor");
  expect(clone.read("TRACKER.md")).not.toMatch(/\bada\b/i);
  expect(err).toContain(
    '"former contributor" still holds OP-MIR-A; a maintainer\'s comment "/release OP-MIR-A"',
  );
  expect(err).toContain("Git's history and what stands on GitHub");
});

test("a second time changes nothing, and a second person gets a name of their own", async () => {
  const clone = await campaign();
  await clone.run(["forget", "ada"]);
  const before = clone.files();
  expect((await clone.run(["forget", "ada", "--check"])).code).toBe(0);
  expect((await clone.run(["forget", "ada"])).out).toContain("No file of the campaign names them");
  expect(clone.files()).toEqual(before);

  await clone.run(["forget", "bob"]);
  expect(clone.read("assignments/OP-MIR-B.yml")).toContain("assignee: former contributor 2\n");
  expect(clone.read("assignments/OP-MIR-A.yml")).toContain("by: former contributor 2 }");
  expect((await clone.run(["validate"])).code).toBe(0);
});

test("--check shows what would change, and changes nothing", async () => {
  const clone = await campaign();
  const before = clone.files();
  const { code, out } = await clone.run(["forget", "ada", "--check", "--as", "somebody"]);
  expect(code).toBe(1);
  expect(out).toContain(
    "-  assignee: Ada # since spring\n-  assignee_id: 11\n+  assignee: somebody # since spring",
  );
  expect(clone.files()).toEqual(before);
});

test("asks which of two accounts is meant that had the login one after the other", async () => {
  const third = "assignment: { diagram_id: OP-MIR-C, assignee: ada, assignee_id: 99, status: in_progress }\n";
  const clone = await campaign({ "assignments/OP-MIR-C.yml": third });
  const { code, err } = await clone.run(["forget", "ada"]);
  expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("11, 99. --id ID says") });
  await clone.run(["forget", "ada", "--id", "99"]);
  expect(clone.read("assignments/OP-MIR-C.yml")).toContain("assignee: former contributor, status");
  expect(clone.read("assignments/OP-MIR-A.yml")).toBe(FIRST);
});

test("takes no name that somebody has", async () => {
  const clone = await campaign();
  const { code, err } = await clone.run(["forget", "ada", "--as", "Bob"]);
  expect({ code, err }).toMatchObject({
    code: 2,
    err: expect.stringContaining("choose a name that nobody has"),
  });
  expect(clone.read("assignments/OP-MIR-A.yml")).toBe(FIRST);
});

test("--json says what changed, what is still held, and what is left to people", async () => {
  const clone = await campaign();
  expect(await clone.json("forget", "ada")).toEqual({
    name: "former contributor",
    changed: ["assignments/OP-MIR-A.yml", "assignments/OP-MIR-B.yml", "assignments/paused.yml", "TRACKER.md"],
    held: ["OP-MIR-A"],
    left: [
      { file: "catalog/optics.yml", line: 1 },
      { file: "assignments/OP-MIR-A.yml", line: 10 },
    ],
  });
});
