import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith, installationClient } from "./clients.ts";

let now: number;
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  now = Date.parse("2026-01-05T10:00:00Z");
  github = await startGitHub({ clock: () => now });
  repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: {
      "TRACKER.md": "# Tracker\n",
      "assignments/A.yml": "a",
      "assignments/B.yml": "b",
      ".gitattributes": "",
    },
    permissions: { ada: "maintain", rita: "write" },
  });
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

/** The answer's `repository`. */
async function query<T>(fields: string, login?: string): Promise<T> {
  const token = login === undefined ? github.installationToken("atlas") : github.userToken(login);
  const document = `query Read { repository(owner: "atlas", name: "diagrams") { ${fields} } }`;
  const answer = await clientWith(github, token).graphql<{ repository: T }>(document);
  return answer.repository;
}

interface Change {
  readonly files?: Record<string, string | null>;
  readonly head?: string;
  readonly headline?: string;
}

interface Committed {
  readonly createCommitOnBranch: {
    readonly commit: { oid: string; file: { oid: string } | null; tree: { oid: string } };
  };
}

function commit({ files = {}, head = repository.head(), headline = "Change" }: Change): Promise<Committed> {
  const document = `mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid file(path: "TRACKER.md") { oid } tree { oid } } }
  }`;
  const entries = Object.entries(files);
  const additions = entries.flatMap(([path, text]) =>
    text === null ? [] : [{ path, contents: Buffer.from(text).toString("base64") }],
  );
  const deletions = entries.flatMap(([path, text]) => (text === null ? [{ path }] : []));
  const input = {
    branch: { repositoryNameWithOwner: "atlas/diagrams", branchName: "main" },
    expectedHeadOid: head,
    message: { headline, body: "Diagram-Tracker-Delivery: 1" },
    fileChanges: { additions, deletions },
  };
  return installationClient(github, "atlas").graphql<Committed>(document, { input });
}

describe("reading", () => {
  test("one document reads head, folders, files and history at one commit", async () => {
    const found = await query(`
      id databaseId url nameWithOwner
      defaultBranchRef { name target { oid ... on Commit {
        message committedDate tree { oid }
        history(first: 5) { nodes { message author { user { login } } } }
        folder: file(path: "assignments") { type object { ... on Tree { entries { name type oid } } } }
        file(path: "TRACKER.md") { oid object { ... on Blob { text byteSize isTruncated isBinary } } }
        none: file(path: "assignments/C.yml") { oid }
      } } }
      byExpression: object(expression: "main:assignments/A.yml") { ... on Blob { text } }
      byHead: object(expression: "HEAD:assignments") { __typename oid }
      ref(qualifiedName: "refs/heads/none") { name }
    `);
    expect(found).toMatchObject({
      url: "https://github.com/atlas/diagrams",
      nameWithOwner: "atlas/diagrams",
      defaultBranchRef: {
        name: "main",
        target: {
          oid: repository.head(),
          committedDate: "2026-01-05T10:00:00Z",
          history: { nodes: [{ message: "Initial commit", author: { user: { login: "atlas" } } }] },
          folder: { type: "tree", object: { entries: [{ name: "A.yml", type: "blob" }, { name: "B.yml" }] } },
          file: { object: { text: "# Tracker\n", byteSize: 10, isTruncated: false, isBinary: false } },
          none: null,
        },
      },
      byExpression: { text: "a" },
      byHead: { __typename: "Tree" },
      ref: null,
    });
  });

  test("the history of a path has what changed it, through merges, and its end", async () => {
    repository.push({ author: "ada", files: { "TRACKER.md": "one" }, message: "One" });
    repository.push({ author: "ada", files: { "other.md": "x" }, message: "Other" });
    repository.push({ author: "ada", branch: "side", files: { "TRACKER.md": "two" }, message: "Two" });
    const pull = repository.openPullRequest({ author: "ada", title: "Side", branch: "side" });
    repository.push({ author: "ada", files: { "other.md": "y" }, message: "Meanwhile" });
    repository.merge(pull.number, "ada");
    repository.push({ author: "ada", files: { "TRACKER.md": null }, message: "Gone" });
    const history = `history(first: 9, path: "TRACKER.md") { nodes { message } pageInfo { hasNextPage } }`;
    const found = await query(`object(expression: "main") { ... on Commit { ${history} } }`);
    expect(found).toEqual({
      object: {
        history: {
          nodes: ["Gone", "Two", "One", "Initial commit"].map((message) => ({ message })),
          pageInfo: { hasNextPage: false },
        },
      },
    });
  });

  test("an OID reads what was there then, whatever was pushed since", async () => {
    const old = repository.head();
    repository.push({ author: "ada", files: { "TRACKER.md": "new" } });
    const found = await query(`object(expression: "${old}:TRACKER.md") { ... on Blob { text } }`);
    expect(found).toEqual({ object: { text: "# Tracker\n" } });
  });

  test("Blob.text is cut at 512,000 bytes and only isTruncated and byteSize tell", async () => {
    repository.push({ author: "ada", files: { "big.md": `${"x".repeat(511_999)}ł` } });
    const { object } = await query<{ object: { text: string; byteSize: number; isTruncated: boolean } }>(
      `object(expression: "main:big.md") { ... on Blob { text byteSize isTruncated } }`,
    );
    expect([object.text.length, object.byteSize, object.isTruncated]).toEqual([511_999, 512_001, true]);
  });

  test("a binary file has no text", async () => {
    repository.push({ author: "ada", files: { "a.png": new Uint8Array([137, 80, 0, 1]) } });
    const found = await query(`object(expression: "main:a.png") { ... on Blob { text isBinary } }`);
    expect(found).toEqual({ object: { text: null, isBinary: true } });
  });

  test("a pull request tells its state, files, opinions and comments", async () => {
    const { number } = repository.openPullRequest({
      author: "cy",
      title: "G-LIN-FL",
      body: "Flow",
      branch: "flow",
      files: { "diagrams/flow.md": "f", "TRACKER.md": null },
    });
    repository.comment({ author: "cy", thread: number, body: "Done" });
    repository.approve(number, "rita");
    repository.reviewComment(number, "rita", "By the way");
    const dismissed = repository.requestChanges(number, "ada");
    repository.dismissReview(number, dismissed, "ada");
    const fields = `pullRequest(number: ${number}) {
      number title body isDraft state merged mergedAt baseRefName headRefName headRefOid isCrossRepository changedFiles
      author { login __typename }
      files(first: 1) { nodes { path changeType } totalCount pageInfo { hasNextPage endCursor } }
      latestOpinionatedReviews(first: 10) { nodes { author { login } state submittedAt } }
      comments(last: 10) { nodes { databaseId body viewerDidAuthor author { login } } }
    }`;
    const found = await query<{ pullRequest: { files: { pageInfo: { endCursor: string } } } }>(fields);
    expect(found.pullRequest).toMatchObject({
      title: "G-LIN-FL",
      state: "OPEN",
      mergedAt: null,
      baseRefName: "main",
      headRefName: "flow",
      isCrossRepository: true,
      changedFiles: 2,
      author: { login: "cy", __typename: "User" },
      files: {
        nodes: [{ path: "TRACKER.md", changeType: "DELETED" }],
        totalCount: 2,
        pageInfo: { hasNextPage: true },
      },
      latestOpinionatedReviews: {
        nodes: [
          { author: { login: "rita" }, state: "APPROVED" },
          { author: { login: "ada" }, state: "DISMISSED" },
        ],
      },
      comments: { nodes: [{ body: "Done", viewerDidAuthor: false }] },
    });
    const next = await query(`pullRequest(number: ${number}) {
      files(first: 5, after: "${found.pullRequest.files.pageInfo.endCursor}") { nodes { path } pageInfo { hasNextPage } }
    }`);
    expect(next).toEqual({
      pullRequest: { files: { nodes: [{ path: "diagrams/flow.md" }], pageInfo: { hasNextPage: false } } },
    });
    repository.merge(number, "ada");
    const after = await query(`pullRequest(number: ${number}) { state merged mergedAt }`);
    expect(after).toEqual({
      pullRequest: { state: "MERGED", merged: true, mergedAt: "2026-01-05T10:00:00Z" },
    });
  });

  test("open pull requests are listed in the order that is asked for", async () => {
    const first = repository.openPullRequest({ author: "cy", title: "1", files: { a: "a" } });
    now += 1000;
    const second = repository.openPullRequest({ author: "cy", title: "2", branch: "b", files: { b: "b" } });
    now += 1000;
    repository.close(
      repository.openPullRequest({ author: "cy", title: "3", branch: "c", files: { c: "c" } }).number,
    );
    repository.comment({ author: "cy", thread: first.number, body: "still here" });
    const found = await query(
      `pullRequests(states: [OPEN], first: 10, orderBy: {field: UPDATED_AT, direction: DESC}) { totalCount nodes { number } }`,
    );
    const nodes = [{ number: first.number }, { number: second.number }];
    expect(found).toEqual({ pullRequests: { totalCount: 2, nodes } });
  });

  test("a missing pull request is a NOT_FOUND error, null under its alias, and the others are there", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    repository.openPullRequest({ author: "cy", title: "PR", files: { a: "a" } });
    const asked = query(`p1: pullRequest(number: ${number}) { title } p2: pullRequest(number: 2) { title }`);
    await expect(asked).rejects.toMatchObject({
      data: { repository: { p1: null, p2: { title: "PR" } } },
      errors: [
        {
          type: "NOT_FOUND",
          path: ["repository", "p1"],
          message: "Could not resolve to a PullRequest with the number of 1.",
        },
      ],
    });
  });

  test("a bot's login has no [bot] here, the viewer's has; a deleted account is nobody", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const octokit = installationClient(github, "atlas");
    await octokit.rest.issues.createComment({
      owner: "atlas",
      repo: "diagrams",
      issue_number: number,
      body: "Hi",
    });
    repository.comment({ author: "gone", thread: number, body: "Bye" });
    github.deleteUser("gone");
    const found = await octokit.graphql(`{ viewer { login } repository(owner: "atlas", name: "diagrams") {
      issue(number: ${number}) { comments(first: 5) { nodes { viewerDidAuthor author { login __typename } } } }
    } }`);
    expect(found).toEqual({
      viewer: { login: "diagram-tracker[bot]" },
      repository: {
        issue: {
          comments: {
            nodes: [
              { viewerDidAuthor: true, author: { login: "diagram-tracker", __typename: "Bot" } },
              { viewerDidAuthor: false, author: null },
            ],
          },
        },
      },
    });
  });

  test("a list without first or last, or with more than 100, is refused", async () => {
    await expect(query("issues { totalCount }")).rejects.toMatchObject({
      errors: [{ type: "MISSING_PAGINATION_BOUNDARIES" }],
    });
    await expect(query("issues(first: 101) { totalCount }")).rejects.toMatchObject({
      errors: [{ type: "EXCESSIVE_PAGINATION" }],
    });
  });

  test("another installation's repository cannot be resolved", async () => {
    github.createRepository({ owner: "elsewhere", name: "secret" });
    const octokit = installationClient(github, "atlas");
    const asked = octokit.graphql(`{ repository(owner: "elsewhere", name: "secret") { id } }`);
    await expect(asked).rejects.toMatchObject({
      data: { repository: null },
      errors: [{ type: "NOT_FOUND" }],
    });
  });

  test("an empty purse is HTTP 200 with RATE_LIMITED", async () => {
    await github.close();
    github = await startGitHub({ clock: () => now, rateLimits: { graphql: 1 } });
    github.createRepository({ owner: "atlas", name: "diagrams" });
    await query("id");
    const headers = { authorization: `bearer ${github.installationToken("atlas")}` };
    const body = JSON.stringify({ query: "{ viewer { login } }" });
    const response = await fetch(`${github.url}/graphql`, { method: "POST", headers, body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ errors: [{ type: "RATE_LIMITED" }] });
  });
});

describe("createCommitOnBranch", () => {
  test("commits whole files on the expected head, by the App's bot, and gives the new OIDs", async () => {
    const parent = repository.head();
    const made = await commit({
      files: { "TRACKER.md": "Zażółć\n", "assignments/A.yml": null, "assignments/C.yml": "c" },
      headline: "Claim C",
    });
    expect(made.createCommitOnBranch.commit.oid).toBe(repository.head());
    expect(repository.file("TRACKER.md")).toBe("Zażółć\n");
    expect(repository.files()).toEqual([
      ".gitattributes",
      "TRACKER.md",
      "assignments/B.yml",
      "assignments/C.yml",
    ]);
    expect(repository.commits()[0]).toMatchObject({
      author: "diagram-tracker[bot]",
      message: "Claim C\n\nDiagram-Tracker-Delivery: 1",
      parents: [parent],
    });
    const { object } = await query<{ object: unknown }>(`object(expression: "main:TRACKER.md") { oid }`);
    expect(object).toEqual({ oid: made.createCommitOnBranch.commit.file?.oid });
  });

  test("a moved head is STALE_DATA with HTTP 200, and nothing is written", async () => {
    const head = repository.head();
    const moved = repository.push({ author: "ada", files: { "notes.md": "n" } });
    await expect(commit({ files: { "TRACKER.md": "x" }, head })).rejects.toMatchObject({
      headers: { "content-type": "application/json; charset=utf-8" },
      data: { createCommitOnBranch: null },
      errors: [
        {
          type: "STALE_DATA",
          path: ["createCommitOnBranch"],
          message: `Expected branch to point to "${head}" but it did not. Pull and try again.`,
        },
      ],
    });
    expect(repository.head()).toBe(moved);
    expect(github.requests.all.at(-1)?.status).toBe(200);
  });

  test("deleting a path that is not there aborts all of it", async () => {
    const before = repository.head();
    const files = { "TRACKER.md": "x", "assignments/none.yml": null };
    await expect(commit({ files })).rejects.toThrow("A path was requested for deletion which does not exist");
    expect(repository.head()).toBe(before);
  });

  test.each([
    ["ruleset", {}, "UNPROCESSABLE", "Repository rule violations found"],
    [
      "classic",
      { requiredChecks: ["build"], appMayBypass: true },
      "BRANCH_PROTECTION_RULE_VIOLATION",
      "1 of 1 required status checks",
    ],
  ] as const)("a branch protected by a %s refuses, in errors", async (kind, rules, type, words) => {
    repository.protect("main", { kind, ...rules });
    await expect(commit({ files: { a: "a" } })).rejects.toMatchObject({
      errors: [{ type, path: ["createCommitOnBranch"], message: expect.stringContaining(words) }],
    });
    repository.protect("main", { kind: "ruleset", appMayBypass: true, requiredChecks: ["build"] });
    await commit({ files: { a: "a" } });
    expect(repository.file("a")).toBe("a");
  });

  test("a later mutation of the same document runs even if the first one failed", async () => {
    const field = (alias: string, head: string) => `${alias}: createCommitOnBranch(input: {
      branch: {repositoryNameWithOwner: "atlas/diagrams", branchName: "main"}, expectedHeadOid: "${head}",
      message: {headline: "${alias}"}, fileChanges: {additions: [{path: "${alias}", contents: "eA=="}]} }) { commit { oid } }`;
    const document = `mutation { ${field("first", "0".repeat(40))} ${field("second", repository.head())} }`;
    await expect(installationClient(github, "atlas").graphql(document)).rejects.toMatchObject({
      data: { first: null },
      errors: [{ type: "STALE_DATA" }],
    });
    expect(repository.file("second")).toBe("x");
  });

  test("whoever may only read may not commit", async () => {
    github.createUser("cy");
    const octokit = clientWith(github, github.userToken("cy"));
    const document = `mutation { createCommitOnBranch(input: {
      branch: {repositoryNameWithOwner: "atlas/diagrams", branchName: "main"}, expectedHeadOid: "${repository.head()}",
      message: {headline: "Mine"} }) { commit { oid } } }`;
    await expect(octokit.graphql(document)).rejects.toMatchObject({ errors: [{ type: "FORBIDDEN" }] });
  });
});
