/**
 * The real server is killed at each point between the delivery and its mark. Another one finishes what it left: nothing
 * is done twice, nothing is left out.
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, type RequestMatcher, startGitHub } from "../../src/playground/github/start-github.ts";
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
  beforeAll(async () => {
    places = await makePlaces();
  }, 60_000);
  afterAll(() => places.dispose());

  // They mostly wait: for leases that expire and for what is collected.
  test.concurrent.for(POINTS)(
    "$name",
    { timeout: 60_000 },
    async ({ match, when }, { expect, onTestFinished }) => {
      const stage = await Stage.open(await places.next());
      onTestFinished(() => stage.close());
      const { github, repository } = stage;
      // What is heard while an earlier batch is on its way is the next batch.
      const earlier = github.holdNext(commentOn(1), "after");
      repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
      await earlier.arrived;
      const commits = repository.commits().length;
      repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
      repository.comment({ author: "bob", thread: 2, body: "/claim G-LIN-SQ G-LIN-FL" });
      await github.settled();
      const gate = github.holdNext(match, when);
      earlier.release();
      await gate.arrived;
      await stage.killServer();
      gate.drop();
      await stage.startServer();
      const replies = (thread: number) => stage.replies(thread);
      await until(() => replies(2).length > 0, { what: () => "the second reply" });
      const counts = await untilInboxIsEmpty(stage.place);

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
    },
  );
});

/** A repository with two threads, and a server that has looked at everything. */
class Stage {
  readonly place: InboxPlace;
  readonly github: GitHub;
  readonly repository: RepositoryHandle;
  private server: ServerProcess | null = null;

  private constructor(place: InboxPlace, github: GitHub) {
    this.place = place;
    this.github = github;
    this.repository = github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
    this.repository.openIssue({ author: "maria", title: "Who takes what?" });
    this.repository.openIssue({ author: "maria", title: "And what else?" });
  }

  static async open(place: InboxPlace): Promise<Stage> {
    const stage = new Stage(place, await startGitHub());
    const { log } = await stage.startServer();
    // At its start it looks at everything once: that would meet the gate first.
    const isStarted = () => log.some(({ msg }) => msg === "recovered");
    await until(isStarted, { what: () => "the first look at everything" });
    return stage;
  }

  async startServer(): Promise<ServerProcess> {
    this.server = await startServerProcess(this.github, this.place, QUICK);
    this.github.webhooks.target = `${this.server.url}/api/github/webhooks`;
    return this.server;
  }

  async killServer(): Promise<void> {
    await this.server?.kill();
  }

  replies(thread: number): string[] {
    const bot = `${this.github.app.slug}[bot]`;
    return this.repository.comments(thread).flatMap(({ author, body }) => (author === bot ? [body] : []));
  }

  async close(): Promise<void> {
    await this.killServer();
    await this.github.close();
  }
}
