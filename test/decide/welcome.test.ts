import { expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const WELCOME = "Welcome to the campaign!";
const count = (reply: string | null | undefined) => (reply ?? "").split(WELCOME).length - 1;

function campaign(config = ""): TestRepository {
  const repository = new TestRepository({ ".github/diagram-tracker.yml": config });
  repository.permissions.set("maria", "maintain");
  return repository;
}

test("the first claim of a person is welcomed, below the answer, and no other of theirs", () => {
  const repository = campaign();
  const first = repository.comment("ada", "/claim G-LIN-FL\n/claim G-LIN-SQ");
  expect(count(first)).toBe(1);
  expect(first?.trimEnd().split("\n\n").at(-1)).toContain(WELCOME);
  expect(count(repository.comment("ada", "/claim G-LIN-ST"))).toBe(0);
  expect(count(repository.comment("bob", "/claim next"))).toBe(1);
});

test("to give it back and claim again is no first claim, and neither is what somebody was given", () => {
  const repository = campaign();
  repository.comment("ada", "/claim G-LIN-FL");
  repository.comment("ada", "/release G-LIN-FL");
  expect(count(repository.comment("ada", "/claim G-LIN-FL"))).toBe(0);
  repository.comment("maria", "/assign G-LIN-SQ @eve");
  expect(count(repository.comment("eve", "/claim G-LIN-ST"))).toBe(0);
});

test("a claim that fails is not welcomed, and the next one that does not is", () => {
  const repository = campaign();
  repository.comment("bob", "/claim G-LIN-FL");
  expect(count(repository.comment("ada", "/claim G-LIN-FL"))).toBe(0);
  expect(count(repository.comment("ada", "/claim G-LIN-SQ"))).toBe(1);
});

test("a campaign may do without, and in German it says so in German", () => {
  expect(count(campaign("claims: { welcome: false }").comment("ada", "/claim G-LIN-FL"))).toBe(0);
  expect(campaign("language: de").comment("ada", "/claim G-LIN-FL")).toContain(
    "Willkommen bei der Kampagne!",
  );
});

test("with a prefix it names the command as it is written there", () => {
  const reply = campaign("commands: { prefix: dt }").comment("ada", "/dt claim G-LIN-FL");
  expect(reply).toContain("`/dt help` lists what I understand");
});
