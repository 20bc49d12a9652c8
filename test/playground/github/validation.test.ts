import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { operationKeys } from "../../../src/playground/github/openapi/operations.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { matchRoute } from "../../../src/playground/github/rest/router.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith } from "./clients.ts";

const where = { owner: "atlas", repo: "diagrams" };
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  github = await startGitHub();
  repository = github.createRepository({ owner: "atlas", name: "diagrams" });
});

afterEach(() => github.close());

function bot() {
  return clientWith(github, github.installationToken("atlas"));
}

describe("REST requests are held to the published description", () => {
  test("an operation that is not served, a wrong type and an unknown field are refused and recorded", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const octokit = bot();
    await expect(octokit.request("GET /repos/{owner}/{repo}/topics", where)).rejects.toMatchObject({
      status: 400,
    });
    const comment = `POST /repos/atlas/diagrams/issues/${number}/comments`;
    await expect(octokit.request(comment, { body: 7 })).rejects.toMatchObject({ status: 422 });
    await expect(octokit.request(comment, { body: "x", text: "y" })).rejects.toMatchObject({ status: 422 });
    await expect(octokit.request(`GET /repos/atlas/diagrams/issues?stat=all`)).rejects.toMatchObject({
      status: 422,
    });
    await expect(octokit.request("GET /repos/atlas/diagrams/issues/undefined")).rejects.toMatchObject({
      status: 422,
    });
    expect(github.invalidRequests).toEqual([
      "GET /repos/atlas/diagrams/topics: the stand-in does not serve this operation",
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments: /body must be string",
      "POST /repos/{owner}/{repo}/issues/{issue_number}/comments: / must NOT have additional properties (text)",
      "GET /repos/{owner}/{repo}/issues: /query must NOT have additional properties (stat)",
      "GET /repos/{owner}/{repo}/issues/{issue_number}: /path/issue_number must be integer",
    ]);
    expect(repository.comments(number)).toEqual([]);
  });

  test("50 annotations fit into a request, 51 do not", async () => {
    const annotation = {
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure" as const,
      message: "m",
    };
    const create = (count: number) =>
      bot().rest.checks.create({
        ...where,
        name: "gate",
        head_sha: repository.head(),
        output: { title: "t", summary: "s", annotations: Array(count).fill(annotation) },
      });
    expect((await create(50)).data.output.annotations_count).toBe(50);
    await expect(create(51)).rejects.toMatchObject({ status: 422 });
    expect(github.invalidRequests).toEqual([expect.stringContaining("must NOT have more than 50 items")]);
  });

  test("every path of the description finds its own operation", () => {
    const found = operationKeys.map((key) => {
      const [method = "", path = ""] = key.split(" ");
      return matchRoute(method, path.replaceAll(/\{\w+\}/g, "1"))?.key;
    });
    expect(found).toEqual(operationKeys);
  });
});

describe("GraphQL requests are held to the published schema", () => {
  const create = `mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid } }
  }`;

  function input(more: object) {
    return {
      branch: { repositoryNameWithOwner: "atlas/diagrams", branchName: "main" },
      expectedHeadOid: repository.head(),
      message: { headline: "Change" },
      ...more,
    };
  }

  test.each([
    [
      "a field that GitHub has not",
      "{ viewer { shoeSize } }",
      {},
      'Cannot query field "shoeSize" on type "User".',
    ],
    ["a syntax error", "{ viewer {", {}, "Syntax Error: Expected Name, found <EOF>."],
    [
      "a variable without a value",
      'query Q($n: Int!) { repository(owner: "a", name: "b") { issue(number: $n) { id } } }',
      {},
      'Variable "$n" of required type "Int!" was not provided.',
    ],
  ])("%s", async (_, query, variables, problem) => {
    await expect(bot().graphql(query, variables)).rejects.toMatchObject({ errors: [{ message: problem }] });
    expect(github.invalidRequests).toEqual([expect.stringContaining(problem)]);
  });

  test("a field that the stand-in has not fails by name instead of giving nothing", async () => {
    const asked = bot().graphql(`{ repository(owner: "atlas", name: "diagrams") { stargazerCount } }`);
    const message = "The stand-in GitHub does not implement Repository.stargazerCount";
    await expect(asked).rejects.toMatchObject({ errors: [{ message, type: "NOT_IMPLEMENTED" }] });
    expect(github.invalidRequests).toEqual([`graphql null: ${message}`]);
  });

  test("an OID that is none and content that is not base64 are refused before anything happens", async () => {
    const before = repository.head();
    const short = { input: input({ expectedHeadOid: before.slice(0, 7) }) };
    await expect(bot().graphql(create, short)).rejects.toThrow("GitObjectID cannot represent");
    const additions = [{ path: "a.md", contents: "not base64!" }];
    const plain = { input: input({ fileChanges: { additions } }) };
    await expect(bot().graphql(create, plain)).rejects.toThrow("Base64String cannot represent");
    expect(repository.head()).toBe(before);
    expect(github.invalidRequests).toHaveLength(2);
  });
});
