/** A word of a comment may be as long as the comment. */
import { expect, test } from "vitest";
import { COMMANDS } from "../../src/commands/all.ts";
import { TestRepository } from "./repository.ts";

const LENGTH = 10_000;
const WORDS = {
  letters: "a".repeat(LENGTH),
  "an ID": `G-${"L".repeat(LENGTH)}`,
  "a group": `G-${"L".repeat(LENGTH)}-*`,
  "a login": `@${"a".repeat(LENGTH)}`,
  "a number": "1".repeat(LENGTH),
  "a pull request": `#${"1".repeat(LENGTH)}`,
  "a day": `2026-11-${"1".repeat(LENGTH)}`,
  "an address": `https://example.org/${"a".repeat(LENGTH)}`,
  "letters of another alphabet": `G-LIN-${"Х".repeat(LENGTH)}`,
};

test.each(Object.entries(WORDS))("%s of 10,000 characters is never said again, nor kept", (_, word) => {
  for (const { name } of COMMANDS.filter((command) => command.name !== "help")) {
    for (const before of [`/${name}`, `/${name} G-LIN-FL`, `/${name} next 1 of`]) {
      const repository = new TestRepository();
      repository.permissions.set("maria", "admin");
      expect.soft(repository.comment("maria", `${before} ${word}`).length, before).toBeLessThan(1_500);
      for (const text of repository.files.values()) expect.soft(text.length, before).toBeLessThan(5_000);
    }
  }
});

test("a name of forty characters is nobody's", () => {
  const repository = new TestRepository();
  repository.permissions.set("maria", "admin");
  expect(repository.comment("maria", `/assign G-LIN-FL @${"a".repeat(39)}`)).toContain("holds it until");
  expect(repository.comment("maria", `/assign G-LIN-SQ @${"a".repeat(40)}`)).toContain("is no GitHub login");
});
