import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { FILES } from "../github/tracked.ts";
import { startTestAction, type TestAction, WORKFLOWS } from "./start-action.ts";
import type { WorkflowRunner } from "./workflow-runner.ts";

let action: TestAction;
let repository: RepositoryHandle;
let runner: WorkflowRunner;

beforeEach(async () => {
  action = await startTestAction();
  repository = action.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { ...FILES, ...WORKFLOWS },
    permissions: { maria: "maintain" },
  });
  runner = action.follow(repository);
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  await runner.idle();
});

afterEach(async () => {
  expect(action.github.invalidRequests).toEqual([]);
  await action.close();
});

test("a claim is answered", async () => {
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
  await runner.idle();
  console.log(
    action.told.map((t) => t.summary).join("\n"),
    action.github.requests.all.map((r) => r.label),
  );
  expect(repository.comments(1)).toHaveLength(1);
});
