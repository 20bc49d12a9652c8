import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const PAUSED = "assignments/paused.yml";

function campaign(): TestRepository {
  const repository = new TestRepository();
  repository.permissions.set("maria", "maintain");
  return repository;
}
const file = (repository: TestRepository, id: string) => repository.files.get(`assignments/${id}.yml`) ?? "";

describe("a pause", () => {
  test("stands in a file among the assignments, with who, when and why", () => {
    const repository = campaign();
    expect(repository.comment("maria", "/pause Until the catalog is agreed on.")).toContain(
      "The campaign is paused. Nobody can claim a diagram until a maintainer comments `/resume`.",
    );
    expect(repository.files.get(PAUSED)).toBe(
      "paused:\n  by: maria\n  on: 2026-11-24\n  reason: Until the catalog is agreed on.\n",
    );
    expect(repository.comment("maria", "/pause")).toContain("already paused, since 2026-11-24, by **maria**");
    repository.comment("maria", "/resume");
    repository.comment("maria", "/pause", { authorId: 14 });
    expect(repository.files.get(PAUSED)).toBe("paused:\n  by: maria\n  by_id: 14\n  on: 2026-11-24\n");
  });

  test("is a maintainer's", () => {
    const repository = campaign();
    expect(repository.comment("ada", "/pause")).toContain("only maintainers can do this");
    expect(repository.files.has(PAUSED)).toBe(false);
    repository.comment("maria", "/pause");
    expect(repository.comment("ada", "/resume")).toContain("only maintainers can do this");
    expect(repository.files.has(PAUSED)).toBe(true);
  });

  test("declines claims with a word, once for all diagrams of a command", () => {
    const repository = campaign();
    repository.comment("maria", "/pause _soon_ @everyone");
    const reply = repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
    expect(reply.match(/\*\*maria\*\* paused the campaign on 2026-11-24/g)).toHaveLength(1);
    expect(reply).not.toContain("@everyone");
    expect(file(repository, "G-LIN-FL")).toBe("");
  });

  test("gives nothing by a pull request either, and by its merge what is done", () => {
    const repository = campaign();
    repository.comment("maria", "/pause");
    const drawn = {
      title: "Draw G-LIN-FL",
      author: "ada",
      files: [{ path: "diagrams/G-LIN-FL.md", change: "added" as const }],
    };
    repository.pull(7, drawn);
    expect(file(repository, "G-LIN-FL")).toBe("");
    repository.pull(7, { ...drawn, state: "merged", mergedAt: repository.now });
    expect(file(repository, "G-LIN-FL")).toContain("status: complete");
  });

  test("is said by /next, which names no command that would be declined", () => {
    const repository = campaign();
    repository.comment("maria", "/pause Until the catalog is agreed on.");
    const reply = repository.comment("ada", "/next 1");
    expect(reply).toContain("- `G-SEQ-FL` Flow Diagram");
    expect(reply).toContain(
      "**maria** paused the campaign on 2026-11-24 (Until the catalog is agreed on.). Nobody can claim a diagram until a maintainer comments `/resume`.",
    );
    expect(reply).not.toContain("/claim");
  });

  test("is said on a pull request whose diagram it keeps from its author, until that is over", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-SQ");
    repository.comment("maria", "/pause");
    const notice = repository.pull(7, { title: "G-LIN-FL G-LIN-SQ", author: "ada" });
    expect(notice).toContain(
      "Nobody holds it. I did not give it to the author, because **maria** paused the campaign on 2026-11-24. " +
        "When a maintainer comments `/resume`, I will look at this pull request again.",
    );
    expect(notice).not.toContain("/claim");
    expect(notice?.match(/paused/g)).toHaveLength(1);
    repository.comment("maria", "/resume");
    expect(repository.notices.get(7)).not.toContain("paused");
  });

  test("leaves everything else: who holds a diagram can give it back", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    repository.comment("maria", "/pause");
    expect(repository.comment("ada", "/release G-LIN-FL")).toContain("it is free again");
    expect(repository.comment("maria", "/assign G-LIN-FL @bob")).toContain("bob holds it");
  });
});

describe("when the campaign goes on", () => {
  test("what was due is due as many days later as the pause lasted", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    repository.comment("maria", "/pause");
    repository.now = "2026-11-29T10:00:00Z";
    repository.comment("maria", "/assign G-LIN-SQ @bob");
    repository.now = "2026-12-03T10:00:00Z";
    expect(repository.comment("maria", "/resume")).toContain(
      "The campaign goes on. It was paused for 9 days, and I moved every due date by as many days.",
    );
    expect(repository.files.has(PAUSED)).toBe(false);
    expect(file(repository, "G-LIN-FL")).toContain("due_date: 2026-12-17");
    // Given in the middle of it: only the days since then stood still.
    expect(file(repository, "G-LIN-SQ")).toContain("due_date: 2026-12-17");
    expect(repository.comment("bob", "/claim G-LIN-ST")).toContain("it is yours");
    expect(repository.comment("maria", "/unpause")).toContain("The campaign is not paused");
  });

  test("a pull request that was opened meanwhile gets its diagram", () => {
    const repository = campaign();
    repository.comment("maria", "/pause");
    repository.pull(7, { title: "Draw G-LIN-FL", author: "ada" });
    repository.comment("maria", "/resume");
    expect(file(repository, "G-LIN-FL")).toContain("assignee: ada");
  });

  test("a maintainer who deletes the file by hand has resumed it", () => {
    const repository = campaign();
    repository.comment("maria", "/pause");
    repository.files.delete(PAUSED);
    expect(repository.comment("ada", "/claim G-LIN-FL")).toContain("it is yours");
  });
});

test("a file that cannot be read pauses the campaign, is reported, and can be taken away", () => {
  const repository = campaign();
  repository.files.set(PAUSED, "paused: yes\n");
  const plan = repository.hear([repository.commentEvent("ada", "/claim G-LIN-FL")]);
  expect(plan.problems).toMatchObject([{ file: PAUSED, line: 1, severity: "error" }]);
  expect(plan.replies[0]?.body).toContain("the campaign is paused, so nobody can claim now");
  expect(repository.comment("maria", "/resume")).toContain(
    "The campaign goes on. All due dates stay as they are.",
  );
  expect(repository.comment("ada", "/claim G-LIN-FL")).toContain("it is yours");
});
