import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Assignment } from "../../src/domain/assignment.ts";
import { createAssignmentFile, readAssignmentFile } from "../../src/domain/assignment-file.ts";
import { addDays, type CivilDate } from "../../src/domain/civil-date.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { editAssignmentFile } from "../../src/domain/edit-assignment-file.ts";
import { STATUSES } from "../../src/domain/status.ts";

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
    for (const assignee of ["null", "true", "123", "- a", "a: b", "#x", "@ada", "2024-01-01"]) {
      expect(read(edit(SEED, { assignee })).assignee).toBe(assignee);
    }
  });
});

describe("whatever changes", () => {
  const day = fc.integer({ min: -1000, max: 1000 }).map((days) => addDays("2026-11-24" as CivilDate, days));
  const name = fc.stringMatching(/^[^\u0000-\u001f\u007f-\u009f\s][^\u0000-\u001f\u007f-\u009f]{0,20}$/);
  const url = fc.webUrl().filter((text) => !/[\s<>"'`\\^{}|]/.test(text));
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const change = fc.record(
    {
      assignee: maybe(name),
      start_date: maybe(day),
      due_date: maybe(day),
      reviewer: maybe(name),
      status: fc.constantFrom(...STATUSES),
      pr_number: maybe(fc.integer({ min: 1, max: 99_999 })),
      completion_date: maybe(day),
      sources: fc.array(
        url.map((one) => ({ url: one })),
        { maxLength: 4 },
      ),
      verification: fc.record({
        data_current: maybe(fc.integer({ min: 1990, max: 2030 })),
        metrics_verified: fc.boolean(),
        cost_included: fc.boolean(),
      }),
      extensions: fc.integer({ min: 0, max: 9 }),
      superseded: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 3 }),
      last_claim: fc.record({ assignee: name, start_date: day, due_date: maybe(day) }),
    },
    { requiredKeys: [] },
  );

  test("the edited file says exactly that", () => {
    fc.assert(
      fc.property(fc.constantFrom(SEED, AWKWARD, SEED.replaceAll("\n", "\r\n")), change, (text, fields) => {
        const next = { ...read(text), ...fields };
        expect(read(editAssignmentFile(text, next))).toEqual(next);
      }),
      { numRuns: 300 },
    );
  });

  test("an edit to the same assignment is the same text, and a new file reads back", () => {
    fc.assert(
      fc.property(change, (fields) => {
        const assignment = { ...read(SEED), diagram_id: "G-LIN-FL" as DiagramId, ...fields };
        const text = createAssignmentFile(assignment);
        expect(read(text)).toEqual(assignment);
        expect(editAssignmentFile(text, assignment)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

test("a new file has the shape that people know", () => {
  expect(createAssignmentFile(read(SEED))).toBe(SEED);
});
