import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SnapshotReader } from "../../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../../guarantees-catalog.ts";
import { closeTracked, failureOf, replies, STATE, say, threadsOfBot, trackInMode } from "../modes.ts";
import type { Tracked } from "../tracked.ts";

const CONFIG = ".github/diagram-tracker.yml";
const OTHER = "diagram-tracker/other";

let tracked: Tracked;
let repository: RepositoryHandle;

async function track(config: string): Promise<void> {
  ({ tracked, repository } = await trackInMode(config));
}

async function claim(author: string, id: string): Promise<void> {
  say(repository, author, `/claim ${id}`);
  await tracked.handle();
}

function configure(config: string | null, files: Record<string, string | null> = {}): void {
  repository.push({ author: "maria", files: { [CONFIG]: config, ...files } });
}

/** Another process, which knows nothing. */
function startAnew(): void {
  Object.assign(tracked.parts, { snapshots: new SnapshotReader() });
}

afterEach(() => closeTracked(tracked));

const ours = () => threadsOfBot(repository);
const issuesOfBot = () => ours().filter(({ pull }) => pull === null);
const open = () => ours().filter(({ pull, state }) => pull !== null && state === "open");

/** Where the campaign lies after each configuration. */
const PLACES = {
  direct: { config: "commit: direct\n", ref: "main", folder: "assignments" },
  none: { config: null, ref: "main", folder: "assignments" },
  branch: { config: "commit: branch\n", ref: STATE, folder: "assignments" },
  "pull-request": { config: "commit: pull-request\n", ref: STATE, folder: "assignments" },
  "branch renamed": {
    config: `commit: branch\ncommit_branch: ${OTHER}\n`,
    ref: OTHER,
    folder: "assignments",
  },
  "pull-request renamed": {
    config: `commit: pull-request\ncommit_branch: ${OTHER}\n`,
    ref: OTHER,
    folder: "assignments",
  },
  "direct moved": { config: "paths: { assignments: claims }\n", ref: "main", folder: "claims" },
  "branch moved": {
    config: "commit: branch\npaths: { assignments: claims }\n",
    ref: STATE,
    folder: "claims",
  },
  "pull-request moved": {
    config: "commit: pull-request\npaths: { assignments: claims }\n",
    ref: STATE,
    folder: "claims",
  },
} as const;
type Name = keyof typeof PLACES;
const NAMES = Object.keys(PLACES) as Name[];

const fileAt = (name: Name, id: string) =>
  repository.file(`${PLACES[name].folder}/${id}.yml`, PLACES[name].ref) ?? "";

const CHANGES = NAMES.flatMap((from) => NAMES.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(CHANGES)(
  "from %s to %s and back: who holds what stays, in this process or another",
  async (from, to) => {
    await track(PLACES[from].config ?? "{}\n");
    if (PLACES[from].config === null) configure(null);
    await claim("ada", "G-LIN-FL");
    configure(PLACES[to].config);
    await claim("bob", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    await claim("cy", "G-LIN-SQ");
    expect(fileAt(to, "G-LIN-FL")).toContain("assignee: ada");
    expect(fileAt(to, "G-LIN-SQ")).toContain("assignee: cy");
    say(repository, "ada", "/release G-LIN-FL");
    await tracked.handle();
    await claim("bob", "G-LIN-FL");
    configure(PLACES[from].config);
    await claim("dan", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("bob");
    startAnew();
    await claim("dan", "G-LIN-SQ");
    expect(replies(repository).at(-1)).toContain("cy");
    await claim("eve", "G-LIN-ST");
    expect(fileAt(from, "G-LIN-FL")).toContain("assignee: bob");
    expect(fileAt(from, "G-LIN-SQ")).toContain("assignee: cy");
    expect(issuesOfBot().length).toBeLessThanOrEqual(1);
    expect(open().length).toBeLessThanOrEqual(1);
  },
);

describe.each(["branch", "pull-request"] as const)("commit: %s", (mode) => {
  const renamed = `commit: ${mode}\ncommit_branch: ${OTHER}\n`;

  beforeEach(async () => {
    await track(PLACES[mode].config);
    await claim("ada", "G-LIN-FL");
  });

  test.each([
    ["direct", "commit: direct\n", "main"],
    ["no configuration", null, "main"],
    ["another branch", renamed, OTHER],
  ])("the branch is deleted with the change to %s", async (_, config, ref) => {
    repository.deleteBranch(STATE, "maria");
    configure(config);
    await claim("bob", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    expect(repository.file("assignments/G-LIN-FL.yml", ref)).toContain("assignee: ada");
    startAnew();
    await claim("cy", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker moved its files" }]);
  });

  test("the new branch is deleted: it is put back as it was, and the old one is not carried again", async () => {
    configure(renamed);
    await claim("bob", "G-LIN-SQ");
    repository.deleteBranch(OTHER, "maria");
    startAnew();
    await claim("cy", "G-LIN-SQ");
    expect(replies(repository).at(-1)).toContain("bob");
    expect(repository.file("assignments/G-LIN-FL.yml", OTHER)).toContain("assignee: ada");
  });

  test("the maintainers are told where it was and where it is", async () => {
    configure("commit: direct\n");
    await tracked.handle();
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker moved its files", state: "open" }]);
    expect(issuesOfBot()[0]?.body).toContain(`- Before: \`assignments\` on \`${STATE}\``);
    expect(issuesOfBot()[0]?.body).toContain("- Now: `assignments` on `main`");
    // What is on the default branch counts as merged.
    expect(open()).toEqual([]);
  });

  test("a branch that GitHub has no more: nothing is decided until a maintainer says what shall count", async () => {
    const head = repository.head(STATE);
    repository.deleteBranch(STATE, "maria");
    configure("commit: direct\n");
    const body = { data: { repository: { object: null } } };
    tracked.github.faults.add({ match: "ReadLostCommits", answer: { status: 200, body } });
    say(repository, "bob", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    const { outbox } = await failureOf(tracked.handle(deliveries));
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker cannot move its files", state: "open" }]);
    expect(issuesOfBot()[0]?.body).toContain(`git push origin ${head}:refs/heads/${STATE}`);
    repository.createBranch(STATE, "maria");
    await tracked.handle(deliveries, outbox);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: bob");
    expect(issuesOfBot()).toMatchObject([{ state: "closed" }]);
  });

  test("a default branch that refuses it: nothing is decided, and one issue says what lies where", async () => {
    repository.protect("main");
    configure("commit: direct\n");
    say(repository, "bob", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    const { outbox } = await failureOf(tracked.handle(deliveries));
    await failureOf(tracked.handle(deliveries, outbox));
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker cannot move its files" }]);
    expect(issuesOfBot()[0]?.body).toContain(`\`assignments\` on \`${STATE}\``);
    expect(replies(repository)).toHaveLength(1);
    repository.unprotect("main");
    await tracked.handle(deliveries, outbox);
    expect(replies(repository).at(-1)).toContain("ada");
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker moved its files" }]);
  });

  test("and where the maintainers put the old place back, the issue is closed", async () => {
    repository.protect("main");
    configure("commit: direct\n");
    await failureOf(tracked.handle());
    repository.unprotect("main");
    configure(PLACES[mode].config);
    await claim("bob", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    expect(issuesOfBot()).toMatchObject([{ state: "closed" }]);
  });

  test.each(["branch", "pull-request"] as const)(
    "three places in a row, of which nobody saw the second (%s), nor the third",
    async (other) => {
      configure(`commit: ${other}\ncommit_branch: ${OTHER}\n`);
      configure("paths: { assignments: claims }\n");
      configure("paths: { assignments: claims, tracker: docs/PROGRESS.md }\n");
      await claim("bob", "G-LIN-FL");
      expect(replies(repository).at(-1)).toContain("ada");
      expect(repository.file("claims/G-LIN-FL.yml")).toContain("assignee: ada");
      expect(repository.file("docs/PROGRESS.md")).toContain("Our prose.");
      expect(repository.file("TRACKER.md")).toBeNull();
      expect(issuesOfBot()).toHaveLength(1);
    },
  );

  test("what a maintainer takes away after that is gone", async () => {
    configure("commit: direct\n");
    await tracked.handle();
    repository.push({ author: "maria", files: { "assignments/G-LIN-FL.yml": null } });
    startAnew();
    await claim("bob", "G-LIN-FL");
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: bob");
  });

  test("what a maintainer forces on the branch counts, whatever it was before", async () => {
    configure(renamed);
    await tracked.handle();
    repository.createBranch("backup", "maria", OTHER);
    await claim("bob", "G-LIN-SQ");
    repository.createBranch(OTHER, "maria", "backup");
    startAnew();
    await claim("cy", "G-LIN-SQ");
    expect(repository.file("assignments/G-LIN-SQ.yml", OTHER)).toContain("assignee: cy");
    expect(repository.file("assignments/G-LIN-FL.yml", OTHER)).toContain("assignee: ada");
  });

  test("a crash after the commit that carries: it is not carried twice, and one issue tells", async () => {
    configure("commit: direct\n");
    say(repository, "bob", "/claim G-LIN-SQ");
    const { decide } = tracked.parts;
    const crash = () => {
      throw new Error("out of memory");
    };
    Object.assign(tracked.parts, { decide: crash });
    const deliveries = await tracked.deliveries();
    const { outbox } = await failureOf(tracked.handle(deliveries));
    Object.assign(tracked.parts, { decide });
    const commits = repository.commits().length;
    startAnew();
    await tracked.handle(deliveries, outbox);
    expect(repository.commits().length).toBe(commits + 1);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    expect(repository.file("assignments/G-LIN-SQ.yml")).toContain("assignee: bob");
    expect(issuesOfBot()).toHaveLength(1);
  });

  test.each(["POST /repos/{owner}/{repo}/git/trees", "PATCH /repos/{owner}/{repo}/git/refs/{ref}"])(
    "an answer to %s that is lost doubles nothing",
    async (match) => {
      configure("commit: direct\n");
      say(repository, "bob", "/claim G-LIN-SQ");
      tracked.github.faults.add({ match, answer: "502", when: "after", times: 1 });
      await tracked.handle();
      expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
      expect(repository.commits().filter(({ message }) => message.startsWith("Carry"))).toHaveLength(1);
    },
  );

  test("two processes that take turns at every change see the same campaign", async () => {
    const mine = tracked.parts.snapshots;
    const other = new SnapshotReader();
    const takeTurns = (at: number) => Object.assign(tracked.parts, { snapshots: at % 2 ? other : mine });
    const configs = [renamed, "commit: direct\n", PLACES[mode].config, renamed, "commit: direct\n"];
    for (const [at, config] of configs.entries()) {
      configure(config);
      takeTurns(at);
      await claim("bob", "G-LIN-FL");
      expect([at, replies(repository).at(-1)]).toEqual([at, expect.stringContaining("ada")]);
      // The first configuration again, as the other process knows it from before.
      configure(PLACES[mode].config);
      takeTurns(at + 1);
      await claim("cy", "G-LIN-FL");
      expect(replies(repository).at(-1)).toContain("ada");
    }
    Object.assign(tracked.parts, { snapshots: mine });
  });
});

test("what a version did that carried nothing over is not undone by what it left behind", async () => {
  await track("commit: branch\n");
  await claim("ada", "G-LIN-FL");
  const text = repository.file("assignments/G-LIN-FL.yml", STATE) ?? "";
  configure("commit: direct\n");
  repository.push({
    author: "diagram-tracker[bot]",
    files: { "assignments/G-LIN-FL.yml": text.replaceAll("ada", "bob").replace(/ *assignee_id: .*\n/, "") },
    message: "G-LIN-FL: /claim by bob\n\nDiagram-Tracker-Deliveries: comment-9",
  });
  await claim("cy", "G-LIN-FL");
  expect(replies(repository).at(-1)).toContain("bob");
  expect(issuesOfBot()).toEqual([]);
});

describe("commit: pull-request", () => {
  test.each(["merge", "squash"] as const)("what was merged by %s is not carried again", async (method) => {
    await track("commit: pull-request\n");
    await claim("ada", "G-LIN-FL");
    repository.merge(open()[0]?.number ?? 0, "maria", method);
    say(repository, "ada", "/release G-LIN-FL");
    await tracked.handle();
    await claim("bob", "G-LIN-FL");
    repository.merge(open()[0]?.number ?? 0, "maria", method);
    configure("commit: direct\n");
    await claim("cy", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("bob");
    expect(issuesOfBot()).toEqual([]);
  });

  test("what was renamed, squashed and deleted stays behind", async () => {
    await track("commit: pull-request\n");
    await claim("ada", "G-LIN-FL");
    configure(`commit: pull-request\ncommit_branch: ${OTHER}\n`);
    await claim("cy", "G-LIN-ST");
    for (const author of ["ada", "bob", "cy"]) {
      say(repository, author, "/release G-LIN-FL");
      await tracked.handle();
      await claim(author === "ada" ? "bob" : author === "bob" ? "cy" : "dan", "G-LIN-FL");
      repository.merge(open()[0]?.number ?? 0, "maria", "squash");
      repository.deleteBranch(OTHER, "maria");
      startAnew();
      await tracked.handle();
    }
    await claim("eve", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("dan");
  });

  test("the other pull request lists what waits, and the one before is closed", async () => {
    await track("commit: pull-request\n");
    await claim("ada", "G-LIN-FL");
    configure(`commit: pull-request\ncommit_branch: ${OTHER}\n`);
    await tracked.handle();
    expect(open()).toMatchObject([{ pull: { head: { branch: OTHER } } }]);
    expect(open()[0]?.body).toContain("G-LIN-FL");
  });
});

test("a configuration under its other name tells as much", async () => {
  const other = ".github/diagram-tracker.yaml";
  const put = (files: Record<string, string | null>) => repository.push({ author: "maria", files });
  await track(PLACES.branch.config);
  await claim("ada", "G-LIN-FL");
  put({ [CONFIG]: null, [other]: PLACES["branch renamed"].config });
  await claim("bob", "G-LIN-FL");
  expect(replies(repository).at(-1)).toContain("ada");
  const [mine, another] = [tracked.parts.snapshots, new SnapshotReader()];
  put({ [other]: "paths: { assignments: claims }\n" });
  Object.assign(tracked.parts, { snapshots: another });
  await claim("bob", "G-LIN-SQ");
  put({ [other]: PLACES["branch renamed"].config });
  Object.assign(tracked.parts, { snapshots: mine });
  await claim("cy", "G-LIN-SQ");
  expect(replies(repository).at(-1)).toContain("bob");
  put({ [other]: null, [CONFIG]: "{}\n" });
  await claim("cy", "G-LIN-FL");
  expect(replies(repository).at(-1)).toContain("ada");
  expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
});

describe("commit: direct", () => {
  test("files that the maintainers moved themselves are taken as they are", async () => {
    await track("{}\n");
    await claim("ada", "G-LIN-FL");
    const text = repository.file("assignments/G-LIN-FL.yml") ?? "";
    const files = {
      "assignments/G-LIN-FL.yml": null,
      "assignments/README.md": null,
      "claims/G-LIN-FL.yml": text,
      "claims/README.md": "Assignments lie here.\n",
    };
    configure("paths: { assignments: claims }\n", files);
    await claim("bob", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    await claim("bob", "G-LIN-SQ");
    expect(repository.file("claims/G-LIN-SQ.yml")).toContain("assignee: bob");
    expect(issuesOfBot()).toEqual([]);
  });

  test("what lies in the old folder and is none of the campaign's stays there", async () => {
    await track("{}\n");
    await claim("ada", "G-LIN-FL");
    configure("paths: { assignments: claims }\n", { "assignments/settings.yml": "a: 1\n" });
    await tracked.handle();
    expect(repository.file("assignments/README.md")).not.toBeNull();
    expect(repository.file("assignments/settings.yml")).toBe("a: 1\n");
    expect(repository.file("assignments/G-LIN-FL.yml")).toBeNull();
    expect(repository.file("claims/G-LIN-FL.yml")).toContain("assignee: ada");
  });

  test("a pause goes along", async () => {
    await track("{}\n");
    say(repository, "maria", "/pause");
    await tracked.handle();
    configure("paths: { assignments: claims }\n");
    await claim("bob", "G-LIN-FL");
    expect(repository.file("claims/paused.yml")).toContain("maria");
    expect(repository.file("claims/G-LIN-FL.yml")).toBeNull();
  });

  test("a catalog that only the old path leads to: comments wait, and one issue says where it is", async () => {
    await track("{}\n");
    await claim("ada", "G-LIN-FL");
    configure("paths: { catalog: plan }\n");
    say(repository, "bob", "/claim G-LIN-FL");
    const deliveries = await tracked.deliveries();
    const { outbox } = await failureOf(tracked.handle(deliveries));
    expect(issuesOfBot()).toMatchObject([{ title: "Diagram Tracker cannot move its files" }]);
    expect(issuesOfBot()[0]?.body).toContain("`catalog` on `main`");
    expect(replies(repository)).toHaveLength(1);
    repository.push({
      author: "maria",
      files: { "plan/guarantees.yml": CATALOG, "catalog/guarantees.yml": null },
    });
    await tracked.handle(deliveries, outbox);
    expect(replies(repository).at(-1)).toContain("ada");
    expect(issuesOfBot()).toMatchObject([{ state: "closed" }]);
  });

  test("without its catalog the campaign is over, and its files stay", async () => {
    await track("commit: branch\n");
    await claim("ada", "G-LIN-FL");
    configure("commit: direct\n", { "catalog/guarantees.yml": null });
    await claim("bob", "G-LIN-FL");
    expect(issuesOfBot()).toEqual([]);
    expect(repository.file("assignments/G-LIN-FL.yml", STATE)).toContain("assignee: ada");
    expect(repository.file("assignments/G-LIN-FL.yml")).toBeNull();
    repository.push({ author: "maria", files: { "catalog/again.yml": CATALOG } });
    await claim("bob", "G-LIN-FL");
    expect(replies(repository).at(-1)).toContain("ada");
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
  });

  test("a branch that the configuration named and the bot never wrote to is left alone", async () => {
    await track("{}\n");
    repository.push({
      author: "maria",
      branch: "develop",
      files: { "assignments/G-LIN-FL.yml": "not: ours\n" },
    });
    configure("commit: branch\ncommit_branch: develop\n");
    configure("commit: direct\n");
    await claim("ada", "G-LIN-FL");
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    expect(issuesOfBot()).toEqual([]);
  });
});

const labels = () => tracked.github.requests.all.map(({ label }) => label);

test("a claim after a change costs what it cost before, in every place", async () => {
  await track("{}\n");
  for (const [name, { config }] of Object.entries(PLACES)) {
    configure(config);
    await tracked.handle();
    await claim("ada", "G-LIN-FL");
    say(repository, "ada", "/release G-LIN-FL");
    await tracked.handle();
    tracked.github.requests.reset();
    await claim("ada", "G-LIN-FL");
    const requests = labels().filter((label) => !label.includes("/pulls/"));
    expect([name, requests.length]).toEqual([name, 3]);
    say(repository, "ada", "/release G-LIN-FL");
    await tracked.handle();
  }
});
