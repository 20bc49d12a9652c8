import { describe, expect, test } from "vitest";
import type { ReviewFacts } from "../../src/facts/pull-request-facts.ts";
import { DRAWING, TestRepository } from "./repository.ts";

const PATH = "assignments/G-LIN-FL.yml";
const CLOSED = { state: "closed" as const };
const approval: ReviewFacts = {
  reviewer: "grace",
  opinion: "approved",
  commit: "1".repeat(40),
  at: "2026-11-24T09:30:00Z",
};

/** Ada's pull request 7, which grace verified. */
function verified(how: "a review" | "/verify", files = {}): TestRepository {
  const repository = new TestRepository(files);
  repository.permissions.set("grace", "write");
  repository.permissions.set("root", "admin");
  repository.pull(7, { title: "G-LIN-FL", reviews: how === "a review" ? [approval] : [] });
  if (how === "/verify") repository.comment("grace", "/verify G-LIN-FL");
  expect(repository.files.get(PATH)).toContain("verified_by: grace");
  return repository;
}

describe.each(["a review", "/verify"] as const)("what %s verified", (how) => {
  test("is not verified any more when another pull request brings it", () => {
    const repository = verified(how);
    repository.pull(7, CLOSED);
    expect(repository.files.get(PATH)).not.toContain("verified_by: grace");
    expect(repository.pull(8, { title: "G-LIN-FL, all different" })).not.toContain("Verified by");
  });

  test("neither where that one is heard of before the first one is closed", () => {
    const repository = verified(how);
    repository.pulls.set(7, { ...(repository.pulls.get(7) ?? expect.fail()), ...CLOSED });
    expect(repository.pull(8, { title: "G-LIN-FL, all different" })).not.toContain("Verified by");
    expect(repository.files.get(PATH)).toContain("pr_number: 8");
  });

  test("is not verified by its new holder, and what its pull request is told is true", () => {
    const repository = verified(how);
    repository.comment("root", "/assign G-LIN-FL @Grace");
    expect(repository.files.get(PATH)).toContain("assignee: Grace");
    expect(repository.files.get(PATH)).not.toContain("verified_by: grace");
    expect(repository.notices.get(7)).toContain(
      "**Grace** holds it, so this pull request does not change its status",
    );
    repository.comment("grace", "/release G-LIN-FL");
    repository.comment("bob", "/claim G-LIN-FL");
    expect(repository.files.get(PATH)).not.toContain("verified_by: grace");
  });
});

describe("a push after /verify", () => {
  const PUSHED = { headSha: "2".repeat(40) };

  test("takes the verification back, which a review of what was pushed gives again", () => {
    const repository = verified("/verify");
    repository.textsAt.set(PUSHED.headSha, { "diagrams/one.md": { text: DRAWING.replace("A", "Z") } });
    repository.pull(7, PUSHED);
    expect(repository.files.get(PATH)).not.toContain("verified_by: grace");
    repository.pull(7, { reviews: [{ ...approval, commit: PUSHED.headSha }] });
    expect(repository.files.get(PATH)).toContain("verified_by: grace");
  });

  test("does not, where the configuration says so", () => {
    const config = "gates:\n  reverify_on_push: false\n";
    const repository = verified("/verify", { ".github/diagram-tracker.yml": config });
    repository.textsAt.set(PUSHED.headSha, { "diagrams/one.md": { text: DRAWING.replace("A", "Z") } });
    repository.pull(7, PUSHED);
    expect(repository.files.get(PATH)).toContain("verified_by: grace");
  });
});

describe("a complete diagram", () => {
  const MERGED = { state: "merged" as const, mergedAt: "2026-11-24T10:00:00Z" };
  const second = {
    title: "G-LIN-FL once more",
    files: [{ path: "diagrams/g-lin-fl.md", change: "added" as const }],
  };

  function complete(drawing: string): TestRepository {
    const repository = verified("a review");
    repository.pull(7, MERGED);
    repository.texts.set(8, { "diagrams/g-lin-fl.md": { text: drawing, before: null } });
    repository.pull(8, { ...second, ...MERGED });
    return repository;
  }

  test("stays verified when a second pull request brings the very same drawing, as one from the same commit does", () => {
    expect(complete(DRAWING).files.get(PATH)).toContain("verified_by: grace");
  });

  test("does not when it brings another one", () => {
    expect(complete(DRAWING.replace("A", "Z")).files.get(PATH)).not.toContain("verified_by: grace");
  });
});
