import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const held = ({ files }: TestRepository) =>
  [...files.keys()].filter((path) => path.startsWith("assignments/")).map((path) => path.slice(12, -4));

describe('"or" between two diagrams', () => {
  test.each([
    "/claim G-LIN-FL or G-LIN-SQ",
    "/claim g-lin-fl OR g-lin-sq",
    "/claim G-LIN-FL, or G-LIN-SQ",
    "/claim either G-LIN-FL or G-LIN-SQ, please",
    "/claim G-LIN-FL or maybe the G-LIN-SQ",
    "/claim G-LIN-FL or `G-LIN-SQ`",
    "/claim G-LIN-FL or G-LIN-*",
  ])("is asked, and nothing is claimed: %s", (body) => {
    const repository = new TestRepository();
    expect(repository.comment("ada", body)).toMatch(
      /"or" does not say which diagram you want\. Nothing was changed\. Write one of them, for instance `\/claim G-LIN-FL`, or both: `\/claim G-LIN-FL G-LIN-(?:SQ|\*)`\.$/,
    );
    expect(held(repository)).toEqual([]);
  });

  test("with another command too, also where a reason follows", () => {
    const repository = new TestRepository();
    repository.permissions.set("maria", "maintain");
    repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
    expect(repository.comment("ada", "/release G-LIN-FL or G-LIN-SQ")).toContain('"or" does not say');
    expect(repository.comment("maria", "/override G-LIN-FL or G-LIN-SQ It is late")).toContain(
      "both: `/override G-LIN-FL G-LIN-SQ`",
    );
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
  });
});

describe('another "or" asks nothing', () => {
  test.each([
    ["/claim G-LIN-FL, it takes me two or three days", ["G-LIN-FL"]],
    ["/claim G-LIN-FL or whatever is free", ["G-LIN-FL"]],
    ["/claim G-LIN-FL for a week or so and G-LIN-SQ", ["G-LIN-FL", "G-LIN-SQ"]],
    ["/claim G-LIN-FL or G-LIN-FL", ["G-LIN-FL"]],
    ["/claim next 1 of G-LIN-* or G-SEQ-*", ["G-SEQ-FL"]],
    ["/claim G-LIN-FL and G-LIN-SQ", ["G-LIN-FL", "G-LIN-SQ"]],
  ])("%s", (body, ids) => {
    const repository = new TestRepository();
    repository.comment("ada", body);
    expect(held(repository)).toEqual(ids);
  });

  test("one in a reason", () => {
    const repository = new TestRepository();
    repository.permissions.set("maria", "maintain");
    const said = { onPullRequest: true, title: "G-LIN-FL", thread: 7 };
    repository.pull(7, { title: "G-LIN-FL", author: "ada" });
    repository.comment("maria", "/override G-LIN-FL It is this one now or G-LIN-SQ for ever", said);
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain(
      "It is this one now or G-LIN-SQ for ever",
    );
  });
});
