import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const PATH = "assignments/G-LIN-FL.yml";
const claimFile = (more = "") =>
  `assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  status: in_progress\n${more}`;
const MERGED = { state: "merged" as const, mergedAt: "2026-11-25T08:00:00Z" };

/** Ada's pull request adds the file, and somebody merges it: the webhooks are the look and the push. */
function merge(repository: TestRepository, text: string, author = "ada") {
  const files = [{ path: PATH, change: "added" as const }];
  const before = repository.pull(7, { title: "Claim G-LIN-FL", author, files });
  repository.files.set(PATH, text);
  repository.now = "2026-11-25T08:00:05Z";
  const notice = repository.pull(7, MERGED);
  repository.hear([{ kind: "push", key: "push", at: repository.now }]);
  return { before, notice };
}

describe("an assignment file that is added by a pull request", () => {
  test("claims nothing before the merge, and is a claim after it, with the answer that /claim gets", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "reviewers: [grace]\n" });
    const { before, notice } = merge(repository, claimFile());
    expect(before).toBeUndefined();
    expect(repository.files.get(PATH)).toBe(
      claimFile().replace(
        /(?= {2}status)/,
        "  start_date: 2026-11-25\n  due_date: 2026-12-09\n  reviewer: grace\n",
      ),
    );
    expect(notice).toContain("This pull request is merged, so **ada** has claimed");
    expect(notice).toContain("it is yours until 2026-12-09. Next: open a pull request");
    expect(repository.files.get("TRACKER.md")).toContain("| G-LIN-FL | Flow Diagram | 🟦 In Progress |");
  });

  test("keeps the term that it names, and counts against the limit like any other claim", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limit: 1\n" });
    const text = claimFile("  start_date: 2026-11-24\n  due_date: 2026-11-30\n");
    merge(repository, text);
    expect(repository.files.get(PATH)).toBe(text);
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("you already hold 1 diagram");
    expect(repository.comment("bob", "/claim G-LIN-FL")).toContain("**ada** holds it until 2026-11-30");
  });

  test("is completed by the pull request that brings the diagram, not by the one that claimed it", () => {
    const repository = new TestRepository();
    merge(repository, claimFile());
    repository.pull(8, { files: [{ path: "diagrams/G-LIN-FL.md", change: "added" }], ...MERGED });
    expect(repository.files.get(PATH)).toContain("status: complete");
    expect(repository.files.get(PATH)).toContain("pr_number: 8");
    repository.pull(7, {});
    expect(repository.files.get(PATH)).toContain("pr_number: 8");
  });

  test("counts as it is when it was merged in another person's name, and nobody's term is made up", () => {
    const repository = new TestRepository();
    const { notice } = merge(repository, claimFile(), "mallory");
    expect(notice).toBeUndefined();
    expect(repository.files.get(PATH)).toBe(claimFile());
    expect(repository.comment("bob", "/claim G-LIN-FL")).toContain("**ada** holds it");
    repository.comment("ada", "/release G-LIN-FL");
    expect(repository.files.get(PATH)).toContain("status: pending");
  });

  test("verifies nobody's own work, whoever merged it", () => {
    const repository = new TestRepository();
    merge(repository, claimFile("  verification:\n    verified_by: Ada\n"));
    expect(repository.files.get("TRACKER.md")).toMatch(/\| G-LIN-FL .*\| - \| - \| - \|\n/);
  });

  test("is a claim that a second look does not change", () => {
    const repository = new TestRepository();
    merge(repository, claimFile());
    const plan = repository.decide([{ kind: "pull-request", key: "again", at: repository.now, number: 7 }]);
    expect(plan).toMatchObject({ files: [], notices: [] });
  });
});

test("the answer to a claim links the page that says how a diagram is made", () => {
  const config = "paths: { guide: docs/how (new).md }\n";
  const repository = new TestRepository({ ".github/diagram-tracker.yml": config });
  expect(repository.comment("ada", "/claim G-LIN-FL")).toContain(
    "[This page](https://github.com/atlas/diagrams/blob/main/docs/how%20\\(new\\).md) says",
  );
});

test("the notice on a pull request names who is asked to review, and mentions nobody", () => {
  const repository = new TestRepository({ ".github/diagram-tracker.yml": "reviewers: [ada, grace]\n" });
  const notice = repository.pull(7, { title: "G-LIN-FL" });
  expect(notice).toContain("Next: **grace** or another reviewer approves it, then it is merged.");
  expect(notice).not.toContain("@");
});

test("somebody who is asked to review and brings the pull request of a holder without a login is replaced", () => {
  const repository = new TestRepository({
    ".github/diagram-tracker.yml": "reviewers: [grace, linus]\n",
    [PATH]: claimFile("  reviewer: grace\n  pr_number: 7\n").replace("ada", "john.doe"),
  });
  repository.pull(7, { title: "G-LIN-FL", author: "grace" });
  expect(repository.files.get(PATH)).toContain("reviewer: linus");
  expect(repository.files.get(PATH)).toContain("status: review");
});
