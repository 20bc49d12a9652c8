import { afterEach, beforeEach, expect, test } from "vitest";
import type { GitHubClient } from "../../../src/github/client/repository-client.ts";
import { preflight, warnOfUnfitMode } from "../../../src/github/commit/preflight.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import type { Protection } from "../../../src/playground/github/start-github.ts";
import { warnOfUnfitModes } from "../../../src/warn-of-unfit-modes.ts";
import { appClient } from "../../playground/github/clients.ts";
import { closeTracked, STATE, trackInMode } from "../modes.ts";
import type { Tracked } from "../tracked.ts";

const where = { owner: "atlas", name: "diagrams" };
let tracked: Tracked;
let repository: RepositoryHandle;
let client: GitHubClient;

beforeEach(async () => {
  ({ tracked, repository } = await trackInMode("{}\n"));
  client = await tracked.parts.clientFor({ repository: where, installationId: null });
});

afterEach(() => closeTracked(tracked));

const read = () => preflight({ client, repository: where });
const configure = (text: string) =>
  repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": text } });

test("where nothing protects the branch, direct commits fit", async () => {
  expect(await read()).toEqual({
    configured: "direct",
    recommended: "direct",
    fits: true,
    drawbacks: [],
    sentences: ["`commit: direct` fits: nothing that can be seen keeps the bot from committing to main."],
  });
});

test.each<[string, Partial<Protection>, string]>([
  ["a ruleset", {}, "main: a ruleset asks for a pull request, and the App may not bypass it."],
  ["required checks", { requiredChecks: ["build"] }, "main: a ruleset asks for status checks before a push"],
  ["a merge queue", { mergeQueue: true }, "main: changes go through a merge queue"],
  [
    "classic required checks",
    { kind: "classic", requiredChecks: ["build"], appMayBypass: true },
    "main: a branch protection rule asks for status checks, which stop an App in any case.",
  ],
])("%s asks for the pull request", async (_, rules, sentence) => {
  repository.protect("main", rules);
  const verdict = await read();
  expect(verdict).toMatchObject({ configured: "direct", recommended: "pull-request", fits: false });
  expect(verdict?.sentences.join("\n")).toContain(sentence);
  expect(verdict?.sentences.join("\n")).toContain("`commit: pull-request` into .github/diagram-tracker.yml");
  configure("commit: pull-request\n");
  expect(await read()).toMatchObject({ fits: true });
});

test("an App on the bypass list may commit, but makes a merge queue start again", async () => {
  repository.protect("main", { appMayBypass: true, mergeQueue: true });
  const verdict = await read();
  expect(verdict?.fits).toBe(true);
  expect(verdict?.sentences[1]).toContain("merge queue start again");
});

const isPersons = () => Object.assign(repository.state.owner, { type: "User" });

test("nobody is told of a bypass list where no App can be on one", async () => {
  repository.protect("main");
  const told = async () => (await read())?.sentences.join("\n");
  expect(await told()).toContain(
    "Add the App to the ruleset's bypass list (Settings → Rules → Rulesets), or put `commit: pull",
  );
  repository.protect("main", { kind: "classic", requiredChecks: ["build"] });
  expect(await told()).toContain("No bypass list helps against that: put `commit: pull-request`");
  isPersons();
  for (const rules of [
    {},
    { requiredChecks: ["build"] },
    { kind: "classic", requiredChecks: ["build"] },
  ] as const) {
    repository.protect("main", rules);
    expect(await told()).toContain(
      "In a repository of a person's own no App can be on a bypass list: put `commit: pull-request` into",
    );
    expect(await told()).not.toContain("Add the App");
  }
});

test("where pull requests have to be up to date, direct commits work, and another mode is recommended", async () => {
  const strict = { appMayBypass: true, requiredChecks: ["build"], strict: true };
  repository.protect("main", strict);
  expect(await read()).toMatchObject({
    fits: true,
    recommended: "pull-request",
    drawbacks: [
      expect.stringContaining("each claim makes every open one stale. `commit: branch` never does that"),
    ],
  });
  await warnOfUnfitMode({ client, repository: where }, tracked.parts.log);
  expect(tracked.log).toEqual([
    expect.objectContaining({ msg: "another commit mode fits the repository better", configured: "direct" }),
  ]);
  repository.protect("main", { ...strict, strict: false });
  expect(await read()).toMatchObject({ recommended: "direct", drawbacks: [] });
});

test("a pull request that merges itself makes the others stale, too", async () => {
  configure("commit: pull-request\nauto_merge: true\n");
  repository.setMerging({ auto: true });
  repository.protect("main", { requiredChecks: ["build"], strict: true });
  expect(await read()).toMatchObject({
    fits: true,
    recommended: "branch",
    drawbacks: [expect.stringContaining("with `auto_merge: false` you choose when")],
  });
  configure("commit: pull-request\n");
  expect(await read()).toMatchObject({ recommended: "pull-request", drawbacks: [] });
});

test("an automatic merge commit is told where the branch takes none", async () => {
  configure("commit: pull-request\nauto_merge: true\n");
  repository.setMerging({ auto: true });
  repository.protect("main", { linearHistory: true });
  expect((await read())?.sentences.join("\n")).toContain("switch merge commits off in Settings");
  repository.setMerging({ mergeCommit: false });
  expect((await read())?.sentences).toHaveLength(1);
});

test("classic protection whose details are hidden is said, and not taken for an obstacle", async () => {
  repository.protect("main", { kind: "classic" });
  const verdict = await read();
  expect(verdict?.fits).toBe(true);
  expect(verdict?.sentences[1]).toContain("whose details an App cannot see");
});

test("rules on the bot's own branch are seen before there is one", async () => {
  configure("commit: pull-request\nauto_merge: true\n");
  repository.protect(STATE);
  const verdict = await read();
  expect(verdict).toMatchObject({ configured: "pull-request", fits: false, recommended: "direct" });
  expect(verdict?.sentences).toContainEqual(expect.stringContaining(`take ${STATE} out`));
  expect(verdict?.sentences).toContainEqual(expect.stringContaining("allow auto-merge in Settings"));
});

test("a ruleset that is hidden is unknown, not an error", async () => {
  repository.protect("main");
  tracked.github.faults.add({
    match: "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}",
    answer: { status: 403, body: { message: "Resource not accessible by integration" } },
  });
  const verdict = await read();
  expect(verdict?.fits).toBe(true);
  expect(verdict?.sentences[1]).toContain("could not be seen; a commit will tell");
});

test("a permission that was not accepted is named", async () => {
  await closeTracked(tracked);
  ({ tracked, repository } = await trackInMode("{}\n", {
    permissions: { contents: "read", issues: "write" },
  }));
  client = await tracked.parts.clientFor({ repository: where, installationId: null });
  const verdict = await preflight({ client, repository: where }, { app: appClient(tracked.github) });
  expect(verdict).toMatchObject({ fits: false, recommended: null });
  expect(verdict?.sentences[0]).toContain("no write permission for contents");
});

test("what does not fit is one line in the log", async () => {
  await warnOfUnfitMode({ client, repository: where }, tracked.parts.log);
  expect(tracked.log).toEqual([]);
  repository.protect("main");
  await warnOfUnfitMode({ client, repository: where }, tracked.parts.log);
  expect(tracked.log).toEqual([
    expect.objectContaining({ level: 40, repository: "atlas/diagrams", recommended: "pull-request" }),
  ]);
});

test("at the start every repository that the App reaches is looked at", async () => {
  repository.protect("main");
  const { github, parts } = tracked;
  github.createRepository({ owner: "atlas", name: "fine" });
  const asked: string[] = [];
  await warnOfUnfitModes({
    app: async () => appClient(github),
    clientFor: async () => client,
    log: parts.log,
    goOn: () => asked.push("") < 3,
  });
  expect(tracked.log.map(({ repository: name }) => name)).toEqual(["atlas/diagrams"]);
  expect(asked).toHaveLength(2);
});

test("what cannot be read stops nothing", async () => {
  tracked.github.faults.add({ match: "GET /app/installations", answer: "500" });
  const { github, parts } = tracked;
  await warnOfUnfitModes({
    app: async () => appClient(github),
    clientFor: async () => client,
    log: parts.log,
    goOn: () => true,
  });
  expect(tracked.log).toEqual([expect.objectContaining({ level: 30 })]);
});
