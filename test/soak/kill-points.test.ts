/**
 * The real server is killed at each point between the delivery and its mark. Another one finishes what it left: nothing
 * is done twice, nothing is left out.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestMatcher } from "../../src/playground/github/faults.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { type InboxPlaces, postgresPlaces, sqlitePlaces, untilInboxIsEmpty } from "./inbox-place.ts";
import { type InboxPlace, type ServerProcess, startServerProcess } from "./server-process.ts";
import { until } from "./until.ts";

/** What comes during a second after a commit is one batch; a dead server holds up its repository for a second. */
const QUICK = { COLLECT_SECONDS: "1", LEASE_SECONDS: "1" };

const commentOn = (thread: number): RequestMatcher => {
  return ({ method, path }) => method === "POST" && path.endsWith(`/issues/${thread}/comments`);
};

const POINTS: readonly { name: string; match: RequestMatcher; when: "before" | "after" }[] = [
  { name: "while it reads", match: "ReadSnapshot", when: "after" },
  { name: "before the commit", match: "createCommitOnBranch", when: "before" },
  { name: "after the commit, before the reply", match: "createCommitOnBranch", when: "after" },
  { name: "after the first reply, before it knows of it", match: commentOn(1), when: "after" },
  { name: "between two replies", match: commentOn(2), when: "before" },
  { name: "after all replies, before the mark", match: commentOn(2), when: "after" },
];

describe.each([
  { kind: "SQLite", makePlaces: sqlitePlaces },
  { kind: "PostgreSQL", makePlaces: postgresPlaces },
])("a server with its inbox in $kind that is killed", ({ makePlaces }) => {
  let places: InboxPlaces;
  let place: InboxPlace;
  let github: GitHub;
  let repository: RepositoryHandle;
  let server: ServerProcess;

  beforeAll(async () => {
    places = await makePlaces();
  }, 60_000);
  afterAll(() => places.dispose());

  beforeEach(async () => {
    place = await places.next();
    github = await startGitHub();
    repository = github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
    repository.openIssue({ author: "maria", title: "Who takes what?" });
    repository.openIssue({ author: "maria", title: "And what else?" });
    await start();
    // At its start it looks at everything once: that would meet the gate first.
    const isStarted = () => server.log.some(({ msg }) => msg === "recovered");
    await until(isStarted, { what: () => "the first look at everything" });
    repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
    await until(() => replies(1).length === 1, { what: () => "the first reply" });
  });
  afterEach(async () => {
    await server.kill();
    await github.close();
  });

  async function start(): Promise<void> {
    server = await startServerProcess(github, place, QUICK);
    github.webhooks.target = `${server.url}/api/github/webhooks`;
  }

  function replies(thread: number): string[] {
    const { app } = github;
    return repository.comments(thread).flatMap(({ author, body }) => {
      return author === `${app.slug}[bot]` ? [body] : [];
    });
  }

  test.each(POINTS)("$name", { timeout: 60_000 }, async ({ match, when }) => {
    const commits = repository.commits().length;
    const gate = github.holdNext(match, when);
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    repository.comment({ author: "bob", thread: 2, body: "/claim G-LIN-SQ G-LIN-FL" });
    await gate.arrived;
    await server.kill();
    gate.drop();
    await start();
    await until(() => replies(2).length > 0, { what: () => "the second reply" });
    const counts = await untilInboxIsEmpty(place);

    expect(counts.setAside).toBe(0);
    expect(replies(1)).toHaveLength(2);
    expect(replies(2)).toHaveLength(1);
    expect(replies(1)[1]).toMatch(/@ada \*\*G-LIN-FL\*\* Flow Diagram: it is yours until/);
    expect(replies(2)[0]).toMatch(/\*\*G-LIN-SQ\*\* Sequence: it is yours until/);
    expect(replies(2)[0]).toMatch(/\*\*G-LIN-FL\*\* Flow Diagram: \*\*ada\*\* holds it/);
    expect(repository.commits()).toHaveLength(commits + 1);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    expect(repository.file("assignments/G-LIN-SQ.yml")).toContain("assignee: bob");
    expect(github.invalidRequests).toEqual([]);
  });
});
