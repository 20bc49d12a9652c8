import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const url = (at: number | string) => `https://example.org/${at}`;
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => url(from + at)).join(" ");
const sources = (repository: TestRepository) =>
  [...(repository.files.get("assignments/G-LIN-FL.yml") ?? "").matchAll(/- url: (\S+)/g)].map(
    ([, found]) => found,
  );

describe("sources of a diagram", () => {
  test("the holder's come first, whoever came first; those of others carry their names", () => {
    const repository = new TestRepository();
    repository.comment("mallory", `/source G-LIN-FL ${url("spam")}`);
    repository.comment("ada", `/claim G-LIN-FL source ${url("own")}`);
    repository.comment("ada", `/source G-LIN-FL ${url("more")}`);
    expect(sources(repository)).toEqual([url("own"), url("more"), url("spam")]);
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain(
      `- url: ${url("spam")}\n      by: mallory\n`,
    );
  });

  test("a person adds only a few to what is not theirs, all others together leave room for the holder", () => {
    const repository = new TestRepository();
    repository.comment("ada", "/claim G-LIN-FL");
    expect(repository.comment("bob", `/source G-LIN-FL ${many(0, 6)}`)).toContain(
      "you may add at most 5 sources",
    );
    for (let at = 0; at < 5; at++) repository.comment(`p${at}`, `/source G-LIN-FL ${many(at * 5, 5)}`);
    expect(sources(repository)).toHaveLength(25);
    expect(repository.comment("bob", `/source G-LIN-FL ${url("x")}`)).toContain(
      "other people have already added as many sources as they may",
    );
    repository.comment("ada", `/source G-LIN-FL ${many(100, 25)}`);
    expect(sources(repository)).toHaveLength(50);
    expect(repository.comment("ada", `/source G-LIN-FL ${url("x")}`)).toContain("already has 50 sources");
  });

  test("are removed by the holder, by who added them, or by a maintainer", () => {
    const repository = new TestRepository();
    repository.permissions.set("maria", "maintain");
    repository.comment("ada", `/claim G-LIN-FL source ${url("a")}`);
    for (const at of ["b", "c", "d"]) repository.comment("bob", `/source G-LIN-FL ${url(at)}`);
    expect(repository.comment("eve", `/source remove G-LIN-FL ${url("a")}`)).toContain("Nothing was changed");
    expect(repository.comment("bob", `/source remove G-LIN-FL ${url("a")} ${url("b")}`)).toContain(
      "Nothing was changed",
    );
    expect(repository.comment("bob", `/source remove G-LIN-FL ${url("b")}`)).toContain(
      "I removed the source",
    );
    expect(repository.comment("ada", `/source G-LIN-FL remove ${url("c")}`)).toContain(
      "I removed the source",
    );
    expect(repository.comment("maria", `/source remove G-LIN-FL ${url("a")}, ${url("d")}`)).toContain(
      "I removed 2 sources",
    );
    expect(sources(repository)).toEqual([]);
    expect(repository.comment("ada", `/source remove G-LIN-FL ${url("z")}`)).toContain(
      "its file has no source",
    );
  });

  test("a word behind an address removes nothing", () => {
    const repository = new TestRepository();
    repository.comment("ada", `/source G-LIN-FL ${url("a")}, remove the old one later`);
    expect(sources(repository)).toEqual([url("a")]);
  });
});

describe("/release with a name", () => {
  const claimed = () => {
    const repository = new TestRepository();
    repository.permissions.set("maria", "maintain");
    repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
    repository.comment("bob", "/claim G-LIN-ST");
    return repository;
  };
  const holders = (repository: TestRepository) =>
    ["FL", "SQ", "ST"].map(
      (end) => /\n {2}assignee: (\S+)/.exec(repository.files.get(`assignments/G-LIN-${end}.yml`) ?? "")?.[1],
    );

  test("gives back all that the person holds, for a maintainer or themselves", () => {
    const repository = claimed();
    expect(repository.comment("bob", "/release @ada")).toContain(
      "only a maintainer can give back everything that `ada` holds",
    );
    expect(repository.comment("maria", "/unassign @Ada")).toContain("**ada** no longer holds it");
    expect(holders(repository)).toEqual(["null", "null", "bob"]);
    repository.comment("bob", "/release @bob");
    expect(holders(repository)).toEqual(["null", "null", "null"]);
    expect(repository.comment("maria", "/release @bob")).toContain("`bob` holds no diagram");
  });

  test("and an ID, only where that person holds it", () => {
    const repository = claimed();
    expect(repository.comment("maria", "/unassign G-LIN-FL @bob")).toContain(
      "`bob` does not hold it, **ada** does",
    );
    repository.comment("maria", "/unassign G-LIN-ST @bob");
    expect(holders(repository)).toEqual(["ada", "ada", "null"]);
  });

  test("among words of thanks it means nobody", () => {
    const repository = claimed();
    repository.comment("ada", "/release G-LIN-FL sorry, thanks @bob");
    expect(holders(repository)).toEqual(["null", "ada", "bob"]);
  });
});
