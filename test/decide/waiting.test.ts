/** The line for a diagram that somebody holds, and what those could do who want to be first without waiting. */
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { TestRepository } from "./repository.ts";

const FL = "assignments/G-LIN-FL.yml";
const IDS = { ada: 7, bob: 8, eve: 9, maria: 10, zoe: 11 } as const;
type Name = keyof typeof IDS;

class Campaign extends TestRepository {
  constructor() {
    super();
    this.permissions.set("maria", "maintain");
    for (const [login, id] of Object.entries(IDS)) this.accounts.set(login, id);
    this.says("ada", "/claim G-LIN-FL");
  }

  says(login: Name, body: string, thread = 1): string {
    return this.comment(login, body, { authorId: IDS[login], thread });
  }

  get file() {
    return parse(this.files.get(FL) ?? "assignment: {}").assignment;
  }

  get line(): string[] {
    return (this.file.waiting ?? []).map(({ login }: { login: string }) => login);
  }
}

test("the first in the line gets what becomes free, and is told where they asked", () => {
  const repository = new Campaign();
  expect(repository.says("bob", "/wait G-LIN-FL", 5)).toContain("you are number 1 in its line");
  expect(repository.says("eve", "/wait G-LIN-FL", 6)).toContain("you are number 2 in its line");
  expect(repository.says("eve", "/status G-LIN-FL")).toContain(
    "In the line for `G-LIN-FL`: **bob** and **eve**.",
  );
  const said = repository.says("ada", "/release G-LIN-FL");
  expect(said).toContain("you no longer hold it. **bob** waited for it and has it now until 2026-12-08.");
  expect(repository.replies.at(-1)).toMatchObject({
    thread: 5,
    body: expect.stringMatching(
      /^@bob \*\*G-LIN-FL\*\* Flow Diagram: you waited for it, and now it is yours until 2026-12-08\./,
    ),
  });
  expect(repository.file).toMatchObject({ assignee: "bob", assignee_id: 8, thread: 5 });
  expect(repository.line).toEqual(["eve"]);
});

test("who is told, is told once, though the day comes twice", () => {
  const repository = new Campaign();
  repository.says("bob", "/wait G-LIN-FL", 5);
  repository.says("ada", "/release G-LIN-FL");
  expect(repository.day("2026-11-25")).toBe("");
  repository.answered.clear();
  expect(repository.day("2026-11-25")).toContain("@bob");
});

test("a timer's release tells both", () => {
  const repository = new Campaign();
  repository.files.set(".github/diagram-tracker.yml", "claims: { release_after: 7 }\n");
  repository.says("bob", "/wait G-LIN-FL", 5);
  repository.day("2026-12-09");
  const said = repository.day("2026-12-15");
  expect(said).toContain("#1 @ada **G-LIN-FL** Flow Diagram: it was due on 2026-12-08");
  expect(said).toContain("**bob** waited for it and has it now");
  expect(said).toContain("#5 @bob");
  repository.answered.clear();
  expect(repository.day("2026-12-15").split("\n")).toHaveLength(2);
});

describe("the way out", () => {
  test.each(["/wait remove G-LIN-FL", "/release G-LIN-FL", "/drop G-LIN-FL"])("is %s", (command) => {
    const repository = new Campaign();
    repository.says("bob", "/wait G-LIN-FL");
    expect(repository.says("bob", "/wait G-LIN-FL")).toContain("already number 1");
    expect(repository.says("bob", command)).toContain("you are no longer in its line");
    expect(repository.line).toEqual([]);
    expect(repository.file.assignee).toBe("ada");
  });
});

test.each([
  ["a group", "/wait G-LIN-*", "only for single diagrams"],
  ["what is free", "/wait G-LIN-SQ", "`/claim G-LIN-SQ` makes it yours"],
  ["what one holds", "/claim G-SEQ-FL\n/wait G-SEQ-FL", "already yours"],
])("nobody waits for %s", (_, command, answer) => {
  expect(new Campaign().says("bob", command)).toContain(answer);
});

test("one person waits for no more than they may hold", () => {
  const repository = new Campaign();
  repository.files.set(".github/diagram-tracker.yml", "claims: { limit: 2 }\n");
  repository.says("ada", "/claim G-LIN-SQ");
  repository.says("eve", "/claim G-LIN-ST");
  repository.says("bob", "/wait G-LIN-FL G-LIN-SQ");
  expect(repository.says("bob", "/wait G-LIN-ST")).toContain("one person may wait for at most 2");
});

describe("who would cheat", () => {
  test.each<[string, (repository: Campaign) => void]>([
    ["an account that is gone", (repository) => repository.permissions.set("bob", "none" as never)],
    [
      "somebody who is above their limit",
      (repository) => repository.says("bob", "/claim G-LIN-SQ G-LIN-ST G-SEQ-FL"),
    ],
    [
      "somebody who was blocked since",
      (repository) => repository.files.set(".github/diagram-tracker.yml", "blocked: [bob]\n"),
    ],
    ["whoever took the login since", (repository) => repository.accounts.set("bob", 99)],
  ])("%s blocks the line for nobody", (_, change) => {
    const repository = new Campaign();
    repository.says("bob", "/wait G-LIN-FL");
    repository.says("eve", "/wait G-LIN-FL");
    change(repository);
    repository.says("ada", "/release G-LIN-FL");
    expect(repository.file.assignee).toBe("eve");
    expect(repository.line).toEqual(["bob"]);
  });

  test("a friend for whom somebody releases it gets it only after those who wait", () => {
    const repository = new Campaign();
    repository.says("eve", "/wait G-LIN-FL");
    repository.hear([
      repository.commentEvent("ada", "/release G-LIN-FL", { authorId: 7 }),
      repository.commentEvent("zoe", "/claim G-LIN-FL", { authorId: 11 }),
    ]);
    expect(repository.file.assignee).toBe("eve");
  });

  test("a pull request that somebody opens for it does not go before the line", () => {
    const repository = new Campaign();
    repository.comment("maria", "/release G-LIN-FL", { authorId: 10 });
    repository.pull(12, { title: "G-LIN-FL", author: "ada", authorId: 7 });
    repository.says("eve", "/wait G-LIN-FL");
    repository.pull(13, { title: "G-LIN-FL", author: "zoe", authorId: 11, headSha: "3".repeat(40) });
    repository.pull(12, { state: "closed" });
    expect(repository.file.assignee).toBe("eve");
  });

  test("whoever gives it back and waits for it again is the last, and has no new term", () => {
    const repository = new Campaign();
    repository.says("bob", "/wait G-LIN-FL");
    repository.now = "2026-11-30T10:00:00Z";
    repository.says("ada", "/release G-LIN-FL");
    repository.says("ada", "/wait G-LIN-FL");
    repository.says("bob", "/release G-LIN-FL");
    expect(repository.file).toMatchObject({ assignee: "ada", due_date: "2026-12-08" });
  });
});

test("whoever gets it by another way waits no more, so that they can give it back", () => {
  const repository = new Campaign();
  repository.says("bob", "/wait G-LIN-FL");
  repository.says("maria", "/assign G-LIN-FL @bob");
  expect(repository.line).toEqual([]);
  repository.says("bob", "/release G-LIN-FL");
  expect(repository.file.assignee).toBeNull();
});

test("an entry lapses after sixty days", () => {
  const repository = new Campaign();
  repository.says("bob", "/wait G-LIN-FL");
  repository.now = "2027-01-24T10:00:00Z";
  repository.says("ada", "/release G-LIN-FL");
  expect(repository.file.assignee).toBeNull();
});

test("nobody is given anything in a pause; the first gets it when that ends", () => {
  const repository = new Campaign();
  repository.says("bob", "/wait G-LIN-FL");
  repository.says("maria", "/pause");
  repository.says("ada", "/release G-LIN-FL");
  expect(repository.file.assignee).toBeNull();
  repository.says("maria", "/resume");
  expect(repository.file.assignee).toBe("bob");
});

test("an account that was renamed is called by its new name once it is heard again", () => {
  const repository = new Campaign();
  repository.says("bob", "/wait G-LIN-FL");
  repository.comment("robert", "/wait remove G-LIN-FL", { authorId: 8 });
  expect(repository.line).toEqual([]);
});
