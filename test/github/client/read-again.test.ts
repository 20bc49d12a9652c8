import { ProbotOctokit } from "probot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readAgain } from "../../../src/github/client/read-again.ts";
import type { FaultAnswer } from "../../../src/playground/github/start-github.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";

const READ = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
const WHO = { owner: "atlas", repo: "diagrams", username: "ada" };

let github: GitHub;
let pauses: number[];

beforeEach(async () => {
  pauses = [];
  github = await startGitHub();
  github.createRepository({ owner: "atlas", name: "diagrams" }).openIssue({ author: "ada", title: "Hello" });
});
afterEach(() => github.close());

function client() {
  const pause = async (ms: number) => pauses.push(ms);
  const Octokit = ProbotOctokit.plugin(readAgain(pause)).defaults({
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return new Octokit({ baseUrl: github.url, auth: { token: github.installationToken("atlas") } });
}

describe("what only reads and meets a fault", () => {
  test.each<FaultAnswer>(["500", "502", "504", "reset", "graphql-error"])(
    "is asked again after %s",
    async (answer) => {
      github.faults.add({ match: "Who", answer, times: 2 });
      const asked = client().graphql("query Who { viewer { login } }");
      await expect(asked).resolves.toEqual({ viewer: { login: "diagram-tracker[bot]" } });
      expect(github.requests.count("Who")).toBe(3);
      expect(pauses).toHaveLength(2);
      expect(pauses[1]).toBeGreaterThan(pauses[0] ?? Number.NaN);
    },
  );

  test("is given up after the third time", async () => {
    github.faults.add({ match: READ, answer: "502" });
    await expect(client().request(READ, WHO)).rejects.toMatchObject({ status: 502 });
    expect(github.requests.count(READ)).toBe(3);
  });
});

describe("asked once only is", () => {
  test.each<[FaultAnswer, number]>([
    ["secondary-limit", 403],
    ["429", 429],
  ])("what meets a limit (%s)", async (answer, status) => {
    github.faults.add({ match: READ, answer });
    await expect(client().request(READ, WHO)).rejects.toMatchObject({ status });
    expect(github.requests.count()).toBe(1);
  });

  test("what is not there", async () => {
    await expect(client().request(READ, { ...WHO, repo: "nothing" })).rejects.toMatchObject({ status: 404 });
    expect(github.requests.count()).toBe(1);
  });

  test("what writes", async () => {
    const comment = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
    github.faults.add({ match: comment, answer: "502" });
    github.faults.add({ match: "Commit", answer: "502" });
    const said = { owner: "atlas", repo: "diagrams", issue_number: 1, body: "Hello" };
    await expect(client().request(comment, said)).rejects.toMatchObject({ status: 502 });
    const input = {
      branch: { repositoryNameWithOwner: "atlas/diagrams", branchName: "main" },
      expectedHeadOid: github.repository("atlas/diagrams").head(),
      message: { headline: "Nothing" },
    };
    const document = `mutation Commit($input: CreateCommitOnBranchInput!) {
      createCommitOnBranch(input: $input) { commit { oid } } }`;
    await expect(client().graphql(document, { input })).rejects.toMatchObject({ status: 502 });
    expect(github.requests.count()).toBe(2);
  });
});
