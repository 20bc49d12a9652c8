import { describe, expect, test } from "vitest";
import type { ReviewRequestFacts } from "../../src/facts/pull-request-facts.ts";
import { TestRepository } from "./repository.ts";

const CONFIG = ".github/diagram-tracker.yml";

function repositoryWith(config = "reviewers: [rita, grace]\n"): TestRepository {
  const repository = new TestRepository({ [CONFIG]: config });
  repository.pull(7, { title: "G-LIN-FL" });
  return repository;
}

/** Whom the bot would ask now, and whom no more. */
function requests(repository: TestRepository, known: readonly ReviewRequestFacts[] | null = []): string[] {
  const pr = repository.pulls.get(7) ?? expect.fail();
  repository.pulls.set(7, { ...pr, reviewRequests: known });
  const look = { kind: "pull-request", key: "look", at: repository.now, number: 7 } as const;
  return repository.decide([look]).reviewRequests.map(({ change, reviewer }) => `${change} ${reviewer}`);
}

const stands = { reviewer: "rita", state: "stands", isOurs: true } as const;

describe("whom the bot asks for a review", () => {
  test("is the reviewer whom the assignment names", () => {
    expect(requests(repositoryWith())).toEqual(["ask rita"]);
  });

  test.each<[string, readonly ReviewRequestFacts[] | null]>([
    ["is asked already", [{ ...stands, reviewer: "Rita" }]],
    ["was asked and has reviewed since", [{ ...stands, state: "over" }]],
    ["was taken off by somebody", [{ ...stands, state: "removed", isOurs: false }]],
    ["may be among more requests than GitHub lists", null],
  ])("is nobody who %s", (_, known) => {
    expect(requests(repositoryWith(), known)).toEqual([]);
  });

  test("is somebody whom the bot itself took off and who is named again", () => {
    expect(requests(repositoryWith(), [{ ...stands, state: "removed" }])).toEqual(["ask rita"]);
  });

  test.each([
    [
      "reviewed without being asked",
      { reviews: [{ reviewer: "rita", opinion: "changes_requested", at: "2026-11-24T10:00:00Z" }] },
    ],
    ["would have to read a draft", { draft: true }],
    ["would have to read what is closed", { state: "closed" }],
  ] as const)("is nobody who %s", (_, change) => {
    const repository = repositoryWith();
    repository.pull(7, change);
    expect(requests(repository)).toEqual([]);
  });

  test("is nobody once another reviewer has verified it, and the named one when that is over", () => {
    const repository = repositoryWith();
    repository.permissions.set("linus", "write");
    const review = {
      reviewer: "linus",
      opinion: "approved",
      at: repository.now,
      commit: "1".repeat(40),
    } as const;
    repository.pull(7, { reviews: [review] });
    expect(requests(repository)).toEqual([]);
    repository.pull(7, { reviews: [{ ...review, opinion: "dismissed" }] });
    expect(requests(repository)).toEqual(["ask rita"]);
  });

  test.each(["away: [Rita]", "blocked: [Rita]"])("is nobody of %s", (line) => {
    const repository = repositoryWith();
    repository.files.set(CONFIG, `reviewers: [rita, grace]\n${line}\n`);
    expect(requests(repository)).toEqual([]);
  });

  test("is nobody in a file that names its holder for the reviewer", () => {
    const repository = repositoryWith();
    const path = "assignments/G-LIN-FL.yml";
    const text = repository.files.get(path) ?? expect.fail();
    repository.files.set(path, text.replace("reviewer: rita", "reviewer: ada"));
    expect(requests(repository)).toEqual([]);
  });

  test("is another one where the named one went away before there was something to review", () => {
    const repository = new TestRepository({ [CONFIG]: "reviewers: [rita, grace]\n" });
    repository.pull(7, { title: "G-LIN-FL", draft: true });
    repository.files.set(CONFIG, "reviewers: [rita, grace]\naway: [rita]\n");
    repository.pull(7, { draft: false });
    expect(requests(repository)).toEqual(["ask grace"]);
  });
});

test("ten people are asked at most, those included who are asked already", () => {
  const people = Array.from({ length: 12 }, (_, at) => `r${at}`);
  const diagrams = people.map((_, at) => `          G-MANY-${at}: Diagram ${at}`).join("\n");
  const repository = new TestRepository({
    [CONFIG]: `reviewers: [${people.join(", ")}]\nclaims: { limit: 100, review_limit: 100 }\n`,
    "catalog/many.yml": `categories:\n  - name: Many\n    planned: 12\n    groups:\n      - key: M\n        name: Many\n        planned: 12\n        diagrams:\n${diagrams}\n`,
  });
  repository.pull(7, { title: "G-MANY-*" });
  expect(requests(repository)).toHaveLength(10);
  expect(requests(repository, [stands, { ...stands, reviewer: "grace" }])).toHaveLength(8);
});

describe("a request that stands", () => {
  const named = (reviewer: string) => {
    const repository = repositoryWith();
    const path = "assignments/G-LIN-FL.yml";
    const text = repository.files.get(path) ?? expect.fail();
    repository.files.set(path, text.replace("reviewer: rita", `reviewer: ${reviewer}`));
    return repository;
  };

  test("follows the name that a person writes into the file", () => {
    expect(requests(named("grace"), [stands])).toEqual(["withdraw rita", "ask grace"]);
    const plan = named("grace").decide([
      { kind: "push", key: "push", at: "2026-11-24T10:00:00Z", changed: ["assignments/G-LIN-FL.yml"] },
    ]);
    expect(plan.reviewRequests.map(({ reviewer }) => reviewer)).toEqual(["grace"]);
  });

  test.each([
    ["a person made it", { ...stands, isOurs: false }],
    [
      "it is of nobody whom the campaign asks: another workflow may share our account",
      { ...stands, reviewer: "zoe" },
    ],
  ])("stays where %s", (_, known) => {
    expect(requests(named("grace"), [known])).toEqual(["ask grace"]);
  });

  test("stays while its reviewer is away: they were asked, and may say themselves that they cannot", () => {
    const repository = repositoryWith();
    repository.files.set(CONFIG, "reviewers: [rita, grace]\naway: [rita]\n");
    expect(requests(repository, [stands])).toEqual([]);
  });
});
