import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FaultAnswer } from "../../../src/playground/github/faults.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith } from "./clients.ts";

const where = { owner: "atlas", repo: "diagrams" };
const postComment = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.createRepository({ owner: "atlas", name: "diagrams" });
  repository.openIssue({ author: "cy", title: "T" });
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

function bot() {
  return clientWith(github, github.installationToken("atlas"));
}

function say(body: string) {
  return bot().rest.issues.createComment({ ...where, issue_number: 1, body });
}

describe("faults", () => {
  test.each<[FaultAnswer, object]>([
    ["500", { status: 500 }],
    ["502", { status: 502 }],
    ["504", { status: 504 }],
    ["secondary-limit", { status: 403, response: { headers: { "retry-after": "7" } } }],
    ["primary-limit", { status: 403, response: { headers: { "x-ratelimit-remaining": "0" } } }],
    ["429", { status: 429, response: { headers: { "retry-after": "7" } } }],
    ["reset", { message: expect.stringContaining("other side closed") }],
    [{ status: 418, body: { message: "I'm a teapot" } }, { status: 418 }],
  ])("%j comes before the effect, as often as it is told to", async (answer, expected) => {
    github.faults.add({ match: postComment, answer, times: 1, retryAfter: 7 });
    await expect(say("lost")).rejects.toMatchObject(expected);
    expect(repository.comments(1)).toEqual([]);
    await say("said");
    expect(repository.comments(1).map((comment) => comment.body)).toEqual(["said"]);
    expect(github.requests.count(postComment)).toBe(2);
  });

  test("an answer that is lost after the effect leaves the effect", async () => {
    github.faults.add({ match: postComment, answer: "502", when: "after", times: 1 });
    await expect(say("said")).rejects.toMatchObject({ status: 502 });
    expect(repository.comments(1).map((comment) => comment.body)).toEqual(["said"]);
    expect(github.requests.all).toMatchObject([{ label: postComment, status: 502, isWrite: true }]);
  });

  test("a GraphQL error comes with HTTP 200, found by the operation's name or its top-level field", async () => {
    github.faults.add({ match: "Who", answer: "graphql-error", times: 1 });
    github.faults.add({ match: "viewer", answer: "502", skip: 1, times: 1 });
    const ask = () => bot().graphql("query Who { viewer { login } }");
    await expect(ask()).rejects.toMatchObject({ data: null, errors: [{}] });
    await ask();
    await expect(ask()).rejects.toMatchObject({ status: 502 });
    expect(github.requests.all.map((request) => request.status)).toEqual([200, 200, 502]);
  });

  test("a random share fails, the same one for the same seed", async () => {
    const run = async () => {
      github.faults.addRandom({ seed: 3, rate: 0.4, answers: ["500"], match: postComment });
      const before = github.requests.all.length;
      for (let n = 0; n < 20; n += 1) await say(`${n}`).catch(() => null);
      return github.requests.all.slice(before).map((request) => request.status);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([201, 500]));
    github.faults.clear();
    await say("good");
  });
});

describe("gates", () => {
  test("a request waits at the gate while the test does something in between", async () => {
    const gate = github.blockNext("Commit");
    const expectedHeadOid = repository.head();
    const branch = { repositoryNameWithOwner: "atlas/diagrams", branchName: "main" };
    const document = `mutation Commit($input: CreateCommitOnBranchInput!) {
      createCommitOnBranch(input: $input) { commit { oid } } }`;
    const committing = bot().graphql(document, {
      input: { branch, expectedHeadOid, message: { headline: "Late" } },
    });
    const refused = expect(committing).rejects.toMatchObject({ errors: [{ type: "STALE_DATA" }] });
    expect(await gate.arrived).toMatchObject({ fields: ["createCommitOnBranch"] });
    repository.push({ author: "ada", files: { "in-between.md": "!" } });
    gate.release();
    await refused;
  });

  test("a gate after the effect holds only the answer", async () => {
    const gate = github.blockNext(postComment, "after");
    const saying = say("said");
    await gate.arrived;
    expect(repository.comments(1)).toHaveLength(1);
    gate.release();
    expect((await saying).status).toBe(201);
  });

  test("a request that is dropped at the gate has no effect, one that is dropped after it has", async () => {
    for (const [when, comments] of [
      ["before", 0],
      ["after", 1],
    ] as const) {
      const gate = github.blockNext(postComment, when);
      const broken = expect(say("lost")).rejects.toMatchObject({ status: 500 });
      await gate.arrived;
      gate.drop();
      await broken;
      expect(repository.comments(1)).toHaveLength(comments);
    }
  });
});

describe("the log of requests", () => {
  test("names operation, status and who asked; it can be counted and emptied", async () => {
    await say("one");
    await bot().graphql("query Who { viewer { login } }");
    expect(github.requests.all).toMatchObject([
      {
        method: "POST",
        path: "/repos/atlas/diagrams/issues/1/comments",
        status: 201,
        actor: "diagram-tracker[bot]",
      },
      { label: "graphql Who", operation: "Who", fields: ["viewer"], isWrite: false, status: 200 },
    ]);
    expect([github.requests.count(), github.requests.count("Who"), github.requests.count(/^POST/)]).toEqual([
      2, 1, 1,
    ]);
    github.requests.reset();
    expect(github.requests.all).toEqual([]);
  });
});
