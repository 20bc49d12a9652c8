import { describe, expect, test } from "vitest";
import { mergeFile } from "../../../../src/github/commit/pull-request/merge-file.ts";

const file = (more: Readonly<Record<string, string>>) =>
  [
    "assignment:",
    "  diagram_id: G-LIN-FL",
    ...Object.entries(more).map(([key, value]) => `  ${key}: ${value}`),
    "",
  ].join("\n");

const ancestor = file({
  assignee: "ada",
  start_date: "2026-11-01",
  due_date: "2026-11-15",
  status: "in_progress",
  notes: "none",
});
const path = "assignments/G-LIN-FL.yml";

describe("an assignment that both sides changed", () => {
  test("takes both changes where they are apart", () => {
    const base = ancestor.replace("notes: none", "notes: by hand");
    const ours = ancestor.replace("assignee: ada", "assignee: bob");
    const merged = mergeFile("assignment", path, { ancestor, base, ours });
    expect(merged).toEqual({ text: ours.replace("notes: none", "notes: by hand"), lost: false });
  });

  test("stays ours where the edit makes it larger than any that people write", () => {
    const base = `${ancestor}${"# a word\n".repeat(3_000)}`;
    const ours = ancestor.replace("assignee: ada", "assignee: bob");
    expect(mergeFile("assignment", path, { ancestor, base, ours })).toEqual({ text: ours, lost: true });
  });

  test.each([
    ["the same line", ancestor.replace("assignee: ada", "assignee: cy")],
    ["what makes no assignment any more", ancestor.replace("notes: none", "notes: [")],
    ["deleted", null],
  ])("stays ours and says so: %s", (_, base) => {
    const ours = ancestor.replace("assignee: ada", "assignee: bob");
    expect(mergeFile("assignment", path, { ancestor, base, ours })).toEqual({ text: ours, lost: true });
  });

  test("and both made, stays ours, unless they made the same", () => {
    const ours = file({ assignee: "bob" });
    expect(mergeFile("assignment", path, { ancestor: null, base: ancestor, ours })).toEqual({
      text: ours,
      lost: true,
    });
    expect(mergeFile("assignment", path, { ancestor: null, base: ours, ours })).toEqual({
      text: ours,
      lost: false,
    });
  });
});

describe("a tracker that both sides changed", () => {
  const rows = (first: string, row: string) => `${first}\n\nMore.\n\n| ${row} |\n`;

  test("keeps people's words and our rows", () => {
    const sides = { ancestor: rows("Old", "a"), base: rows("New", "a"), ours: rows("Old", "b") };
    expect(mergeFile("tracker", "TRACKER.md", sides)).toEqual({ text: rows("New", "b"), lost: false });
  });

  test("becomes theirs where that does not fit, since the rows are rendered anew", () => {
    const sides = { ancestor: rows("Old", "a"), base: rows("New", "mine"), ours: rows("Old", "b") };
    expect(mergeFile("tracker", "TRACKER.md", sides)).toEqual({ text: sides.base, lost: false });
  });
});
