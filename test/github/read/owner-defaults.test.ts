import { afterEach, beforeEach, expect, test } from "vitest";
import { renderProblem } from "../../../src/domain/problem.ts";
import { readRepositoryState } from "../../../src/domain/repository-state.ts";
import type { GitHubClient } from "../../../src/github/client/repository-client.ts";
import { SnapshotReader } from "../../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type Tracked, trackRepository } from "../tracked.ts";

const CONFIG = ".github/diagram-tracker.yml";
const where = { owner: "atlas", name: "diagrams" };
let tracked: Tracked;
let client: GitHubClient;
let reader: SnapshotReader;
let memory: Map<string, boolean>;

const newReader = () =>
  new SnapshotReader({
    defaultsMemory: {
      wasThere: async (repository) => memory.get(repository) ?? false,
      note: async (repository, isThere) => void memory.set(repository, isThere),
    },
  });

beforeEach(async () => {
  memory = new Map();
  tracked = await trackRepository();
  client = await tracked.parts.clientFor({ repository: where, installationId: null });
  reader = newReader();
});

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

function addDefaults(text: string, name = ".github", isPrivate = false): RepositoryHandle {
  return tracked.github.createRepository({ owner: "atlas", name, isPrivate, files: { [CONFIG]: text } });
}

async function read(name = "diagrams") {
  const repo = { client, repository: { owner: "atlas", name } };
  const found = await reader.read(repo, { pullRequests: [], recentCommits: false });
  if (found === null) throw new Error("no snapshot");
  const { config, configBroken, problems } = readRepositoryState(found.snapshot.files);
  return { ...found, config, configBroken, problems: problems.map(renderProblem) };
}

async function requestsOf(run: () => Promise<unknown>): Promise<number> {
  const before = tracked.github.requests.all.length;
  await run();
  return tracked.github.requests.all.length - before;
}

const own = (text: string | null) =>
  tracked.github.repository("atlas/diagrams").push({ author: "maria", files: { [CONFIG]: text } });

test("what the owner's .github says holds, a push there at once, and it costs no request where nothing changed", async () => {
  expect((await read()).config.claims.limit).toBe(3);
  const defaults = addDefaults("claims: { limit: 5 }\nlanguage: de\n");
  expect((await read()).config).toMatchObject({ claims: { limit: 5 }, language: "de" });
  own("claims: { limit: 2 }\n");
  expect((await read()).config).toMatchObject({ claims: { limit: 2 }, language: "de" });
  expect(await requestsOf(read)).toBe(1);
  defaults.push({ author: "maria", files: { [CONFIG]: "claims: { days: 7 }\n" } });
  expect((await read()).config).toMatchObject({ claims: { limit: 2, days: 7 }, language: "en" });
  expect(await requestsOf(read)).toBe(1);
  defaults.push({ author: "maria", files: { [CONFIG]: null } });
  expect((await read()).config).toMatchObject({ claims: { limit: 2, days: 14 } });
});

test("it is read once for all repositories of the owner, and makes none of them a campaign", async () => {
  addDefaults("claims: { limit: 5 }\n");
  tracked.github.createRepository({ owner: "atlas", name: "other", files: { "README.md": "# Other\n" } });
  await read();
  const { snapshot, config } = await read("other");
  expect(config.claims.limit).toBe(5);
  expect(snapshot.files).toMatchObject({ config: null, catalog: [], trackers: [] });
  expect((await read(".github")).config.claims.limit).toBe(5);
});

test("extends names another repository, over .github, and false leaves both out", async () => {
  addDefaults("claims: { limit: 5, days: 7 }\n");
  addDefaults("claims: { limit: 6 }\nextends: third\n", "campaigns");
  addDefaults("claims: { limit: 9 }\n", "third");
  own("extends: campaigns\n");
  expect((await read()).config.claims).toMatchObject({ limit: 6, days: 7 });
  expect(await requestsOf(read)).toBe(1);
  own("extends: false\n");
  expect((await read()).config.claims).toMatchObject({ limit: 3, days: 14 });
});

test("what was there once and cannot be read is not gone: nothing is decided, in any process, until it can, or nobody wants it", async () => {
  const defaults = addDefaults("commit: branch\n", ".github", true);
  expect((await read()).target.branch).toBe("diagram-tracker/state");
  tracked.github.addRepositories("atlas", ["diagrams"]);
  for (const one of [reader, newReader()]) {
    reader = one;
    const held = await read();
    expect(held).toMatchObject({ configBroken: true });
    expect(held.problems).toEqual([
      expect.stringMatching(/^atlas\/\.github:\S+: error: I cannot read atlas\/\.github/),
    ]);
  }
  own("extends: false\n");
  expect(await read()).toMatchObject({ configBroken: false, target: { branch: "main" } });
  own(null);
  defaults.setPrivate(false);
  expect(await read()).toMatchObject({ configBroken: false, target: { branch: "diagram-tracker/state" } });
});

test("what never was there is absent, unless the configuration names it", async () => {
  expect(await read()).toMatchObject({ configBroken: false });
  own("extends: .github\n");
  expect((await read()).problems).toEqual([expect.stringContaining("`extends` names atlas/.github")]);
  addDefaults("language: de\n");
  expect(await read()).toMatchObject({ configBroken: false, config: { language: "de" } });
});

test("defaults that are broken hold every campaign, and say where", async () => {
  addDefaults("claims: { limit: 0 }\nlanguage: de\n");
  const held = await read();
  expect(held).toMatchObject({ configBroken: true, config: { language: "de" } });
  expect(held.problems).toEqual([
    expect.stringContaining("atlas/.github:.github/diagram-tracker.yml:1:18: error:"),
  ]);
});

test("the issue about broken files leads to the owner's repository", async () => {
  addDefaults("claims: { limit: 0 }\n");
  tracked.github.repository("atlas/diagrams").push({ author: "maria", files: { "README.md": "# More\n" } });
  await tracked.handle();
  const issues = [...tracked.github.repository("atlas/diagrams").state.threads.values()];
  const told = issues.find(({ author }) => author.login === "diagram-tracker[bot]");
  expect(told?.body).toContain(
    "https://github.com/atlas/.github/blob/HEAD/.github/diagram-tracker.yml?plain=1#L1",
  );
});

test("a link, or a file of either name, is no configuration of the owner's", async () => {
  const defaults = addDefaults("language: de\n");
  defaults.push({ author: "maria", files: { ".github/diagram-tracker.yaml": "language: en\n" } });
  expect((await read()).problems).toEqual([expect.stringContaining("so I do not know which one counts")]);
});

test("a mode or path that the owner chose or chooses otherwise takes the campaign along", async () => {
  const diagrams = tracked.github.repository("atlas/diagrams");
  const comment = (body: string) => diagrams.comment({ author: "ada", thread: 1, body });
  const parts = () => Object.assign(tracked.parts, { snapshots: newReader() });
  comment("/claim G-LIN-FL");
  await tracked.handle();
  const defaults = addDefaults("paths: { assignments: held }\n");
  parts();
  comment("/claim G-LIN-SQ");
  await tracked.handle();
  expect(diagrams.file("held/G-LIN-FL.yml")).toContain("assignee: ada");
  expect(diagrams.file("held/G-LIN-SQ.yml")).toContain("assignee: ada");
  expect(diagrams.file("assignments/G-LIN-FL.yml")).toBeNull();
  defaults.push({ author: "maria", files: { [CONFIG]: "commit: branch\n" } });
  parts();
  comment("/release G-LIN-FL");
  await tracked.handle();
  expect(diagrams.file("assignments/G-LIN-SQ.yml", "diagram-tracker/state")).toContain("assignee: ada");
  expect(diagrams.file("assignments/G-LIN-FL.yml", "diagram-tracker/state")).toContain("status: pending");
});
