import { describe, expect, test } from "vitest";
import { type Assignment, type Override, SOURCES_LIMIT } from "../../src/domain/assignment.ts";
import { createAssignmentFile, readAssignmentFile } from "../../src/domain/assignment-file.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";

const SEED = `assignment:
  diagram_id: G-LIN-FL
  assignee: john.doe
  start_date: 2024-09-20
  due_date: 2024-09-22
  reviewer: jane.smith
  status: in_progress

  sources:
    - url: https://etcd.io/docs/v3.5/learning/
    - url: https://engineering.fb.com/2023/consistency/

  verification:
    data_current: 2024
    metrics_verified: true
    cost_included: true

  pr_number: null
  completion_date: null
`;

const AWKWARD = `# Ada's notes on this file
assignment:
    status:   "in_progress"   # quoted, and spaced out


    diagram_id: G-LIN-FL
    # who?
    assignee: 'ada'     # a comment
    sources:   # where from
    - url: "https://a.org/#x"   # first
      title: The first
    # after the list
    verification: { metrics_verified: true }
    pr_number:
    notes: |
        keep
          this
`;

const read = (text: string): Assignment => {
  const { assignment, problems } = readAssignmentFile({ path: "G-LIN-FL.yml", text });
  if (!assignment) throw new Error(JSON.stringify(problems));
  return assignment;
};

const edit = (text: string, change: Partial<Assignment>) =>
  editAssignmentFile(text, { ...read(text), ...change });

describe("an edit changes what it must and not a byte more", () => {
  test("of scalars in the usual layout", () => {
    expect(edit(SEED, { status: "review", pr_number: 12 })).toBe(
      SEED.replace("status: in_progress", "status: review").replace("pr_number: null", "pr_number: 12"),
    );
  });

  test("of the list of sources", () => {
    const sources = [...read(SEED).sources, { url: "https://c.org" }];
    expect(edit(SEED, { sources })).toBe(
      SEED.replace("consistency/\n", "consistency/\n    - url: https://c.org\n"),
    );
  });

  test("of fields that are not there yet", () => {
    const verification = {
      ...read(SEED).verification,
      verified_by: "grace",
      verified_on: "2024-09-23" as CivilDate,
    };
    expect(edit(SEED, { verification, extensions: 1 })).toBe(
      SEED.replace(
        "cost_included: true\n",
        "cost_included: true\n    verified_by: grace\n    verified_on: 2024-09-23\n",
      ).replace("completion_date: null\n", "completion_date: null\n  extensions: 1\n"),
    );
  });

  test("in an awkward layout: comments, order, quotes, indentation and blank lines stay", () => {
    const edited = edit(AWKWARD, {
      status: "review",
      assignee: "bob",
      pr_number: 12,
      sources: [...read(AWKWARD).sources, { url: "https://b.org" }],
      due_date: "2026-12-01" as CivilDate,
    });
    expect(edited).toBe(
      AWKWARD.replace('"in_progress"', '"review"')
        .replace("'ada'     # a comment", "'bob'     # a comment\n    due_date: 2026-12-01")
        .replace("title: The first\n", "title: The first\n    - url: https://b.org\n")
        .replace("pr_number:\n", "pr_number: 12\n"),
    );
  });

  test.each([
    ["CRLF line ends", SEED.replaceAll("\n", "\r\n")],
    ["no line end after the last line", SEED.trimEnd()],
    ["a byte order mark", `\uFEFF${SEED}`],
    ["an empty list of sources in brackets", SEED.replace(/sources:\n(?: {4}- .*\n)+/, "sources: []\n")],
    ["sources left empty", SEED.replace(/sources:\n(?: {4}- .*\n)+/, "sources:\n")],
    ["no sources at all", SEED.replace(/ {2}sources:\n(?: {4}- .*\n)+\n/, "")],
    ["no verification at all", SEED.replace(/ {2}verification:\n(?: {4}.*\n)+\n/, "")],
    ["everything in braces", "assignment: {diagram_id: G-LIN-FL, status: in_progress, assignee: ada}\n"],
    ["tabs and odd spaces", SEED.replace("assignee: john.doe", "assignee:\tjohn.doe  ")],
    ["Unicode", SEED.replace("john.doe", "Åsa 🦀 日本")],
    ["a document marker", `---\n${SEED}...\n`],
  ])("in a file with %s", (_name, text) => {
    const change = {
      status: "review" as const,
      pr_number: 12,
      sources: [...read(text).sources, { url: "https://c.org" }],
      verification: { ...read(text).verification, verified_by: "grace" },
    };
    const edited = edit(text, change);
    expect(read(edited)).toEqual({ ...read(text), ...change });
    expect(edited.includes("\r\n")).toBe(text.includes("\r\n"));
    expect(/[^\r]\n/.test(edited)).toBe(/[^\r]\n/.test(text));
    expect(edited.endsWith("\n")).toBe(text.endsWith("\n"));
  });

  test("comments behind keys that were left empty stay", () => {
    const text = `assignment:
  diagram_id: G-LIN-FL
  status: in_progress
  assignee:  # nobody yet
  sources: # none yet
  verification: # later

  # the end
`;
    const edited = edit(text, {
      assignee: "ada",
      sources: [{ url: "https://c.org" }],
      verification: { ...read(text).verification, metrics_verified: true },
    });
    expect(edited).toBe(
      text
        .replace("# nobody", "ada # nobody")
        .replace("# none yet", "# none yet\n    - url: https://c.org")
        .replace("# later", "# later\n    metrics_verified: true"),
    );
  });

  test("a name that YAML would read as something else is quoted", () => {
    for (const assignee of ["null", "true", "123", "- a", "a: b", "#x", "@", "2024-01-01"]) {
      expect(read(edit(SEED, { assignee })).assignee).toBe(assignee);
    }
  });
});

describe("lists and maps that are written by the bot", () => {
  const OVERRIDES = `assignment:
  diagram_id: G-LIN-FL
  status: review
  overrides:
    # agreed in the meeting
    - { by: root, on: 2026-11-24, pr: 12, reason: "A map has no latency." } # for now
    # asked again
    - by: grace # the second
      on: 2026-11-25
      pr: 13
      reason: 'No costs'
      points: [cost_data, latency_budget]   # both
    - by: root
      on: 2026-11-26
      pr: 14
      reason: old
  superseded: [2, 3, 5] # reverted
  last_claim:
    assignee: ada
    start_date: 2026-11-01
    due_date: null
  notes: the end
`;
  const overrides = read(OVERRIDES).overrides ?? [];
  const [first, second, third] = overrides as [Override, Override, Override];

  test("lose an entry and get another one, and the lines of those that stay are not touched", () => {
    const fourth = { by: "ada", on: "2026-11-27" as CivilDate, pr: 15, reason: "new" };
    expect(edit(OVERRIDES, { overrides: [first, third, fourth] })).toBe(
      OVERRIDES.replace(/ {4}- by: grace[\s\S]*?both\n/, "").replace(
        "reason: old\n",
        "reason: old\n    - by: ada\n      on: 2026-11-27\n      pr: 15\n      reason: new\n",
      ),
    );
  });

  test("get an entry in front", () => {
    expect(edit(OVERRIDES, { superseded: [1, 2, 3, 5], overrides: [third, ...overrides] })).toBe(
      OVERRIDES.replace("[2,", "[1, 2,").replace(
        "- { by",
        "- by: root\n      on: 2026-11-26\n      pr: 14\n      reason: old\n    - { by",
      ),
    );
  });

  test("are changed within an entry, in braces too", () => {
    const changed = [
      { ...first, reason: "It has: one" },
      { ...second, points: ["latency_budget", "syntax"] as Override["points"] },
      third,
    ];
    expect(edit(OVERRIDES, { overrides: changed, superseded: [3] })).toBe(
      OVERRIDES.replace('"A map has no latency."', '"It has: one"')
        .replace("[cost_data, latency_budget]", "[latency_budget, syntax]")
        .replace("[2, 3, 5]", "[3]"),
    );
  });

  test("go as a whole, and what stands above and below stays", () => {
    const { overrides: _overrides, last_claim: _claim, superseded: _superseded, ...rest } = read(OVERRIDES);
    expect(editAssignmentFile(OVERRIDES, rest)).toBe(
      "assignment:\n  diagram_id: G-LIN-FL\n  status: review\n  notes: the end\n",
    );
    expect(edit(OVERRIDES, { overrides: [], last_claim: null })).toBe(
      OVERRIDES.replace(
        /overrides:\n {4}# agreed in the meeting\n[\s\S]*?reason: old\n/,
        "overrides: []\n    # agreed in the meeting\n",
      ).replace(/last_claim:\n[\s\S]*?due_date: null\n/, "last_claim: null\n"),
    );
  });
});

test("whoever verified their own work does not become its verifier when it changes hands", () => {
  const text = SEED.replace("cost_included: true\n", "cost_included: true\n    verified_by: John.Doe\n");
  expect(read(text).verification.verified_by).toBeUndefined();
  expect(edit(text, { assignee: "ada" })).toBe(SEED.replace("john.doe", "ada"));
});

test("what no file can say is not written as if it were", () => {
  expect(() => edit(SEED, { assignee: "two\nlines" })).toThrow("G-LIN-FL: no file can say this assignment");
  expect(() => editAssignmentFile("assignment: []\n", read(SEED))).toThrow("not an assignment file");
});

test("a layout that leaves no place for an edit is written anew, with its comments", () => {
  const text =
    "assignment:\n  diagram_id: G-LIN-FL\n  # the status\n  ? status\n  : !!str review\n  ? assignee\n";
  const edited = edit(text, { assignee: "ada", status: "complete" });
  expect(read(edited)).toEqual({ ...read(text), assignee: "ada", status: "complete" });
  expect(edited).toContain("# the status");
  const claim = { assignee: "ada", start_date: "2026-11-24" as CivilDate, due_date: null };
  expect(read(edit(text, { last_claim: claim })).last_claim).toEqual(claim);
});

test("an entry whose first fields go keeps its place, and so does everything around it", () => {
  const before = `  reviewer: null  # nobody yet
  earlier_claims:
    - released_on: 2026-11-20
      extensions: 1
      assignee: ada
      start_date: 2026-11-01
      due_date: null
  notes: null  # none
`;
  const text = SEED.replace("  reviewer: jane.smith\n", before);
  const [claim] = read(text).earlier_claims ?? [];
  const { released_on: _on, extensions: _times, ...rest } = claim ?? expect.fail();
  expect(edit(text, { earlier_claims: [rest] })).toBe(
    text.replace("released_on: 2026-11-20\n      extensions: 1\n      assignee", "assignee"),
  );
});

test("an @ before nothing is no way to write to somebody, and can be read again", () => {
  const text = SEED.replace("john.doe", '"@ "');
  expect(read(text).assignee).toBe("@ ");
  expect(read(edit(text, { status: "review" })).assignee).toBe("@ ");
});

test("the largest assignment that the schema allows can be read", () => {
  const sources = Array.from({ length: SOURCES_LIMIT }, (_, index) => ({
    url: `https://a.org/${index}/`.padEnd(2048, "x"),
    title: "\u0007".repeat(300),
  }));
  const one = { by: "a".repeat(100), on: "2026-11-24" as CivilDate, pr: 12, reason: "\u0007".repeat(1000) };
  const largest = {
    ...read(SEED),
    sources,
    overrides: Array.from({ length: 50 }, () => one),
    notes: "\u0007".repeat(10_000),
  };
  expect(read(createAssignmentFile(largest))).toEqual(largest);
  expect(read(edit(SEED, largest))).toEqual(largest);
});

test("a new file has the shape that people know", () => {
  expect(createAssignmentFile(read(SEED))).toBe(SEED);
});
