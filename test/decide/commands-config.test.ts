import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const configured = (commands: string) =>
  new TestRepository({ ".github/diagram-tracker.yml": `commands:\n${commands}` });
const file = (repository: TestRepository) => repository.files.get("assignments/G-LIN-FL.yml") ?? "";

describe("with a prefix", () => {
  test.each(["/dt claim G-LIN-FL", "/DT: Claim, G-LIN-FL", "/dt claim\nG-LIN-FL", "/dt /claim G-LIN-FL"])(
    "%j is a claim",
    (body) => {
      const repository = configured("  prefix: dt\n");
      repository.comment("ada", body);
      expect(file(repository)).toContain("assignee: ada");
    },
  );

  test("commands without it are another bot's", () => {
    const repository = configured("  prefix: /dt\n");
    expect(repository.comment("ada", "/claim G-LIN-FL")).toBe("");
    expect(repository.comment("ada", "/clam G-LIN-FL")).toBe("");
    expect(file(repository)).toBe("");
  });

  test("every command that the bot names has it", () => {
    const repository = configured("  prefix: dt\n");
    repository.comment("ada", "/dt claim G-LIN-FL");
    expect(repository.comment("bob", "/dt claim G-LIN-FL")).toContain("let `/dt claim next` choose");
    expect(repository.comment("bob", "/dt")).toContain("| `/dt release ID…");
    expect(repository.comment("bob", "/dt start")).toContain(
      "@bob `/dt start`: I do not know which diagram you mean",
    );
    expect(repository.pull(7, { title: "G-LIN-FL", author: "bob" })).not.toMatch(/`\/(?!dt )[a-z]+[ `]/);
  });

  test("what is none is answered, since nobody else was meant", () => {
    expect(configured("  prefix: dt\n").comment("ada", "/dt dance")).toContain(
      "there is no such command. `/dt help` shows all commands.",
    );
    expect(configured("  prefix: dt\n").comment("ada", "/dt clam G-LIN-FL")).toContain(
      "Did you mean `/dt claim`?",
    );
  });

  test("an edit that puts the prefix before an old command runs it once", () => {
    const repository = configured("  prefix: dt\n");
    repository.comment("ada", "/dt claim G-LIN-FL", { previousBody: "/claim G-LIN-FL" });
    expect(file(repository)).toContain("assignee: ada");
    expect(repository.comment("ada", "/dt claim g-lin-fl", { previousBody: "/dt claim G-LIN-FL" })).toBe("");
  });
});

describe("a command that is disabled", () => {
  test("is left to other bots, and shown nowhere", () => {
    const repository = configured("  disabled: [claim, /drop]\n");
    expect(repository.comment("ada", "/claim G-LIN-FL")).toBe("");
    expect(repository.comment("ada", "/clam G-LIN-FL")).not.toContain("/claim");
    expect(repository.comment("ada", "/drop G-LIN-FL")).toBe("");
    expect(repository.comment("ada", "/unassign G-LIN-FL")).toContain("nobody holds it");
    expect(repository.comment("ada", "/help")).not.toContain("| `/claim");
  });
});
