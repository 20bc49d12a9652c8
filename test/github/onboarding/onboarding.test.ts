import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { Stage } from "./stage.ts";

const TRACKER = `# Progress

Our words.

| ID | Name | Status | Assignee |
|---|---|---|---|
| G-LIN-FL | Flow | Done | ada |
| G-LIN-SQ | Sequence | In progress | bob |
| G-LIN-ST | States @everyone <!-- x --> | | |
| G-LIN-FA | Failures | | |

The end.
`;

let stage: Stage;
let repository: RepositoryHandle;

beforeEach(async () => {
  stage = await Stage.open();
  repository = create("atlas", { "docs/PROGRESS.md": TRACKER, "README.md": "# Atlas\n" });
});

afterEach(async () => {
  expect(stage.github.invalidRequests).toEqual([]);
  await stage.close();
});

function create(
  name: string,
  files: Record<string, string>,
  more: { isFork?: boolean } = {},
): RepositoryHandle {
  const made = stage.github.createRepository({ owner: "acme", name, files, installed: false, ...more });
  made.setPermission("maria", "admin");
  return made;
}

async function install(...only: readonly string[]): Promise<void> {
  stage.github.install("acme", only.length > 0 ? only : ["atlas"]);
  await stage.settle();
}

const bodyOf = (offer: { readonly body: string | null } | undefined) => offer?.body ?? "";

test("install, merge, claim: two clicks of a maintainer, and the first claim is answered", async () => {
  await install();
  const [offer, ...more] = stage.offers();
  expect(more).toEqual([]);
  expect(offer).toMatchObject({ title: "Set up a diagram campaign", state: "open" });
  expect(repository.checkRuns(offer?.pull?.head.oid ?? "")).toEqual([]);
  repository.merge(offer?.number ?? 0, "maria");
  await stage.settle();
  const issue = repository.openIssue({ author: "carla", title: "Me", body: "/claim G-LIN-ST" });
  await stage.settle();
  expect(repository.comments(issue.number).at(-1)?.body).toContain("it is yours until");
  expect(repository.file("assignments/G-LIN-ST.yml")).toContain("assignee: carla");
  expect(repository.file("docs/PROGRESS.md")).toContain("Our words.");
  expect(repository.comments(offer?.number ?? 0)).toEqual([]);
  expect(stage.offers()).toHaveLength(1);
});

test("it says what was found, how it will look, what to set and how to say no, and brings no workflow", async () => {
  await install();
  const [offer] = stage.offers();
  const body = bodyOf(offer);
  expect(body).toContain("I found your tracker in `docs/PROGRESS.md`: 4 diagrams in 1 category, 2 of them");
  expect(body).toContain("**Close it,** and I will not ask again");
  expect(body).toContain("/claim G-LIN-FL");
  expect(body).toContain("it is yours until 2026-12-08");
  expect(body).toContain("| G-LIN-FL | Flow | ✅ Complete |");
  expect(body).toContain("*Diagram tracker / gates*");
  // What others wrote mentions nobody and hides nothing.
  expect(body).not.toMatch(/(?<!`)@everyone/);
  expect(body.match(/<!--/g)).toHaveLength(1);
  const paths = repository.files(offer?.pull?.head.branch ?? "");
  expect(paths).toEqual(
    expect.arrayContaining([
      ".github/ISSUE_TEMPLATE/claim-diagram.yml",
      ".github/PULL_REQUEST_TEMPLATE.md",
      ".github/diagram-tracker.yml",
      "assignments/G-LIN-FL.yml",
      "docs/PROGRESS.md",
    ]),
  );
  expect(paths.filter((path) => path.startsWith(".github/workflows"))).toEqual([]);
  expect(repository.commits(offer?.pull?.head.branch).length).toBe(2);
});

test("closed means no: after thirty days, a restart, a lost inbox and a new installation; until somebody who may asks", async () => {
  await install();
  repository.close(stage.offers()[0]?.number ?? 0, "maria");
  await stage.settle();
  stage.pass(30);
  await stage.restart();
  stage.github.uninstall("acme");
  await install();
  expect(stage.offers()).toHaveLength(1);
  expect(stage.decisions()[0]).toMatch(/^left in peace: #\d+ was closed$/);

  const issue = repository.openIssue({ author: "eve", title: "Hello", body: "/onboard" });
  await stage.settle();
  expect(stage.offers()).toHaveLength(1);
  repository.comment({ author: "maria", thread: issue.number, body: "/onboard" });
  await stage.settle();
  expect(stage.offers()).toHaveLength(2);
  expect(bodyOf(stage.offers()[1])).toContain(`\`maria\` asked for it in #${issue.number}.`);
  expect(repository.comments(issue.number).at(-1)?.body).toContain("I open a pull request");
  // The same again opens no third one.
  repository.comment({ author: "maria", thread: issue.number, body: "/onboard" });
  await stage.settle();
  expect(stage.offers()).toHaveLength(2);
});

describe("only where somebody thought of it", () => {
  test("of all repositories of a large owner none is even looked at", async () => {
    for (let at = 0; at < 500; at++) create(`r${at}`, { "TRACKER.md": TRACKER });
    const before = stage.github.requests.all.length;
    stage.github.install("acme");
    expect(await stage.settle()).toBe(0);
    expect(stage.github.requests.all.length).toBe(before);
  });

  test("of a few that were not picked one by one, those that have a tracker", async () => {
    create("plain", { "README.md": "# Nothing\n" });
    stage.github.install("acme");
    await stage.settle();
    expect(stage.offers()).toHaveLength(1);
    expect(stage.offers("acme/plain")).toEqual([]);
  });

  test("one that was picked gets a catalog to edit, also when it is added later", async () => {
    create("plain", { "README.md": "# Nothing\n" });
    await install("atlas");
    stage.github.addRepositories("acme", ["plain"]);
    await stage.settle();
    const [offer] = stage.offers("acme/plain");
    expect(bodyOf(offer)).toContain("the catalog has two examples");
  });

  test.each([
    ["an archived one", () => repository.archive()],
    ["one with a campaign", () => push({ "catalog/a.yml": "categories: []\n" })],
    [
      "one whose files are in the way",
      () => push({ "assignments/G-LIN-FL.yml": "x: 1\n", "catalog/README.md": "" }),
    ],
  ])("%s is left in peace", async (_, make) => {
    make();
    await install();
    expect(stage.offers()).toEqual([]);
  });

  test("a fork, and the owner's .github, are left in peace", async () => {
    create("forked", { "TRACKER.md": TRACKER }, { isFork: true });
    create(".github", { "TRACKER.md": TRACKER });
    await install("forked", ".github");
    expect([...stage.offers("acme/forked"), ...stage.offers("acme/.github")]).toEqual([]);
  });
});

test("owner's defaults make no campaign: broken ones offer, check and say nothing where there is none", async () => {
  create(".github", { ".github/diagram-tracker.yml": "claims: { limit: 0 }\n" });
  await install("atlas", ".github");
  const pull = repository.openPullRequest({ author: "eve", title: "Docs", files: { "docs/a.md": "# A\n" } });
  await stage.settle();
  expect(stage.offers()).toEqual([]);
  expect(repository.checkRuns(pull.pull.head.oid)).toEqual([]);
  expect([...repository.state.threads.values()].map(({ author }) => author.login)).toEqual(["eve"]);
});

test("what the owner says for all holds for the offer, too", async () => {
  create(".github", {
    ".github/diagram-tracker.yml": "language: de\ncommits: { prefix: 'docs:', sign_off: true }\n",
  });
  await install("atlas", ".github");
  const [offer] = stage.offers();
  expect(offer?.title).toBe("docs: Eine Diagramm-Kampagne einrichten");
  expect(bodyOf(offer)).toContain("**Schließe ihn,**");
  expect(repository.commits(offer?.pull?.head.branch)[0]?.message).toMatch(
    /^docs: Set up a diagram campaign\n\n[\s\S]*\nSigned-off-by: diagram-tracker\[bot\] </,
  );
});

test("where the owner keeps catalogs and trackers, the offer puts them, and merged they are found there", async () => {
  const paths = "paths: { catalog: campaign/catalog, tracker: campaign/TRACKER.md }\n";
  create(".github", { ".github/diagram-tracker.yml": paths });
  await install("atlas", ".github");
  const [offer] = stage.offers();
  repository.merge(offer?.number ?? 0, "maria");
  repository.openIssue({ author: "carla", title: "Me", body: "/claim G-LIN-ST" });
  await stage.settle();
  expect(repository.files().filter((path) => path.startsWith("campaign/catalog/"))).toHaveLength(1);
  expect(repository.file("assignments/G-LIN-ST.yml")).toContain("assignee: carla");
  expect(repository.file("docs/PROGRESS.md")).toContain("[carla]");
});

test("a project of conventional commits is offered it under such a title, and a protected branch in its mode", async () => {
  for (const what of ["feat: a", "fix(x): b", "docs: c", "chore: d", "feat!: e"]) {
    repository.push({ author: "maria", files: { "a.txt": what }, message: what });
  }
  repository.protect("main", { kind: "ruleset" });
  await install();
  const [offer] = stage.offers();
  expect(offer?.title).toBe("chore: Set up a diagram campaign");
  expect(bodyOf(offer)).toMatch(/The default branch is protected/);
  expect(repository.file(".github/diagram-tracker.yml", offer?.pull?.head.branch)).toMatch(
    /^commit: (?:branch|pull-request)$/m,
  );
});

function push(files: Record<string, string>): void {
  repository.push({ author: "maria", files });
}

test("what a person commits on it is kept, and only the text goes on", async () => {
  await install();
  const [offer] = stage.offers();
  const number = offer?.number ?? 0;
  const branch = offer?.pull?.head.branch ?? "";
  repository.pushTo(number, { author: "maria", files: { "catalog/README.md": "Ours.\n" } });
  repository.edit(number, { editor: "maria", body: `Old text\n\n${bodyOf(offer).split("\n").at(-1)}` });
  push({ "docs/PROGRESS.md": TRACKER.replace("| G-LIN-FA |", "| G-LIN-PR | Proof | | |\n| G-LIN-FA |") });
  const before = repository.commits(branch).length;
  repository.openIssue({ author: "maria", title: "Again", body: "/onboard" });
  await stage.settle();
  expect(repository.commits(branch).length).toBe(before);
  expect(bodyOf(stage.offers()[0])).toContain("5 diagrams");
});

test("untouched it follows the document, with a commit after its own and the default branch's", async () => {
  await install();
  const branch = stage.offers()[0]?.pull?.head.branch ?? "";
  push({ "docs/PROGRESS.md": TRACKER.replace("| G-LIN-FA |", "| G-LIN-PR | Proof | | |\n| G-LIN-FA |") });
  for (const _ of ["once", "twice"]) {
    repository.openIssue({ author: "maria", title: "Again", body: "/onboard" });
    await stage.settle();
  }
  expect(stage.offers()).toHaveLength(1);
  const [head] = repository.commits(branch);
  expect(head?.parents).toContain(repository.head());
  expect(repository.commits(branch).length).toBe(4);
  expect(repository.file("docs/PROGRESS.md", branch)).toContain("Proof");
  repository.merge(stage.offers()[0]?.number ?? 0, "maria");
  expect(repository.file("docs/PROGRESS.md")).toMatch(/begin details[\s\S]*Proof/);
});

test("a stranger's pull request with our marker is neither ours nor a no", async () => {
  const marker = `<!-- diagram-tracker:onboarding ${repository.head()} -->`;
  const forged = repository.openPullRequest({
    author: "eve",
    title: "Set up a diagram campaign",
    body: marker,
    files: { "x.md": "x" },
  });
  repository.close(forged.number, "eve");
  await install();
  expect(stage.offers()).toHaveLength(1);
  expect(repository.thread(forged.number).body).toBe(marker);
});

test("a failure between branch, commit and pull request leaves one of each", async () => {
  for (const what of [
    "POST /repos/{owner}/{repo}/git/refs",
    "graphql Commit",
    "POST /repos/{owner}/{repo}/pulls",
  ]) {
    stage.github.faults.add({ match: what, answer: "502", times: 1 });
  }
  stage.github.install("acme", ["atlas"]);
  for (let attempt = 0; attempt < 4; attempt++) {
    await stage.settle().catch(() => {});
    await stage.restart();
  }
  expect(await stage.settle()).toBe(0);
  expect(stage.offers()).toHaveLength(1);
  expect(
    [...repository.state.branches.keys()].filter((name) => name.startsWith("diagram-tracker/")),
  ).toHaveLength(1);
});
