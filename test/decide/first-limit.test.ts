import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

function campaign(limit = 1): TestRepository {
  const repository = new TestRepository({
    ".github/diagram-tracker.yml": `claims: { first_limit: ${limit} }\n`,
  });
  repository.permissions.set("maria", "maintain");
  return repository;
}
const merged = (repository: TestRepository) => ({ state: "merged" as const, mergedAt: repository.now });
const draws = (id: string, author = "ada") => ({
  title: id,
  author,
  files: [{ path: `diagrams/${id}.md`, change: "added" as const }],
});
const holder = (repository: TestRepository, id: string) =>
  /assignee: (\S+)/.exec(repository.files.get(`assignments/${id}.yml`) ?? "")?.[1] ?? "nobody";

describe("until somebody's first diagram is complete", () => {
  test("they may hold one, and hear why and what to do", () => {
    const repository = campaign();
    const reply = repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
    expect(reply).toContain("**G-LIN-FL** Flow Diagram: it is yours until 2026-12-08.");
    expect(reply).toContain(
      "**G-LIN-SQ** Sequence: you may hold only one diagram until your first one is complete, and you hold `G-LIN-FL`. Next: finish it " +
        "and have its pull request merged. Then claim again. To take another one instead, `/release` it.",
    );
    expect(holder(repository, "G-LIN-SQ")).toBe("nobody");
  });

  test("or as many as the configuration says", () => {
    const repository = campaign(2);
    const reply = repository.comment("ada", "/claim G-LIN-*");
    expect(reply).toContain("For each of **G-LIN-FL** and **G-LIN-SQ**: it is yours");
    expect(reply).toContain(
      "you may hold at most 2 diagrams until your first one is complete, and you hold `G-LIN-FL` and `G-LIN-SQ`. Next: finish one of them",
    );
  });

  test("what waits in review counts, so an empty pull request makes no room", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    repository.pull(7, { ...draws("G-LIN-FL"), files: [] });
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("until your first one is complete");
  });

  test("a pull request that only names diagrams gives no more, one that draws them does", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL G-LIN-SQ", author: "ada", files: [] });
    expect([holder(repository, "G-LIN-FL"), holder(repository, "G-LIN-SQ")]).toEqual(["ada", "nobody"]);
    repository.pull(8, draws("G-LIN-ST"));
    expect(holder(repository, "G-LIN-ST")).toBe("ada");
  });

  test("whoever gives it back may take another one", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("ada", "/release G-LIN-FL\n/claim G-LIN-SQ")).toContain(
      "**G-LIN-SQ** Sequence: it is yours",
    );
  });

  test("a maintainer may assign more", () => {
    const repository = campaign();
    repository.comment("maria", "/assign G-LIN-FL @ada\n/assign G-LIN-SQ @ada");
    expect(holder(repository, "G-LIN-SQ")).toBe("ada");
  });
});

describe("the limit is everybody's again", () => {
  test("when the first is merged, and not only opened", () => {
    const repository = campaign();
    repository.pull(7, draws("G-LIN-FL"));
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("until your first one is complete");
    repository.pull(7, merged(repository));
    expect(repository.comment("ada", "/claim G-LIN-SQ G-LIN-ST G-LIN-FA G-SEQ-FL")).toContain(
      "For each of **G-LIN-SQ**, **G-LIN-ST**, and **G-LIN-FA**: it is yours",
    );
    expect(repository.comment("ada", "/claim G-SEQ-FL")).toContain("one person may hold at most 3");
  });

  test("when a maintainer says that it is complete", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    repository.comment("maria", "/complete G-LIN-FL");
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("it is yours");
  });

  test("for whom it was completed, and for nobody else", () => {
    const repository = campaign();
    repository.pull(7, { ...draws("G-LIN-FL", "bob"), ...merged(repository) });
    expect(repository.comment("ada", "/claim G-LIN-SQ G-LIN-ST")).toContain(
      "until your first one is complete",
    );
    expect(repository.comment("bob", "/claim G-SEQ-FL G-SEQ-SQ")).toContain(
      "For each of **G-SEQ-FL** and **G-SEQ-SQ**: it is yours",
    );
  });
});

test("where the completion is taken back, the next claim waits for the first again; what is held stays", () => {
  const repository = campaign();
  repository.comment("ada", "/claim G-LIN-FL");
  repository.comment("maria", "/complete G-LIN-FL");
  repository.comment("ada", "/claim G-LIN-SQ");
  repository.comment("maria", "/reopen G-LIN-FL");
  expect(repository.comment("ada", "/claim G-LIN-ST")).toContain(
    "you may hold only one diagram until your first one is complete, and you hold `G-LIN-FL` and `G-LIN-SQ`. Next: finish one of them",
  );
  expect([holder(repository, "G-LIN-FL"), holder(repository, "G-LIN-SQ")]).toEqual(["ada", "ada"]);
});

test("without it, everybody has the same limit", () => {
  const repository = new TestRepository();
  expect(repository.comment("ada", "/claim G-LIN-*")).toContain(
    "For each of **G-LIN-FL**, **G-LIN-SQ**, and **G-LIN-ST**: it is yours",
  );
});
