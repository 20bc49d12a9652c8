import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const SELF = { login: "diagram-tracker[bot]", id: 1 };
const HELPER = { isBot: true, authorId: 77 } as const;

function listing(bots: string, roles = "") {
  const repository = new TestRepository({
    ".github/diagram-tracker.yml": `commands:\n  bots: ${bots}\n${roles}`,
  });
  repository.self = SELF;
  return repository;
}
const held = (repository: TestRepository) => repository.files.get("assignments/G-LIN-FL.yml") ?? "";

describe("a bot is heard if the configuration lists it", () => {
  test.each([
    ["by its name", '["helper[bot]"]'],
    ["by its name without the suffix", "[helper]"],
    ["with an @, in another case", '["@Helper[bot]"]'],
    ["by its ID, whatever it is called now", "[{ login: former, id: 77 }]"],
  ])("%s", (_name, bots) => {
    const repository = listing(bots);
    expect(repository.comment("helper[bot]", "/claim G-LIN-FL", HELPER)).toContain("it is yours until");
    expect(held(repository)).toContain("assignee: helper[bot]\n");
    expect(held(repository)).toContain("assignee_id: 77\n");
  });

  test.each([
    ["no list", new TestRepository(), HELPER],
    ["another bot in it", listing('["renovate[bot]"]'), HELPER],
    ["its name with the ID of another account", listing('[{ login: "helper[bot]", id: 78 }]'), HELPER],
  ])("with %s it is not, and nothing is asked or said", (_name, repository, more) => {
    repository.self = SELF;
    const plan = repository.hear([repository.commentEvent("helper[bot]", "/assign G-LIN-FL @bob", more)]);
    expect(plan).toMatchObject({ files: [], message: null, replies: [], declined: [] });
    expect(plan.log[0]?.decision).toMatch(/^not heard: helper\[bot\] is no bot of/);
  });

  test("a person of that name is a person", () => {
    const repository = listing("[helper]");
    expect(repository.comment("helper", "/claim G-LIN-FL", { authorId: 5 })).toContain("@helper ");
    expect(held(repository)).toContain("assignee: helper\n");
  });
});

describe("our own words are no commands, whatever the list says", () => {
  test.each([
    ["by the ID", { ...HELPER, authorId: 1 }, "diagram-tracker[bot]", SELF],
    ["under a former name", { ...HELPER, authorId: 1 }, "helper[bot]", SELF],
    ["by the name, where the ID was not told", { isBot: true } as const, "diagram-tracker[bot]", SELF],
    ["where nobody knows who we are", HELPER, "helper[bot]", null],
  ])("%s", (_name, more, author, self) => {
    const repository = listing("[diagram-tracker, helper]");
    repository.self = self;
    expect(repository.comment(author, "/claim G-LIN-FL", more)).toBe("");
    expect(held(repository)).toBe("");
  });
});

describe("what a listed bot may do", () => {
  const LISTED = "roles:\n  maintainers:\n    users:\n      - helper[bot]\n";

  test("is what its role allows", () => {
    const repository = listing("[helper]");
    expect(repository.comment("helper[bot]", "/assign G-LIN-FL @bob", HELPER)).toContain(
      "only maintainers can do this",
    );
    const trusted = listing("[helper]", LISTED);
    expect(trusted.comment("helper[bot]", "/assign G-LIN-FL @bob", HELPER)).toContain("bob");
    expect(held(trusted)).toContain("assignee: bob\n");
  });

  test("no role makes it eligible to verify", () => {
    const repository = listing("[helper]", LISTED);
    repository.pull(7, { title: "G-LIN-FL: flow", author: "ada" });
    expect(repository.comment("helper[bot]", "/verify G-LIN-FL", HELPER)).toContain(
      "a bot cannot verify a drawing",
    );
    expect(held(repository)).not.toMatch(/verified_by: [a-z]*helper/);
  });

  test("a role that a person has is not that of a bot of the same name, and not the other way round", () => {
    const named = listing("[helper]", "roles:\n  maintainers:\n    users: [helper]\n");
    expect(named.comment("helper[bot]", "/reopen G-LIN-FL", { isBot: true })).toContain(
      "only maintainers can do this",
    );
    const bots = listing("[helper]", LISTED);
    expect(bots.comment("helper", "/reopen G-LIN-FL")).toContain("only maintainers can do this");
  });

  test("nobody is mentioned who is called like it", () => {
    const repository = listing("[helper]");
    expect(repository.comment("helper[bot]", "/claim G-LIN-FL", HELPER)).not.toContain("@helper");
    expect(repository.comment("ada", "/claim G-LIN-FL")).not.toContain("@helper");
    expect(repository.comment("ada", "/status G-LIN-FL")).not.toContain("@helper");
  });
});

describe("two bots that answer each other come to an end", () => {
  /** Every reply of ours is answered at once, with commands that change something each time. */
  function talk(
    say: (turn: number) => string,
    most: number,
  ): { replies: number; repository: TestRepository } {
    const repository = listing("[helper]");
    let replies = 0;
    for (let turn = 0; turn < most; turn++) {
      if (repository.comment("helper[bot]", say(turn), HELPER) === "") break;
      replies++;
    }
    return { replies, repository };
  }

  test.each([
    ["by what is done", (turn: number) => (turn % 2 === 0 ? "/claim G-LIN-FL" : "/release G-LIN-FL"), 21],
    ["by what is asked", () => "/status G-LIN-FL", 21],
    ["by what is declined", () => "/reopen G-LIN-FL", 6],
    [
      "by all in turn",
      (turn: number) => ["/claim G-LIN-FL", "/next", "/release G-LIN-FL"][turn % 3] ?? "",
      21,
    ],
  ])("%s", (_name, say, most) => {
    const { replies, repository } = talk(say, 100);
    expect(replies).toBe(most);
    const { body } = repository.replies.at(-1) ?? { body: "" };
    expect(body).toMatch(/For the next hour I will not reply/);
  });

  test("what it asks for is done all the same, and a person is answered", () => {
    const { repository } = talk(() => "/next", 100);
    expect(repository.comment("helper[bot]", "/claim G-LIN-FL", HELPER)).toBe("");
    expect(held(repository)).toContain("assignee: helper[bot]\n");
    expect(repository.comment("ada", "/status G-LIN-FL")).not.toBe("");
  });

  test("where nobody counts it is never replied to", () => {
    const repository = listing("[helper]");
    repository.counted = null;
    expect(repository.comment("helper[bot]", "/claim G-LIN-FL", HELPER)).toBe("");
    expect(held(repository)).toContain("assignee: helper[bot]\n");
    expect(repository.comment("ada", "/status G-LIN-FL")).not.toBe("");
  });
});
