import { generateKeyPairSync } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { appClient, clientWith, installationClient } from "./clients.ts";

const where = { owner: "atlas", repo: "diagrams" };
let now: number;
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  now = Date.parse("2026-01-05T10:00:00Z");
  github = await startGitHub({ clock: () => now });
  repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "TRACKER.md": "# Tracker\n", "catalog/a.yml": "a: 1\n" },
    permissions: { ada: "maintain", tom: "triage", rita: "write" },
  });
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

function bot() {
  return clientWith(github, github.installationToken("atlas"));
}

describe("who may ask", () => {
  test("Octokit gets an installation token with the App's key, once for many requests", async () => {
    const octokit = installationClient(github, "atlas");
    await octokit.rest.repos.get(where);
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map((one) => one.full_name)).toEqual(["atlas/diagrams"]);
    expect(github.requests.count("POST /app/installations/{installation_id}/access_tokens")).toBe(1);
    expect(github.requests.countWithoutTokens()).toBe(2);
  });

  test("another key's signature is refused", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const stranger = appClient(github, privateKey.export({ type: "pkcs1", format: "pem" }).toString());
    await expect(stranger.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
    const { data } = await appClient(github).rest.apps.getAuthenticated();
    expect(data?.slug).toBe("diagram-tracker");
  });

  test("no token, an unknown one and an expired one get 401", async () => {
    await expect(clientWith(github, "ghs_unknown").rest.repos.get(where)).rejects.toMatchObject({
      status: 401,
    });
    const octokit = bot();
    await octokit.rest.repos.get(where);
    github.expireTokens();
    await expect(octokit.rest.repos.get(where)).rejects.toMatchObject({ status: 401 });
    expect((await fetch(`${github.url}/repos/atlas/diagrams`)).status).toBe(401);
  });

  test("another installation's repository is not there", async () => {
    github.createRepository({ owner: "elsewhere", name: "secret" });
    const asked = bot().rest.repos.get({ owner: "elsewhere", repo: "secret" });
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });

  test("what the App was not granted is refused with GitHub's words", async () => {
    await github.close();
    github = await startGitHub({ app: { permissions: { metadata: "read", issues: "read" } } });
    const { number } = github
      .createRepository({ owner: "atlas", name: "diagrams" })
      .openIssue({ author: "cy", title: "T" });
    const comment = bot().rest.issues.createComment({ ...where, issue_number: number, body: "Hi" });
    await expect(comment).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("not accessible by integration"),
    });
    expect([...github.usedPermissions]).toEqual(["issues:write"]);
  });
});

describe("other ways in", () => {
  test("the API is also where an Enterprise server has it", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const enterprise = new Octokit({
      baseUrl: `${github.url}/api/v3`,
      auth: github.installationToken("atlas"),
    });
    expect((await enterprise.rest.issues.get({ ...where, issue_number: number })).data.title).toBe("T");
    expect(await enterprise.graphql("{ viewer { login } }")).toEqual({
      viewer: { login: "diagram-tracker[bot]" },
    });
  });

  test("a workflow's token speaks as github-actions[bot] and reaches its own repository only", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    github.createRepository({ owner: "atlas", name: "other" });
    const octokit = clientWith(github, github.actionsToken("atlas/diagrams"));
    await octokit.rest.issues.createComment({ ...where, issue_number: number, body: "Hi" });
    expect(repository.comments(number)).toMatchObject([{ author: "github-actions[bot]" }]);
    await expect(octokit.rest.repos.get({ owner: "atlas", repo: "other" })).rejects.toMatchObject({
      status: 404,
    });
  });

  test("half an escape in a path finds nothing", async () => {
    const headers = { authorization: `bearer ${github.installationToken("atlas")}` };
    expect((await fetch(`${github.url}/repos/atlas/diagrams/contents/%E0%A4`, { headers })).status).toBe(404);
  });

  test("the same acts give the same IDs and SHAs in another GitHub", async () => {
    const act = (one: RepositoryHandle) => {
      one.comment({ author: "cy", thread: one.openIssue({ author: "cy", title: "T" }).number, body: "Hi" });
      one.merge(one.openPullRequest({ author: "cy", title: "P", files: { a: "a" } }).number, "ada");
      return [one.comments(1), one.commits()];
    };
    const other = await startGitHub({ clock: () => now });
    const files = { "TRACKER.md": "# Tracker\n", "catalog/a.yml": "a: 1\n" };
    const permissions = { ada: "maintain", tom: "triage", rita: "write" } as const;
    expect(act(other.createRepository({ owner: "atlas", name: "diagrams", files, permissions }))).toEqual(
      act(repository),
    );
    await other.close();
  });
});

describe("permissions", () => {
  test.each([
    ["ada", "write", "maintain"],
    ["tom", "read", "triage"],
    ["rita", "write", "write"],
    ["passer-by", "read", "read"],
  ])("%s: permission folds to %s, only role_name says %s", async (username, permission, role_name) => {
    github.createUser("passer-by");
    const { data } = await bot().rest.repos.getCollaboratorPermissionLevel({ ...where, username });
    expect(data).toMatchObject({ permission, role_name });
  });

  test("an unknown person gets 404", async () => {
    const asked = bot().rest.repos.getCollaboratorPermissionLevel({ ...where, username: "nobody-here" });
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });

  test("team membership is told by its state, and 404 for everybody else", async () => {
    github.setTeam("atlas", "reviewers", ["Rita"]);
    const team = { org: "atlas", team_slug: "reviewers" };
    const { data } = await bot().rest.teams.getMembershipForUserInOrg({ ...team, username: "rita" });
    expect(data.state).toBe("active");
    const asked = bot().rest.teams.getMembershipForUserInOrg({ ...team, username: "ada" });
    await expect(asked).rejects.toMatchObject({ status: 404 });
  });
});

describe("issues and comments", () => {
  test("comments are paged with a Link header that Octokit follows", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    for (let n = 0; n < 65; n += 1) repository.comment({ author: "cy", thread: number, body: `${n}` });
    const list = { ...where, issue_number: number, per_page: 30 };
    const octokit = bot();
    const all = await octokit.paginate(octokit.rest.issues.listComments, list);
    expect(all.map((comment) => comment.body)).toEqual(Array.from({ length: 65 }, (_, n) => `${n}`));
    expect(github.requests.count()).toBe(3);
  });

  test("since means changed since, and the repository's list sorts by the last change", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const first = repository.comment({ author: "cy", thread: number, body: "first" });
    now += 60_000;
    repository.comment({ author: "cy", thread: number, body: "second" });
    now += 60_000;
    repository.editComment(first.id, { body: "first, edited" });
    const octokit = bot();
    const changed = await octokit.rest.issues.listCommentsForRepo({
      ...where,
      since: "2026-01-05T10:01:00Z",
      sort: "updated",
      direction: "asc",
    });
    expect(changed.data.map((comment) => comment.body)).toEqual(["second", "first, edited"]);
    const { data } = await octokit.rest.issues.listComments({
      ...where,
      issue_number: number,
      since: "2026-01-05T10:02:00Z",
    });
    expect(data.map((comment) => comment.body)).toEqual(["first, edited"]);
  });

  test("the App edits and deletes its comments; a person without write access only their own", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const octokit = bot();
    const made = await octokit.rest.issues.createComment({ ...where, issue_number: number, body: "One" });
    await octokit.rest.issues.updateComment({ ...where, comment_id: made.data.id, body: "Two" });
    expect(repository.comments(number)).toMatchObject([{ author: "diagram-tracker[bot]", body: "Two" }]);
    const stranger = clientWith(github, github.userToken("cy"));
    const edit = stranger.rest.issues.updateComment({ ...where, comment_id: made.data.id, body: "Three" });
    await expect(edit).rejects.toMatchObject({ status: 403 });
    await octokit.rest.issues.deleteComment({ ...where, comment_id: made.data.id });
    expect(repository.comments(number)).toEqual([]);
  });

  test("a comment of 65,536 characters is taken, one more is not; nor is an empty one", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    const say = (body: string) => bot().rest.issues.createComment({ ...where, issue_number: number, body });
    await say("x".repeat(65_536));
    await expect(say("x".repeat(65_537))).rejects.toMatchObject({ status: 422 });
    await expect(say("  ")).rejects.toMatchObject({ status: 422 });
    expect(repository.comments(number)).toHaveLength(1);
  });

  test("issues and pull requests share numbers, and the list of issues has both", async () => {
    repository.openIssue({ author: "cy", title: "An issue" });
    repository.openPullRequest({ author: "cy", title: "A pull request", files: { a: "a" } });
    const { data } = await bot().rest.issues.listForRepo(where);
    expect(data.map((issue) => [issue.number, issue.pull_request !== undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
    await expect(bot().rest.pulls.get({ ...where, pull_number: 1 })).rejects.toMatchObject({ status: 404 });
  });

  test("a deleted account's comments are by ghost", async () => {
    const { number } = repository.openIssue({ author: "cy", title: "T" });
    repository.comment({ author: "gone", thread: number, body: "I was here" });
    github.deleteUser("gone");
    const { data } = await bot().rest.issues.listComments({ ...where, issue_number: number });
    expect(data[0]?.user?.login).toBe("ghost");
  });
});

describe("pull requests", () => {
  test("whoever cannot write comes from a fork; the files are those against the merge base", async () => {
    const pull = repository.openPullRequest({
      author: "cy",
      title: "T",
      files: {
        "diagrams/a.md": "a\nb\n",
        "TRACKER.md": null,
        "moved/a.yml": "a: 1\n",
        "catalog/a.yml": null,
      },
    });
    repository.push({ author: "rita", files: { "unrelated.md": "u" } });
    const { data: files } = await bot().rest.pulls.listFiles({ ...where, pull_number: pull.number });
    expect(files.map((file) => [file.filename, file.status, file.additions, file.deletions])).toEqual([
      ["TRACKER.md", "removed", 0, 1],
      ["diagrams/a.md", "added", 2, 0],
      ["moved/a.yml", "renamed", 0, 0],
    ]);
    expect(files[2]?.previous_filename).toBe("catalog/a.yml");
    const { data } = await bot().rest.pulls.get({ ...where, pull_number: pull.number });
    expect(data).toMatchObject({
      head: { repo: { full_name: "cy/diagrams" }, label: "cy:patch-1" },
      base: { ref: "main" },
      changed_files: 3,
      commits: 1,
      additions: 2,
      deletions: 1,
      mergeable: true,
    });
  });

  test("a list of pull requests does not say whether they are merged: only merged_at is there", async () => {
    const { number } = repository.openPullRequest({ author: "cy", title: "T", files: { a: "a" } });
    repository.merge(number, "ada");
    const { data } = await bot().rest.pulls.list({ ...where, state: "closed" });
    expect(data[0]).not.toHaveProperty("merged");
    expect(data[0]?.merged_at).toBe("2026-01-05T10:00:00Z");
  });

  test("of 3,001 files GitHub lists 3,000 without a word; only changed_files tells", async () => {
    const names = Array.from({ length: 3_001 }, (_, n) => [`f/${n}`, `${n}`]);
    const { number } = repository.openPullRequest({
      author: "rita",
      title: "T",
      files: Object.fromEntries(names),
    });
    const octokit = bot();
    const list = { ...where, pull_number: number, per_page: 100 };
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, list);
    const { data } = await octokit.rest.pulls.get({ ...where, pull_number: number });
    expect([files.length, data.changed_files]).toEqual([3_000, 3_001]);
  });

  test("a merge keeps what the base got meanwhile, also when both changed one file", async () => {
    const lines = Array.from({ length: 9 }, (_, n) => `line ${n}`);
    repository.push({ author: "ada", files: { t: lines.join("\n") } });
    const pull = repository.openPullRequest({
      author: "cy",
      title: "T",
      files: { t: lines.with(8, "theirs").join("\n") },
    });
    repository.push({ author: "ada", files: { t: lines.with(0, "ours").join("\n") } });
    repository.merge(pull.number, "ada");
    expect(repository.file("t")).toBe(lines.with(0, "ours").with(8, "theirs").join("\n"));
    expect(repository.commits()[0]?.parents).toHaveLength(2);
  });

  test("conflicts and drafts are not merged", () => {
    const pull = repository.openPullRequest({ author: "cy", title: "T", files: { "TRACKER.md": "theirs" } });
    repository.setDraft(pull.number, true);
    expect(() => repository.merge(pull.number, "ada")).toThrow("still a draft");
    repository.setDraft(pull.number, false);
    repository.push({ author: "ada", files: { "TRACKER.md": "ours" } });
    expect(() => repository.merge(pull.number, "ada")).toThrow("not mergeable");
    expect(repository.file("TRACKER.md")).toBe("ours");
  });

  test("a merge into another branch leaves the default branch alone", () => {
    repository.createBranch("next", "ada");
    const before = repository.head();
    const pull = repository.openPullRequest({ author: "cy", title: "T", base: "next", files: { a: "a" } });
    repository.merge(pull.number, "ada", "squash");
    expect(repository.head()).toBe(before);
    expect(repository.file("a", "next")).toBe("a");
    expect(repository.commits("next")[0]).toMatchObject({
      message: `T (#${pull.number})`,
      parents: [before],
    });
  });

  test("a pull request whose commits are pushed to its base is merged", async () => {
    const pull = repository.openPullRequest({ author: "rita", title: "T", files: { a: "a" } });
    await bot().rest.git.updateRef({ ...where, ref: "heads/main", sha: pull.pull.head.oid });
    const { data } = await bot().rest.pulls.get({ ...where, pull_number: pull.number });
    expect(data).toMatchObject({ state: "closed", merged: true, changed_files: 1 });
  });

  test("nobody approves their own pull request", () => {
    const pull = repository.openPullRequest({ author: "rita", title: "T", files: { a: "a" } });
    expect(() => repository.approve(pull.number, "rita")).toThrow("Can not approve your own pull request");
  });

  test("the App opens a pull request from its own branch, and not a second one", async () => {
    const octokit = bot();
    await octokit.rest.git.createRef({ ...where, ref: "refs/heads/state", sha: repository.head() });
    const open = () => octokit.rest.pulls.create({ ...where, title: "State", head: "state", base: "main" });
    await expect(open()).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("No commits between main and state"),
    });
    repository.push({ author: "rita", branch: "state", files: { s: "s" } });
    expect((await open()).data.user?.login).toBe("diagram-tracker[bot]");
    await expect(open()).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("already exists"),
    });
  });
});

describe("git data", () => {
  test("trees, blobs and contents are those of the commit that was asked for", async () => {
    const old = repository.head();
    repository.push({ author: "ada", files: { "TRACKER.md": "new" } });
    const octokit = bot();
    const { data: tree } = await octokit.rest.git.getTree({ ...where, tree_sha: old, recursive: "1" });
    expect(tree.truncated).toBe(false);
    expect(tree.tree.map((entry) => [entry.path, entry.type])).toEqual([
      ["TRACKER.md", "blob"],
      ["catalog", "tree"],
      ["catalog/a.yml", "blob"],
    ]);
    const { data: blob } = await octokit.rest.git.getBlob({ ...where, file_sha: tree.tree[0]?.sha ?? "" });
    expect(Buffer.from(blob.content, "base64").toString()).toBe("# Tracker\n");
    const { data: file } = await octokit.rest.repos.getContent({ ...where, path: "TRACKER.md" });
    expect(file).toMatchObject({ type: "file", content: Buffer.from("new").toString("base64") });
    const { data: folder } = await octokit.rest.repos.getContent({ ...where, path: "catalog", ref: old });
    expect(folder).toMatchObject([{ path: "catalog/a.yml", type: "file" }]);
  });

  test("a ref only moves forward, unless forced", async () => {
    const old = repository.head();
    const ahead = repository.push({ author: "ada", files: { a: "a" } });
    const octokit = bot();
    const move = { ...where, ref: "heads/main", sha: old };
    await expect(octokit.rest.git.updateRef(move)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("not a fast forward"),
    });
    await octokit.rest.git.updateRef({ ...move, force: true });
    expect(repository.head()).toBe(old);
    await octokit.rest.git.updateRef({ ...where, ref: "heads/main", sha: ahead });
    const { data } = await octokit.rest.git.getRef({ ...where, ref: "heads/main" });
    expect(data.object.sha).toBe(ahead);
  });

  test("reads may lag behind a write: the answer to the write tells the truth, a read does not yet", async () => {
    const old = repository.head();
    const catchUp = repository.lagReads();
    const sha = repository.push({ author: "ada", files: { a: "a" } });
    const octokit = bot();
    const read = () => octokit.rest.git.getRef({ ...where, ref: "heads/main" });
    expect((await read()).data.object.sha).toBe(old);
    await expect(octokit.rest.repos.getContent({ ...where, path: "a" })).rejects.toMatchObject({
      status: 404,
    });
    expect(repository.file("a")).toBe("a");
    catchUp();
    expect((await read()).data.object.sha).toBe(sha);
  });

  test("commits and branches are listed, and a branch's name may hold a slash", async () => {
    repository.push({ author: "ada", branch: "a/b", files: { a: "a" }, message: "On a branch" });
    const octokit = bot();
    const { data: commits } = await octokit.rest.repos.listCommits({ ...where, sha: "a/b" });
    expect(commits.map((one) => [one.commit.message, one.author?.login])).toEqual([
      ["On a branch", "ada"],
      ["Initial commit", "atlas"],
    ]);
    const { data: branch } = await octokit.rest.repos.getBranch({ ...where, branch: "a/b" });
    expect(branch.commit.sha).toBe(repository.head("a/b"));
  });

  test("protection: classic shows at the branch, a ruleset only among the rules; both refuse a push", async () => {
    const octokit = bot();
    const branch = { ...where, branch: "main" };
    const sha = repository.push({ author: "ada", branch: "next", files: { a: "a" } });
    const push = () => octokit.rest.git.updateRef({ ...where, ref: "heads/main", sha });
    await expect(octokit.rest.repos.getBranchProtection(branch)).rejects.toMatchObject({ status: 404 });
    repository.protect("main", { requiredChecks: ["build"] });
    await expect(octokit.rest.repos.getBranchProtection(branch)).rejects.toMatchObject({ status: 404 });
    const { data: rules } = await octokit.rest.repos.getBranchRules(branch);
    expect(rules.map((rule) => rule.type)).toEqual(["pull_request", "required_status_checks"]);
    await expect(push()).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining("Repository rule violations found"),
    });
    repository.protect("main", { kind: "classic" });
    expect((await octokit.rest.repos.getBranchProtection(branch)).status).toBe(200);
    expect((await octokit.rest.repos.getBranchRules(branch)).data).toEqual([]);
    await expect(push()).rejects.toMatchObject({ status: 422 });
    repository.protect("main", { appMayBypass: true });
    await push();
    expect(repository.head()).toBe(sha);
  });
});

describe("check runs", () => {
  test("annotations of an update are added, and only the newest run of a name is listed", async () => {
    const octokit = bot();
    const head_sha = repository.head();
    const annotation = {
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure" as const,
      message: "m",
    };
    const output = { title: "t", summary: "s", annotations: Array(50).fill(annotation) };
    await octokit.rest.checks.create({ ...where, name: "gate", head_sha });
    const { data: run } = await octokit.rest.checks.create({ ...where, name: "gate", head_sha, output });
    const update = { ...where, check_run_id: run.id };
    await octokit.rest.checks.update({
      ...update,
      conclusion: "failure",
      output: { ...output, annotations: [annotation] },
    });
    const { data } = await octokit.rest.checks.listForRef({ ...where, ref: head_sha });
    expect(data.check_runs.map((one) => [one.id, one.status, one.output.annotations_count])).toEqual([
      [run.id, "completed", 51],
    ]);
  });
});

describe("limits", () => {
  test("each answer says what is left, and an empty purse refuses until the hour is over", async () => {
    await github.close();
    github = await startGitHub({ clock: () => now, rateLimits: { core: 2 } });
    github.createRepository({ owner: "atlas", name: "diagrams" });
    const octokit = bot();
    const first = await octokit.rest.repos.get(where);
    expect(first.headers).toMatchObject({ "x-ratelimit-limit": "2", "x-ratelimit-remaining": "1" });
    await octokit.rest.repos.get(where);
    await expect(octokit.rest.repos.get(where)).rejects.toMatchObject({
      status: 403,
      response: { headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": `${now / 1000 + 3600}` } },
    });
    const { data } = await octokit.rest.rateLimit.get();
    expect(data.resources.core.remaining).toBe(0);
    now += 3_600_000;
    expect((await octokit.rest.repos.get(where)).status).toBe(200);
  });
});
