import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GitHubClient } from "../../../src/github/client/repository-client.ts";
import { readPullRequests } from "../../../src/github/read/pull-request-facts.ts";
import { SnapshotReader } from "../../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../../guarantees-catalog.ts";
import { type Tracked, trackRepository } from "../tracked.ts";

const where = { owner: "atlas", name: "diagrams" };
let tracked: Tracked;
let repository: RepositoryHandle;
let reader: SnapshotReader;
let client: GitHubClient;

async function start(files?: Record<string, string>): Promise<void> {
  tracked = await trackRepository(files ? { files } : {});
  repository = tracked.github.repository("atlas/diagrams");
  reader = new SnapshotReader();
  client = await tracked.parts.clientFor({ repository: where, installationId: null });
}

beforeEach(() => start());

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

async function read(pullRequests: readonly number[] = []) {
  const result = await reader.read({ client, repository: where }, { pullRequests, recentCommits: false });
  if (result === null) throw new Error("no snapshot");
  return result.snapshot;
}

function push(files: Record<string, string | null>): void {
  repository.push({ author: "maria", files });
}

describe("the first snapshot", () => {
  test("holds the campaign's files at the head, and nothing else", async () => {
    push({ "assignments/G01/G-LIN-FL.yml": "a: 1\n", "catalog/deep/more.yml": "x", "diagrams/one.md": "x" });
    const snapshot = await read();
    expect(snapshot).toMatchObject({
      repository: where,
      url: "https://github.com/atlas/diagrams",
      defaultBranch: "main",
      head: repository.head(),
      openPullRequests: null,
    });
    expect(snapshot.files.config).toBeNull();
    expect(snapshot.files.catalog).toEqual([{ path: "catalog/guarantees.yml", text: CATALOG }]);
    expect(snapshot.files.assignments).toEqual([{ path: "assignments/G01/G-LIN-FL.yml", text: "a: 1\n" }]);
    expect(snapshot.files.trackers.map(({ path }) => path)).toEqual(["TRACKER.md"]);
  });

  test("of a repository that has none of the files is empty", async () => {
    await tracked.github.close();
    await start({ "README.md": "# Nothing\n" });
    expect((await read()).files).toEqual({ config: null, catalog: [], assignments: [], trackers: [] });
  });

  test("a file where a folder should be is no folder", async () => {
    await tracked.github.close();
    await start({ catalog: "I am a file\n", "TRACKER.md/readme.txt": "I am a folder\n" });
    expect((await read()).files).toMatchObject({ catalog: [], trackers: [] });
  });

  test("follows the paths of the configuration", async () => {
    push({
      ".github/diagram-tracker.yml":
        "paths:\n  catalog: plan\n  tracker: [docs/ONE.md, docs/TWO.md, docs/NONE.md]\n",
      "plan/all.yml": "categories: []\n",
      "docs/ONE.md": "one",
      "docs/TWO.md": "two",
    });
    const { files } = await read();
    expect(files.catalog.map(({ path }) => path)).toEqual(["plan/all.yml"]);
    expect(files.trackers.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("a configuration that cannot be read leaves the paths as they are", async () => {
    push({ ".github/diagram-tracker.yml": "paths: [\n" });
    const { files } = await read();
    expect(files.config?.text).toBe("paths: [\n");
    expect(files.catalog).toHaveLength(1);
  });
});

describe("texts", () => {
  test("of more than 512,000 bytes are read whole", async () => {
    const text = `# ${"ä".repeat(400_000)}\n`;
    push({ "TRACKER.md": text, "catalog/large.yml": text });
    const { files } = await read();
    expect(files.trackers[0]?.text).toBe(text);
    expect(files.catalog.find(({ path }) => path === "catalog/large.yml")?.text).toBe(text);
  });

  test("keep their bytes, with CRLF and byte order mark", async () => {
    const text = "\ufeffassignment:\r\n  diagram_id: G-LIN-FL\r\n";
    push({ "assignments/G-LIN-FL.yml": text });
    expect((await read()).files.assignments[0]?.text).toBe(text);
  });

  test("250 files take three queries", async () => {
    const ids = Array.from({ length: 250 }, (_, at) => `assignments/X-${String(at).padStart(3, "0")}.yml`);
    push(Object.fromEntries(ids.map((path) => [path, `# ${path}\n`])));
    await read();
    expect(tracked.github.requests.count("graphql ReadBlobs")).toBe(3);
  });
});

describe("a second snapshot", () => {
  test("of the same commit costs one query and gives the same objects", async () => {
    push({ "assignments/G-LIN-FL.yml": "a\n" });
    const { files } = await read();
    tracked.github.requests.reset();
    const again = (await read()).files;
    expect(tracked.github.requests.count()).toBe(1);
    expect(again.catalog).toBe(files.catalog);
    expect(again.assignments).toBe(files.assignments);
    expect(again.trackers).toBe(files.trackers);
  });

  test("reads only what is new, and keeps the objects of the rest", async () => {
    push({ "assignments/A-A.yml": "a\n", "assignments/B-B.yml": "b\n" });
    const { files } = await read();
    push({ "assignments/B-B.yml": "c\n", "src/unrelated.ts": "x" });
    tracked.github.requests.reset();
    const again = (await read()).files;
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual([
      "graphql ReadSnapshot",
      "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
      "graphql ReadBlobs",
    ]);
    expect(again.assignments.map(({ text }) => text)).toEqual(["a\n", "c\n"]);
    expect(again.assignments[0]).toBe(files.assignments[0]);
    expect(again.catalog).toBe(files.catalog);
    expect(again.trackers).toBe(files.trackers);
  });

  test("a file that moved is not read again", async () => {
    push({ "assignments/A-A.yml": "a\n" });
    await read();
    push({ "assignments/A-A.yml": null, "assignments/G01/A-A.yml": "a\n" });
    tracked.github.requests.reset();
    expect((await read()).files.assignments).toEqual([{ path: "assignments/G01/A-A.yml", text: "a\n" }]);
    expect(tracked.github.requests.count("graphql ReadBlobs")).toBe(0);
  });

  test("a folder that is gone is empty", async () => {
    await read();
    push({ "catalog/guarantees.yml": null });
    expect((await read()).files.catalog).toEqual([]);
  });

  test("that fails leaves what was read before", async () => {
    await read();
    push({ "catalog/guarantees.yml": "categories: []\n" });
    tracked.github.faults.add({ match: "graphql ReadBlobs", answer: "500", times: 1 });
    await expect(read()).rejects.toMatchObject({ status: 500 });
    expect((await read()).files.catalog[0]?.text).toBe("categories: []\n");
  });

  test("of a repository that was pushed out of the cache is read anew", async () => {
    reader = new SnapshotReader({ cacheBytes: 10 });
    await read();
    tracked.github.requests.reset();
    expect((await read()).files.catalog).toHaveLength(1);
    expect(tracked.github.requests.count("graphql ReadBlobs")).toBe(1);
  });
});

test("a tree that GitHub cuts short is walked folder by folder", async () => {
  push({ "assignments/G01/A-A.yml": "a\n", "assignments/G02/B-B.yml": "b\n" });
  const body = { sha: "0".repeat(40), url: "", truncated: true, tree: [] };
  const isTree = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";
  // The catalog's folder and that of the assignments, in whatever order.
  tracked.github.faults.add({ match: isTree, answer: { status: 200, body }, times: 2 });
  const { files } = await read();
  expect(files.assignments.map(({ path }) => path)).toEqual([
    "assignments/G01/A-A.yml",
    "assignments/G02/B-B.yml",
  ]);
  expect(files.catalog).toHaveLength(1);
});

describe("pull requests", () => {
  function open(files: Record<string, string>, body = "One\r\ntwo") {
    return repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", body, files });
  }

  test("come with the snapshot, as they are now", async () => {
    const { number } = open({ "diagrams/one.md": "x", "TRACKER.md": "changed" });
    repository.approve(number, "rita");
    repository.requestChanges(number, "otto");
    const { pullRequests } = await read([number, 1, 999]);
    expect(pullRequests.get(number)).toMatchObject({
      number,
      title: "Draw G-LIN-FL",
      body: "One\ntwo",
      author: "ada",
      authorIsBot: false,
      bodyEditors: [],
      bodyEditedAt: null,
      base: "main",
      state: "open",
      draft: false,
      mergedAt: null,
      files: [
        { path: "TRACKER.md", change: "modified" },
        { path: "diagrams/one.md", change: "added" },
      ],
      filesComplete: true,
      reviews: [
        { reviewer: "rita", opinion: "approved" },
        { reviewer: "otto", opinion: "changes_requested" },
      ],
      notice: null,
    });
    expect(pullRequests.get(1)).toBeNull();
    expect(pullRequests.get(999)).toBeNull();
  });

  test("tell an App's review from that of the person whose name it has, and know nobody's by a deleted account", async () => {
    const { number } = open({ "diagrams/one.md": "x" });
    for (const who of ["rita", "rita[bot]", "gone"]) repository.approve(number, who);
    tracked.github.deleteUser("gone");
    const { pullRequests } = await read([number]);
    const reviews = pullRequests.get(number)?.reviews.map(({ reviewer, isBot = false }) => [reviewer, isBot]);
    expect(reviews).toEqual([
      ["rita", false],
      ["rita", true],
    ]);
  });

  test("have their commits' authors by account, and a merge's parents", async () => {
    const { number } = repository.openPullRequest({
      author: "ada",
      title: "Draw G-LIN-FL",
      files: { "diagrams/one.md": "x" },
    });
    repository.push({ author: "bob", files: { "README.md": "New" } });
    const merge = repository.updateBranch(number, "rita");
    const commits = (await read([number])).pullRequests.get(number)?.commits;
    expect(commits?.map(({ author }) => author)).toContain("ada");
    expect(commits?.at(-1)).toMatchObject({ oid: merge, author: "rita" });
    expect(commits?.at(-1)?.parents).toHaveLength(2);
  });

  test("tell who edited the description, which is not who edited the title, and an App from a person", async () => {
    const { number } = open({ "diagrams/one.md": "x" });
    repository.edit(number, { editor: "rita", body: "- [x] 3 AM test" });
    repository.edit(number, { editor: "otto", title: "Draw G-LIN-SQ" });
    repository.edit(number, { editor: "ada[bot]", body: "- [x] 3 AM test\n" });
    const facts = (await read([number])).pullRequests.get(number);
    expect(facts?.bodyEditors?.map((editor) => editor?.login).toSorted()).toEqual([
      "ada",
      "ada[bot]",
      "rita",
    ]);
    expect(Date.parse(facts?.bodyEditedAt ?? "")).not.toBeNaN();
  });

  test("tell of a merged one whether a bot had edited its description by then, whoever did since", async () => {
    const mixed = open({ "diagrams/one.md": "x" }).number;
    repository.edit(mixed, { editor: "otto[bot]", body: "Diagram: G-LIN-SQ" });
    repository.merge(mixed, "maria");
    await tracked.deliveries();
    repository.edit(mixed, { body: "Mine again" });
    const own = open({ "diagrams/two.md": "x" }).number;
    repository.merge(own, "maria");
    await tracked.deliveries();
    repository.edit(own, { editor: "otto[bot]", body: "Diagram: G-LIN-SQ" });
    const { pullRequests } = await read([mixed, own]);
    const known = [mixed, own].map((number) => pullRequests.get(number)?.bodyEditedByBot);
    expect(known).toEqual([true, false]);
  });

  test("with 250 files are read page by page", async () => {
    const paths = Array.from({ length: 250 }, (_, at) => [`diagrams/${at}.md`, "x"]);
    const { number } = open(Object.fromEntries(paths));
    const facts = (await read([number])).pullRequests.get(number);
    expect(facts?.files).toHaveLength(250);
    expect(facts?.filesComplete).toBe(true);
  });

  test("with more files than GitHub lists are not complete", async () => {
    const paths = Array.from({ length: 3_010 }, (_, at) => [`diagrams/${at}.md`, "x"]);
    const { number } = open(Object.fromEntries(paths));
    const facts = (await read([number])).pullRequests.get(number);
    expect(facts?.files).toHaveLength(3_000);
    expect(facts?.filesComplete).toBe(false);
  });

  test("show the notice of the bot, also between hundreds of comments, and nobody else's", async () => {
    const { number } = open({ "diagrams/one.md": "x" });
    const marker = "<!-- diagram-tracker:notice -->";
    for (let at = 0; at < 60; at++)
      repository.comment({ author: "ada", thread: number, body: `${at} ${marker}` });
    repository.comment({ author: "diagram-tracker[bot]", thread: number, body: `Ours\n\n${marker}` });
    for (let at = 0; at < 90; at++) repository.comment({ author: "ada", thread: number, body: `${at}` });
    const facts = (await read([number])).pullRequests.get(number);
    expect(facts?.notice?.body).toBe(`Ours\n\n${marker}`);
  });

  test("are read in several queries when there are many", async () => {
    const numbers = Array.from({ length: 60 }, (_, at) => open({ [`diagrams/${at}.md`]: "x" }).number);
    const facts = await readPullRequests({ client, repository: where }, numbers);
    expect([...facts.values()].map((pull) => pull?.number)).toEqual(numbers);
    expect(tracked.github.requests.count("graphql ReadPullRequests")).toBe(3);
  });
});

test("how old the accounts of writers are comes with the same query; one that is gone since is unknown", async () => {
  repository.openIssue({ author: "ada", title: "Hello" });
  const question = { pullRequests: [], recentCommits: false, writers: ["ada", "nobody-here"] };
  const before = tracked.github.requests.count("graphql ReadSnapshot");
  const read = await reader.read({ client, repository: where }, question);
  expect([...(read?.snapshot.ages ?? [])]).toEqual([[expect.any(Number), "2015-01-01"]]);
  expect(tracked.github.requests.count("graphql ReadSnapshot")).toBe(before + 1);
});

test("a repository without a commit gives no snapshot", async () => {
  repository.state.branches.clear();
  const question = { pullRequests: [], recentCommits: true };
  expect(await reader.read({ client, repository: where }, question)).toBeNull();
});

test("a repository that is not there is an error", async () => {
  const question = { pullRequests: [], recentCommits: false };
  const elsewhere = { client, repository: { owner: "atlas", name: "nothing" } };
  await expect(reader.read(elsewhere, question)).rejects.toThrow("Could not resolve to a Repository");
});
