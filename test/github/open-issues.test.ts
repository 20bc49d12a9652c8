import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Outbox } from "../../src/facts/batch.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { startTestBot } from "../test-bot.ts";
import { type Tracked, trackRepository } from "./tracked.ts";
import { startTrackedWorker } from "./tracked-worker.ts";

const OPEN = "POST /repos/{owner}/{repo}/issues";
const REPLY = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const IDS = ["G-LIN-FA", "G-LIN-FL", "G-LIN-SQ"];
const CATALOG = `categories:
  - name: Guarantees
    planned: 3
    groups:
      - key: G01
        name: Linearizability
        planned: 3
        diagrams: { G-LIN-FA: Failures, G-LIN-FL: Flow, G-LIN-SQ: Sequence }
`;

const opened = (repository: RepositoryHandle) =>
  [...repository.state.threads.values()]
    .filter(({ author }) => author.login === "diagram-tracker[bot]")
    .map(({ title }) => title.split(":")[0]);
const recorded = (repository: RepositoryHandle) =>
  IDS.filter((id) => /^ {2}issue: \d+$/m.test(repository.file(`assignments/${id}.yml`) ?? ""));

describe("an issue for each diagram", () => {
  let tracked: Tracked;
  let repository: RepositoryHandle;

  beforeEach(async () => {
    tracked = await trackRepository({ files: { "catalog/one.yml": CATALOG } });
    repository = tracked.github.repository("atlas/diagrams");
    repository.setPermission("maria", "maintain");
    await tracked.deliveries();
    repository.comment({ author: "maria", thread: 1, body: "/issues G01" });
  });

  afterEach(async () => {
    expect(tracked.github.invalidRequests).toEqual([]);
    await tracked.github.close();
  });

  test("is opened, recorded and labelled once, however often that is asked", async () => {
    await tracked.handle();
    expect(opened(repository)).toEqual(IDS);
    repository.comment({ author: "maria", thread: 1, body: "/issues G01" });
    const deliveries = await tracked.deliveries();
    // The files do not say yet what was opened: the author and the marker do.
    await tracked.handle(deliveries.filter(({ event }) => event.kind === "comment"));
    expect(opened(repository)).toEqual(IDS);
    await tracked.handle(deliveries);
    expect(recorded(repository)).toEqual(IDS);
    expect(repository.sidebar(2).labels).toEqual(["diagram: free"]);
  });

  test.each([
    ["one that was not opened", OPEN, "before"],
    ["one that was opened, of which nobody heard", OPEN, "after"],
    ["a reply that was not sent", REPLY, "before"],
  ] as const)("is opened by the next try after %s, and no other twice", async (_, match, when) => {
    tracked.github.faults.add({ match, answer: "502", when, times: 1, skip: match === OPEN ? 1 : 0 });
    const deliveries = await tracked.deliveries();
    const outbox: Outbox = await tracked.handle(deliveries).then(
      () => expect.fail("it did not fail"),
      (error) => error.outbox,
    );
    await tracked.handle(deliveries, outbox);
    await tracked.handle();
    expect(opened(repository).toSorted()).toEqual(IDS);
    expect(recorded(repository)).toEqual(IDS);
    expect(repository.comments(1)).toHaveLength(2);
  });

  test("is found after a crash in the midst of it", async () => {
    const deliveries = await tracked.deliveries();
    const outbox = await tracked.handle(deliveries);
    await tracked.deliveries();
    const { progress: _, ...cutOff } = outbox ?? expect.fail();
    await tracked.handle(deliveries, cutOff);
    expect(opened(repository)).toEqual(IDS);
    await tracked.handle();
    expect(recorded(repository)).toEqual(IDS);
  });

  test("that somebody claims before its turn is opened for nobody", async () => {
    tracked.github.faults.add({ match: OPEN, answer: "502", when: "before", times: 1 });
    const deliveries = await tracked.deliveries();
    const outbox: Outbox = await tracked.handle(deliveries).then(
      () => expect.fail("it did not fail"),
      (error) => error.outbox,
    );
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FA" });
    await tracked.handle([...deliveries, ...(await tracked.deliveries())], outbox);
    expect(opened(repository)).toEqual(["G-LIN-FL", "G-LIN-SQ"]);
  });

  test("of somebody else's, with our marker, is none of ours", async () => {
    repository.openIssue({ author: "eve", title: "Mine", body: "<!-- diagram-tracker:issue G-LIN-FL -->" });
    await tracked.handle();
    expect(opened(repository)).toEqual(IDS);
  });
});

test("where GitHub's reads do not show it yet, it is not opened again", async () => {
  const bot = await startTrackedWorker();
  onTestFinished(() => bot.close());
  const { repository, github } = bot;
  repository.setPermission("maria", "maintain");
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-SQ" });
  await bot.advance(20_000);
  github.faults.add({ match: OPEN, answer: "502", when: "after", times: 1 });
  const catchUp = repository.lagReads();
  repository.comment({ author: "maria", thread: 1, body: "/issues G-LIN-FL" });
  await bot.advance(30_000);
  repository.comment({ author: "maria", thread: 1, body: "/issues G-LIN-FL" });
  await bot.advance(10_000);
  catchUp();
  await bot.advance(120_000);
  expect(opened(repository)).toEqual(["G-LIN-FL"]);
  expect(repository.file("assignments/G-LIN-FL.yml")).toMatch(/^ {2}issue: 2$/m);
});

test("as many as GitHub lets an installation make are opened in a minute, and whoever asks something then is answered", async () => {
  const bot = await startTestBot();
  onTestFinished(() => bot.close());
  const ids = Array.from(
    { length: 90 },
    (_, at) => `G-LIN-${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`,
  );
  const diagrams = ids.map((id) => `${id}: Diagram`).join(", ");
  const catalog = CATALOG.replaceAll("planned: 3", "planned: 90").replace(
    /diagrams: .*/,
    `diagrams: { ${diagrams} }`,
  );
  const repository = bot.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "catalog/one.yml": catalog },
    permissions: { maria: "maintain" },
  });
  repository.openIssue({ author: "maria", title: "Planning" });
  repository.comment({ author: "maria", thread: 1, body: "/issues G01" });
  await bot.idle();
  const first = opened(repository).length;
  expect(first).toBeGreaterThan(60);
  expect(first).toBeLessThanOrEqual(79);
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-AA" });
  for (let minute = 0; minute < 8; minute++) await bot.idle();
  expect(opened(repository).toSorted()).toEqual(ids);
  expect(new Set(opened(repository)).size).toBe(90);
  const files = repository.files().filter((path) => path.startsWith("assignments/"));
  expect(files).toHaveLength(90);
  expect(repository.comments(1)).toHaveLength(4);
});
