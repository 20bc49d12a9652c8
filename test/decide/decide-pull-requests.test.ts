import { describe, expect, test } from "vitest";
import { DRAWING, TestRepository } from "./repository.ts";

const assignment = (repository: TestRepository, id: string) =>
  repository.files.get(`assignments/${id}.yml`) ?? "";
const approvedBy = (reviewer: string) => ({
  reviewer,
  opinion: "approved" as const,
  commit: "1".repeat(40),
  at: "2026-11-24T11:00:00Z",
});
const changesBy = (reviewer: string) => ({ ...approvedBy(reviewer), opinion: "changes_requested" as const });

function claimed(): TestRepository {
  const repository = new TestRepository();
  repository.comment("ada", "/claim G-LIN-FL");
  repository.permissions.set("grace", "write");
  return repository;
}

describe("a pull request that names a diagram", () => {
  test("puts the holder's diagram into review, and a merge completes it", () => {
    const repository = claimed();
    const notice = repository.pull(7, { title: "G-LIN-FL: flow diagram" });
    expect(assignment(repository, "G-LIN-FL")).toContain("status: review");
    expect(assignment(repository, "G-LIN-FL")).toContain("pr_number: 7");
    expect(notice).toContain(
      "| `G-LIN-FL` | Flow Diagram | 🟨 Review | Next: a reviewer other than the author approves it, then it is merged. |",
    );

    expect(repository.pull(7, { state: "merged", mergedAt: "2026-11-25T08:00:00Z" })).toContain(
      "Complete, but not verified: a reviewer can still comment `/verify G-LIN-FL`.",
    );
    expect(assignment(repository, "G-LIN-FL")).toContain("status: complete");
    expect(assignment(repository, "G-LIN-FL")).toContain("completion_date: 2026-11-25");
    expect(repository.files.get("TRACKER.md")).toContain(
      "| ✅ Complete | [ada](https://github.com/ada) | [#7]",
    );
  });

  test.each([
    ["its title", { title: "Add g-lin-fl" }],
    ["its branch", { branch: "ada/g-lin-fl-v2" }],
    ["its description", { body: "This is **G-LIN-FL**." }],
    [
      "its diagram's file",
      { files: [{ path: "diagrams/guarantees/G-LIN-FL.md", change: "added" as const }] },
    ],
    [
      "its assignment file, beside a diagram that nothing else names",
      {
        files: [
          { path: "diagrams/flow.md", change: "added" as const },
          { path: "assignments/G-LIN-FL.yml", change: "modified" as const },
        ],
      },
    ],
  ])("is recognised by %s", (_name, change) => {
    const repository = new TestRepository();
    repository.pull(7, change);
    expect(assignment(repository, "G-LIN-FL")).toContain("status: review");
  });

  test.each([
    ["an ID in code", { body: "`G-LIN-FL`" }],
    ["an ID in a quote", { body: "> G-LIN-FL" }],
    ["an ID in an HTML comment", { body: "<!-- G-LIN-FL -->" }],
    ["an ID that the catalog does not know", { title: "utf-8 and G-LIN-XX" }],
    ["a revert", { title: 'Revert "G-LIN-FL: flow diagram"', branch: "revert-7-patch-1" }],
    [
      "a change of the catalog only",
      { title: "Name G-LIN-FL", files: [{ path: "catalog/atlas.yml", change: "modified" as const }] },
    ],
    [
      "a change of its assignment file only",
      { title: "Claim G-LIN-FL", files: [{ path: "assignments/G-LIN-FL.yml", change: "added" as const }] },
    ],
    [
      "an assignment file beside the diagram of another one",
      {
        title: "A state machine and a claim",
        files: [
          { path: "diagrams/G-LIN-ST.md", change: "added" as const },
          { path: "assignments/G-LIN-FL.yml", change: "added" as const },
        ],
      },
    ],
    [
      "a diagram's file that it removes",
      { files: [{ path: "diagrams/G-LIN-FL.md", change: "removed" as const }] },
    ],
  ])("is not recognised by %s", (_name, change) => {
    const repository = new TestRepository();
    repository.pull(7, { files: [{ path: "README.md", change: "modified" }], ...change });
    expect(assignment(repository, "G-LIN-FL")).toBe("");
    expect(repository.notices.get(7) ?? "").not.toContain("G-LIN-FL");
  });

  test("carries ten diagrams as well as one", () => {
    const repository = new TestRepository();
    const notice = repository.pull(7, {
      title: "G-LIN-FL",
      body: "Diagram: G-LIN-ST, G-SEQ-FL",
    });
    expect(notice).toContain("This pull request is about 3 diagrams");
    expect([...repository.files.keys()].filter((path) => path.startsWith("assignments/"))).toHaveLength(3);
  });

  test("claims a free diagram for its author first, also beyond the limit, since the work is done", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limit: 1\n" });
    repository.comment("ada", "/claim G-LIN-SQ");
    repository.pull(7, { title: "G-LIN-FL" });
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: ada");
  });

  test("never steals a diagram that somebody else holds, not even by its merge", () => {
    const repository = claimed();
    const notice = repository.pull(7, { author: "mallory", title: "G-LIN-FL" });
    expect(notice).toContain(
      "**ada** holds it, so this pull request does not change its status. Next: ask them to comment `/release G-LIN-FL`, or ask a maintainer to comment `/assign G-LIN-FL @mallory`.",
    );
    repository.pull(7, { state: "merged", mergedAt: "2026-11-25T08:00:00Z" });
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: ada");
    expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
  });

  test("takes over as soon as a maintainer assigns the diagram to its author on its thread", () => {
    const repository = claimed();
    repository.permissions.set("root", "maintain");
    repository.pull(7, { author: "bob", title: "G-LIN-FL" });
    repository.comment("root", "/assign G-LIN-FL @bob", {
      thread: 7,
      onPullRequest: true,
      title: "G-LIN-FL",
    });
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: bob");
    expect(assignment(repository, "G-LIN-FL")).toContain("status: review");
    expect(repository.notices.get(7)).toContain("🟨 Review");
  });

  test("beside another open one waits, is reported on both, and takes over when that closes", () => {
    const repository = claimed();
    repository.pull(7, { title: "G-LIN-FL" });
    const second = repository.pull(8, { title: "G-LIN-FL again" });
    expect(second).toContain("#7 came first. Please settle it in #7. If #7 is closed, this one takes over.");
    expect(repository.notices.get(7)).toContain("#8 is about it too, and has to wait.");
    repository.pull(7, { state: "closed" });
    expect(assignment(repository, "G-LIN-FL")).toContain("pr_number: 8");
    expect(repository.notices.get(8)).not.toContain("came first");
  });
});

test("a release in the same batch as a look at its pull request is not undone by a second look", () => {
  const repository = claimed();
  repository.pull(7, { title: "G-LIN-FL" });
  const look = { kind: "pull-request" as const, key: "look", at: "2026-11-24T10:00:01Z", number: 7 };
  const comment = repository.commentEvent("ada", "/release G-LIN-FL", { at: "2026-11-24T10:00:02Z" });
  expect(repository.hear([look, comment]).replies[0]?.body).toContain("Pull request #7 still names it");
  expect(assignment(repository, "G-LIN-FL")).toContain("status: pending");
});

describe("what happens to the pull request happens to the diagram", () => {
  test("a draft is linked and in progress, and in review once it is ready", () => {
    const repository = claimed();
    repository.pull(7, { title: "G-LIN-FL", draft: true });
    expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
    expect(assignment(repository, "G-LIN-FL")).toContain("pr_number: 7");
    repository.pull(7, { draft: false });
    expect(assignment(repository, "G-LIN-FL")).toContain("status: review");
    repository.pull(7, { draft: true });
    expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
  });

  test.each([
    ["closed without a merge", { state: "closed" as const }],
    ["no longer naming it", { title: "Something else" }],
    [
      "merged into another branch",
      { state: "merged" as const, base: "next", mergedAt: "2026-11-25T08:00:00Z" },
    ],
  ])("%s: the link is gone and the holder keeps it in progress", (_name, change) => {
    const repository = claimed();
    repository.pull(7, { title: "G-LIN-FL" });
    repository.pull(7, change);
    expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
    expect(assignment(repository, "G-LIN-FL")).toContain("pr_number: null");
    expect(assignment(repository, "G-LIN-FL")).toContain("assignee: ada");
  });

  test("reopened after a merge, the old pull request no longer completes it", () => {
    const repository = claimed();
    repository.permissions.set("root", "maintain");
    repository.pull(7, { title: "G-LIN-FL", state: "merged", mergedAt: "2026-11-24T08:00:00Z" });
    repository.comment("root", "/reopen G-LIN-FL");
    repository.pull(7, {});
    expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
  });

  test("a second look at the same state changes nothing and says nothing", () => {
    const repository = claimed();
    repository.pull(7, { title: "G-LIN-FL" });
    const plan = repository.decide([{ kind: "pull-request", key: "again", at: repository.now, number: 7 }]);
    expect(plan).toMatchObject({ files: [], message: null, replies: [], notices: [] });
  });
});

describe("verification", () => {
  test("an approving review by a reviewer verifies, with who and when", () => {
    const repository = claimed();
    const notice = repository.pull(7, { title: "G-LIN-FL", reviews: [approvedBy("grace")] });
    expect(assignment(repository, "G-LIN-FL")).toContain("verified_by: grace");
    expect(assignment(repository, "G-LIN-FL")).toContain("verified_on: 2026-11-24");
    expect(notice).toContain("Verified by **grace**. Next: it is merged.");
    repository.pull(7, { state: "merged", mergedAt: "2026-11-25T08:00:00Z" });
    expect(assignment(repository, "G-LIN-FL")).toContain("verified_by: grace");
  });

  test.each([
    ["the author", [approvedBy("ada")]],
    ["somebody without the permission", [approvedBy("bob")]],
    ["a reviewer, while another asks for changes", [approvedBy("grace"), changesBy("linus")]],
  ])("not by %s", (_name, reviews) => {
    const repository = claimed();
    repository.permissions.set("ada", "admin");
    repository.permissions.set("linus", "write");
    repository.pull(7, { title: "G-LIN-FL", reviews });
    expect(assignment(repository, "G-LIN-FL")).not.toContain("verified_by: ");
  });

  test("is gone when the review is dismissed or changes are asked for", () => {
    for (const reviews of [
      [{ ...approvedBy("grace"), opinion: "dismissed" as const }],
      [changesBy("grace")],
      [],
    ]) {
      const repository = claimed();
      repository.pull(7, { title: "G-LIN-FL", reviews: [approvedBy("grace")] });
      repository.pull(7, { reviews });
      expect(assignment(repository, "G-LIN-FL")).not.toContain("verified_by: grace");
    }
  });

  test("by /verify is a reviewer's, never for own work, and stays when reviews say nothing", () => {
    const repository = claimed();
    expect(repository.comment("grace", "/verify G-LIN-FL")).toContain("there is nothing to verify yet");
    repository.pull(7, { title: "G-LIN-FL" });
    expect(repository.comment("bob", "/verify G-LIN-FL")).toContain("only reviewers can do this");
    repository.permissions.set("ada", "admin");
    expect(repository.comment("ada", "/verify G-LIN-FL")).toContain("this is your own work");
    expect(repository.comment("grace", "/verify G-LIN-FL")).toContain("verified by **grace**.");
    repository.pull(7, {});
    expect(assignment(repository, "G-LIN-FL")).toContain("verified_by: grace");
  });
});

describe("pull requests that have nothing to do with the campaign", () => {
  test("get no comment", () => {
    const repository = new TestRepository();
    expect(
      repository.pull(7, { title: "Bump vitest", files: [{ path: "package.json", change: "modified" }] }),
    ).toBeUndefined();
  });

  test("but one that changes diagrams and names none is asked to", () => {
    const repository = new TestRepository();
    expect(repository.pull(7, { title: "My diagram" })).toContain(
      "This pull request changes a drawing in `diagrams/`, but nothing says which diagram",
    );
  });
});

describe("a push after the approval", () => {
  const approval = { reviewer: "grace", opinion: "approved" as const, at: "2026-11-24T10:00:00Z" };
  const verifier = (repository: TestRepository) =>
    /verified_by: (\S+)/.exec(repository.files.get("assignments/G-LIN-FL.yml") ?? "")?.[1] ?? null;

  function approved(files: Record<string, string> = {}): TestRepository {
    const repository = new TestRepository(files);
    repository.permissions.set("grace", "write");
    const reviews = [{ ...approval, commit: "1".repeat(40) }];
    repository.pull(2, { title: "G-LIN-FL", headSha: "1".repeat(40), reviews });
    return repository;
  }

  test("takes the verification back, until the newest commit is approved", () => {
    const repository = approved();
    expect(verifier(repository)).toBe("grace");
    repository.textsAt.set("2".repeat(40), { "diagrams/one.md": { text: DRAWING.replace("A", "Z") } });
    repository.pull(2, { headSha: "2".repeat(40) });
    expect(verifier(repository)).toBeNull();
    repository.pull(2, { reviews: [{ ...approval, commit: "2".repeat(40) }] });
    expect(verifier(repository)).toBe("grace");
  });

  test("does not, where the configuration says so", () => {
    const repository = approved({ ".github/diagram-tracker.yml": "gates:\n  reverify_on_push: false\n" });
    repository.textsAt.set("2".repeat(40), { "diagrams/one.md": { text: DRAWING.replace("A", "Z") } });
    repository.pull(2, { headSha: "2".repeat(40) });
    expect(verifier(repository)).toBe("grace");
  });
});

test("a pull request that only names diagrams claims no more than the limit, and what it claimed goes with it", () => {
  const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limit: 2\n" });
  repository.pull(7, { title: "G-LIN-FL G-LIN-SQ G-LIN-ST G-LIN-FA" });
  expect(assignment(repository, "G-LIN-SQ")).toContain("status: review");
  expect(assignment(repository, "G-LIN-SQ")).toContain("claimed_by_pr: 7");
  expect(assignment(repository, "G-LIN-ST")).toBe("");
  repository.pull(7, { draft: true });
  repository.comment("ada", "/claim G-LIN-FL");
  const notice = repository.pull(7, { state: "closed" });
  expect(assignment(repository, "G-LIN-FL")).toContain("status: in_progress");
  expect(assignment(repository, "G-LIN-SQ")).toContain("status: pending");
  expect(notice).toContain(
    "This pull request was closed without a merge. `G-LIN-FL` is back in progress. Nobody holds `G-LIN-SQ`, `G-LIN-ST`, and `G-LIN-FA` now.",
  );
});
