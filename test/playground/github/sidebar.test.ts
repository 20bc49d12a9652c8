import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith } from "./clients.ts";

const issue = { owner: "atlas", repo: "diagrams", issue_number: 1 };
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  github = await startGitHub({ clock: () => Date.parse("2026-01-05T10:00:00Z") });
  repository = github.createRepository({ owner: "atlas", name: "diagrams", permissions: { rita: "read" } });
  repository.openIssue({ author: "ada", title: "A flow" });
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

const client = () => clientWith(github, github.installationToken("atlas"));
const assign = async (...assignees: string[]) => {
  const { data } = await client().rest.issues.addAssignees({ ...issue, assignees });
  return data.assignees?.map(({ login }) => login);
};
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    ({ status, message }) => `${status} ${message}`,
  );

/** Each is a row of PLATFORM.md. */
describe("the sidebar as GitHub has it", () => {
  test("only people who commented, write or belong to the organisation; others are dropped without an error", async () => {
    expect(await assign("ada", "rita", "tom", "nobody")).toEqual(["ada", "rita"]);
    repository.comment({ author: "tom", thread: 1, body: "I would." });
    expect(await assign("tom")).toEqual(["ada", "rita", "tom"]);
  });

  test("at most 10 assignees", async () => {
    const people = Array.from({ length: 12 }, (_, at) => `person-${at}`);
    for (const author of people) repository.comment({ author, thread: 1, body: "Me." });
    expect(await assign(...people)).toHaveLength(10);
  });

  test("`issues.assigned`/`unassigned`: one `assignee`; the timeline names who did it", async () => {
    await assign("ada", "rita");
    repository.unassign(1, "ada", "rita");
    await github.settled();
    const announced = github.webhooks.log
      .filter(({ event }) => event === "issues")
      .map(({ payload }) => payload);
    expect(
      announced.slice(1).map(({ action, assignee, sender }) => [action, assignee, sender?.login]),
    ).toMatchObject([
      ["assigned", { login: "ada" }, "diagram-tracker[bot]"],
      ["assigned", { login: "rita" }, "diagram-tracker[bot]"],
      ["unassigned", { login: "rita" }, "ada"],
    ]);
  });

  test("label: name 50 †, description 100", async () => {
    const make = (name: string) =>
      client().rest.issues.createLabel({ owner: "atlas", repo: "diagrams", name });
    expect(await refusal(make("x".repeat(50)))).toBeNull();
    expect(await refusal(make("X".repeat(50)))).toMatch(/422.*Validation Failed/);
    expect(await refusal(make("x".repeat(51)))).toMatch(/422.*Validation Failed/);
  });

  test("100 labels an issue †", () => {
    for (let at = 0; at < 101; at++) repository.makeLabel(`label ${at}`);
    for (let at = 0; at < 100; at++) repository.addLabel(1, "ada", `label ${at}`);
    expect(() => repository.addLabel(1, "ada", "label 100")).toThrow(/100 labels/);
  });

  test("`state_reason` is ignored unless `state` changes", async () => {
    const close = (state_reason: "completed" | "not_planned") =>
      client().rest.issues.update({ ...issue, state: "closed", state_reason });
    expect((await close("completed")).data.state_reason).toBe("completed");
    expect((await close("not_planned")).data.state_reason).toBe("completed");
    expect(repository.thread(1).sidebar).toHaveLength(1);
  });

  test.each(["at-once", "later", "never"] as const)(
    "GitHub closes linked issues itself after the merge †: %s",
    (when) => {
      repository.setClosing(when);
      const body = "Fixes #1";
      const { number } = repository.openPullRequest({
        author: "ada",
        title: "Flow",
        body,
        files: { "a.md": "flow\n" },
      });
      repository.merge(number, "rita");
      expect(repository.thread(1).state).toBe(when === "at-once" ? "closed" : "open");
      repository.closeLinked();
      expect(repository.thread(1).state).toBe(when === "never" ? "open" : "closed");
    },
  );
});
