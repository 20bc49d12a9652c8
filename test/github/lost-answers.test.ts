import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { startTrackedWorker, type TrackedWorker } from "./tracked-worker.ts";

const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const SECOND = 1000;

let bot: TrackedWorker;
let repository: RepositoryHandle;

beforeEach(async () => {
  bot = await startTrackedWorker();
  repository = bot.repository;
  repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
  await bot.advance(0);
  await bot.advance(20 * SECOND);
});

afterEach(() => bot.close());

function replies(thread = 1): string[] {
  return repository
    .comments(thread)
    .filter(({ author }) => author === "diagram-tracker[bot]")
    .map(({ body }) => body);
}

/** How often our comments of the thread were read since the last reset. */
const looks = () => bot.github.requests.all.filter(({ label }) => label === "graphql ReadComments").length;

describe("a reply whose answer was lost while GitHub's reads lag", () => {
  test.each([
    { lag: 1.5, command: "/claim G-LIN-FL" },
    { lag: 30, command: "/claim G-LIN-FL" },
    { lag: 30, command: "/status G-LIN-FA" },
  ])("is posted once, for $command and $lag s", async ({ lag, command }) => {
    const before = replies().length;
    bot.github.faults.add({ match: POST_COMMENT, answer: "502", when: "after", times: 1 });
    const catchUp = repository.lagReads();
    repository.comment({ author: "ada", thread: 1, body: command });
    await bot.advance(0);
    expect(replies()).toHaveLength(before + 1);
    await bot.advance(lag * SECOND);
    catchUp();
    await bot.advance(60 * SECOND);
    expect(replies()).toHaveLength(before + 1);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  test("is looked for more than once before it is written again, if it never arrived", async () => {
    const before = replies().length;
    bot.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    await bot.advance(0);
    bot.github.requests.reset();
    await bot.advance(40 * SECOND);
    expect(replies()).toHaveLength(before);
    expect(looks()).toBeGreaterThan(2);
    await bot.advance(30 * SECOND);
    expect(replies()).toHaveLength(before + 1);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0 });
  });

  test("holds up nobody else: who comes later is answered before it", async () => {
    repository.openIssue({ author: "maria", title: "More" });
    await bot.advance(20 * SECOND);
    bot.github.faults.add({ match: POST_COMMENT, answer: "502", when: "before", times: 1 });
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    await bot.advance(0);
    repository.comment({ author: "bob", thread: 2, body: "/claim G-LIN-SQ" });
    await bot.advance(11 * SECOND);
    expect(replies(2)).toHaveLength(1);
    expect(repository.file("assignments/G-LIN-SQ.yml")).toContain("assignee: bob");
  });

  test("is known not to be there when nobody was reached", async () => {
    const before = replies().length;
    await bot.refuseConnections(1, POST_COMMENT);
    repository.comment({ author: "ada", thread: 1, body: "/status G-LIN-FA" });
    await bot.advance(0);
    bot.github.requests.reset();
    await bot.advance(2 * SECOND);
    expect(replies()).toHaveLength(before + 1);
    expect(looks()).toBe(0);
  });
});

describe("what a try wrote is not looked for by the next", () => {
  test("of ten threads only the one is read whose answer was lost", async () => {
    for (let thread = 2; thread <= 10; thread++) repository.openIssue({ author: "maria", title: "More" });
    await bot.advance(20 * SECOND);
    bot.github.faults.add({ match: POST_COMMENT, answer: "502", when: "after", skip: 4, times: 1 });
    for (let thread = 1; thread <= 10; thread++)
      repository.comment({ author: "ada", thread, body: "/status G-LIN-FA" });
    bot.github.requests.reset();
    await bot.advance(20 * SECOND);
    expect(looks()).toBe(1);
    for (let thread = 2; thread <= 10; thread++) expect(replies(thread)).toHaveLength(1);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0 });
  });
});

describe("what is written about a pull request", () => {
  const POST_CHECK = "POST /repos/{owner}/{repo}/check-runs";
  const openPull = (id: string, branch = "one") => {
    const files = {
      "diagrams/one.md": `# ${id}\n\n\`\`\`mermaid\nflowchart LR\n  a --> b\n\`\`\`\n\n${branch}\n`,
    };
    return repository.openPullRequest({ author: "ada", title: id, branch, files }).number;
  };
  const runs = () =>
    [...repository.state.checkRuns.values()].map(({ headSha, name }) => `${headSha} ${name}`);

  test.each([
    ["its notice", POST_COMMENT],
    ["a check", POST_CHECK],
  ])("%s is there once, though the answer was lost while reads lag", async (_, match) => {
    bot.github.faults.add({ match, answer: "502", when: "after", times: 1 });
    // It is somebody else's: nothing is committed, which would wait for the reads anyway.
    const number = openPull("G-LIN-FA");
    const catchUp = repository.lagReads();
    await bot.advance(30 * SECOND);
    catchUp();
    await bot.advance(60 * SECOND);
    expect(replies(number)).toHaveLength(1);
    expect(runs().length).toBeGreaterThan(0);
    expect(runs()).toHaveLength(new Set(runs()).size);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  describe("while reads lag behind what was confirmed", () => {
    test("is not made a second time by the next batch", async () => {
      const number = openPull("G-LIN-FA");
      repository.lagReads();
      await bot.advance(0);
      expect(replies(number)).toHaveLength(1);
      repository.edit(number, { body: "Ready, I think." });
      await bot.advance(11 * SECOND);
      expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0 });
      expect(replies(number)).toHaveLength(1);
      expect(runs().length).toBeGreaterThan(0);
      expect(runs()).toHaveLength(new Set(runs()).size);
    });

    test("a notice says at last what is true, though no read shows what it said before", async () => {
      const number = openPull("G-LIN-FA");
      repository.lagReads();
      await bot.advance(0);
      const [first] = replies(number);
      repository.edit(number, { body: "Diagram: G-LIN-FL" });
      await bot.advance(11 * SECOND);
      expect(replies(number)).toEqual([expect.stringContaining("G-LIN-FL")]);
      repository.edit(number, { body: "" });
      await bot.advance(11 * SECOND);
      expect(replies(number)).toEqual([first]);
    });

    test("a notice that somebody deleted is there again at the next look after that", async () => {
      const number = openPull("G-LIN-FA");
      await bot.advance(0);
      repository.deleteComment(repository.comments(number)[0]?.id ?? 0);
      await bot.advance(50 * SECOND);
      repository.edit(number, { body: "Ready, I think." });
      await bot.advance(11 * SECOND);
      expect(replies(number)).toHaveLength(1);
    });
  });

  test("in a storm in which GitHub fails every eighth request, all of ten have it within two minutes", async () => {
    bot.github.faults.addRandom({ seed: 7, rate: 0.12 });
    const numbers = Array.from({ length: 10 }, (_, at) => openPull("G-LIN-FL", `branch-${at}`));
    await bot.advance(120 * SECOND);
    for (const number of numbers) {
      const head = repository.pull(number).pull.head.oid;
      expect(replies(number)).toHaveLength(1);
      expect(runs().filter((run) => run.startsWith(head)).length).toBeGreaterThan(0);
    }
    expect(runs()).toHaveLength(new Set(runs()).size);
  });
});
