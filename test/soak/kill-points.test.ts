/**
 * The real server is killed at each point between the delivery and its mark. Another one finishes what it left: nothing
 * is done twice, nothing is left out.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, type RequestMatcher, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import {
  type InboxLocations,
  postgresLocations,
  sqliteLocations,
  untilInboxIsEmpty,
} from "./inbox-location.ts";
import { type InboxLocation, type ServerProcess, startServerProcess } from "./server-process.ts";
import { until } from "./until.ts";

/** A dead server holds up its repositories for a second. */
const QUICK = { COLLECT_SECONDS: "0", LEASE_SECONDS: "1" };

interface KillPoint {
  readonly name: string;
  readonly match: (repository: RepositoryHandle) => RequestMatcher;
  readonly when: "before" | "after";
}

function commentOn(thread: number): KillPoint["match"] {
  return ({ fullName }) => {
    const comments = `/repos/${fullName}/issues/${thread}/comments`;
    return ({ method, path }) => method === "POST" && path === comments;
  };
}

/**
 * Three repositories stand at their points when the server is killed: it has no more than four hands. Only the first
 * server is known to have looked at everything before, so reading comes first.
 */
const KILLS: readonly (readonly KillPoint[])[] = [
  [
    { name: "while it reads", match: () => "ReadSnapshot", when: "after" },
    { name: "before the commit", match: () => "createCommitOnBranch", when: "before" },
    { name: "after the commit, before the reply", match: () => "createCommitOnBranch", when: "after" },
  ],
  [
    { name: "after the first reply, before it knows of it", match: commentOn(1), when: "after" },
    { name: "between two replies", match: commentOn(2), when: "before" },
    { name: "after all replies, before the mark", match: commentOn(2), when: "after" },
  ],
];
const POINTS = KILLS.flat();

describe.each([
  { kind: "SQLite", makePlaces: sqliteLocations },
  { kind: "PostgreSQL", makePlaces: postgresLocations },
])("a server with its inbox in $kind that is killed", ({ makePlaces }) => {
  let places: InboxLocations;
  let stage: Stage;
  beforeAll(async () => {
    places = await makePlaces();
    stage = await Stage.open(await places.next());
    for (const points of KILLS) await stage.play(points);
  });
  afterAll(async () => {
    await stage.close();
    await places.dispose();
  });

  test.each(POINTS)("$name", ({ name }) => {
    const { repository, commits } = stage.played.get(name) ?? expect.unreachable();
    const [first, second] = [stage.replies(repository, 1), stage.replies(repository, 2)];
    expect(first).toHaveLength(2);
    expect(second).toHaveLength(1);
    expect(first[1]).toMatch(/@ada \*\*G-LIN-FL\*\* Flow Diagram: it is yours until/);
    expect(second[0]).toMatch(/\*\*G-LIN-SQ\*\* Sequence: it is yours until/);
    expect(second[0]).toMatch(/\*\*G-LIN-FL\*\* Flow Diagram: \*\*ada\*\* holds it/);
    expect(repository.commits()).toHaveLength(commits + 1);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    expect(repository.file("assignments/G-LIN-SQ.yml")).toContain("assignee: bob");
  });

  test("leaves nothing in its inbox, and asks nothing of GitHub that it would not take", async () => {
    expect(await untilInboxIsEmpty(stage.place)).toMatchObject({ setAside: 0 });
    expect(stage.github.invalidRequests).toEqual([]);
  });
});

/** A repository for each point, each with two threads, and the server that works on them. */
class Stage {
  readonly place: InboxLocation;
  readonly github: GitHub;
  /** By the point's name: its repository, and how many commits it had before the batch that was cut off. */
  readonly played = new Map<string, { readonly repository: RepositoryHandle; readonly commits: number }>();
  private readonly repositories: readonly RepositoryHandle[];
  private server: ServerProcess | null = null;

  private constructor(place: InboxLocation, github: GitHub) {
    this.place = place;
    this.github = github;
    this.repositories = POINTS.map((_, at) => {
      const repository = github.createRepository({ owner: "atlas", name: `diagrams-${at}`, files: FILES });
      repository.openIssue({ author: "maria", title: "Who takes what?" });
      repository.openIssue({ author: "maria", title: "And what else?" });
      return repository;
    });
  }

  static async open(place: InboxLocation): Promise<Stage> {
    const stage = new Stage(place, await startGitHub());
    const { log } = await stage.startServer();
    // At its start it looks at everything once: that would meet the gate first.
    const isStarted = () => log.some(({ msg }) => msg === "recovered");
    await until(isStarted, { what: () => "the first look at everything" });
    return stage;
  }

  /** Kills the server when it has come to all these points, and has another one finish. */
  async play(points: readonly KillPoint[]): Promise<void> {
    const gates = [];
    for (const point of points) gates.push(await this.holdAt(point));
    await this.server?.kill();
    for (const gate of gates) gate.drop();
    await this.startServer();
    for (const { name } of points) {
      const { repository } = this.played.get(name) ?? expect.unreachable();
      const isAnswered = () => this.replies(repository, 2).length > 0;
      await until(isAnswered, { what: () => `the second reply after a kill ${name}` });
    }
    await untilInboxIsEmpty(this.place);
  }

  /** Two comments of one batch, handled until the point has come. */
  private async holdAt({ name, match, when }: KillPoint) {
    const { github } = this;
    const repository = this.repositories[this.played.size] ?? expect.unreachable();
    // What is heard while an earlier batch is on its way is the next batch.
    const earlier = github.blockNext(commentOn(1)(repository), "after");
    repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
    await earlier.arrived;
    this.played.set(name, { repository, commits: repository.commits().length });
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    repository.comment({ author: "bob", thread: 2, body: "/claim G-LIN-SQ G-LIN-FL" });
    await github.settled();
    const gate = github.blockNext(match(repository), when);
    earlier.release();
    await gate.arrived;
    return gate;
  }

  replies(repository: RepositoryHandle, thread: number): string[] {
    const bot = `${this.github.app.slug}[bot]`;
    return repository.comments(thread).flatMap(({ author, body }) => (author === bot ? [body] : []));
  }

  async close(): Promise<void> {
    await this.server?.kill();
    await this.github.close();
  }

  private async startServer(): Promise<ServerProcess> {
    this.server = await startServerProcess(this.github, this.place, QUICK);
    this.github.webhooks.target = `${this.server.url}/api/github/webhooks`;
    return this.server;
  }
}
