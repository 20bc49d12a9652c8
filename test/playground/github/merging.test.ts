import type { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith } from "./clients.ts";

const where = { owner: "atlas", repo: "diagrams" };
let github: GitHub;
let repository: RepositoryHandle;
let octokit: Octokit;

beforeEach(async () => {
  github = await startGitHub({ clock: () => 1_800_000_000_000 });
  repository = github.createRepository({ owner: "atlas", name: "diagrams", files: { "a.md": "a", b: "b" } });
  octokit = clientWith(github, github.installationToken("atlas"));
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

describe("git's objects, one by one", () => {
  test("a tree on another one, a commit with two parents, and a branch that moves forward to it", async () => {
    const other = repository.push({ author: "ada", branch: "other", files: { c: "c" } });
    const base = repository.push({ author: "ada", files: { d: "d" } });
    const { data: head } = await octokit.rest.git.getTree({ ...where, tree_sha: base });
    const blob = head.tree.find(({ path }) => path === "d")?.sha ?? "";
    const file = { mode: "100644", type: "blob" } as const;
    const { data: tree } = await octokit.rest.git.createTree({
      ...where,
      base_tree: head.sha,
      tree: [
        { ...file, path: "deep/e", content: "é" },
        { ...file, path: "f", sha: blob },
        { ...file, path: "b", sha: null },
      ],
    });
    const { data: commit } = await octokit.rest.git.createCommit({
      ...where,
      message: "Both",
      tree: tree.sha,
      parents: [other, base],
    });
    await octokit.rest.git.updateRef({ ...where, ref: "heads/other", sha: commit.sha });
    expect(repository.files("other")).toEqual(["a.md", "d", "deep/e", "f"]);
    expect(repository.file("deep/e", "other")).toBe("é");
    expect(repository.commits("other")[0]).toMatchObject({
      parents: [other, base],
      author: "diagram-tracker[bot]",
    });
    const late = { ...where, ref: "heads/main", sha: other };
    await expect(octokit.rest.git.updateRef(late)).rejects.toMatchObject({ status: 422 });
  });

  test("a file that is not there cannot be deleted", async () => {
    const { data } = await octokit.rest.git.getTree({ ...where, tree_sha: repository.head() });
    const tree = [{ path: "none", mode: "100644", type: "blob", sha: null }] as const;
    await expect(
      octokit.rest.git.createTree({ ...where, base_tree: data.sha, tree: [...tree] }),
    ).rejects.toMatchObject({ status: 422 });
  });
});

test("two commits are compared: who is ahead by how much, and where they parted", async () => {
  const start = repository.head();
  const head = repository.push({ author: "ada", branch: "next", files: { c: "1" } });
  const base = repository.push({ author: "ada", files: { d: "d" } });
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...where,
    basehead: `${base}...${head}`,
  });
  expect(data).toMatchObject({
    status: "diverged",
    ahead_by: 1,
    behind_by: 1,
    merge_base_commit: { sha: start },
  });
  const document = `{ repository(owner: "atlas", name: "diagrams") { ref(qualifiedName: "refs/heads/next") {
    compare(headRef: "main") { aheadBy behindBy } none: compare(headRef: "gone") { aheadBy } } } }`;
  expect(await octokit.graphql(document)).toMatchObject({
    repository: { ref: { compare: { aheadBy: 1, behindBy: 1 }, none: null } },
  });
});

test("a ruleset says whether whoever asks may pass it", async () => {
  repository.protect("main");
  const ruleset = () => octokit.rest.repos.getRepoRuleset({ ...where, ruleset_id: 1 });
  expect((await ruleset()).data).toMatchObject({
    name: "Protect main",
    current_user_can_bypass: "never",
  });
  repository.protect("main", { appMayBypass: true });
  expect((await ruleset()).data.current_user_can_bypass).toBe("always");
});

describe("auto-merge", () => {
  const enable = (id: string) =>
    octokit.graphql(
      "mutation($id: ID!) { enablePullRequestAutoMerge(input: {pullRequestId: $id}) { pullRequest { autoMergeRequest { mergeMethod } } } }",
      { id },
    );

  test("needs the repository's permission, and something to wait for", async () => {
    const { pull } = repository.openPullRequest({ author: "atlas", title: "T", files: { c: "c" } });
    await expect(enable(pull.nodeId)).rejects.toThrow("not allowed");
    repository.setMerging({ auto: true });
    await expect(enable(pull.nodeId)).rejects.toThrow("clean status");
    repository.protect("main");
    expect(await enable(pull.nodeId)).toMatchObject({
      enablePullRequestAutoMerge: { pullRequest: { autoMergeRequest: { mergeMethod: "MERGE" } } },
    });
  });

  test("what is clean can be merged at once, on the head that was meant", async () => {
    const { pull, number } = repository.openPullRequest({ author: "atlas", title: "T", files: { c: "c" } });
    const merge = (oid: string) =>
      octokit.graphql(
        "mutation($id: ID!, $oid: GitObjectID) { mergePullRequest(input: {pullRequestId: $id, expectedHeadOid: $oid}) { pullRequest { state } } }",
        { id: pull.nodeId, oid },
      );
    await expect(merge(repository.head())).rejects.toThrow("Head branch was modified");
    await merge(pull.head.oid);
    expect(repository.pull(number).state).toBe("closed");
    expect(repository.file("c")).toBe("c");
  });
});

test("the pull requests of a branch are those of this repository, each with its own commits", async () => {
  repository.openPullRequest({ author: "cy", title: "Fork", branch: "next", fork: true, files: { x: "x" } });
  const { number } = repository.openPullRequest({
    author: "atlas",
    title: "Own",
    branch: "next",
    files: { c: "c" },
  });
  const document = `{ repository(owner: "atlas", name: "diagrams") { ref(qualifiedName: "refs/heads/next") {
    associatedPullRequests(first: 5, states: [OPEN, MERGED], baseRefName: "main", orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes { number autoMergeRequest { enabledAt } commits(last: 10) { nodes { commit { message } } } } } } } }`;
  expect(await octokit.graphql(document)).toMatchObject({
    repository: {
      ref: {
        associatedPullRequests: {
          nodes: [{ number, autoMergeRequest: null, commits: { nodes: [{ commit: { message: "Own" } }] } }],
        },
      },
    },
  });
});
